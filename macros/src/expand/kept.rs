//! What the tokens of a function say of its names: what is assigned to, and how often a name stands
//! elsewhere than as the function of a call that is made where it stands: a function literal whose
//! variable is only called may borrow what it names; one that is started, stored or given away is a
//! function value.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::syntax::gotokens::{group_at, is_any, is_ident, is_joint, is_lone_equals, is_punct};
use crate::syntax::marker;

/// Adds the names in `tokens` to `kept`; `inside` what runs elsewhere, in a goroutine or another
/// literal, all count.
pub(super) fn count(tokens: TokenStream, inside: bool, kept: &mut HashMap<String, usize>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut in_literal = false;
    for at in 0..tokens.len() {
        match &tokens[at] {
            TokenTree::Ident(word) if word == "func" => in_literal = true,
            TokenTree::Ident(name) => {
                let called = group_at(&tokens, at + 1, Delimiter::Parenthesis).is_some() && !is_started(&tokens, at);
                if inside || !called {
                    *kept.entry(name.to_string()).or_default() += 1;
                }
            }
            TokenTree::Group(group) => {
                let is_marked = group.delimiter() == Delimiter::Bracket
                    && group.stream().into_iter().next().is_some_and(|word| is_ident(&word, marker::FUNC));
                let runs = is_form(&tokens, at) || (in_literal && group.delimiter() == Delimiter::Brace);
                count(group.stream(), inside || runs, kept);
                in_literal = is_marked || (in_literal && group.delimiter() != Delimiter::Brace);
            }
            TokenTree::Punct(mark) if mark.as_char() == ';' => in_literal = false,
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Adds the names in `tokens` that are assigned to: `x = …`, `x += …`.
pub(super) fn assigned(tokens: TokenStream, names: &mut HashSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for at in 0..tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => assigned(group.stream(), names),
            TokenTree::Ident(name) => {
                let declared =
                    at > 0 && ["let", "mut", "const", "static"].iter().any(|word| is_ident(&tokens[at - 1], word));
                let adds = is_joint(&tokens, at + 1, '+', '=');
                if !declared && at + 1 < tokens.len() && (adds || is_lone_equals(&tokens, at + 1)) {
                    names.insert(name.to_string());
                }
            }
            _ => {}
        }
    }
}

/// Whether `go` or `defer` stands before the name at `at`.
fn is_started(tokens: &[TokenTree], at: usize) -> bool {
    at > 0 && (is_ident(&tokens[at - 1], "go") || is_ident(&tokens[at - 1], "defer"))
}

/// Whether the group at `at` is the operand of `go!` or `defer!`.
fn is_form(tokens: &[TokenTree], at: usize) -> bool {
    let Some(TokenTree::Ident(word)) = at.checked_sub(2).map(|word| &tokens[word]) else { return false };
    is_punct(&tokens[at - 1], '!') && is_any(word, &["__go_go", "__go_defer", "go", "defer"])
}
