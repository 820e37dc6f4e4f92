//! What the tokens of a function say of its names: what is assigned to, and how often a name stands
//! elsewhere than as the function of a call that is made where it stands: a function literal whose
//! variable is only called may borrow what it names; one that is started, stored or given away is a
//! function value.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::syntax::gotokens::{group_at, is_any, is_define, is_ident, is_joint, is_lone_equals, is_punct, punct_at};
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

/// How a variable is changed from a body that does not declare it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// It is assigned to.
    Whole,
    /// An element or a field of it is.
    Part,
}

/// The variables that goroutines and function values change and do not declare.
pub(crate) type Shared = HashMap<String, Change>;

/// The variables that the goroutines and the function values in `tokens` change and do not declare.
pub(super) fn shared(tokens: TokenStream) -> Shared {
    let mut shared = Shared::new();
    bodies(tokens, &mut shared);
    shared
}

/// Looks for the bodies of goroutines and function values in `tokens`.
fn bodies(tokens: TokenStream, shared: &mut Shared) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for at in 0..tokens.len() {
        let TokenTree::Group(group) = &tokens[at] else { continue };
        let starts = at >= 2 && is_punct(&tokens[at - 1], '!') && is_any_ident(&tokens[at - 2], &["__go_go", "go"]);
        let literal = group.delimiter() == Delimiter::Parenthesis
            && is_punct_at(group, '#')
            && group_of(group, 1).is_some_and(|marked| {
                marked.stream().into_iter().next().is_some_and(|word| is_ident(&word, marker::FUNC))
            });
        if starts || literal {
            let (mut changed, mut declared) = (Shared::new(), HashSet::new());
            changes(group.stream(), false, &mut changed, &mut declared);
            for (name, change) in changed.into_iter().filter(|(name, _)| !declared.contains(name)) {
                note(shared, name, change);
            }
        }
        bodies(group.stream(), shared);
    }
}

fn note(shared: &mut Shared, name: String, change: Change) {
    let known = shared.entry(name).or_insert(change);
    if change == Change::Whole {
        *known = change;
    }
}

fn is_any_ident(token: &TokenTree, words: &[&str]) -> bool {
    matches!(token, TokenTree::Ident(word) if is_any(word, words))
}

fn is_punct_at(group: &proc_macro2::Group, ch: char) -> bool {
    group.stream().into_iter().next().is_some_and(|token| is_punct(&token, ch))
}

fn group_of(group: &proc_macro2::Group, at: usize) -> Option<proc_macro2::Group> {
    match group.stream().into_iter().nth(at) {
        Some(TokenTree::Group(group)) => Some(group),
        _ => None,
    }
}

/// Notes what `tokens` change and what they declare; `listed` the places of `(a, b) = …`. What `go!`
/// is given is in Go's spelling still.
fn changes(tokens: TokenStream, listed: bool, changed: &mut Shared, declared: &mut HashSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut names = Names::None;
    for at in 0..tokens.len() {
        match &tokens[at] {
            TokenTree::Ident(word) if is_any(word, &["let", "for", "var"]) => names = Names::Pattern,
            TokenTree::Ident(word) if word == "func" => names = Names::Params,
            TokenTree::Ident(word) if word == "in" => names = Names::None,
            TokenTree::Ident(name) if names != Names::None || defines(&tokens, at) => {
                declared.insert(name.to_string());
            }
            TokenTree::Ident(name) => {
                if let Some(change) = change_at(&tokens, at, listed) {
                    note(changed, name.to_string(), change);
                }
            }
            TokenTree::Group(group) if names != Names::None && group.delimiter() == Delimiter::Parenthesis => {
                declared.extend(crate::analyze::captures::idents(group.stream()).iter().map(ToString::to_string));
                names = if names == Names::Params { Names::None } else { names };
            }
            TokenTree::Group(group) => {
                names = if group.delimiter() == Delimiter::Brace { Names::None } else { names };
                let places = group.delimiter() == Delimiter::Parenthesis
                    && at + 1 < tokens.len()
                    && is_lone_equals(&tokens, at + 1);
                changes(group.stream(), places, changed, declared);
            }
            TokenTree::Punct(mark) => match mark.as_char() {
                '=' | ';' => names = Names::None,
                '|' if names == Names::Closure => names = Names::None,
                '|' if at > 0 && is_any_ident(&tokens[at - 1], &["async", "move"]) => names = Names::Closure,
                _ => {}
            },
            TokenTree::Literal(_) => {}
        }
    }
}

/// Which names stand at a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    /// Those of an expression.
    None,
    /// Those that a pattern declares.
    Pattern,
    /// Those of the parameters of `func`, which follow.
    Params,
    /// Those of the parameters of a closure.
    Closure,
}

/// Whether `:=` declares the name at `at`.
fn defines(tokens: &[TokenTree], at: usize) -> bool {
    let mut end = at + 1;
    while end + 1 < tokens.len() && is_punct(&tokens[end], ',') && matches!(tokens[end + 1], TokenTree::Ident(_)) {
        end += 2;
    }
    is_define(tokens, end)
}

/// Where the place that begins at `at` ends.
fn place_end(tokens: &[TokenTree], at: usize) -> usize {
    let mut end = at + 1;
    loop {
        if group_at(tokens, end, Delimiter::Bracket).is_some() {
            end += 1;
        } else if punct_at(tokens, end, '.')
            && matches!(tokens.get(end + 1), Some(TokenTree::Ident(_)))
            && group_at(tokens, end + 2, Delimiter::Parenthesis).is_none()
        {
            end += 2;
        } else {
            return end;
        }
    }
}

/// How the place that begins at `at` is changed, if it is.
fn change_at(tokens: &[TokenTree], at: usize, listed: bool) -> Option<Change> {
    if at > 0 && is_punct(&tokens[at - 1], '.') {
        return None;
    }
    let end = place_end(tokens, at);
    let assigned = match tokens.get(end) {
        None => listed,
        Some(TokenTree::Punct(mark)) => {
            let sign = mark.as_char();
            let shifts = matches!(sign, '<' | '>') && is_joint(tokens, end, sign, sign);
            is_lone_equals(tokens, end)
                || (matches!(sign, '+' | '-') && is_joint(tokens, end, sign, sign))
                || ("+-*/%&|^".contains(sign) && is_joint(tokens, end, sign, '='))
                || (shifts && is_joint(tokens, end + 1, sign, '='))
                || (sign == ',' && (listed || is_list_assigned(tokens, end)))
        }
        Some(_) => false,
    };
    assigned.then_some(if end == at + 1 { Change::Whole } else { Change::Part })
}

/// Whether the places behind the comma at `at` are the last before a `=`.
fn is_list_assigned(tokens: &[TokenTree], mut at: usize) -> bool {
    while punct_at(tokens, at, ',') && matches!(tokens.get(at + 1), Some(TokenTree::Ident(_))) {
        at = place_end(tokens, at + 1);
    }
    at < tokens.len() && is_lone_equals(tokens, at)
}
