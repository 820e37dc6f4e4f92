//! The position of tokens in the grammar, and what may stand before them.

use proc_macro2::{Delimiter, Group, TokenTree};

use crate::syntax::chan_type::Expect;
use crate::syntax::gotokens::{follows_operand, group_at, is_brace, is_ident, is_joint, is_punct};

/// What the tokens are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The statements of a block, the arms of a `match`, the fields of a struct.
    Block,
    /// Expressions, patterns or types.
    Inner,
    /// The parameters of a function.
    Params,
    /// Items.
    Items,
}

/// Where the last argument begins, if `...` stands behind it: `f(a, xs...)`.
pub(super) fn variadic(tokens: &[TokenTree]) -> Option<usize> {
    let end = tokens.len().checked_sub(3).filter(|end| *end > 0)?;
    let dots = (end..tokens.len()).all(|at| is_punct(&tokens[at], '.'));
    let begin = tokens[..end].iter().rposition(|token| is_punct(token, ',')).map_or(0, |comma| comma + 1);
    (dots && follows_operand(tokens, end) && begin < end).then_some(begin)
}

/// Respells the content of the group at `at`, which itself is at `place`.
pub(super) fn place_in(tokens: &[TokenTree], at: usize, group: &Group, place: Place) -> Place {
    match group.delimiter() {
        Delimiter::Brace if place == Place::Items => {
            let item = tokens[..at].iter().rev().take_while(|token| !is_punct(token, ';') && !is_brace(token));
            let mut words = item.filter(|token| matches!(token, TokenTree::Ident(_)));
            let has_items = words.any(|word| ["impl", "trait", "mod"].iter().any(|keyword| is_ident(word, keyword)));
            let mut words = tokens[..at].iter().rev().take_while(|token| !is_punct(token, ';') && !is_brace(token));
            let has_fields = words.any(|word| ["struct", "union"].iter().any(|keyword| is_ident(word, keyword)));
            match (has_items, has_fields) {
                (true, _) => Place::Items,
                (_, true) => Place::Params,
                _ => Place::Inner,
            }
        }
        Delimiter::Brace => Place::Block,
        _ if at >= 2 && is_ident(&tokens[at - 2], "fn") => Place::Params,
        _ => Place::Inner,
    }
}

/// Whether a type must stand at `at`.
pub(super) fn expect(tokens: &[TokenTree], at: usize, place: Place) -> Expect {
    let Some(before) = at.checked_sub(1) else { return Expect::Maybe };
    let behind_arrow = before > 0 && is_joint(tokens, before - 1, '-', '>');
    let behind_colon = (is_punct(&tokens[before], ':') || is_punct(&tokens[before], ','))
        && !(before > 0 && is_joint(tokens, before - 1, ':', ':'))
        && (place == Place::Params || in_let(tokens, before));
    if behind_arrow || behind_colon || is_punct(&tokens[before], '<') { Expect::Type } else { Expect::Maybe }
}

/// Returns true if the `:` at `at` belongs to a `let`, before its `=`.
fn in_let(tokens: &[TokenTree], at: usize) -> bool {
    for before in (0..at).rev() {
        match &tokens[before] {
            token if is_ident(token, "let") => return true,
            token if is_punct(token, ';') || is_punct(token, '=') || is_brace(token) => return false,
            _ => {}
        }
    }
    false
}

/// Whether the word at `at` is part of a path, a field or a method, or the name of a declaration.
pub(super) fn is_qualified(tokens: &[TokenTree], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return is_joint(tokens, at + 1, ':', ':') };
    is_punct(&tokens[before], '.') && !(before > 0 && is_joint(tokens, before - 1, '.', '.'))
        || (before > 0 && is_joint(tokens, before - 1, ':', ':'))
        || is_joint(tokens, at + 1, ':', ':')
        || is_ident(&tokens[before], "fn")
        || is_ident(&tokens[before], "let")
}

/// Whether what ends before `at` is neither called nor assigned to.
pub(super) fn is_read(tokens: &[TokenTree], at: usize) -> bool {
    group_at(tokens, at, Delimiter::Parenthesis).is_none() && !crate::syntax::gotokens::is_lone_equals(tokens, at)
}
