//! After a syntax error: it is reported, and reading goes on with the next statement.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::Stmt;

use super::body::parse_respelled;
use super::gotokens::{contents, group, ident, is_fat_arrow, is_punct, stream};
use crate::diagnostics::Diagnostics;

/// Parses respelled statements one by one; those with a mistake are reported and left out.
pub(super) fn statements(cx: &mut Diagnostics, tokens: TokenStream) -> Vec<Stmt> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    parse_respelled(stream(&mended(cx, &tokens))).unwrap_or_default()
}

/// The statements without a mistake; the mistakes of the others are reported.
fn mended(cx: &mut Diagnostics, tokens: &[TokenTree]) -> Vec<TokenTree> {
    let parts = tokens.split_inclusive(|token| is_punct(token, ';'));
    let mended = parts.flat_map(|part| statement(cx, part)).collect::<Vec<_>>();
    // What is left may end where something was left out.
    if parse_respelled(stream(&mended)).is_ok() { mended } else { Vec::new() }
}

/// What is good of the statements up to one `;`.
fn statement(cx: &mut Diagnostics, tokens: &[TokenTree]) -> Vec<TokenTree> {
    let Err(error) = parse_respelled(stream(tokens)) else { return tokens.to_vec() };
    let emptied: Vec<TokenTree> = tokens.iter().map(emptied).collect();
    if parse_respelled(stream(&emptied)).is_ok() {
        return (0..tokens.len())
            .map(|at| if is_good(tokens, &emptied, at) { tokens[at].clone() } else { mend_block(cx, &tokens[at]) })
            .collect();
    }
    cx.push(error);
    Vec::new()
}

/// Whether the token at `at` is right where the blocks beside it are empty.
fn is_good(tokens: &[TokenTree], emptied: &[TokenTree], at: usize) -> bool {
    let mut alone = emptied.to_vec();
    alone[at] = tokens[at].clone();
    block(&tokens[at]).is_none() || parse_respelled(stream(&alone)).is_ok()
}

fn block(token: &TokenTree) -> Option<&Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    }
}

/// A block without statements, in place of one; anything else as it is.
fn emptied(token: &TokenTree) -> TokenTree {
    block(token).map_or_else(|| token.clone(), |group| with_contents(group, Vec::new()))
}

/// A block without the mistakes in it.
fn mend_block(cx: &mut Diagnostics, token: &TokenTree) -> TokenTree {
    let Some(group) = block(token) else { return token.clone() };
    let tokens = contents(group);
    if (0..tokens.len()).any(|at| is_fat_arrow(&tokens, at)) {
        return with_contents(group, arms(cx, &tokens));
    }
    with_contents(group, mended(cx, &tokens))
}

/// The arms of a `match`; a mistake outside their blocks leaves them all out.
fn arms(cx: &mut Diagnostics, tokens: &[TokenTree]) -> Vec<TokenTree> {
    let parse = |arms: &[TokenTree]| {
        let span = proc_macro2::Span::call_site();
        let body = group(Delimiter::Brace, arms.to_vec(), span);
        syn::parse2::<syn::ExprMatch>(stream(&[ident("match", span), ident("x", span), body]))
    };
    let emptied: Vec<TokenTree> = tokens.iter().map(emptied).collect();
    match parse(&emptied) {
        Ok(_) => tokens.iter().map(|token| mend_block(cx, token)).collect(),
        Err(error) => {
            cx.push(error);
            Vec::new()
        }
    }
}

fn with_contents(group: &Group, tokens: Vec<TokenTree>) -> TokenTree {
    let mut new = Group::new(group.delimiter(), tokens.into_iter().collect());
    new.set_span(group.span());
    new.into()
}
