//! Rule 3: a handle is cloned, everything else moves. The emitted shapes are explained in the
//! runtime's `dispatch/capture.rs`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;

use super::at;
use super::call::told;
use super::refuse::{Extent, call, refuse, way};
use crate::analyze::captures::idents;

/// How a place may be captured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Cloned or moved, by type.
    Any,
    /// The place stands outside the plain closure around the `go!`: it must not be moved.
    ShareOnly,
    /// The same of `go`, `defer` and `func` in Go's spelling.
    GolangShareOnly,
    /// `go`, `defer` and `func` in Go's spelling: as `Any`, and shared also where only Go shares.
    Golang,
    /// `go!(move …)`: moved.
    Move,
}

/// How a place whose type is known is captured: no choice by type is needed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sure {
    /// A handle, which is cloned.
    Shared,
    /// A reference to a handle, which lends the goroutine a clone of its own.
    Lent,
    /// A text or a number, which is moved.
    Moved,
    /// A collection, which is moved.
    MovedWhole,
}

/// The slot of such a place: the goroutine's own value.
pub(crate) fn expand_sure(place: &Expr, sure: Sure, mutable: bool) -> TokenStream {
    let span = at(place.span());
    match sure {
        Sure::Shared => quote_spanned!(span=> __go::shared(&#place)),
        Sure::Lent => quote_spanned!(span=> __go::shared(#place)),
        Sure::Moved | Sure::MovedWhole if mutable => {
            quote_spanned!(span=> { let _ = &mut #place; __go::moved(#place) })
        }
        // An argument: rustc says then how to move it once only.
        Sure::Moved | Sure::MovedWhole => quote_spanned!(span=> __go::moved(#place)),
    }
}

/// What such a slot is inside the goroutine.
pub(crate) fn open_sure(slot: &Ident, sure: Sure, span: Span) -> TokenStream {
    match sure {
        Sure::Lent => quote_spanned!(at(span)=> &#slot),
        Sure::Shared | Sure::Moved | Sure::MovedWhole => quote!(#slot),
    }
}

/// The slot that a goroutine takes along for `place`; `mutable` if the place was declared `mut`.
pub(crate) fn expand_slot(place: &Expr, way: Way, mutable: bool) -> TokenStream {
    expand(place, way, mutable, &quote!(&&&&))
}

/// The value that a goroutine takes along for `place`, where it is used as a variable: references
/// stay references.
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
    let tag = super::local("tag", place.span());
    let told = told(&tag, place, place.span());
    let golang = matches!(way, Way::Golang | Way::GolangShareOnly);
    let sought = if golang { quote!((&&&#tag).__go_golang()) } else { quote!(#tag) };
    match way {
        Way::Any | Way::Golang => quote_spanned! {span=> {
            #told
            let __go_kind = (#refs #sought).__go_capture();
            if __go_kind.__go_shares() {
                __go_kind.__go_may_share();
                __go_kind.__go_share(&#place)
            } else {
                __go_kind.__go_may_move();
                #touch
                __go_kind.__go_own(#place)
            }
        }},
        Way::ShareOnly | Way::GolangShareOnly => {
            let kind = Ident::new("__go_kind", place.span());
            let refuse = refuse("ShareOrCopy", "__go_take", &quote!(#kind), "__go_stays", Extent::of(place));
            quote_spanned! {span=> {
                #told
                let #kind = (#refs #sought).__go_capture();
                #refuse
                #kind.__go_share(&#place)
            }}
        }
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
    let tag = quote_spanned!(span=> __go::tag_of(&#name));
    refuse("ChangeFromGoroutine", "__go_change", &tag, "__go_assign", Extent::at(span))
}

/// Refuses to lend `self` to a goroutine if it is borrowed and no handle.
pub(crate) fn expand_borrowed_self_check(name: &Ident, golang: bool) -> TokenStream {
    let span = name.span();
    let tag = quote_spanned!(span=> __go::tag_of(&#name));
    let tag = if golang { quote_spanned!(span=> (&&&#tag).__go_golang()) } else { tag };
    refuse("LendToGoroutine", "__go_lend", &tag, "__go_lendable", Extent::at(span))
}

/// Has the compiler find that what goes along is `Send`, through a function of the place that
/// points at the user's `go!`; what is known to stay on its thread is refused in words of its own.
pub(crate) fn expand_carried<'a>(carried: impl Iterator<Item = &'a Carried>, span: Span) -> Option<TokenStream> {
    let carried: Vec<_> = carried.collect();
    if carried.is_empty() {
        return None;
    }
    // rustc names this function in its message. It must not hide a variable of the user's.
    let is_taken = carried.iter().any(|carried| idents(carried.what.clone()).iter().any(|name| name == "go"));
    let name = Ident::new(if is_taken { "go_statement" } else { "go" }, span);
    let checks = carried.iter().map(|carried| expand_carried_one(carried, &name));
    let bound = quote_spanned!(span=> fn #name<T: __go::Send>(_: __go::Tag<T>) {});
    Some(quote_spanned! {at(span)=>
        #[allow(clippy::all, clippy::pedantic, unreachable_code, unused_qualifications)]
        if __go::no() {
            __go::stop();
            #bound
            #(#checks)*
        }
    })
}

fn expand_carried_one(Carried { what, shape, extent, cfg }: &Carried, go: &Ident) -> TokenStream {
    let span = &extent.first;
    let tag = match shape {
        Shape::Place => quote_spanned!(*span=> (&&&&__go::tag_of(&#what)).__go_capture().__go_carried()),
        Shape::Lent => quote_spanned!(*span=> __go::tag_of(#what)),
        Shape::Known | Shape::Value => quote_spanned!(*span=> __go::tag_of(&#what)),
    };
    let way = way(&quote_spanned!(*span=> &&&#tag), "__go_stays", *extent);
    let sent = call("GoToGoroutine", "__go_to_goroutine", &way, *extent);
    let go = Ident::new(&go.to_string(), *span);
    quote_spanned!(*span=> #cfg #go(#sent);)
}

/// What a new goroutine takes along.
pub(crate) struct Carried {
    /// A place of the user's, or the variable that holds a value.
    pub(crate) what: TokenStream,
    pub(crate) shape: Shape,
    /// Where the user names it.
    pub(crate) extent: Extent,
    /// The conditions under which it does.
    pub(crate) cfg: Option<TokenStream>,
}

/// What a goroutine takes along.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A place, which is captured: looked at before.
    Place,
    /// A place that is known to be a handle or a collection.
    Known,
    /// A place that is known to be a reference to one.
    Lent,
    /// A value that was computed: looked at behind.
    Value,
}
