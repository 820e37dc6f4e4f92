//! `var x T = value`: a `let` among statements, a `static` that is made when first used among items.

use proc_macro2::{Delimiter, Span, TokenTree};

use super::{Spec, as_string, is_string, spec};
use crate::syntax::gotokens::{group, ident, is_ident, is_punct, ours, punct};
use crate::syntax::marker;
use crate::syntax::params::zero;
use crate::syntax::respell::{Place, Respell};

impl Respell<'_> {
    /// `var` among statements.
    pub(super) fn variable(&mut self, tokens: &[TokenTree], span: Span, out: &mut Vec<TokenTree>) {
        let Some(Spec { names, ty, values }) = spec(tokens) else { return self.malformed("var", tokens) };
        if values.len() > 1 && values.len() != names.len() {
            return self.mismatch(&names, values.len());
        }
        let ty = if ty.is_empty() { Vec::new() } else { self.go_type(ty, 0).map_or_else(Vec::new, |(ty, _)| ty) };
        if values.len() == 1 && names.len() > 1 {
            // As `names := value`, which takes two values out of what gives them.
            let value = self.run(values[0], Place::Inner);
            let names = group(Delimiter::Parenthesis, listed(&names), span);
            out.extend(marker::attribute(marker::DEFINE, span));
            out.extend([ident("let", span), names, punct('=', span), group(Delimiter::Parenthesis, value, span)]);
            return out.push(punct(';', span));
        }
        for (index, name) in names.iter().enumerate() {
            let value = match values.get(index) {
                Some(value) => {
                    let value = self.run(value, Place::Inner);
                    if is_string(&ty) { as_string(value, span) } else { value }
                }
                None => zero(span),
            };
            out.extend(marker::allow_unused(ours(span)));
            out.extend([ident("let", span)]);
            out.extend(mutable(&[name]).into_iter().take_while(|token| !is_punct(token, ',')));
            if !ty.is_empty() {
                out.push(punct(':', span));
                out.extend(ty.iter().cloned());
            }
            out.push(punct('=', span));
            out.extend(value);
            out.push(punct(';', span));
        }
    }

    /// `var` among items: a `static` that is made when it is first used.
    pub(super) fn global(&mut self, tokens: &[TokenTree], span: Span, out: &mut Vec<TokenTree>) {
        let Some(Spec { names, ty, values }) = spec(tokens) else { return self.malformed("var", tokens) };
        if !values.is_empty() && values.len() != names.len() {
            return self.mismatch(&names, values.len());
        }
        for (index, name) in names.iter().enumerate() {
            let ty = if ty.is_empty() {
                values.get(index).and_then(|value| self.type_of(value))
            } else {
                self.go_type(ty, 0).map(|(ty, _)| ty)
            };
            let Some(ty) = ty else {
                let help = format!("name it: `var {name} T = …`");
                self.cx.help(name.span(), "the type of a package variable cannot be inferred", help);
                continue;
            };
            let value = match values.get(index) {
                Some(value) => {
                    let value = self.run(value, Place::Inner);
                    if is_string(&ty) { as_string(value, span) } else { value }
                }
                None => zero(span),
            };
            out.extend(marker::attribute(marker::GLOBAL, span));
            out.extend([ident("static", span), (*name).clone(), punct(':', span)]);
            out.extend(ty);
            out.push(punct('=', span));
            out.extend(value);
            out.push(punct(';', span));
        }
    }
}

/// `mut a, mut b,`
fn mutable(names: &[&TokenTree]) -> Vec<TokenTree> {
    let mut out = Vec::new();
    for name in names {
        if !is_ident(name, "_") {
            out.push(ident("mut", ours(name.span())));
        }
        out.extend([(*name).clone(), punct(',', name.span())]);
    }
    out
}

/// `a, b`
fn listed(names: &[&TokenTree]) -> Vec<TokenTree> {
    let comma = |name: &TokenTree| punct(',', name.span());
    names
        .iter()
        .enumerate()
        .flat_map(|(at, name)| (at > 0).then(|| comma(name)).into_iter().chain([(*name).clone()]))
        .collect()
}
