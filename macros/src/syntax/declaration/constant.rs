//! `const`, with `iota`, and lines that repeat the one before.

use proc_macro2::{Literal, Span, TokenTree};

use super::inferred::literal_type;
use super::{Spec, is_string, spec};
use crate::syntax::gotokens::{contents, ident, is_ident, joint, ours, punct};
use crate::syntax::marker;
use crate::syntax::respell::{Place, Respell};

impl Respell<'_> {
    /// `const`, with `iota`.
    pub(super) fn constants(&mut self, specs: &[&[TokenTree]], span: Span, out: &mut Vec<TokenTree>) {
        let mut last: Option<(Vec<TokenTree>, Vec<Vec<TokenTree>>)> = None;
        for (iota, tokens) in specs.iter().enumerate() {
            let Some(Spec { names, ty, values }) = spec(tokens) else {
                self.malformed("const", tokens);
                continue;
            };
            if !values.is_empty() {
                last = Some((ty.to_vec(), values.iter().map(|value| value.to_vec()).collect()));
            }
            let Some((ty, values)) = last.clone() else {
                self.cx.help(names[0].span(), "missing init expr for const declaration", "write `const x = value`");
                continue;
            };
            if values.len() != names.len() {
                self.mismatch(&names, values.len());
                continue;
            }
            for (name, value) in names.into_iter().zip(values).filter(|(name, _)| !is_ident(name, "_")) {
                let value = self.run(&with_iota(&value, iota), Place::Inner);
                let typed = !ty.is_empty();
                let ty = match self.go_type(&ty, 0) {
                    Some((ty, _)) => Some(ty),
                    None => literal_type(&value),
                };
                let attribute = if typed { marker::CONST_TYPED } else { marker::CONST };
                out.extend(marker::attribute(attribute, span));
                out.extend([ident("const", span), name.clone(), punct(':', span)]);
                match ty {
                    Some(ty) if is_string(&ty) => out.extend(str_reference(span)),
                    Some(ty) => out.extend(ty),
                    None => out.push(ident("_", span)),
                }
                out.push(punct('=', span));
                out.extend(value);
                out.push(punct(';', span));
            }
        }
    }
}

/// `&::core::primitive::str`
fn str_reference(span: Span) -> Vec<TokenTree> {
    let mut ty = vec![punct('&', span)];
    for name in ["core", "primitive", "str"] {
        ty.extend(joint(':', ':', span));
        ty.push(ident(name, ours(span)));
    }
    ty
}

/// `value` with the number `iota` in place of the word.
fn with_iota(value: &[TokenTree], iota: usize) -> Vec<TokenTree> {
    value
        .iter()
        .map(|token| match token {
            TokenTree::Ident(word) if word == "iota" => {
                let mut number = Literal::usize_unsuffixed(iota);
                number.set_span(word.span());
                number.into()
            }
            TokenTree::Group(inner) => {
                let mut new =
                    proc_macro2::Group::new(inner.delimiter(), with_iota(&contents(inner), iota).into_iter().collect());
                new.set_span(inner.span());
                new.into()
            }
            other => other.clone(),
        })
        .collect()
}
