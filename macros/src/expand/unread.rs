//! An item with a mistake in Rust's own syntax. rustc has read it before the attribute saw it, and
//! has reported the mistake. So it is not reported again, and what follows from it is not reported
//! at all: a function whose body cannot be read keeps its signature, with a body of any type.
//!
//! ```text
//! fn f(x: u32) -> u32 { x + ; }   →   fn f(x: u32) -> u32 { unimplemented!() }        and nothing is said
//! ```
//!
//! Should rustc read what this crate cannot, that is an error: a lint that rustc comes to only if
//! there are no errors.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{Item, parse_quote};

use crate::syntax::body::is_block;
use crate::syntax::gotokens::{ident_at, is_arrow, is_brace, punct_at};

/// The item with the bodies that cannot be read left out, if that makes it readable.
pub(crate) fn without_bodies(item: TokenStream) -> Option<Item> {
    syn::parse2(leave_out(item)).ok()
}

/// Says that the item cannot be read, if rustc could read it.
pub(crate) fn expand_check(item: &TokenStream) -> TokenStream {
    let first = item.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
    let call = quote_spanned!(first=> item_that_cannot_be_read(););
    quote! {
        const _: () = {
            #[must_use = "`#[goroutines]` cannot read this item: move its unusual parts to a function without the attribute"]
            fn item_that_cannot_be_read() -> ::core::primitive::bool { true }
            #[allow(dead_code)]
            #[deny(unused_must_use)]
            fn said_if_nothing_else_is() { #call }
        };
    }
}

/// Where `tokens` have an arrow or a `chan` of Go's, outside the bodies of functions.
pub(crate) fn go_spelling(tokens: TokenStream) -> Option<Span> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens.iter().enumerate().find_map(|(at, token)| match token {
        TokenTree::Group(group) if !is_brace(token) => go_spelling(group.stream()),
        TokenTree::Ident(word) if word == "chan" && !punct_at(&tokens, at + 1, ':') => Some(word.span()),
        TokenTree::Punct(mark) if is_arrow(&tokens, at) => Some(mark.span()),
        _ => None,
    })
}

/// Leaves the bodies of functions out that cannot be read.
fn leave_out(tokens: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut in_function = false;
    let mut out = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        in_function = (in_function || ident_at(&tokens, at, "fn"))
            && !matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';');
        let TokenTree::Group(group) = token else {
            out.push(token.clone());
            continue;
        };
        if !is_brace(token) {
            out.push(token.clone());
        } else if !in_function {
            out.push(with_stream(group, leave_out(group.stream())));
        } else {
            in_function = false;
            let body = if is_block(group.stream()) { group.stream() } else { quote!(::core::unimplemented!()) };
            out.push(with_stream(group, body));
        }
    }
    out.into_iter().collect()
}

fn with_stream(group: &Group, stream: TokenStream) -> TokenTree {
    let mut new = Group::new(Delimiter::Brace, stream);
    new.set_span(group.span());
    new.into()
}

/// What the rest of an item whose bodies were left out must not be warned of.
pub(crate) fn allow_unused(item: &mut Item) {
    let attrs = match item {
        Item::Fn(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::Trait(item) => &mut item.attrs,
        Item::Mod(item) => &mut item.attrs,
        _ => return,
    };
    attrs.push(parse_quote!(#[allow(unused, clippy::all, clippy::pedantic)]));
}
