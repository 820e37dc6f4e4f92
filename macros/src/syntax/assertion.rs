//! `x.(T)`, and `switch x.(type)`.
//!
//! ```text
//! x.(T)                         →   x.__go_assert::<T>()
//! switch v := x.(type) {        →   match held(&x) { tag =>
//! case A:                               if let Some(it) = tag.__go_asserted::<A>() { let mut v: A = it; … }
//! case B, C:                            else if tag.__go_is::<B>() || tag.__go_is::<C>() { let mut v = tag.clone(); … }
//! case nil:                             else if tag.__go_is_nothing() { … }
//! default:                              else { … }
//! }                                 }
//! ```

use proc_macro2::{Delimiter, Span, TokenTree};

use super::gotokens::{
    clone_of_tokens, contents, follows_operand, group, group_at, ident, is_define, is_ident, joint, ours, punct,
    punct_at,
};
use super::labels::{self, break_label};
use super::params::split_list;
use super::respell::{Place, Respell};
use super::switch::Case;
use super::{go_type, marker};

impl Respell<'_> {
    /// `.(T)` at `at`.
    pub(super) fn assertion(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let list = group_at(tokens, at + 1, Delimiter::Parenthesis)?;
        if list.stream().is_empty() || !follows_operand(tokens, at) {
            return None;
        }
        out.extend(self.asked(marker::ASSERT, &contents(list), tokens[at].span())?);
        Some(at + 2)
    }

    /// `.name::<ty>()`
    fn asked(&mut self, name: &str, ty: &[TokenTree], span: Span) -> Option<Vec<TokenTree>> {
        let (ty, end) = self.go_type(ty, 0).map(|(respelled, end)| (respelled, end == ty.len()))?;
        end.then_some(())?;
        let mut asked = vec![punct('.', span), ident(name, span)];
        asked.extend(joint(':', ':', span));
        asked.push(punct('<', span));
        asked.extend(ty);
        asked.extend([punct('>', span), group(Delimiter::Parenthesis, Vec::new(), span)]);
        Some(asked)
    }

    /// `switch v := x.(type) { … }`, whose `.` is at `dot` of the `head`.
    pub(super) fn type_switch(
        &mut self,
        (head, dot): (&[TokenTree], usize),
        cases: Vec<Case>,
        span: Span,
        out: &mut Vec<TokenTree>,
    ) {
        let semicolon = head.iter().position(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';'));
        let (init, subject) = match semicolon {
            Some(at) => (&head[..at], &head[at + 1..dot]),
            None => (&[][..], &head[..dot]),
        };
        let (name, value) = match subject {
            [name @ TokenTree::Ident(_), rest @ ..] if is_define(rest, 0) => (Some(name.clone()), &rest[2..]),
            value => (None, value),
        };
        let (cases, label) = labels::break_out(cases, |case| &mut case.body, span);
        let mut block = if init.is_empty() { Vec::new() } else { self.simple(init, span) };
        let value = self.run(value, Place::Inner);
        let ours_span = ours(span);
        let chain = self.type_cases(cases, name.as_ref(), ours_span);
        block.extend([ident("match", ours_span), ident("__go", ours_span)]);
        block.extend(joint(':', ':', ours_span));
        let lent = vec![punct('&', ours_span), group(Delimiter::Parenthesis, value, ours_span)];
        block.extend([ident("held", ours_span), group(Delimiter::Parenthesis, lent, ours_span)]);
        let mut arm = vec![ident("__go_tag", ours_span)];
        arm.extend(joint('=', '>', ours_span));
        arm.push(group(Delimiter::Brace, chain, ours_span));
        block.push(group(Delimiter::Brace, arm, ours_span));
        let labeled = label.map(|label| {
            let mut labeled = break_label(&label, span).to_vec();
            labeled.push(punct(':', span));
            labeled
        });
        match (labeled, init.is_empty()) {
            (None, true) => out.extend(block),
            (labeled, _) => {
                out.extend(labeled.into_iter().flatten());
                out.push(group(Delimiter::Brace, block, ours_span));
            }
        }
    }

    fn type_cases(&mut self, cases: Vec<Case>, name: Option<&TokenTree>, span: Span) -> Vec<TokenTree> {
        let tag = || ident("__go_tag", span);
        let mut chain = Vec::new();
        let mut default = None;
        for mut case in cases {
            let types = case.values.take();
            let types = types.as_deref().map(split_list);
            let mut prelude = Vec::new();
            let mut declare = |ty: Option<Vec<TokenTree>>, value: Vec<TokenTree>| {
                let Some(name) = name else { return };
                prelude.extend(marker::allow_unused(span));
                prelude.extend([ident("let", span), ident("mut", span), name.clone()]);
                if let Some(ty) = ty {
                    prelude.push(punct(':', span));
                    prelude.extend(ty);
                }
                prelude.push(punct('=', span));
                prelude.extend(value);
                prelude.push(punct(';', span));
            };
            let mut condition = Vec::new();
            match types.as_deref() {
                None => declare(None, clone_of_tokens(vec![punct('&', span), tag()], span)),
                Some([ty]) if !is_nil(ty) => {
                    let respelled = self.go_type(ty, 0).map(|(respelled, _)| respelled);
                    let it = if name.is_some() { "__go_it" } else { "_" };
                    declare(respelled, vec![ident("__go_it", span)]);
                    condition.push(ident("let", span));
                    condition.extend(go_type::std_path(&["option", "Option", "Some"], span));
                    condition.extend([
                        group(Delimiter::Parenthesis, vec![ident(it, span)], span),
                        punct('=', span),
                        tag(),
                    ]);
                    condition.extend(self.asked(marker::ASSERTED, ty, span).unwrap_or_default());
                }
                Some(types) => {
                    declare(None, clone_of_tokens(vec![punct('&', span), tag()], span));
                    for (index, ty) in types.iter().enumerate() {
                        if index > 0 {
                            condition.extend(joint('|', '|', span));
                        }
                        condition.push(tag());
                        if is_nil(ty) {
                            condition.extend([punct('.', span), ident(marker::IS_NOTHING, span)]);
                            condition.push(group(Delimiter::Parenthesis, Vec::new(), span));
                        } else {
                            condition.extend(self.asked(marker::IS, ty, span).unwrap_or_default());
                        }
                    }
                }
            }
            let block = self.case_block_behind(prelude, case);
            if types.is_none() {
                default = Some(block);
                continue;
            }
            if !chain.is_empty() {
                chain.push(ident("else", span));
            }
            chain.push(ident("if", span));
            chain.extend(condition);
            chain.push(block);
        }
        match default {
            Some(default) if chain.is_empty() => chain.push(default),
            Some(default) => chain.extend([ident("else", span), default]),
            None => {}
        }
        chain
    }
}

fn is_nil(ty: &[TokenTree]) -> bool {
    matches!(ty, [word] if is_ident(word, "nil"))
}

/// The position of `.(type)` in the head of a `switch`.
pub(super) fn of_type(head: &[TokenTree]) -> Option<usize> {
    (0..head.len()).find(|&at| {
        punct_at(head, at, '.')
            && matches!(head.get(at + 1), Some(TokenTree::Group(group))
                if group.delimiter() == Delimiter::Parenthesis && group.stream().to_string() == "type")
    })
}
