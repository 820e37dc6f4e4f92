//! A `for` loop receives from a channel until it is closed, and runs over anything else as ever.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::ExprForLoop;
use syn::spanned::Spanned;

use super::call::told;
use super::refuse::{Extent, refuse};
use super::{at, local, outer, single};

/// A loop whose operand, pattern and body are lowered already; see the runtime's `dispatch/for_loop.rs` for the shape.
pub(crate) fn expand_for(for_loop: &ExprForLoop) -> TokenStream {
    let ExprForLoop { attrs, label, pat, expr, body, .. } = for_loop;
    let span = expr.span();
    // Where the user's operand is: rustc says of it that it is no iterator, once for all of these.
    let user = |name: &str| Ident::new(name, span);
    let (operand, tag, kind) = (user("__go_operand"), local("tag", span), user("__go_kind"));
    let (items, item) = (user("__go_items"), local("item", span));
    let told = told(&tag, &operand, span);
    let refuse = refuse("RangeOver", "__go_way", &quote!(#tag), "__go_range_direction", Extent::of(expr));
    let start = quote_spanned!(span=> __go::For::__go_start(&#kind, #operand));
    let waits = quote_spanned!(span=> __go::For::__go_waits(&#kind));
    let recv = quote_spanned!(span=> __go::For::__go_recv(&#kind, &mut #items).await);
    let next = quote_spanned!(span=> __go::For::__go_next(&#kind, &mut #items));
    let stmts = &body.stmts;
    let pat = single(pat);
    let attrs = attrs.iter().cloned().map(outer);
    quote_spanned! {at(span)=>
        match #expr {
            #operand => {
                #told
                #refuse
                let #kind = (&&#tag).__go_for();
                let mut #items = #start;
                #(#attrs)*
                #label while let ::core::option::Option::Some(#item) = (if #waits { #recv } else { #next }) {
                    let #pat = #item;
                    #(#stmts)*
                }
            }
        }
    }
}
