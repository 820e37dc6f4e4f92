//! Methods: `func (p *P) name(params) results { … }` becomes an `impl`.
//!
//! ```text
//! func (p *P) M(x i32) { p.x = x }   →   impl P { fn M(&mut self, x: i32) { self.x = x } }
//! func (p P) M() i32 { return p.x }  →   impl P { fn M(&self) -> i32 { return self.x } }
//! ```
//!
//! Where a method changes a field of its receiver, or calls a method that does, `self` is `&mut`; a
//! value receiver that is changed is a copy, as in Go.

use std::collections::HashSet;

use proc_macro2::{Delimiter, Group, TokenTree};

use super::func::take_visibility;
use super::gotokens::{
    contents, group, group_at, ident, ident_at, is_brace, is_ident, is_joint, is_lone_equals, is_punct, ours, punct,
    punct_at,
};
use super::marker;
use super::pointer::pointer_name;
use super::respell::Respell;
use crate::syntax::std_names;

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

/// Whether `body` changes what `name` holds or points to; `changing` are the methods of the block
/// that do.
pub(super) fn changes(body: &[TokenTree], name: &str, changing: &HashSet<String>) -> bool {
    (0..body.len()).any(|at| match &body[at] {
        TokenTree::Group(inner) => changes(&contents(inner), name, changing),
        TokenTree::Ident(word) if word == name && !is_member(body, at) => {
            changed_at(body, at, changing) || (at > 0 && is_ident(&body[at - 1], "mut"))
        }
        TokenTree::Ident(word) if word == "delete" || word == "clear" => {
            group_at(body, at + 1, Delimiter::Parenthesis).is_some_and(|list| ident_at(&contents(list), 0, name))
        }
        _ => false,
    })
}

fn is_member(tokens: &[TokenTree], at: usize) -> bool {
    at > 0 && is_punct(&tokens[at - 1], '.') && !(at > 1 && is_joint(tokens, at - 2, '.', '.'))
}

/// Whether the place that begins with the name at `at` is assigned to.
fn changed_at(body: &[TokenTree], at: usize, changing: &HashSet<String>) -> bool {
    let deref = at > 0 && is_punct(&body[at - 1], '*');
    let mut end = at + 1;
    let mut fields = 0;
    loop {
        if punct_at(body, end, '.') && matches!(body.get(end + 1), Some(TokenTree::Ident(_) | TokenTree::Literal(_))) {
            let method = body[end + 1].to_string();
            if group_at(body, end + 2, Delimiter::Parenthesis).is_some() {
                return changing.contains(&method)
                    || (fields > 0 && std_names::CHANGES_RECEIVER.contains(&method.as_str()));
            }
            fields += 1;
            end += 2;
        } else if group_at(body, end, Delimiter::Bracket).is_some() {
            fields += 1;
            end += 1;
        } else {
            break;
        }
    }
    (fields > 0 || deref) && is_assigned(body, end)
}

/// Whether an assignment follows the place that ends before `at`, directly or behind other places.
fn is_assigned(body: &[TokenTree], at: usize) -> bool {
    let Some(token) = body.get(at) else { return false };
    let TokenTree::Punct(mark) = token else { return false };
    let sign = mark.as_char();
    if sign == ',' {
        let end = (at..body.len()).find(|&at| is_punct(&body[at], ';') || is_brace(&body[at])).unwrap_or(body.len());
        return (at..end).any(|at| is_lone_equals(body, at) && !punct_at(body, at.wrapping_sub(1), ':'));
    }
    is_lone_equals(body, at)
        || (matches!(sign, '+' | '-') && is_joint(body, at, sign, sign))
        || ("+-*/%&|^".contains(sign) && is_joint(body, at, sign, '='))
        || (matches!(sign, '<' | '>') && is_joint(body, at, sign, sign) && punct_at(body, at + 2, '='))
}

/// The types among the items `tokens` that have methods.
pub(super) fn receivers(tokens: &[TokenTree]) -> HashSet<String> {
    let of = |at: usize| {
        let list = group_at(tokens, at + 1, Delimiter::Parenthesis).filter(|_| ident_at(tokens, at, "func"))?;
        matches!(tokens.get(at + 2), Some(TokenTree::Ident(_))).then(|| receiver(list))?
    };
    (0..tokens.len()).filter_map(of).filter_map(|receiver| receiver.ty.first().map(ToString::to_string)).collect()
}

/// The methods among the items `tokens` that change their receiver.
pub(super) fn changing(tokens: &[TokenTree]) -> HashSet<String> {
    let mut methods = Vec::new();
    for at in 0..tokens.len() {
        if let (true, Some(list)) = (ident_at(tokens, at, "func"), group_at(tokens, at + 1, Delimiter::Parenthesis))
            && let Some(Receiver { name: Some(name), pointer: true, .. }) = receiver(list)
            && let Some(TokenTree::Ident(method)) = tokens.get(at + 2)
            && let Some(body) = (at + 3..tokens.len()).find_map(|at| group_at(tokens, at, Delimiter::Brace))
        {
            methods.push((method.to_string(), name.to_string(), contents(body)));
        }
    }
    let mut changing = HashSet::new();
    loop {
        let before = changing.len();
        for (method, name, body) in &methods {
            if changes(body, name, &changing) {
                changing.insert(method.clone());
            }
        }
        if changing.len() == before {
            return changing;
        }
    }
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
        let self_span = name.as_ref().map_or(span, TokenTree::span);
        let mut prelude = Vec::new();
        let renamed = match &name {
            // A value receiver that is changed is a copy.
            Some(name) if !pointer && (changed || self.cx.numbers.contains(&ty[0].to_string())) => {
                if !changed {
                    prelude.extend(marker::allow_unused(ours(span)));
                }
                prelude.extend([ident("let", span), ident("mut", span), name.clone(), punct('=', span)]);
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
