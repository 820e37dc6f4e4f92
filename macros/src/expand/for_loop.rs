//! A `for` loop receives from a channel until it is closed, and runs over anything else as ever.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{ExprForLoop, Stmt};

use super::call::told;
use super::{at, local, outer, single};

/// A loop whose operand, pattern and body are lowered already; see the runtime's `dispatch/for_loop.rs` for the shape.
/// A loop that starts goroutines gives way before it takes the next item; a receive does that by itself.
pub(crate) fn expand_for(for_loop: &ExprForLoop, give_way: Option<&Stmt>) -> TokenStream {
    let ExprForLoop { attrs, label, pat, expr, body, .. } = for_loop;
    let span = expr.span();
    let (operand, tag, kind) = (local("operand", span), local("tag", span), local("kind", span));
    let (items, item) = (local("items", span), local("item", span));
    let told = told(&tag, &operand, span);
    let stmts = &body.stmts;
    let pat = single(pat);
    let attrs = attrs.iter().cloned().map(outer);
    quote_spanned! {at(span)=>
        match #expr {
            #operand => {
                #told
                let #kind = (&&#tag).__go_for();
                let mut #items = __go::For::__go_start(&#kind, #operand);
                #(#attrs)*
                #label while let ::core::option::Option::Some(#item) =
                    (if __go::For::__go_waits(&#kind) {
                        __go::For::__go_recv(&#kind, &mut #items).await
                    } else {
                        #give_way
                        __go::For::__go_next(&#kind, &mut #items)
                    })
                {
                    let #pat = #item;
                    #(#stmts)*
                }
            }
        }
    }
}
