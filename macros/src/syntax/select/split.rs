//! Where each case of a `select!` begins and ends, so that a wrong one costs no other.

use proc_macro2::{Span, TokenTree};

use super::is_default;
use crate::syntax::gotokens::{group_at, is_define, is_fat_arrow, is_ident, is_joint, is_punct, starts_statement};

/// Where the attributes that begin at `at` end.
pub(super) fn attributes_end(tokens: &[TokenTree], at: usize) -> usize {
    let is_attribute = tokens.get(at).is_some_and(|token| is_punct(token, '#'))
        && group_at(tokens, at + 1, proc_macro2::Delimiter::Bracket).is_some();
    if is_attribute { attributes_end(tokens, at + 2) } else { at }
}

/// Go's `(first at …)`; nothing where the compiler is not asked, as in a test of ours.
pub(super) fn first_at(span: Span) -> String {
    if !proc_macro::is_available() {
        return String::new();
    }
    format!(" (first at line {})", span.unwrap().line())
}

/// Where the header that begins at `start` ends, and whether with `:` rather than `=>`.
pub(super) fn head_end(tokens: &[TokenTree], start: usize) -> Option<(usize, bool)> {
    let mut at = start;
    while at < tokens.len() {
        if is_joint(tokens, at, '=', '>') {
            return Some((at, false));
        }
        if is_joint(tokens, at, ':', ':') || is_define(tokens, at) {
            at += 2;
            continue;
        }
        if is_punct(&tokens[at], ':') {
            return Some((at, true));
        }
        if is_punct(&tokens[at], ';') {
            return None;
        }
        at += 1;
    }
    None
}

/// Where the next case begins: at `case`, at `default`, or at the head of a case in Rust's
/// spelling, which ends in `=>`.
pub(super) fn next_case(tokens: &[TokenTree], start: usize) -> usize {
    (start..tokens.len())
        .find(|&at| {
            let head = attributes_end(tokens, at);
            if head == tokens.len() { head > at } else { is_head(tokens, start, at, head) }
        })
        .unwrap_or(tokens.len())
}

/// Whether a case stands at `at`, whose header, behind its attributes, stands at `head`.
fn is_head(tokens: &[TokenTree], start: usize, at: usize, head: usize) -> bool {
    may_start_case(tokens, start, at) && (is_ident(&tokens[head], "case") || is_default(tokens, head))
        || (at == start || starts_statement(tokens, at) || is_punct(&tokens[at - 1], ',')) && is_rust_head(tokens, head)
}

/// Whether a case can begin at `at`: behind a statement, or behind a last expression without `;`.
fn may_start_case(tokens: &[TokenTree], start: usize, at: usize) -> bool {
    let steps = at > 1 && (is_joint(tokens, at - 2, '+', '+') || is_joint(tokens, at - 2, '-', '-'));
    at == start
        || steps
        || !matches!(&tokens[at - 1], TokenTree::Punct(punct) if !matches!(punct.as_char(), ';' | ',' | '?'))
}

/// Whether `head =>` stands at `at`: `=>` occurs in no statement, only in the braces of a `match`.
fn is_rust_head(tokens: &[TokenTree], at: usize) -> bool {
    (at..tokens.len())
        .find(|&at| {
            is_fat_arrow(tokens, at)
                || matches!(&tokens[at], TokenTree::Punct(punct) if matches!(punct.as_char(), ';' | ','))
                || crate::syntax::gotokens::is_brace(&tokens[at])
        })
        .is_some_and(|end| end > at && is_fat_arrow(tokens, end))
}

/// Where the body behind `=>` ends: after one block, or before the next comma.
pub(super) fn arrow_body_end(tokens: &[TokenTree], start: usize) -> usize {
    if let Some(TokenTree::Group(group)) = tokens.get(start)
        && group.delimiter() == proc_macro2::Delimiter::Brace
        && !continues_expression(tokens.get(start + 1))
    {
        return start + 1;
    }
    (start..tokens.len()).find(|&at| is_punct(&tokens[at], ',')).unwrap_or(tokens.len())
}

/// Whether `token`, behind a block, makes the block part of a larger expression.
fn continues_expression(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if matches!(punct.as_char(), '.' | '?'))
}

pub(super) fn skip_comma(tokens: &[TokenTree], at: usize) -> usize {
    if tokens.get(at).is_some_and(|token| is_punct(token, ',')) { at + 1 } else { at }
}
