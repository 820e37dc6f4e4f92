//! A block of goroutine code: the one entry by which tokens become statements, for `go! { … }` and
//! for the cases of `select!`.
//!
//! Go's forms are [respelled](super::respell) first. Parsing never fails: a statement with a
//! mistake is reported and left out.

use std::cell::Cell;

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Block, Expr, Stmt};

use super::gotokens::is_any;
use super::respell::{Place, respell};
use super::{gotokens, recover};
use crate::diagnostics::Diagnostics;

/// Parses `tokens` as the statements of a block; `span` is where the block stands.
pub(crate) fn parse(cx: &mut Diagnostics, tokens: TokenStream, span: Span) -> Block {
    let mut tokens = respell(cx, tokens, Place::Block);
    if !NAMES_ARE_IMPORTED.get() && names_predeclared(tokens.clone()) {
        tokens = quote::quote_spanned!(gotokens::ours(span)=> #[allow(unused_imports)] use __go::names::*; #tokens);
    }
    parse_again(cx, tokens, span)
}

thread_local! {
    /// Whether the items at hand import Go's predeclared names, so that no block has to.
    static NAMES_ARE_IMPORTED: Cell<bool> = const { Cell::new(false) };
}

/// Notes whether the items at hand import Go's predeclared names.
pub(crate) fn names_are_imported(imported: bool) {
    NAMES_ARE_IMPORTED.set(imported);
}

/// Go's predeclared types that Rust does not have.
const PREDECLARED: &[&str] = &[
    "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "uintptr", "float32",
    "float64", "byte", "rune", "string", "error",
];

/// Whether `tokens` name a predeclared type where it is no field and no variable.
fn names_predeclared(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    (0..tokens.len()).any(|at| match &tokens[at] {
        TokenTree::Group(group) => names_predeclared(group.stream()),
        TokenTree::Ident(name) => {
            let before = at.checked_sub(1).map(|before| &tokens[before]);
            let is_type = before.is_some_and(|token| {
                gotokens::is_punct(token, ':')
                    || gotokens::is_punct(token, '<')
                    || gotokens::is_punct(token, '>')
                    || gotokens::is_punct(token, ',')
            }) || gotokens::group_at(&tokens, at + 1, Delimiter::Parenthesis).is_some();
            is_type && is_any(name, PREDECLARED)
        }
        _ => false,
    })
}

/// Parses statements that are respelled already; those with a mistake are reported and left out.
pub(super) fn parse_again(cx: &mut Diagnostics, tokens: TokenStream, span: Span) -> Block {
    let stmts = parse_respelled(tokens.clone()).unwrap_or_else(|_| recover::statements(cx, tokens));
    let mut group = Group::new(Delimiter::Brace, TokenStream::new());
    group.set_span(span);
    let mut block: Block = syn::parse2(TokenTree::Group(group).into()).unwrap_or_else(|_| unreachable!("a block"));
    block.stmts = stmts;
    block
}

/// Parses `tokens` as an expression.
pub(crate) fn parse_expr(cx: &mut Diagnostics, tokens: TokenStream) -> syn::Result<Expr> {
    parse_within(respell(cx, tokens, Place::Inner), |input| input.parse())
}

/// Parses statements that are respelled already, or none of them.
pub(super) fn parse_respelled(tokens: TokenStream) -> syn::Result<Vec<Stmt>> {
    parse_within(tokens, Block::parse_within)
}

/// Parses all of `tokens`. What is wrong with their end is said of the last of them, not of the
/// whole macro call.
fn parse_within<T>(tokens: TokenStream, parse: impl Fn(ParseStream<'_>) -> syn::Result<T>) -> syn::Result<T> {
    let last = tokens.clone().into_iter().last().map_or_else(Span::call_site, |token| token.span());
    let mut group = Group::new(Delimiter::Brace, tokens);
    group.set_span(last);
    let parse = |input: ParseStream<'_>| {
        let content;
        syn::braced!(content in input);
        let parsed = parse(&content)?;
        if content.is_empty() { Ok(parsed) } else { Err(content.error("unexpected token")) }
    };
    parse.parse2(TokenTree::Group(group).into())
}

/// Whether `tokens` are the statements of a block of Rust.
pub(crate) fn is_block(tokens: TokenStream) -> bool {
    parse_respelled(tokens).is_ok()
}
