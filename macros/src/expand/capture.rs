//! Rule 3: a handle is cloned, everything else moves. The emitted shapes are explained in the runtime's `dispatch/capture.rs`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;

use super::at;
use super::call::told;

/// How a place may be captured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Cloned or moved, by type.
    Any,
    /// The place stands outside the plain closure around the `go!`: it must not be moved.
    ShareOnly,
    /// `go!(move …)`: moved.
    Move,
}

/// The slot that a goroutine takes along for `place`; `mutable` if the place was declared `mut`.
pub(crate) fn expand_slot(place: &Expr, way: Way, mutable: bool) -> TokenStream {
    expand(place, way, mutable, &quote!(&&&&))
}

/// The value that a goroutine takes along for `place`, where it is used as a variable: references stay references.
pub(crate) fn expand_value(place: &Expr, way: Way, mutable: bool) -> TokenStream {
    if way == Way::Move {
        return quote!(#place);
    }
    let slot = expand(place, way, mutable, &quote!(&&&));
    let span = place.span();
    quote_spanned!(at(span)=> #slot.__go_into())
}

fn expand(place: &Expr, way: Way, mutable: bool, refs: &TokenStream) -> TokenStream {
    let span = at(place.span());
    let touch = mutable.then(|| quote_spanned!(span=> let _ = &mut #place;));
    match way {
        Way::Any => quote_spanned! {span=> {
            let __go_kind = (#refs __go::tag_of(&#place)).__go_capture();
            if __go_kind.__go_shares() {
                __go_kind.__go_share(&#place)
            } else {
                __go_kind.__go_may_move();
                #touch
                __go_kind.__go_own(#place)
            }
        }},
        Way::ShareOnly => quote_spanned! {span=> {
            let __go_kind = (#refs __go::tag_of(&#place)).__go_capture();
            __go::ShareOnly::__go_share_only(&__go_kind, &#place)
        }},
        Way::Move => quote_spanned!(span=> __go::Give::__go_of(#place)),
    }
}

/// What the slot `slot` is inside the goroutine: a value, or a reference to a lent handle.
pub(crate) fn expand_open(slot: &Ident, span: Span) -> TokenStream {
    let tag = super::local("tag", span);
    let told = told(&tag, slot, span);
    quote_spanned! {at(span)=> {
        #told
        if __go::lends(&#tag) {
            __go::may_lend(&#tag);
            __go::lend(&#slot)
        } else {
            __go::may_give(&#tag);
            __go::give(#slot)
        }
    }}
}

/// Refuses the assignment to the captured variable `name` if that would change a copy.
pub(crate) fn expand_assign_check(name: &Ident, span: Span) -> TokenStream {
    quote_spanned! {at(span)=>
        __go::Assign::__go_assigned(&(&&__go::tag_of(&#name)).__go_assign());
    }
}

/// Refuses to lend `self` to a goroutine if it is borrowed and no handle.
pub(crate) fn expand_borrowed_self_check(name: &Ident) -> TokenStream {
    let span = at(name.span());
    quote_spanned! {span=> {
        #[diagnostic::on_unimplemented(
            message = "`self` is borrowed here, and the goroutine may outlive it",
            label = "`{Self}` is not a handle that goroutines can share",
            note = "take `self: Arc<Self>`, or derive `Clone` and `Share` for a struct made of handles"
        )]
        trait Lend {}
        #[diagnostic::do_not_recommend]
        impl<T: __go::Share> Lend for T {}
        fn lent<T: Lend>(_: [&T; 1]) {}
        lent([#name]);
    }}
}
