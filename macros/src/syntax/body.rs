//! A block of goroutine code: the one entry by which tokens become statements, for `go! { … }` and for the cases of `select!`.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use syn::Block;

/// Parses `tokens` as the statements of a block; `span` is where the block stands.
pub(crate) fn parse(tokens: TokenStream, span: Span) -> syn::Result<Block> {
    let mut group = Group::new(Delimiter::Brace, tokens);
    group.set_span(span);
    syn::parse2(TokenTree::Group(group).into())
}
