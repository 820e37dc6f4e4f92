//! `func`: function literals, and functions in the Go-looking form.
//!
//! ```text
//! literal = ["move"] "func" "(" params ")" [["->"] results] block
//! item    = attrs [visibility] ("fn" | "func") [receiver] name [generics] "(" params ")" [["->"] results] [where] block
//! ```
//!
//! The parameters and results of a `func` are Go's ([`params`](super::params)) or Rust's; its
//! parameters can be assigned to. Those of an `fn` are Rust's, with channel types in Go's spelling.

mod end;
mod item;
mod type_params;

pub(super) use end::item_end;
pub(super) use item::take_visibility;
pub(super) use type_params::generics;

use std::collections::HashSet;

use proc_macro2::{Delimiter, Group, Span, TokenTree};

use super::gotokens::{
    contents, group, group_at, ident, ident_at, is_brace, is_ident, is_joint, is_punct, joint, ours, punct, punct_at,
    stream,
};
use super::params::{declare_results, result_names};
use super::respell::{Place, Respell, placeholder};
use super::results::Results;
use super::{go_type, labels, marker, method};

/// The parts of a function in the Go-looking form, as token positions.
struct Parts {
    params: usize,
    body: usize,
}

/// The parts of the literal whose `func` stands at `at`.
fn literal(tokens: &[TokenTree], at: usize) -> Option<Parts> {
    group_at(tokens, at + 1, Delimiter::Parenthesis)?;
    let body = body_of(tokens, at + 2)?;
    is_brace(&tokens[body]).then_some(Parts { params: at + 1, body })
}

/// Where the body of a function stands whose result begins at `at`, or the `;` in its place; the
/// braces of `struct{}` and `interface{}` in the result are none.
fn body_of(tokens: &[TokenTree], at: usize) -> Option<usize> {
    let found = (at..tokens.len()).find(|&at| is_brace(&tokens[at]) || is_punct(&tokens[at], ';'))?;
    let of_type = is_ident(&tokens[found - 1], "struct") || is_ident(&tokens[found - 1], "interface");
    if of_type && is_brace(&tokens[found]) { body_of(tokens, found + 1) } else { Some(found) }
}

impl Respell<'_> {
    /// A function literal as a value.
    pub(super) fn func_literal(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let moved = ident_at(tokens, at, "move");
        let func = if moved { at + 1 } else { at };
        if !ident_at(tokens, func, "func") {
            return None;
        }
        let span = tokens[func].span();
        let Some(parts) = literal(tokens, func) else { return self.no_params(tokens, func, out) };
        let mut closure = marker::attribute(marker::FUNC, span).to_vec();
        closure.push(ident("async", span));
        if moved {
            closure.push(tokens[at].clone());
        }
        closure.extend(self.closure(tokens, &parts, span));
        out.push(group(Delimiter::Parenthesis, closure, ours(span)));
        Some(parts.body + 1)
    }

    /// A function literal that `go` or `defer` calls, as a closure, and where it ends.
    pub(super) fn func_operand(&mut self, operand: &[TokenTree]) -> Option<(Vec<TokenTree>, usize)> {
        if !ident_at(operand, 0, "func") {
            return None;
        }
        let parts = literal(operand, 0)?;
        let span = operand[0].span();
        let mut closure = self.head(operand, &parts, span);
        // The statements are respelled where the operand is parsed.
        let TokenTree::Group(body) = &operand[parts.body] else { return None };
        closure.push(self.with_results(&operand[parts.params + 1..parts.body], body).into());
        Some((closure, parts.body + 1))
    }

    /// `|params| -> type`
    fn head(&mut self, tokens: &[TokenTree], parts: &Parts, span: Span) -> Vec<TokenTree> {
        let mut head = vec![punct('|', span)];
        if let Some(params) = group_at(tokens, parts.params, Delimiter::Parenthesis) {
            let body = group_at(tokens, parts.body, Delimiter::Brace).map(contents).unwrap_or_default();
            let params = self.go_params(params, &|name| method::changes(&body, name, &Default::default()));
            head.extend(params);
        }
        head.push(punct('|', span));
        head.extend(self.result(&tokens[parts.params + 1..parts.body]));
        head
    }

    fn closure(&mut self, tokens: &[TokenTree], parts: &Parts, span: Span) -> Vec<TokenTree> {
        let mut closure = self.head(tokens, parts, span);
        if let TokenTree::Group(body) = &tokens[parts.body] {
            let body = self.with_results(&tokens[parts.params + 1..parts.body], body);
            closure.push(self.group(&body, Place::Block));
        }
        closure
    }

    /// The parameters of a `func`, which are variables that can be assigned to.
    pub(super) fn params(&mut self, params: &Group) -> Vec<TokenTree> {
        let mut out = Vec::new();
        let tokens = self.run(&contents(params), Place::Params);
        for (at, token) in tokens.iter().enumerate() {
            let starts = at == 0 || is_punct(&tokens[at - 1], ',');
            let named = matches!(token, TokenTree::Ident(name) if name != "self" && name != "mut" && name != "_")
                && punct_at(&tokens, at + 1, ':')
                && !is_joint(&tokens, at + 1, ':', ':');
            if starts && named {
                let span = ours(token.span());
                out.extend(marker::allow_unused_mut(span));
                out.push(ident("mut", span));
            }
            out.push(token.clone());
        }
        out
    }

    /// What a function returns; Go leaves out the arrow.
    fn result(&mut self, tokens: &[TokenTree]) -> Vec<TokenTree> {
        let mut out = Vec::new();
        let Some(first) = tokens.first() else { return out };
        if is_joint(tokens, 0, '-', '>') || is_ident(first, "where") {
            out.extend(self.run(tokens, Place::Inner));
            return out;
        }
        out.extend(joint('-', '>', first.span()));
        // A constructor gives what Go's points to.
        let pointer = go_type::is_pointer(tokens, 0) && !self.names_pointer(tokens, 0);
        match self.result_type(tokens, usize::from(pointer)) {
            Some((ty, end)) => {
                out.extend(if pointer { marker::pointer(ty, first.span()) } else { ty });
                out.extend(self.run(tokens.get(end..).unwrap_or_default(), Place::Inner));
            }
            None => out.extend(self.run(tokens, Place::Inner)),
        }
        out
    }

    /// `body` with the named results that `result` has: variables that a bare `return` gives.
    fn with_results(&mut self, result: &[TokenTree], body: &Group) -> Group {
        let pointer = go_type::is_pointer(result, 0) && !self.names_pointer(result, 0);
        let named = match group_at(result, 0, Delimiter::Parenthesis) {
            Some(list) if result.len() == 1 => self.named_results(list),
            _ => Vec::new(),
        };
        if named.is_empty() && !pointer {
            return body.clone();
        }
        let mut statements = contents(body);
        if pointer {
            statements = without_references(&statements, &self.cx.pointees);
        }
        if !named.is_empty() {
            let mut new = declare_results(&named);
            statements = Results::deferred(&named, &statements).unwrap_or(statements);
            new.extend(labels::bare_returns(&statements, &result_names(&named, body.span_close())));
            statements = new;
        }
        let mut new = Group::new(Delimiter::Brace, statements.into_iter().collect());
        new.set_span(body.span());
        new
    }

    /// `func` that no list of parameters follows.
    fn no_params(&mut self, tokens: &[TokenTree], func: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let body = tokens.get(func + 1).filter(|token| is_brace(token))?;
        let help = "a function literal has a list of parameters, if an empty one: `func() { … }`";
        let message = format!("unexpected {{, expected (\nhelp: {help}");
        self.cx.push(syn::Error::new_spanned(stream(&tokens[func..=func]), message));
        out.extend(placeholder(body.span()));
        let called = usize::from(group_at(tokens, func + 2, Delimiter::Parenthesis).is_some());
        Some(func + 2 + called)
    }
}

/// `tokens` without the `&` of `&P{ … }`, where a function returns what it points to.
fn without_references(tokens: &[TokenTree], pointees: &HashSet<String>) -> Vec<TokenTree> {
    let mut out: Vec<TokenTree> = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let refers = is_punct(token, '&')
            && matches!(tokens.get(at + 1), Some(TokenTree::Ident(name)) if !pointees.contains(&name.to_string()))
            && matches!(tokens.get(at + 1), Some(TokenTree::Ident(name)) if name.to_string().starts_with(char::is_uppercase) || group_at(tokens, at + 2, Delimiter::Brace).is_some())
            && group_at(tokens, at + 2, Delimiter::Brace).is_some()
            && out.last().is_none_or(|last| is_ident(last, "return") || is_punct(last, '='));
        if refers {
            continue;
        }
        out.push(match token {
            TokenTree::Group(inner) if inner.delimiter() == Delimiter::Brace => {
                let mut new =
                    Group::new(inner.delimiter(), without_references(&contents(inner), pointees).into_iter().collect());
                new.set_span(inner.span());
                new.into()
            }
            other => other.clone(),
        });
    }
    out
}
