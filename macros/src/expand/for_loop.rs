//! A `for` loop receives from a channel until it is closed, and runs over anything else as ever.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{Expr, ExprForLoop, Stmt};

use super::body::Lower;
use super::call::told;
use super::{arrow, at, local, outer, single};

/// What a loop in Go's spelling ranges over, seen as something that a loop of Rust's runs over.
///
/// ```text
/// range x, with one variable   →   match &x { x => (&&&range_tag(x)).__go_ranges().__go_over(x) }
///          with two            →   range_two(&x)
/// ```
pub(crate) fn expand_range(cx: &mut Lower<'_>, variables: usize, operand: &mut Expr, span: Span) -> TokenStream {
    let place = operand.span();
    let operand = arrow::borrowed(cx, operand);
    if variables == 2 {
        let range = Ident::new("range_two", span);
        return quote_spanned!(at(span)=> __go::#range(#operand));
    }
    let ranged = local("ranged", place);
    let over = Ident::new("__go_over", place);
    quote_spanned!(at(span)=> match #operand {
        #ranged => (&&&__go::range_tag(#ranged)).__go_ranges().#over(#ranged),
    })
}

/// A loop whose operand, pattern and body are lowered already; see the runtime's `dispatch/for_loop.rs` for the shape.
/// A loop that starts goroutines gives way before it takes the next item; a receive does that by itself.
pub(crate) fn expand_for(for_loop: &ExprForLoop, allow: Option<&TokenStream>, give_way: Option<&Stmt>) -> TokenStream {
    let ExprForLoop { attrs, label, pat, expr, body, .. } = for_loop;
    let span = expr.span();
    let (operand, tag, kind) = (local("operand", span), local("tag", span), local("kind", span));
    let (items, item) = (local("items", span), local("item", span));
    let told = told(&tag, &operand, span);
    let stmts = &body.stmts;
    let pat = single(pat);
    let attrs = attrs.iter().cloned().map(outer);
    // The user's own span, of the whole call: it says where the loop waits.
    let receive = quote_spanned!(span=> __go::For::__go_recv(&#kind, &mut #items));
    quote_spanned! {at(span)=>
        match #expr {
            #operand => {
                #told
                let #kind = (&&#tag).__go_for();
                let mut #items = __go::For::__go_start(&#kind, #operand);
                #(#attrs)*
                #label while let ::core::option::Option::Some(#item) =
                    (if __go::For::__go_waits(&#kind) {
                        #receive.await
                    } else {
                        #give_way
                        __go::For::__go_next(&#kind, &mut #items)
                    })
                {
                    #allow let #pat = #item;
                    #(#stmts)*
                }
            }
        }
    }
}
