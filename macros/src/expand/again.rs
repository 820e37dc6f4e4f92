//! A function literal that runs again: `time::after_func(d, || { … })`, whose timer may be reset.
//! The emitted shape is explained in the runtime's `dispatch/again.rs`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::Parser;
use syn::{Attribute, Block, ExprCall, Pat, PatIdent, Path, Stmt, Token};

use super::{at, local};

/// Whether what `call` is given may run again.
pub(super) fn runs_again(call: &ExprCall) -> bool {
    let syn::Expr::Path(path) = &*call.func else { return false };
    is_of_time(&path.path)
}

/// `time::after_func`; a context's runs once.
fn is_of_time(path: &Path) -> bool {
    let mut names = path.segments.iter().rev().map(|segment| &segment.ident);
    names.next().is_some_and(|name| name == "after_func") && names.next().is_some_and(|name| name == "time")
}

/// The literal whose captures `prelude` binds and whose run is `future`.
pub(super) fn expand_again(prelude: &TokenStream, future: &TokenStream, span: Span) -> TokenStream {
    let captures = captures(prelude);
    let keeps = captures.iter().map(|Capture { attrs, name, kept, .. }| {
        quote_spanned!(at(name.span())=> #(#attrs)* let mut #kept = __go::keep(#name);)
    });
    let takes = captures.iter().map(|Capture { attrs, name, kept, .. }| {
        quote_spanned!(at(name.span())=> #(#attrs)* let #name = #kept.__go_again();)
    });
    let opens = captures.iter().map(|Capture { attrs, name, mutability, .. }| {
        quote_spanned!(at(name.span())=> #(#attrs)* #[allow(unused_mut)]
            let ::core::option::Option::Some(#mutability #name) = #name else { return };)
    });
    let future = if captures.is_empty() {
        quote!(#future)
    } else {
        quote_spanned!(at(span)=> async move { #(#opens)* #future.await })
    };
    quote_spanned!(at(span)=> { #prelude #(#keeps)* __go::again(move || { #(#takes)* #future }) })
}

/// A variable that a literal takes along.
struct Capture {
    /// Its conditions.
    attrs: Vec<Attribute>,
    mutability: Option<Token![mut]>,
    name: Ident,
    /// Where its value is kept.
    kept: Ident,
}

/// The variables that `prelude` binds.
fn captures(prelude: &TokenStream) -> Vec<Capture> {
    let stmts = Block::parse_within.parse2(quote!(#prelude)).unwrap_or_default();
    let captures = stmts.into_iter().filter_map(|stmt| match stmt {
        Stmt::Local(binding) => {
            let Pat::Ident(PatIdent { mutability, ident, .. }) = binding.pat else { return None };
            let kept = local(&format!("kept_{ident}"), ident.span());
            let attrs = binding.attrs.into_iter().filter(|attr| attr.path().is_ident("cfg")).collect();
            Some(Capture { attrs, mutability, name: ident, kept })
        }
        _ => None,
    });
    captures.collect()
}
