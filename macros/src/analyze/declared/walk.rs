//! What the signatures and bodies of a block say of its declarations.

use std::collections::HashSet;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;
use syn::{FnArg, Signature};

use super::Declared;
use super::kind::Kind;
use crate::syntax::gotokens::{is_joint, is_lone_equals, is_punct};
use crate::syntax::marker;

impl<'ast> Visit<'ast> for Declared {
    fn visit_signature(&mut self, sig: &'ast Signature) {
        let params = sig.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(param) => Some(Kind::of_param(&param.ty, &sig.generics)),
            FnArg::Receiver(_) => None,
        });
        let params: Vec<_> = params.collect();
        if let syn::ReturnType::Type(_, ty) = &sig.output
            && Kind::of(ty) == Kind::Pointer
        {
            self.constructors.insert(sig.ident.to_string());
        }
        let results = match &sig.output {
            syn::ReturnType::Type(_, ty) => Kind::results_of(ty, &sig.generics),
            syn::ReturnType::Default => Vec::new(),
        };
        let known = self.results.entry(sig.ident.to_string()).or_insert_with(|| results.clone());
        if *known != results {
            known.clear();
        }
        let known = self.functions.entry(sig.ident.to_string()).or_insert_with(|| params.clone());
        known.truncate(params.len());
        for (known, param) in known.iter_mut().zip(params) {
            if *known != param {
                *known = Kind::Other;
            }
        }
    }

    fn visit_block(&mut self, _: &'ast syn::Block) {}
}

/// Notes the fields that `tokens` assign to: `.x = …`, `.x += …`, `.x++`, `&mut y.x`.
pub(super) fn assigned_fields(tokens: TokenStream, assigned: &mut HashSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for at in 0..tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => assigned_fields(group.stream(), assigned),
            TokenTree::Ident(name) if at > 0 && is_punct(&tokens[at - 1], '.') => {
                let mut end = at + 1;
                while matches!(tokens.get(end), Some(TokenTree::Group(group)) if group.delimiter() == proc_macro2::Delimiter::Bracket)
                {
                    end += 1;
                }
                let sends = matches!(tokens.get(end + 2), Some(TokenTree::Ident(word)) if word == marker::SEND);
                let operator = end < tokens.len()
                    && !sends
                    && (is_lone_equals(&tokens, end)
                        || matches!(&tokens[end], TokenTree::Punct(mark) if "+-*/%&|^".contains(mark.as_char())
                            && (is_joint(&tokens, end, mark.as_char(), '=') || is_joint(&tokens, end, mark.as_char(), mark.as_char()) && "+-".contains(mark.as_char()))));
                if operator {
                    assigned.insert(name.to_string());
                }
            }
            _ => {}
        }
    }
}
