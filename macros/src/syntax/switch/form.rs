//! What a `switch` becomes: a chain of `if`, or a `match`.

use proc_macro2::{Delimiter, Span, TokenTree};

use super::Case;
use crate::syntax::gotokens::{group, ident, is_brace, is_punct, joint, ours, punct};
use crate::syntax::params::split_list;
use crate::syntax::respell::{Place, Respell};

impl Respell<'_> {
    pub(super) fn by_if(&mut self, tag: &[TokenTree], cases: Vec<Case>, span: Span, out: &mut Vec<TokenTree>) {
        let ours = ours(span);
        let name = ident("__go_tag", ours);
        let mut chain = Vec::new();
        let mut default = None;
        for case in cases {
            let Some(values) = case.values.clone() else {
                default = Some(self.case_block(case));
                continue;
            };
            if !chain.is_empty() {
                chain.push(ident("else", ours));
            }
            chain.push(ident("if", ours));
            for (index, value) in split_list(&values).into_iter().enumerate() {
                if index > 0 {
                    chain.extend(joint('|', '|', ours));
                }
                let value = self.run(value, Place::Inner);
                if tag.is_empty() {
                    chain.extend(operand(value, ours));
                } else {
                    chain.extend([punct('*', ours), name.clone()]);
                    chain.extend(joint('=', '=', ours));
                    chain.extend(operand(value, ours));
                }
            }
            chain.push(self.case_block(case));
        }
        match default {
            Some(default) if chain.is_empty() => chain.push(default),
            Some(default) => chain.extend([ident("else", ours), default]),
            None => {}
        }
        if tag.is_empty() {
            return out.extend(chain);
        }
        let tag = self.run(tag, Place::Inner);
        let tag = match &tag[..] {
            [_] => tag,
            _ => vec![group(Delimiter::Parenthesis, tag, ours)],
        };
        out.extend([ident("match", ours), punct('&', ours)]);
        out.extend(tag);
        let mut arm = vec![name];
        arm.extend(joint('=', '>', ours));
        arm.push(group(Delimiter::Brace, chain, ours));
        out.push(group(Delimiter::Brace, arm, ours));
    }

    pub(super) fn by_match(&mut self, tag: &[TokenTree], cases: Vec<Case>, span: Span, out: &mut Vec<TokenTree>) {
        let ours = ours(span);
        let mut arms = Vec::new();
        let mut default = group(Delimiter::Brace, Vec::new(), ours);
        for case in cases {
            let Some(values) = case.values.clone() else {
                default = self.case_block(case);
                continue;
            };
            for (index, pattern) in split_list(&values).into_iter().enumerate() {
                if index > 0 {
                    arms.push(punct('|', ours));
                }
                arms.extend_from_slice(pattern);
            }
            arms.extend(joint('=', '>', ours));
            arms.push(self.case_block(case));
        }
        let lint = group(Delimiter::Parenthesis, vec![ident("unreachable_patterns", ours)], ours);
        arms.extend([punct('#', ours), group(Delimiter::Bracket, vec![ident("allow", ours), lint], ours)]);
        arms.push(ident("_", ours));
        arms.extend(joint('=', '>', ours));
        arms.push(default);
        out.push(ident("match", ours));
        out.extend(self.run(tag, Place::Inner));
        out.push(group(Delimiter::Brace, arms, ours));
    }
}

/// `value` as an operand of `==` or `||`.
fn operand(value: Vec<TokenTree>, span: Span) -> Vec<TokenTree> {
    let simple = value.iter().all(|token| !matches!(token, TokenTree::Punct(mark) if !".:'".contains(mark.as_char())));
    if simple && !value.iter().any(is_brace) { value } else { vec![group(Delimiter::Parenthesis, value, span)] }
}

/// Whether one of `values` is a pattern rather than a value to compare with.
pub(super) fn is_pattern(values: &[TokenTree]) -> bool {
    split_list(values).into_iter().any(|value| {
        let path = value.iter().any(|token| matches!(token, TokenTree::Ident(_)));
        let capital = (0..value.len()).any(|at| {
            matches!(&value[at], TokenTree::Ident(word) if {
                let word = word.to_string();
                word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase)
            }) && !(at > 0 && is_punct(&value[at - 1], '.'))
        });
        let only = value.iter().all(|token| match token {
            TokenTree::Punct(mark) => matches!(mark.as_char(), ':' | '|' | '.' | '='),
            _ => true,
        });
        path && capital && only
    })
}
