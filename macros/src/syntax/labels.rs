//! Labels in Go's spelling, and what leaves what: `break name`, a bare `break` in a `select` or a
//! `switch`, a bare `return` in a function with named results.

use proc_macro2::{Delimiter, Group, Spacing, Span, TokenTree};

use super::gotokens::{contents, group_at, ident, ident_at, is_brace, is_ident, is_punct, ours, punct_at};
use super::respell::Respell;

/// What the label of a `select` or a `switch` that a bare `break` leaves is called.
const BREAK: &str = "__go_break";

/// `'name`
pub(super) fn lifetime(name: TokenTree) -> [TokenTree; 2] {
    let mut quote = proc_macro2::Punct::new('\'', Spacing::Joint);
    quote.set_span(name.span());
    [quote.into(), name]
}

/// The label by which a bare `break` leaves a `select` or a `switch`.
pub(super) fn break_label(name: &str, span: Span) -> [TokenTree; 2] {
    lifetime(ident(name, ours(span)))
}

/// `tokens` with `break name` and `continue name` as Rust has them.
pub(super) fn jumps_to(tokens: &[TokenTree], name: &str) -> Vec<TokenTree> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let jumps = is_ident(&tokens[at], "break") || is_ident(&tokens[at], "continue");
        if jumps && ident_at(tokens, at + 1, name) && !punct_at(tokens, at + 2, '.') {
            out.push(tokens[at].clone());
            out.extend(lifetime(tokens[at + 1].clone()));
            at += 2;
            continue;
        }
        out.push(in_group(&tokens[at], |inner| jumps_to(inner, name)));
        at += 1;
    }
    out
}

/// `cases` with a label in each bare `break` that leaves them, and the label, if there is such a
/// `break`.
pub(super) fn break_out<C>(
    mut cases: Vec<C>,
    body: impl Fn(&mut C) -> &mut Vec<TokenTree>,
    span: Span,
) -> (Vec<C>, Option<String>) {
    let mut found = false;
    for case in &mut cases {
        let body = body(case);
        *body = bare_breaks(body, span, &mut found);
    }
    (cases, found.then(|| BREAK.to_owned()))
}

/// `tokens` with a label in each bare `break` that no loop, `select` or `switch` within them takes.
pub(super) fn bare_breaks(tokens: &[TokenTree], span: Span, found: &mut bool) -> Vec<TokenTree> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let end = taker_end(tokens, at);
        if end > at {
            out.extend_from_slice(&tokens[at..end]);
            at = end;
            continue;
        }
        out.push(in_group(&tokens[at], |inner| bare_breaks(inner, span, found)));
        if is_ident(&tokens[at], "break") && ends(tokens, at + 1) {
            *found = true;
            out.extend(break_label(BREAK, span));
        }
        at += 1;
    }
    out
}

/// Whether a statement ends at `at`, or a line does.
fn ends(tokens: &[TokenTree], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    let next_line = token.span().start().line > tokens[at - 1].span().end().line;
    is_punct(token, ';') || is_punct(token, ',') || is_ident(token, "case") || is_ident(token, "default") || next_line
}

/// Where what takes a bare `break` for itself ends: a loop, a `select`, a `switch`, a closure or a
/// function; `at` if none begins there.
fn taker_end(tokens: &[TokenTree], at: usize) -> usize {
    let TokenTree::Ident(word) = &tokens[at] else { return at };
    let word = word.to_string();
    let takes = match word.as_str() {
        "for" | "while" | "loop" | "func" | "fn" | "go" => true,
        "select" => group_at(tokens, at + 1, Delimiter::Brace).is_some(),
        "switch" => super::switch::body_brace(tokens, at + 1).is_some(),
        _ => false,
    };
    if !takes {
        return at;
    }
    if word == "switch" {
        return super::switch::body_brace(tokens, at + 1).map_or(at, |brace| brace + 1);
    }
    let end = (at + 1..tokens.len()).find(|&at| is_brace(&tokens[at]) || (word != "for" && is_punct(&tokens[at], ';')));
    end.map_or(at, |end| end + usize::from(is_brace(&tokens[end])))
}

/// `tokens` with `results` in each bare `return` that no function within them takes.
pub(super) fn bare_returns(tokens: &[TokenTree], results: &TokenTree) -> Vec<TokenTree> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let nested = (is_ident(&tokens[at], "func") || is_ident(&tokens[at], "fn") || is_ident(&tokens[at], "go"))
            .then(|| (at..tokens.len()).find(|&at| is_brace(&tokens[at]) || is_punct(&tokens[at], ';')))
            .flatten();
        if let Some(end) = nested {
            out.extend_from_slice(&tokens[at..=end]);
            at = end + 1;
            continue;
        }
        out.push(in_group(&tokens[at], |inner| bare_returns(inner, results)));
        if is_ident(&tokens[at], "return")
            && (ends(tokens, at + 1) || tokens.get(at + 1).is_some_and(|t| is_punct(t, '}')))
        {
            out.push(results.clone());
        }
        at += 1;
    }
    out
}

fn in_group(token: &TokenTree, inner: impl FnOnce(&[TokenTree]) -> Vec<TokenTree>) -> TokenTree {
    let TokenTree::Group(group) = token else { return token.clone() };
    if group.delimiter() == Delimiter::None {
        return token.clone();
    }
    let mut new = Group::new(group.delimiter(), inner(&contents(group)).into_iter().collect());
    new.set_span(group.span());
    new.into()
}

impl Respell<'_> {
    /// `name: for …`, `name: select …`, `name: switch …`
    pub(super) fn go_label(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let TokenTree::Ident(name) = &tokens[at] else { return None };
        let word = match tokens.get(at + 2)? {
            TokenTree::Ident(word) if punct_at(tokens, at + 1, ':') => word.to_string(),
            _ => return None,
        };
        if !["for", "select", "switch", "loop", "while"].contains(&word.as_str()) {
            return None;
        }
        let end = match word.as_str() {
            "switch" => super::switch::body_brace(tokens, at + 3)? + 1,
            "for" => super::for_statement::body(tokens, at + 2)? + 1,
            _ => (at + 3..tokens.len()).find(|&at| is_brace(&tokens[at]))? + 1,
        };
        let statement = jumps_to(&tokens[at + 2..end], &name.to_string());
        let mut label = lifetime(tokens[at].clone()).to_vec();
        label.push(tokens[at + 1].clone());
        if word == "for" {
            if self.for_statement(&statement, 0, &label, out).is_none() {
                out.extend(label);
                out.extend(self.run(&statement, super::respell::Place::Block));
            }
            return Some(end);
        }
        out.extend(label);
        let body = self.run(&statement, super::respell::Place::Block);
        if matches!(word.as_str(), "loop" | "while") {
            out.extend(body);
        } else {
            out.push(super::gotokens::group(Delimiter::Brace, body, ours(name.span())));
        }
        Some(end)
    }
}
