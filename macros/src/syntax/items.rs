//! `go! { … }` where items stand: whole functions in the Go-looking form.
//!
//! ```text
//! items = item+      "fn" and "func" in the Go-looking form, `impl`, `trait` and `mod` with such in them, any other item
//! ```

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::{Item, Stmt};

use super::gotokens::{group_at, punct_at};
use super::respell::{Place, respell};
use super::{body, func};
use crate::diagnostics::Diagnostics;

/// Whether `tokens` are items, and nothing else: then `go! { … }` declares them.
pub(crate) fn are_items(tokens: &TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        while punct_at(&tokens, at, '#') && group_at(&tokens, at + 1, Delimiter::Bracket).is_some() {
            at += 2;
        }
        match func::item_end(&tokens, at) {
            Some(end) => at = end,
            None => return false,
        }
    }
    !tokens.is_empty()
}

/// Parses items; what cannot be read of them is reported and left out.
pub(crate) fn parse(cx: &mut Diagnostics, tokens: TokenStream) -> Vec<Item> {
    let tokens = respell(cx, tokens, Place::Items);
    if let Ok(stmts) = body::parse_respelled(tokens.clone()) {
        return stmts.into_iter().filter_map(item).collect();
    }
    // One by one, so that a mistake in one takes no other along.
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut items = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let end = end_with_attributes(&tokens, at).unwrap_or(tokens.len()).clamp(at + 1, tokens.len());
        let block = body::parse_again(cx, tokens[at..end].iter().cloned().collect(), Span::call_site());
        items.extend(block.stmts.into_iter().filter_map(item));
        at = end;
    }
    items
}

fn end_with_attributes(tokens: &[TokenTree], mut at: usize) -> Option<usize> {
    while punct_at(tokens, at, '#') && group_at(tokens, at + 1, Delimiter::Bracket).is_some() {
        at += 2;
    }
    func::item_end(tokens, at)
}

fn item(stmt: Stmt) -> Option<Item> {
    match stmt {
        Stmt::Item(item) => Some(item),
        _ => None,
    }
}
