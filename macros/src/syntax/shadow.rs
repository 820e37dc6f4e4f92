//! Local variables that hide a variable among the items: a name in a pattern cannot hide a `static`
//! of Rust's, so the local variable gets another name.
//!
//! ```text
//! var fetcher = …
//! func Crawl(fetcher Fetcher) { fetcher.Fetch(url) }   →   func Crawl(fetcher_ Fetcher) { fetcher_.Fetch(url) }
//! ```

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, Ident, TokenTree};

use super::composite::follows_type;
use super::declaration::on_one_line;
use super::gotokens::{contents, ident_at, is_brace, is_define, is_ident, is_punct, is_variable, punct_at, within};
use super::params::split_list;

/// The items `tokens`, in which no local variable has the name of a variable among them.
pub(super) fn unhidden(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    let globals = globals(&tokens);
    globals.into_iter().fold(tokens, |tokens, name| Hidden { name }.functions(&tokens))
}

/// The names that `var` declares among the items `tokens`; `var _ T = …` declares none.
fn globals(tokens: &[TokenTree]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for at in (0..tokens.len()).filter(|&at| ident_at(tokens, at, "var")) {
        match tokens.get(at + 1) {
            Some(TokenTree::Ident(name)) => {
                names.insert(name.to_string());
            }
            Some(TokenTree::Group(list)) if list.delimiter() == Delimiter::Parenthesis => {
                let list = contents(list);
                let begins = |at: usize| at == 0 || !on_one_line(&list, at) || is_punct(&list[at - 1], ';');
                names.extend((0..list.len()).filter(|&at| begins(at)).map(|at| list[at].to_string()));
            }
            _ => {}
        }
    }
    names.remove("_");
    names
}

/// The variable among the items that local variables may hide.
struct Hidden {
    name: String,
}

impl Hidden {
    /// The items `tokens` with other names for what hides the variable.
    fn functions(&self, tokens: &[TokenTree]) -> Vec<TokenTree> {
        let mut out = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while at < tokens.len() {
            match self.function_end(tokens, at) {
                Some(end) => {
                    out.extend(self.function(&tokens[at..end]));
                    at = end;
                }
                None => {
                    out.push(tokens[at].clone());
                    at += 1;
                }
            }
        }
        out
    }

    /// Where the function or the literal at `at` ends.
    fn function_end(&self, tokens: &[TokenTree], at: usize) -> Option<usize> {
        if !ident_at(tokens, at, "func") {
            return None;
        }
        // The head of a function is on one line, but for what is in parentheses; a type has no body.
        let head = (at + 1..tokens.len()).take_while(|&at| on_one_line(tokens, at) && !is_punct(&tokens[at], ';'));
        head.into_iter().find(|&at| is_brace(&tokens[at]) && !of_type(tokens, at)).map(|body| body + 1)
    }

    /// A function, or a literal: its head and its body.
    fn function(&self, tokens: &[TokenTree]) -> Vec<TokenTree> {
        let Some((body, head)) = tokens.split_last() else { return Vec::new() };
        let declares = head.iter().any(|token| match token {
            TokenTree::Group(list) if list.delimiter() == Delimiter::Parenthesis => self.is_param(list),
            _ => false,
        });
        if declares {
            return self.renamed(tokens, true);
        }
        let mut out = head.to_vec();
        out.extend(self.blocks(std::slice::from_ref(body)));
        out
    }

    fn is_param(&self, list: &Group) -> bool {
        split_list(&contents(list)).iter().any(|param| ident_at(param, 0, &self.name))
    }

    /// `tokens` with each group lowered as a block of statements.
    fn blocks(&self, tokens: &[TokenTree]) -> Vec<TokenTree> {
        tokens
            .iter()
            .map(|token| match token {
                TokenTree::Group(inner) => within(inner, self.statements(&contents(inner))).into(),
                other => other.clone(),
            })
            .collect()
    }

    /// The statements of a block.
    fn statements(&self, tokens: &[TokenTree]) -> Vec<TokenTree> {
        let mut out = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while at < tokens.len() {
            if let Some(end) = self.function_end(tokens, at) {
                out.extend(self.function(&tokens[at..end]));
                at = end;
            } else if self.declares(tokens, at) {
                let (value, end) = self.scope(tokens, at);
                // The value of `x := x` is the variable outside.
                out.push(self.own(&tokens[at]));
                out.extend(self.statements(&tokens[at + 1..value]));
                out.extend(self.renamed(&tokens[value..end], true));
                at = end;
            } else {
                out.extend(self.blocks(&tokens[at..=at]));
                at += 1;
            }
        }
        out
    }

    /// Whether the word at `at` declares a local variable of the name.
    fn declares(&self, tokens: &[TokenTree], at: usize) -> bool {
        if !ident_at(tokens, at, &self.name) || at > 0 && is_punct(&tokens[at - 1], '.') {
            return false;
        }
        let mut end = at + 1;
        while punct_at(tokens, end, ',') && matches!(tokens.get(end + 1), Some(TokenTree::Ident(_))) {
            end += 2;
        }
        is_define(tokens, end) || at > 0 && is_ident(&tokens[at - 1], "var")
    }

    /// Where the value of the declaration at `at` ends, and where the variable's scope does.
    fn scope(&self, tokens: &[TokenTree], at: usize) -> (usize, usize) {
        let begin = (0..at).rev().find(|&before| is_punct(&tokens[before], ';') || !on_one_line(tokens, before + 1));
        let first = begin.map_or(0, |begin| begin + 1);
        let head = |word: &str| (first..at).any(|at| is_ident(&tokens[at], word));
        if ["if", "for", "switch", "select"].iter().any(|word| head(word)) {
            let body = self.body_end(tokens, at);
            // The value before the `;` of a head is outside.
            let value = (at + 1..body).find(|&at| is_punct(&tokens[at], ';')).unwrap_or(at + 1);
            return (value, self.chain_end(tokens, body));
        }
        let value = (at + 1..tokens.len()).find(|&end| is_punct(&tokens[end], ';') || !on_one_line(tokens, end));
        let value = value.unwrap_or(tokens.len());
        if head("case") {
            let next = |at: &usize| ident_at(tokens, *at, "case") || ident_at(tokens, *at, "default");
            return (at + 1, (value..tokens.len()).find(next).unwrap_or(tokens.len()));
        }
        (value, tokens.len())
    }

    /// Where the body ends that follows the head at `at`: the braces of literals and types in a head
    /// are none.
    fn body_end(&self, tokens: &[TokenTree], at: usize) -> usize {
        let mut at = at;
        while at < tokens.len() {
            if let Some(end) = self.function_end(tokens, at) {
                at = end;
                continue;
            }
            if is_brace(&tokens[at]) && !follows_type(tokens, at) && !of_type(tokens, at) {
                return at + 1;
            }
            at += 1;
        }
        tokens.len()
    }

    /// Where a chain of `else`s ends that goes on at `at`.
    fn chain_end(&self, tokens: &[TokenTree], at: usize) -> usize {
        if ident_at(tokens, at, "else") { self.chain_end(tokens, self.body_end(tokens, at)) } else { at }
    }

    /// `tokens`, in all of which the name means the local variable. With `keyed`, a name before `:`
    /// is a field of a struct's literal.
    fn renamed(&self, tokens: &[TokenTree], keyed: bool) -> Vec<TokenTree> {
        (0..tokens.len())
            .map(|at| match &tokens[at] {
                TokenTree::Group(inner) => {
                    // A list or a map has values for keys, and so has a slice expression.
                    let keyed = is_brace(&tokens[at]) && !follows_type(tokens, at);
                    within(inner, self.renamed(&contents(inner), keyed)).into()
                }
                word if is_ident(word, &self.name) && is_variable(tokens, at, keyed) => self.own(word),
                other => other.clone(),
            })
            .collect()
    }

    /// The name of the local variable.
    fn own(&self, word: &TokenTree) -> TokenTree {
        Ident::new(&format!("{}_", self.name.trim_start_matches("r#")), word.span()).into()
    }
}

/// Whether the braces at `at` are those of a type: `struct{}`, `interface{}`.
fn of_type(tokens: &[TokenTree], at: usize) -> bool {
    at > 0 && (is_ident(&tokens[at - 1], "struct") || is_ident(&tokens[at - 1], "interface"))
}
