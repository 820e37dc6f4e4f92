//! What the declarations of a block say before any of them is read: its numbers, function types,
//! results and interfaces.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Delimiter, TokenTree};

use crate::syntax::chan_type::type_end;
use crate::syntax::gotokens::{group_at, ident_at, is_brace};

/// The types of numbers that `tokens` declare.
pub(crate) fn numbers(tokens: &[TokenTree]) -> HashSet<String> {
    const NUMBERS: &[&str] =
        &["int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "byte"];
    let declared =
        |at: &usize| ident_at(tokens, *at, "type") && NUMBERS.iter().any(|number| ident_at(tokens, at + 2, number));
    (0..tokens.len()).filter(declared).map(|at| tokens[at + 1].to_string()).collect()
}

/// The function types that `tokens` declare.
pub(crate) fn func_types(tokens: &[TokenTree]) -> HashMap<String, Vec<TokenTree>> {
    let declared = |at: &usize| ident_at(tokens, *at, "type") && ident_at(tokens, at + 2, "func");
    let of = |at: usize| Some((tokens[at + 1].to_string(), tokens[at + 2..type_end(tokens, at + 2)?].to_vec()));
    (0..tokens.len()).filter(declared).filter_map(of).collect()
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
    let declared = |at: &usize| ident_at(tokens, *at, "type") && ident_at(tokens, at + 2, "interface");
    (0..tokens.len()).filter(declared).map(|at| tokens[at + 1].to_string()).collect()
}
