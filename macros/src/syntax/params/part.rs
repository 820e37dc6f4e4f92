//! The parts of a parameter list: names, types, and which of the two a word is.

use proc_macro2::{Delimiter, TokenTree};

use crate::syntax::chan_type::type_end;
use crate::syntax::go_type::starts;
use crate::syntax::gotokens::{group_at, is_any, is_colon, is_joint, is_punct, punct_at};

/// A result with a name.
pub(crate) struct Named {
    pub(crate) name: TokenTree,
    pub(crate) ty: Vec<TokenTree>,
}

/// One part of a list of parameters, between its commas.
pub(super) enum Part<'a> {
    /// A parameter of Rust's, or something that syn is to report.
    Rust(&'a [TokenTree]),
    /// `name`, whose type follows, or a type.
    Word(&'a [TokenTree]),
    /// `name T`
    Typed { name: &'a TokenTree, ty: &'a [TokenTree] },
    /// `name ...T`
    Variadic { name: &'a TokenTree, ty: &'a [TokenTree] },
}

/// The parts between the commas of `tokens` that stand in no angle brackets.
pub(crate) fn split_list(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    let mut parts = Vec::new();
    let (mut begin, mut depth) = (0, 0_usize);
    for at in 0..tokens.len() {
        let token = &tokens[at];
        if is_punct(token, '<') && !is_joint(tokens, at, '<', '-') {
            depth += 1;
        } else if is_punct(token, '>')
            && !(at > 0 && (is_joint(tokens, at - 1, '-', '>') || is_joint(tokens, at - 1, '=', '>')))
        {
            depth = depth.saturating_sub(1);
        } else if is_punct(token, ',') && depth == 0 {
            parts.push(&tokens[begin..at]);
            begin = at + 1;
        }
    }
    if begin < tokens.len() {
        parts.push(&tokens[begin..]);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

pub(super) fn part(tokens: &[TokenTree]) -> Part<'_> {
    let Some(TokenTree::Ident(name)) = tokens.first() else { return Part::Word(tokens) };
    let rust = name == "mut" || name == "ref" || name == "self" || has_colon(tokens);
    if rust {
        return Part::Rust(tokens);
    }
    if is_dots(tokens, 1) {
        return Part::Variadic { name: &tokens[0], ty: &tokens[4..] };
    }
    let is_type = is_any(name, &["chan", "func", "map", "struct", "interface", "dyn", "impl", "fn"]);
    let typed = !is_type
        && (starts(tokens, 1) || group_at(tokens, 1, Delimiter::Parenthesis).is_some())
        && type_end(tokens, 1) == Some(tokens.len());
    if typed { Part::Typed { name: &tokens[0], ty: &tokens[1..] } } else { Part::Word(tokens) }
}

/// Whether `...` stands at `at`.
fn is_dots(tokens: &[TokenTree], at: usize) -> bool {
    (at..at + 3).all(|at| punct_at(tokens, at, '.'))
}

/// Returns true if `tokens` has a `:` of its own, as Rust's parameters have.
fn has_colon(tokens: &[TokenTree]) -> bool {
    (0..tokens.len()).any(|at| is_colon(tokens, at))
}

/// Whether `params` are written as in Go.
pub(super) fn are_go(parts: &[&[TokenTree]]) -> bool {
    parts.iter().any(|tokens| matches!(part(tokens), Part::Typed { .. } | Part::Variadic { .. }))
}
