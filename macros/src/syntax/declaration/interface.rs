//! `interface { … }`: a trait whose methods may wait.

use proc_macro2::{Delimiter, Span, TokenTree};

use super::on_one_line;
use crate::syntax::gotokens::{contents, group, group_at, ident, is_ident, is_punct, joint, punct, text};
use crate::syntax::marker;
use crate::syntax::respell::{Place, Respell};

impl Respell<'_> {
    /// `interface { … }`: a trait whose methods may wait.
    pub(super) fn interface(
        &mut self,
        name: &TokenTree,
        body: &proc_macro2::Group,
        span: Span,
        place: Place,
        out: &mut Vec<TokenTree>,
    ) {
        if place != Place::Items {
            let help = "declare it beside the functions";
            return self.cx.help(span, "an interface cannot be declared in a function", help);
        }
        if self.union(name, body, out) {
            return;
        }
        let tokens = contents(body);
        let mut methods = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if is_punct(&tokens[at], ';') {
                at += 1;
                continue;
            }
            let (TokenTree::Ident(_), Some(params)) = (&tokens[at], group_at(&tokens, at + 1, Delimiter::Parenthesis))
            else {
                let help = "list its methods here";
                self.cx.help(tokens[at].span(), "Rust has no embedded interfaces", help);
                at += 1;
                while at < tokens.len() && on_one_line(&tokens, at) {
                    at += 1;
                }
                continue;
            };
            methods.extend([ident("fn", span), tokens[at].clone()]);
            let mut inputs = vec![punct('&', span), ident("self", span), punct(',', span)];
            let params = self.go_params(params, &|_| false);
            inputs.extend(params.into_iter().filter(|token| !is_ident(token, "mut")));
            methods.push(group(Delimiter::Parenthesis, without_attributes(inputs), span));
            at += 2;
            if at < tokens.len() && on_one_line(&tokens, at) && !is_punct(&tokens[at], ';') {
                if let Some((result, end)) = self.result_type(&tokens, at) {
                    methods.extend(joint('-', '>', span));
                    methods.extend(result);
                    at = end;
                } else {
                    let help = "a method is `Name(params) results`";
                    self.cx.help(tokens[at].span(), format_args!("unexpected {}", text(&tokens[at..=at])), help);
                    at += 1;
                }
            }
            methods.push(punct(';', span));
        }
        out.extend(marker::attribute(marker::INTERFACE, span));
        out.extend([ident("trait", span), name.clone(), group(Delimiter::Brace, methods, span)]);
    }
}

/// `tokens` without their `#[…]`.
fn without_attributes(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    let mut out: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let of_attribute = matches!(&token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket)
            && out.last().is_some_and(|last| is_punct(last, '#'));
        if of_attribute {
            out.pop();
        } else {
            out.push(token);
        }
    }
    out
}
