//! Line ends end statements: a `;` is put where an operand ends a line and the next line begins
//! with what Rust could never parse behind it, so that no valid Rust changes its meaning.
//!
//! ```text
//! x := f()        x := f();
//! y := P { a: 1 } y := P { a: 1 };
//! c <- x + y  →   c <- x + y;
//! n++             n++;
//! <-done          <-done
//! ```
//!
//! A line that begins with `.`, `?`, an operator, `else`, `as`, `where` or an opening delimiter
//! continues the one before. Two operands on one line are an error of their own.

mod begin;
mod end;

use std::slice::from_ref;

use proc_macro2::TokenTree;

use super::gotokens::{is_punct, punct, stream, text};
use crate::diagnostics::Diagnostics;
use begin::begins;
use end::{are_operands, end_of, ends, is_new_line};

/// Statements that end with their block.
const BLOCKS: &[&str] = &[
    "async",
    "const",
    "defer",
    "enum",
    "extern",
    "fn",
    "for",
    "func",
    "go",
    "if",
    "impl",
    "loop",
    "macro_rules",
    "match",
    "mod",
    "pub",
    "select",
    "struct",
    "switch",
    "trait",
    "type",
    "union",
    "unsafe",
    "while",
];

/// `tokens` with a `;` where a line end ends a statement.
pub(super) fn end_statements(cx: &mut Diagnostics, tokens: &[TokenTree]) -> Vec<TokenTree> {
    let mut out: Vec<TokenTree> = Vec::with_capacity(tokens.len() + 8);
    for (at, token) in tokens.iter().enumerate() {
        if at > 0 && meets(&out, tokens, at) {
            let before = out[out.len() - 1].clone();
            if is_new_line(&before, token) {
                out.push(punct(';', end_of(&before)));
            } else if are_operands(&out, tokens, at) {
                report(cx, &before, token);
                out.push(punct(';', end_of(&before)));
            }
        }
        out.push(token.clone());
    }
    out
}

/// Whether what is in `out` may be a whole statement, and what stands at `at` of `tokens` can only
/// begin another.
fn meets(out: &[TokenTree], tokens: &[TokenTree], at: usize) -> bool {
    begins(out, tokens, at) && ends(out, &tokens[at])
}

fn report(cx: &mut Diagnostics, before: &TokenTree, token: &TokenTree) {
    let what = match token {
        TokenTree::Literal(_) => "literal",
        _ => "name",
    };
    let message = format!(
        "unexpected {what} {} at end of statement\nhelp: end the statement before with `;` or with the line: `{}; {}`",
        text(from_ref(token)),
        text(from_ref(before)),
        text(from_ref(token))
    );
    let place = match before {
        TokenTree::Group(_) => stream(from_ref(token)),
        _ => stream(&[before.clone(), token.clone()]),
    };
    cx.push(syn::Error::new_spanned(place, message));
}

/// The lines of a `var ( … )` and the like, each ended by a `;`.
pub(super) fn end_specs(tokens: &[TokenTree]) -> Vec<TokenTree> {
    let mut out: Vec<TokenTree> = Vec::with_capacity(tokens.len() + 8);
    for token in tokens {
        if let Some(before) = out.last()
            && !is_punct(before, ';')
            && !is_punct(before, ',')
            && !is_punct(before, '=')
            && matches!(token, TokenTree::Ident(_))
            && later_line(before, token)
        {
            let end = end_of(before);
            out.push(punct(';', end));
        }
        out.push(token.clone());
    }
    out
}

/// Whether `token` stands on a later line than `before`.
pub(super) fn later_line(before: &TokenTree, token: &TokenTree) -> bool {
    token.span().start().line > end_of(before).end().line
}
