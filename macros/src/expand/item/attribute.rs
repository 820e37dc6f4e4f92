//! The attributes of the language on an item: `#[plain]`, and a second `#[goroutines]`.

use std::collections::HashSet;

use syn::{Ident, Item, ItemFn, ItemImpl};

use super::parts::of_fn;
use crate::diagnostics::Diagnostics;
use crate::expand::function::{Function, is_plain};
use crate::syntax::options::Options;

/// A `const` or `extern` function of a marked module stays as it is, like one under `#[plain]`; an
/// `async fn` is async already.
pub(super) fn is_plain_fn(function: &ItemFn) -> bool {
    let sig = &function.sig;
    is_plain(&function.attrs) || sig.constness.is_some() || sig.abi.is_some()
}

pub(super) fn plain(function: ItemFn) -> Function {
    let mut function = of_fn(function);
    if !is_plain(&function.attrs) {
        function.attrs.push(syn::parse_quote!(#[plain]));
    }
    function
}

/// Whether `block` is an inherent `impl`, or one of a trait that the module declares.
pub(super) fn is_own(block: &ItemImpl, own_traits: &HashSet<Ident>) -> bool {
    match &block.trait_ {
        None => true,
        Some((.., path, _)) => path.segments.last().is_some_and(|last| own_traits.contains(&last.ident)),
    }
}

/// Reports a second `#[goroutines]` on the same item.
pub(super) fn check_once(cx: &mut Diagnostics, item: &mut Item) {
    while let Some(again) = take_attribute(item) {
        cx.push(syn::Error::new_spanned(
            again.path(),
            "`#[goroutines]` appears here twice\nhelp: remove one of the two",
        ));
    }
}

/// Takes a `#[goroutines(…)]` off the item.
fn take_attribute(item: &mut Item) -> Option<syn::Attribute> {
    let attrs = match item {
        Item::Fn(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::Trait(item) => &mut item.attrs,
        Item::Mod(item) => &mut item.attrs,
        _ => return None,
    };
    let is_own = |attr: &syn::Attribute| attr.path().segments.last().is_some_and(|last| last.ident == "goroutines");
    let at = attrs.iter().position(is_own)?;
    Some(attrs.remove(at))
}

/// Takes a `#[goroutines(…)]` of the item's own off it: the module's attribute does its work.
pub(super) fn take_own_attribute(cx: &mut Diagnostics, item: &mut Item) -> Option<Options> {
    let attr = take_attribute(item)?;
    check_once(cx, item);
    Some(match &attr.meta {
        syn::Meta::List(list) => syn::parse2(list.tokens.clone()).unwrap_or_default(),
        _ => Options::default(),
    })
}
