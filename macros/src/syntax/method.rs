//! Methods: `func (p *P) name(params) results { … }` becomes an `impl`.
//!
//! ```text
//! func (p *P) M(x i32) { p.x = x }   →   impl P { fn M(&mut self, x: i32) { self.x = x } }
//! func (p P) M() i32 { return p.x }  →   impl P { fn M(&self) -> i32 { return self.x } }
//! ```
//!
//! Where a method changes a field of its receiver, or calls a method that does, `self` is `&mut`; a
//! value receiver that is changed is a copy, as in Go.

mod changes;

pub(super) use changes::{changes, changing};

use std::collections::HashSet;

use proc_macro2::{Delimiter, Group, TokenTree};

use super::func::take_visibility;
use super::gotokens::{
    contents, group, group_at, ident, ident_at, is_brace, is_ident, is_joint, ours, punct, punct_at,
};
use super::marker;
use super::pointer::pointer_name;
use super::respell::Respell;
use changes::{is_member, replaces};

/// A receiver: `(p *P)`.
pub(super) struct Receiver {
    pub(super) name: Option<TokenTree>,
    pub(super) pointer: bool,
    pub(super) ty: Vec<TokenTree>,
}

/// Reads a receiver.
pub(super) fn receiver(list: &Group) -> Option<Receiver> {
    let tokens = contents(list);
    let named = matches!(tokens.first(), Some(TokenTree::Ident(_)))
        && (punct_at(&tokens, 1, '*') || matches!(tokens.get(1), Some(TokenTree::Ident(_))));
    let at = usize::from(named);
    let pointer = punct_at(&tokens, at, '*');
    let ty = tokens.get(at + usize::from(pointer)..)?;
    let TokenTree::Ident(_) = ty.first()? else { return None };
    let name = named.then(|| tokens[0].clone()).filter(|name| !is_ident(name, "_"));
    Some(Receiver { name, pointer, ty: ty.to_vec() })
}

/// The types among the items `tokens` that have methods.
pub(super) fn receivers(tokens: &[TokenTree]) -> HashSet<String> {
    let of = |at: usize| {
        let list = group_at(tokens, at + 1, Delimiter::Parenthesis).filter(|_| ident_at(tokens, at, "func"))?;
        matches!(tokens.get(at + 2), Some(TokenTree::Ident(_))).then(|| receiver(list))?
    };
    (0..tokens.len()).filter_map(of).filter_map(|receiver| receiver.ty.first().map(ToString::to_string)).collect()
}

/// `body` with `self` in place of `name`; `None` where the name may mean something else.
fn with_self(body: &[TokenTree], name: &str, span: proc_macro2::Span) -> Option<Vec<TokenTree>> {
    let mut out = Vec::with_capacity(body.len());
    for at in 0..body.len() {
        out.push(match &body[at] {
            TokenTree::Ident(word) if word == name && !is_member(body, at) => {
                let field = punct_at(body, at + 1, ':') && !is_joint(body, at + 1, ':', ':');
                let declared = field && punct_at(body, at + 2, '=');
                if declared {
                    return None;
                }
                if field {
                    body[at].clone()
                } else {
                    let mut new = proc_macro2::Ident::new("self", span);
                    new.set_span(span.located_at(word.span()));
                    new.into()
                }
            }
            TokenTree::Literal(literal) if literal.to_string().contains(&format!("{{{name}")) => return None,
            TokenTree::Group(inner) => {
                let mut new =
                    Group::new(inner.delimiter(), with_self(&contents(inner), name, span)?.into_iter().collect());
                new.set_span(inner.span());
                new.into()
            }
            other => other.clone(),
        });
    }
    Some(out)
}

impl Respell<'_> {
    /// A method of a struct that something points to: one of its pointers.
    fn pointer_method(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        (name, ty): (Option<TokenTree>, &TokenTree),
        body: usize,
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        let span = tokens[at].span();
        let TokenTree::Group(braces) = &tokens[body] else { return None };
        let mut statements = Vec::new();
        if let Some(name) = &name {
            let pointer = vec![pointer_name(ty, ours(ty.span()))];
            statements.extend(marker::receiver(name, pointer, ours(name.span())));
        }
        statements.extend(contents(braces));
        let mut block = Group::new(Delimiter::Brace, statements.into_iter().collect());
        block.set_span(braces.span());
        let receiver = vec![punct('&', span), ident("self", span), punct(',', span)];
        let mut function = tokens[at..=at].to_vec();
        function.extend_from_slice(&tokens[at + 2..body]);
        function.push(block.into());
        let mut item = take_visibility(out);
        self.function(&function, 0, Some(receiver), &mut item)?;
        out.extend(marker::attribute(marker::METHODS, span));
        out.push(ident("impl", ours(span)));
        out.push(pointer_name(ty, ty.span()));
        out.push(group(Delimiter::Brace, item, braces.span()));
        Some(body + 1)
    }

    /// `func (p *P) name(params) results { … }`
    pub(super) fn method(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let span = tokens[at].span();
        let list = group_at(tokens, at + 1, Delimiter::Parenthesis)?;
        let Some(Receiver { name, pointer, ty }) = receiver(list) else {
            let help = "write `func (p *P) name() { … }`";
            self.cx.help(list.span(), "method has no receiver", help);
            return (at + 2..tokens.len()).find(|&at| is_brace(&tokens[at])).map(|body| body + 1);
        };
        let body = (at + 3..tokens.len()).find(|&at| is_brace(&tokens[at]))?;
        let TokenTree::Group(braces) = &tokens[body] else { return None };
        let statements = contents(braces);
        let text = name.as_ref().map(ToString::to_string).unwrap_or_default();
        if pointer && ty.len() == 1 && self.is_pointee(&ty[0].to_string()) {
            return self.pointer_method(tokens, at, (name, &ty[0]), body, out);
        }
        let changed = !text.is_empty() && changes(&statements, &text, &self.changing);
        // Whoever has a list or a map shares its elements.
        let is_wrapped = ty.len() == 1 && self.is_wrapped(&ty, 0);
        let is_func = is_wrapped && self.cx.wrapped.get(&ty[0].to_string()).is_some_and(|of| ident_at(of, 0, "func"));
        let is_copied = is_wrapped && !pointer && (is_func || replaces(&statements, &text));
        let pointer = pointer || (is_wrapped && !is_copied);
        let self_span = name.as_ref().map_or(span, TokenTree::span);
        let mut prelude = Vec::new();
        let renamed = match &name {
            // A value receiver that is changed is a copy.
            Some(name) if !pointer && (changed || is_copied || self.cx.numbers.contains(&ty[0].to_string())) => {
                if !changed {
                    prelude.extend(marker::allow_unused(ours(span)));
                }
                prelude.extend([ident("let", span), ident("mut", span), name.clone()]);
                if is_wrapped {
                    prelude.push(punct(':', span));
                    prelude.extend(self.go_type(&ty, 0)?.0);
                }
                prelude.push(punct('=', span));
                prelude.extend(crate::syntax::gotokens::clone_of(ident("self", self_span), span));
                prelude.push(punct(';', span));
                statements
            }
            Some(name) => match with_self(&statements, &text, self_span) {
                Some(renamed) => renamed,
                None => {
                    prelude.extend([ident("let", span), name.clone(), punct('=', span), ident("self", self_span)]);
                    prelude.push(punct(';', span));
                    statements
                }
            },
            None => statements,
        };
        prelude.extend(renamed);
        let mut block = Group::new(Delimiter::Brace, prelude.into_iter().collect());
        block.set_span(braces.span());
        let mut receiver = vec![punct('&', self_span)];
        if changed && pointer {
            receiver.push(ident("mut", self_span));
        }
        receiver.extend([ident("self", self_span), punct(',', self_span)]);
        let mut function = tokens[at..=at].to_vec();
        function.extend_from_slice(&tokens[at + 2..body]);
        function.push(block.into());
        // The visibility stands before the `impl`, and is the method's.
        let mut item = take_visibility(out);
        self.function(&function, 0, Some(receiver), &mut item)?;
        out.extend(marker::attribute(marker::METHODS, span));
        out.push(ident("impl", ours(span)));
        out.extend(ty);
        out.push(group(Delimiter::Brace, item, braces.span()));
        Some(body + 1)
    }
}
