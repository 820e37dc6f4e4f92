//! What the declarations of a block say before any of them is read: its numbers, function types,
//! results and interfaces.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Delimiter, TokenTree};

use crate::syntax::chan_type::type_end;
use crate::syntax::go_type;
use crate::syntax::gotokens::{contents, group_at, ident_at, is_brace, is_ident};

/// The types of numbers that `tokens` declare.
pub(crate) fn numbers(tokens: &[TokenTree]) -> HashSet<String> {
    const NUMBERS: &[&str] =
        &["int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "byte"];
    let declared =
        |at: &usize| ident_at(tokens, *at, "type") && NUMBERS.iter().any(|number| ident_at(tokens, at + 2, number));
    (0..tokens.len()).filter(declared).map(|at| tokens[at + 1].to_string()).collect()
}

/// Whether `type X any` or `type X interface{}` is at `at`.
fn is_any(tokens: &[TokenTree], at: usize) -> bool {
    let is_empty = group_at(tokens, at + 3, Delimiter::Brace).is_some_and(|body| body.stream().is_empty());
    ident_at(tokens, at + 2, "any") || (ident_at(tokens, at + 2, "interface") && is_empty)
}

/// The function types that `tokens` declare, and the other names of `any`.
pub(crate) fn func_types(tokens: &[TokenTree]) -> HashMap<String, Vec<TokenTree>> {
    let declared =
        |at: &usize| ident_at(tokens, *at, "type") && (ident_at(tokens, at + 2, "func") || is_any(tokens, *at));
    let of = |at: usize| Some((tokens[at + 1].to_string(), tokens[at + 2..type_end(tokens, at + 2)?].to_vec()));
    (0..tokens.len()).filter(declared).filter_map(of).collect()
}

/// The lists, maps and functions that `tokens` declare, each with its type: those that have methods
/// among `with_methods`, and functions whose type names itself.
pub(crate) fn wrapped(tokens: &[TokenTree], with_methods: &HashSet<String>) -> HashMap<String, Vec<TokenTree>> {
    let of = |at: usize| {
        let TokenTree::Ident(name) = tokens.get(at + 1)? else { return None };
        let (name, is_func) = (name.to_string(), ident_at(tokens, at + 2, "func"));
        let is_map = ident_at(tokens, at + 2, "map") && group_at(tokens, at + 3, Delimiter::Bracket).is_some();
        if !ident_at(tokens, at, "type") || !(is_func || is_map || go_type::begins(tokens, at + 2)) {
            return None;
        }
        let ty = tokens.get(at + 2..type_end(tokens, at + 2)?)?.to_vec();
        (with_methods.contains(&name) || (is_func && mentions(&ty, &name))).then_some((name, ty))
    };
    (0..tokens.len()).filter_map(of).collect()
}

/// Whether `tokens` have the word `name`.
fn mentions(tokens: &[TokenTree], name: &str) -> bool {
    tokens.iter().any(|token| match token {
        TokenTree::Group(inner) => mentions(&contents(inner), name),
        other => is_ident(other, name),
    })
}

/// What each `func` among `tokens` gives that gives one value.
pub(crate) fn results(tokens: &[TokenTree]) -> HashMap<String, Vec<TokenTree>> {
    let of = |at: usize| {
        group_at(tokens, at + 2, Delimiter::Parenthesis).filter(|_| ident_at(tokens, at, "func"))?;
        let body = (at + 3..tokens.len()).find(|&at| is_brace(&tokens[at]))?;
        let result = &tokens[at + 3..body];
        let one = !result.is_empty()
            && !matches!(&result[0], TokenTree::Group(list) if list.delimiter() == Delimiter::Parenthesis);
        one.then(|| (tokens[at + 1].to_string(), result.to_vec()))
    };
    (0..tokens.len()).filter_map(of).collect()
}

/// The interfaces that `tokens` declare.
pub(crate) fn interfaces(tokens: &[TokenTree]) -> HashSet<String> {
    let is_empty = |at: usize| group_at(tokens, at, Delimiter::Brace).is_some_and(|body| body.stream().is_empty());
    let declared =
        |at: &usize| ident_at(tokens, *at, "type") && ident_at(tokens, at + 2, "interface") && !is_empty(at + 3);
    (0..tokens.len()).filter(declared).map(|at| tokens[at + 1].to_string()).collect()
}
