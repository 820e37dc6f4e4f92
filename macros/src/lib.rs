//! The macros of the `goroutines` crate: use that crate, which re-exports and documents them.
//!
//! Three rooms, one direction: `syntax` turns tokens into an AST, `analyze` finds the facts that names alone tell, and
//! `expand` walks goroutine code and writes ordinary async Rust. All errors of a call go through one `diagnostics`
//! collector, and the user's items are emitted along with them.

#![forbid(unsafe_code)]

mod analyze;
mod diagnostics;
mod expand;
mod syntax;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;
use proc_macro2::{Span, TokenStream as TokenStream2};
use quote::quote;

use crate::analyze::recursion::Recursion;
use crate::diagnostics::Diagnostics;
use crate::expand::body::Lower;
use crate::expand::{imports, paths};
use crate::syntax::go::{Delimiter, Keyword, Spelling, Written};
use crate::syntax::options::Options;

/// Marks a function, an `impl`, a `trait` or an inline `mod` as goroutine code.
#[proc_macro_attribute]
pub fn goroutines(options: TokenStream, item: TokenStream) -> TokenStream {
    let mut cx = Diagnostics::new();
    let options: Options = cx.ok(syn::parse(options)).unwrap_or_default();
    let private = paths::private(options.path.as_ref());
    let kept = item.clone();
    let expanded = match cx.ok(syn::parse(item)) {
        Some(item) => expand::item::expand_item(&mut cx, &options, &private, item),
        None => kept.into(),
    };
    let errors = cx.finish();
    quote!(#expanded #errors).into()
}

/// Starts a goroutine.
#[proc_macro]
pub fn go(tokens: TokenStream) -> TokenStream {
    let span = Span::call_site();
    let (delimiter, tokens) = (call_site_delimiter(), TokenStream2::from(tokens));
    if delimiter != Delimiter::Paren && syntax::items::are_items(&tokens) {
        return items(tokens);
    }
    let written = Written { keyword: Keyword::Go, spelling: Spelling::Macro, delimiter };
    lone(|lower| {
        let parsed = syntax::go::parse(lower.cx, written, tokens, span);
        parsed.map_or_else(expand::body::placeholder_handle, |parsed| expand::go::expand_go(lower, parsed, span))
    })
}

/// Waits for the first of several channel operations.
#[proc_macro]
pub fn select(tokens: TokenStream) -> TokenStream {
    lone(|lower| {
        let parsed = syntax::select::parse(lower.cx, tokens.into());
        expand::select::expand_select(lower, parsed, Span::call_site())
    })
}

/// Runs a call at the end of the function.
#[proc_macro]
pub fn defer(_tokens: TokenStream) -> TokenStream {
    let mut cx = Diagnostics::new();
    let help = "mark the function with `#[goroutines]`";
    cx.help(Span::call_site(), "`defer!` stands outside a goroutine function", help);
    let errors = cx.finish();
    quote!({ #errors }).into()
}

/// Marks a type made of handles as a handle.
#[proc_macro_derive(Share)]
pub fn derive_share(input: TokenStream) -> TokenStream {
    let mut cx = Diagnostics::new();
    let expanded =
        cx.ok(syn::parse(input)).map(|input| expand::share::expand_share(&mut cx, &paths::private(None), &input));
    let errors = cx.finish();
    quote!(#expanded #errors).into()
}

/// Expands a `go! { … }` that declares functions.
fn items(tokens: TokenStream2) -> TokenStream {
    let mut cx = Diagnostics::new();
    let items = syntax::items::parse(&mut cx, tokens);
    let expanded = expand::item::expand_items(&mut cx, &paths::private(None), items);
    let errors = cx.finish();
    quote!(#expanded #errors).into()
}

/// Expands a macro call that stands outside marked code.
fn lone(expand: impl FnOnce(&mut Lower<'_>) -> TokenStream2) -> TokenStream {
    let mut cx = Diagnostics::new();
    let recursion = Recursion::default();
    let mut lower = Lower::new(&mut cx, &recursion);
    lower.scopes.push();
    let expanded = expand(&mut lower);
    let imports = imports(&paths::private(None));
    let errors = cx.finish();
    if errors.is_empty() {
        quote!({ #imports #expanded }).into()
    } else {
        quote!({ #errors #imports #expanded }).into()
    }
}

/// The delimiter of the macro call at hand, read from its source text: the tokens do not say.
fn call_site_delimiter() -> Delimiter {
    let text = proc_macro::Span::call_site().source_text();
    let opening = text.as_deref().and_then(|text| text.find(['(', '[', '{']).map(|at| &text[at..]));
    match opening {
        Some(rest) if rest.starts_with('{') => Delimiter::Brace,
        Some(_) => Delimiter::Paren,
        None => Delimiter::Unknown,
    }
}
