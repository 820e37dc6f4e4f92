//! The macros of the `goroutines` crate: use that crate, which re-exports and documents them.
//!
//! Three rooms, one direction: `syntax` turns tokens into an AST, `analyze` finds the facts that
//! names alone tell, and `expand` walks goroutine code and writes ordinary async Rust. All errors
//! of a call go through one `diagnostics` collector, and the user's items are emitted along with
//! them.

#![forbid(unsafe_code)]

mod analyze;
mod diagnostics;
mod entry;
mod expand;
#[cfg(test)]
mod fuzz;
mod syntax;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

use crate::syntax::go::Delimiter;

/// Marks a function, an `impl`, a `trait` or an inline `mod` as goroutine code.
#[proc_macro_attribute]
pub fn goroutines(options: TokenStream, item: TokenStream) -> TokenStream {
    entry::goroutines(options.into(), item.into()).into_tokens().into()
}

/// Starts a goroutine.
#[proc_macro]
pub fn go(tokens: TokenStream) -> TokenStream {
    entry::go(call_site_delimiter(), tokens.into()).into_tokens().into()
}

/// Waits for the first of several channel operations.
#[proc_macro]
pub fn select(tokens: TokenStream) -> TokenStream {
    entry::select(tokens.into()).into_tokens().into()
}

/// Runs a call at the end of the function.
#[proc_macro]
pub fn defer(tokens: TokenStream) -> TokenStream {
    entry::defer(tokens.into()).into_tokens().into()
}

/// Marks a type made of handles as a handle.
#[proc_macro_derive(Share)]
pub fn derive_share(input: TokenStream) -> TokenStream {
    entry::derive_share(input.into()).into_tokens().into()
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
