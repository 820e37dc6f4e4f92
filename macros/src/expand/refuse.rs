//! Refusals: calls of the runtime's traits that compile only for what is allowed, and whose errors
//! land on the user's tokens.
//!
//! All tokens of a refusal have the user's own spans. Were one of them ours, rustc would say so:
//! "in this attribute macro expansion".

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};

/// From where to where an error points.
#[derive(Clone, Copy)]
pub(crate) struct Extent {
    pub(crate) first: Span,
    pub(crate) last: Span,
}

impl Extent {
    /// One token.
    pub(crate) fn at(span: Span) -> Self {
        Self { first: span, last: span }
    }

    /// All of `tokens`.
    pub(crate) fn of(tokens: &impl ToTokens) -> Self {
        let tokens = tokens.to_token_stream();
        let first = match tokens.clone().into_iter().next() {
            Some(TokenTree::Group(group)) => group.span_open(),
            Some(other) => other.span(),
            None => Span::call_site(),
        };
        let last = match tokens.into_iter().last() {
            Some(TokenTree::Group(group)) => group.span_close(),
            Some(other) => other.span(),
            None => first,
        };
        Self { first, last }
    }
}

/// `Refusal::method((&&tag).choice())`: the choice by type says which way something is used, and
/// the refusal which ways are allowed.
pub(crate) fn refuse(refusal: &str, method: &str, tag: &TokenStream, choice: &str, extent: Extent) -> TokenStream {
    let span = extent.first;
    let call = call(refusal, method, &way(&quote_spanned!(span=> && #tag), choice, extent), extent);
    quote_spanned!(span=> #[allow(clippy::all, clippy::pedantic)] { #call; })
}

/// `Trait::method(arguments)`, all of whose parts are as long as the user's expression: rustc would
/// point at a shorter one as well.
pub(crate) fn call(trait_name: &str, method: &str, arguments: &TokenStream, extent: Extent) -> TokenStream {
    let Extent { first, last } = extent;
    let (method, arguments) = (Ident::new(method, last), group(arguments.clone(), last));
    let trait_name = Ident::new(trait_name, first);
    quote_spanned!(first=> __go::#trait_name::#method #arguments)
}

/// `(tag).choice()`, as long as the user's expression.
pub(crate) fn way(tag: &TokenStream, choice: &str, Extent { first, last }: Extent) -> TokenStream {
    let (receiver, arguments) = (group(tag.clone(), first), group(TokenStream::new(), last));
    let choice = Ident::new(choice, first);
    quote_spanned!(first=> #receiver.#choice #arguments)
}

fn group(tokens: TokenStream, span: Span) -> Group {
    let mut group = Group::new(Delimiter::Parenthesis, tokens);
    group.set_span(span);
    group
}
