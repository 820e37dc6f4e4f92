//! Where a composite literal begins, and where braces are a block.

use proc_macro2::{Delimiter, Group, TokenTree};

use crate::syntax::gotokens::{
    contents, is_any, is_brace, is_define, is_fat_arrow, is_joint, is_lone_equals, is_punct, punct_at,
};
use crate::syntax::params::split_list;

/// The words that begin a statement, and no value.
const STATEMENTS: &[&str] = &[
    "break", "case", "const", "continue", "default", "defer", "else", "for", "go", "goto", "if", "let", "loop",
    "match", "return", "select", "switch", "type", "var", "while",
];

/// Whether the braces hold values without names: `{1, 2}`.
pub(super) fn is_by_position(body: &Group) -> bool {
    let tokens = contents(body);
    let parts = split_list(&tokens);
    let Some(first) = parts.first() else { return false };
    // `if kind != Close { return 0, err }`
    if matches!(first.first(), Some(TokenTree::Ident(word)) if is_any(word, STATEMENTS)) {
        return false;
    }
    let statement = (0..tokens.len()).any(|at| {
        is_punct(&tokens[at], ';') || is_fat_arrow(&tokens, at) || is_define(&tokens, at) || is_lone_equals(&tokens, at)
    });
    let value = |part: &&[TokenTree]| matches!(part, [TokenTree::Ident(word)] if word == "true" || word == "false" || word == "nil");
    let named = parts.iter().all(|part| matches!(part, [TokenTree::Ident(_)])) && !parts.iter().any(value)
        || (matches!(first, [TokenTree::Ident(_) | TokenTree::Literal(_), ..])
            && punct_at(first, 1, ':')
            && !is_joint(first, 1, ':', ':'))
        || punct_at(first, 0, '.')
        || punct_at(first, 0, '#');
    let other = parts.iter().any(|part| {
        punct_at(part, 0, '.')
            || (matches!(part, [TokenTree::Ident(_), ..]) && punct_at(part, 1, ':') && !is_joint(part, 1, ':', ':'))
    });
    let word = matches!(first.first(), Some(TokenTree::Ident(_)))
        && parts.len() == 1
        && !matches!(first, [_, TokenTree::Group(_)]);
    !other
        && !statement
        && !named
        && !word
        && !first.is_empty()
        && (!first.iter().any(is_brace) || begins_literal(first))
        && (parts.len() > 1 || matches!(first, [TokenTree::Literal(_)]))
}

/// Whether `value` begins as a literal with braces does: `P{ … }`, `&P{ … }`, `[]T{ … }`,
/// `func() { … }`.
fn begins_literal(value: &[TokenTree]) -> bool {
    let value = if punct_at(value, 0, '&') { &value[1..] } else { value };
    match value.first() {
        Some(TokenTree::Ident(name)) => {
            let name = name.to_string();
            name.starts_with(char::is_uppercase) || ["func", "map", "make", "struct"].contains(&name.as_str())
        }
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Bracket,
        _ => false,
    }
}

/// Whether a value follows the token at `at`.
pub(super) fn begins_value(tokens: &[TokenTree], at: usize) -> bool {
    let compares = at > 0 && matches!(&tokens[at - 1], TokenTree::Punct(mark) if "=!<>".contains(mark.as_char()));
    match &tokens[at] {
        // `&point{1, 2}`
        TokenTree::Punct(mark) if mark.as_char() == '&' => at == 0 || begins_value(tokens, at - 1),
        TokenTree::Punct(mark) => {
            (mark.as_char() == '=' && !compares) || mark.as_char() == ',' || is_arrow_end(tokens, at)
        }
        TokenTree::Ident(word) => word == "return",
        _ => false,
    }
}

fn is_arrow_end(tokens: &[TokenTree], at: usize) -> bool {
    at > 0 && is_joint(tokens, at - 1, '<', '-')
}

pub(super) fn is_operand(tokens: &[TokenTree], at: usize) -> bool {
    crate::syntax::gotokens::follows_operand(tokens, at + 1)
}
