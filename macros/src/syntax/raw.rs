//! Names of Go's that are keywords in Rust, as `in`, `loop` or `match`: what Go's spelling declares
//! by such a name is written raw, `r#in`, wherever the name stands.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, Ident, TokenTree};

use super::go_type::starts;
use super::gotokens::{contents, group_at, ident_at, is_any, is_brace, is_define, is_ident, is_punct, punct_at};
use super::params::split_list;

/// Keywords of Rust's that are names in Go.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "crate", "do", "dyn", "enum", "extern", "final", "fn", "gen",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "self",
    "static", "super", "trait", "try", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// What the name of a type ends with that is a keyword.
const TYPE: &str = "_";

fn is_keyword(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(name) if is_any(name, KEYWORDS))
}

/// `token` as a name.
pub(super) fn name(token: &TokenTree) -> TokenTree {
    match token {
        TokenTree::Ident(name) if is_keyword(token) => match name.to_string().as_str() {
            // These have no raw form.
            word @ ("crate" | "self" | "super") => Ident::new(&format!("{word}_"), name.span()).into(),
            word => Ident::new_raw(word, name.span()).into(),
        },
        other => other.clone(),
    }
}

/// `tokens` with what Go's spelling declares by keywords written raw.
pub(super) fn names(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    let mut declared = BTreeSet::new();
    collect(&tokens, &mut declared);
    if declared.is_empty() { tokens } else { rename(&tokens, &declared) }
}

fn collect(tokens: &[TokenTree], declared: &mut BTreeSet<String>) {
    for at in 0..tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) if group.delimiter() != Delimiter::None => {
                let inner = contents(group);
                let params = at > 0
                    && group.delimiter() == Delimiter::Parenthesis
                    && (is_ident(&tokens[at - 1], "func")
                        || (at > 1 && is_ident(&tokens[at - 2], "func"))
                        || is_method(tokens, at));
                if params {
                    let parts = split_list(&inner);
                    let typed = parts.iter().any(|part| starts(part, 1) || punct_at(part, 1, '.'));
                    let names = parts
                        .iter()
                        .filter(|part| is_keyword(&part[0]) && (starts(part, 1) || (typed && part.len() == 1)));
                    declared.extend(names.map(|part| part[0].to_string()));
                }
                collect(&inner, declared);
            }
            TokenTree::Punct(_) if is_define(tokens, at) => {
                let mut name = at;
                while name > 0 && is_keyword(&tokens[name - 1]) | matches!(&tokens[name - 1], TokenTree::Ident(_)) {
                    if is_keyword(&tokens[name - 1]) {
                        if begins_header(tokens, name - 1) {
                            break;
                        }
                        declared.insert(tokens[name - 1].to_string());
                    }
                    if name < 2 || !is_punct(&tokens[name - 2], ',') {
                        break;
                    }
                    name -= 2;
                }
            }
            TokenTree::Ident(word)
                if word == "func"
                    && tokens.get(at + 1).is_some_and(is_keyword)
                    && group_at(tokens, at + 2, Delimiter::Parenthesis).is_some() =>
            {
                declared.insert(tokens[at + 1].to_string());
            }
            TokenTree::Ident(word)
                if word == "type"
                    && tokens.get(at + 1).is_some_and(is_keyword)
                    && matches!(tokens.get(at + 2), Some(TokenTree::Ident(_))) =>
            {
                declared.insert(format!("{}{TYPE}", tokens[at + 1]));
            }
            TokenTree::Ident(word) if word == "var" && tokens.get(at + 1).is_some_and(is_keyword) => {
                declared.insert(tokens[at + 1].to_string());
            }
            token if is_keyword(token) => {
                let label = punct_at(tokens, at + 1, ':')
                    && ["for", "select", "switch"].iter().any(|word| ident_at(tokens, at + 2, word));
                if label {
                    declared.insert(token.to_string());
                }
            }
            _ => {}
        }
    }
}

/// Whether the parameters at `at` are those of a method: `func (p *P) name(…)`.
fn is_method(tokens: &[TokenTree], at: usize) -> bool {
    at > 2 && is_ident(&tokens[at - 3], "func") && group_at(tokens, at - 2, Delimiter::Parenthesis).is_some()
}

/// Whether the keyword at `at` begins a header rather than a list of names: `for x := …`,
/// `if x := …`.
fn begins_header(tokens: &[TokenTree], at: usize) -> bool {
    is_ident(&tokens[at], "while")
        || is_ident(&tokens[at], "match") && !punct_at(tokens, at + 1, ':') && !punct_at(tokens, at + 1, ',')
}

fn rename(tokens: &[TokenTree], declared: &BTreeSet<String>) -> Vec<TokenTree> {
    (0..tokens.len())
        .map(|at| match &tokens[at] {
            TokenTree::Group(group) if group.delimiter() != Delimiter::None => {
                let mut new = Group::new(group.delimiter(), rename(&contents(group), declared).into_iter().collect());
                new.set_span(group.span());
                new.into()
            }
            // The names of other types are made of that of a type, so it cannot be raw.
            TokenTree::Ident(word)
                if is_keyword(&tokens[at])
                    && declared.contains(&format!("{word}{TYPE}"))
                    && !is_used_as_keyword(tokens, at) =>
            {
                Ident::new(&format!("{word}{TYPE}"), word.span()).into()
            }
            TokenTree::Ident(word) if declared.contains(&word.to_string()) && !is_used_as_keyword(tokens, at) => {
                name(&tokens[at])
            }
            other => other.clone(),
        })
        .collect()
}

/// Whether the word at `at` is Rust's: `for x in xs`, `loop { … }`.
fn is_used_as_keyword(tokens: &[TokenTree], at: usize) -> bool {
    match tokens[at].to_string().as_str() {
        "in" => at > 1 && is_ident(&tokens[at - 2], "for"),
        "loop" | "unsafe" | "async" => tokens.get(at + 1).is_some_and(is_brace),
        "as" => at > 0 && super::gotokens::follows_operand(tokens, at),
        // `fn f(…)`, but not the parameter `fn func()`.
        "fn" => {
            let is_param = ident_at(tokens, at + 1, "func") && (at == 0 || punct_at(tokens, at - 1, ','));
            matches!(tokens.get(at + 1), Some(TokenTree::Ident(_)))
                && (group_at(tokens, at + 2, Delimiter::Parenthesis).is_some() || punct_at(tokens, at + 2, '<'))
                && !is_param
        }
        "mut" | "ref" | "let" | "pub" | "use" | "impl" | "dyn" | "mod" | "enum" | "trait" | "static" => {
            matches!(tokens.get(at + 1), Some(TokenTree::Ident(_)))
        }
        _ => false,
    }
}
