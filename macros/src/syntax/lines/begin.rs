//! What a line begins with: a statement of Go's spelling, or Rust.

use proc_macro2::{Delimiter, TokenTree};

use super::BLOCKS;
use super::end::{CONTINUE, GO_ON, has_operator, is_value_brace, punct_char};
use crate::syntax::gotokens::{
    group_at, ident_at, is_any, is_arrow, is_brace, is_colon, is_fat_arrow, is_ident, is_joint, is_lone_equals,
    is_punct,
};

/// Whether the token at `at` could never go on with an expression.
pub(super) fn begins(out: &[TokenTree], tokens: &[TokenTree], at: usize) -> bool {
    match &tokens[at] {
        TokenTree::Literal(_) => true,
        TokenTree::Ident(word) if is_any(word, CONTINUE) => false,
        TokenTree::Ident(word) if word == "if" => !is_guard(tokens, at),
        TokenTree::Ident(word) if word == "for" => {
            !(start_word(out, "impl") || start_word(out, "unsafe") || start_word(out, "default"))
        }
        TokenTree::Ident(_) => true,
        TokenTree::Punct(_) => {
            is_arrow(tokens, at)
                || is_assigned_place(tokens, at)
                || is_punct(&tokens[at], '\'')
                || (is_punct(&tokens[at], '#') && is_attribute(tokens, at))
        }
        TokenTree::Group(_) => false,
    }
}

/// Whether `*x = v`, `*x += v` or `*x++` begins at `at`: Rust assigns to no product.
fn is_assigned_place(tokens: &[TokenTree], at: usize) -> bool {
    let stars = tokens[at..].iter().take_while(|token| is_punct(token, '*')).count();
    let place = at + stars;
    let in_place = |token: &TokenTree| match token {
        TokenTree::Ident(word) => word == "self" || !is_any(word, GO_ON),
        TokenTree::Literal(_) => true,
        TokenTree::Punct(mark) => matches!(mark.as_char(), '.' | ':' | '?'),
        TokenTree::Group(group) => group.delimiter() != Delimiter::Brace,
    };
    let end = place + tokens[place..].iter().take_while(|token| in_place(token)).count();
    let step = |mark: char| is_joint(tokens, end, mark, mark);
    stars > 0
        && end > place
        && end < tokens.len()
        && (is_lone_equals(tokens, end) || is_changed(tokens, end) || step('+') || step('-'))
}

/// Whether an operator such as `+=` or `<<=` stands at `at`.
fn is_changed(tokens: &[TokenTree], at: usize) -> bool {
    let mark = punct_char(&tokens[at]);
    let shifts = "<>".contains(mark) && is_joint(tokens, at, mark, mark) && at + 1 < tokens.len();
    "+-*/%&|^".contains(mark) && is_joint(tokens, at, mark, '=') || shifts && is_joint(tokens, at + 1, mark, '=')
}

pub(super) fn is_attribute(tokens: &[TokenTree], at: usize) -> bool {
    group_at(tokens, at + 1, Delimiter::Bracket).is_some()
}

/// Whether the `if` at `at` is the guard of a `match` arm or of a case.
fn is_guard(tokens: &[TokenTree], at: usize) -> bool {
    (at..tokens.len())
        .find(|&at| is_fat_arrow(tokens, at) || is_punct(&tokens[at], ';') || is_brace(&tokens[at]))
        .is_some_and(|end| is_fat_arrow(tokens, end))
}

pub(super) fn is_go_word(token: &TokenTree) -> bool {
    ["case", "default", "defer", "func", "go", "let", "switch", "var"].iter().any(|word| is_ident(token, word))
}

pub(super) fn is_place(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(word) => !is_any(word, GO_ON),
        TokenTree::Group(group) => matches!(group.delimiter(), Delimiter::Bracket | Delimiter::Parenthesis),
        _ => false,
    }
}

/// Whether `out` ends with a call of a macro, as `vec![1, 2]`, and not with `#![…]`.
pub(super) fn is_macro_call(out: &[TokenTree]) -> bool {
    let [.., name, mark, _] = out else { return false };
    is_punct(mark, '!') && matches!(name, TokenTree::Ident(word) if !is_any(word, GO_ON))
}

/// Where the last statement in `out` begins.
pub(super) fn start(out: &[TokenTree]) -> usize {
    let mut at = out.len() - 1;
    while at > 0 {
        let before = &out[at - 1];
        let closed = is_brace(before) && matches!(&out[at], TokenTree::Ident(word) if word != "else" && word != "as");
        if is_punct(before, ';') || (closed && !is_value_brace(out, at - 1)) {
            break;
        }
        at -= 1;
    }
    skip_visibility(out, skip_labels(out, at))
}

/// Behind `pub` and `pub(…)`.
fn skip_visibility(out: &[TokenTree], at: usize) -> usize {
    if !ident_at(out, at, "pub") {
        return at;
    }
    let behind = at + 1 + usize::from(group_at(out, at + 1, Delimiter::Parenthesis).is_some());
    // With nothing behind it, it is all there is.
    if behind < out.len() { behind } else { at }
}

/// Behind `case …:`, `default:` and `name:`.
fn skip_labels(out: &[TokenTree], mut at: usize) -> usize {
    while at < out.len() {
        let headed = ident_at(out, at, "case") || ident_at(out, at, "default");
        let labeled = matches!(&out[at], TokenTree::Ident(_)) && is_colon(out, at + 1);
        let lifetime = is_punct(&out[at], '\'') && is_colon(out, at + 2);
        let colon = if headed { (at..out.len()).find(|&at| is_colon(out, at)) } else { None };
        at = match (colon, labeled, lifetime) {
            (Some(colon), ..) => colon + 1,
            (None, true, _) => at + 2,
            (None, _, true) => at + 3,
            _ => return at,
        };
    }
    at
}

pub(super) fn start_word(out: &[TokenTree], word: &str) -> bool {
    !out.is_empty() && ident_at(out, start(out), word)
}

/// Whether the statement that ends with a brace is one that its value belongs to: `x := P { … }`,
/// `return P { … }`.
pub(super) fn is_value_statement(out: &[TokenTree]) -> bool {
    let start = start(out);
    let statement = &out[start..];
    let Some(TokenTree::Ident(first)) = statement.first() else {
        return has_operator(statement);
    };
    if first == "return" || first == "break" {
        return true;
    }
    if (first == "const" || first == "var" || first == "let") && !is_brace(&statement[1.min(statement.len() - 1)]) {
        return has_operator(statement);
    }
    !is_any(first, BLOCKS) && has_operator(statement)
}
