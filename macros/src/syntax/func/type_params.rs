//! Type parameters of a `func`, and the interfaces that constrain them.
//!
//! ```text
//! [T any]                        →   <T: __go::AnyType>
//! [K comparable, V any]          →   <K: __go::Comparable, V: __go::AnyType>
//! [T ~int | ~float64]            →   <T: __go::Number>        `Ordered` where text is among them
//! [T cmp.Ordered]                →   <T: __go::Ordered>
//! [T S]                          →   <T: __go::AnyType + S>
//! f[int](x)                      →   f::<int>(x)
//! type N interface { ~int }      →   trait N: __go::Number {}   which every number has
//! ```

use std::collections::HashSet;

use proc_macro2::{Delimiter, Group, Span, TokenTree};

use crate::syntax::gotokens::{contents, group_at, ident, ident_at, is_ident, is_punct, joint, ours, punct};
use crate::syntax::params::split_list;
use crate::syntax::respell::{Place, Respell};

/// Go's constraints by their names, and the traits that stand for them.
const CONSTRAINTS: &[(&str, &str)] = &[
    ("any", "AnyType"),
    ("comparable", "Comparable"),
    ("Ordered", "Ordered"),
    ("Integer", "Number"),
    ("Signed", "Number"),
    ("Unsigned", "Number"),
    ("Float", "Number"),
];

/// The functions among the items `tokens` that have type parameters in Go's spelling.
pub(crate) fn generics(tokens: &[TokenTree]) -> HashSet<String> {
    let of = |at: usize| {
        let generic = ident_at(tokens, at, "func")
            && group_at(tokens, at + 2, Delimiter::Bracket).is_some()
            && group_at(tokens, at + 3, Delimiter::Parenthesis).is_some();
        generic.then(|| tokens[at + 1].to_string())
    };
    (0..tokens.len()).filter_map(of).collect()
}

/// The trait of ours for the constraint `tokens`; `None` if it is an interface of the user's.
fn constraint(tokens: &[TokenTree]) -> Option<&'static str> {
    if let [word, braces] = tokens
        && is_ident(word, "interface")
        && let TokenTree::Group(braces) = braces
    {
        let inner = contents(braces);
        return if inner.is_empty() { Some("AnyType") } else { constraint(&inner) };
    }
    let name = match tokens {
        [name] => Some(name),
        [package, dot, name]
            if is_punct(dot, '.') && (is_ident(package, "cmp") || is_ident(package, "constraints")) =>
        {
            Some(name)
        }
        _ => None,
    };
    if let Some(name) = name {
        let name = name.to_string();
        return CONSTRAINTS.iter().find(|(go, _)| *go == name).map(|(_, ours)| *ours);
    }
    let is_union = tokens.iter().any(|token| is_punct(token, '|') || is_punct(token, '~'));
    let has_text = tokens.iter().any(|token| is_ident(token, "string") || is_ident(token, "Ordered"));
    is_union.then_some(if has_text { "Ordered" } else { "Number" })
}

/// `__go::name`
fn of_ours(name: &str, span: Span) -> Vec<TokenTree> {
    let mut path = vec![ident("__go", ours(span))];
    path.extend(joint(':', ':', span));
    path.push(ident(name, ours(span)));
    path
}

impl Respell<'_> {
    /// The type parameters `list` as Rust's; `None` if they are none.
    pub(super) fn type_params(&mut self, list: &Group) -> Option<Vec<TokenTree>> {
        let tokens = contents(list);
        let span = list.span();
        let mut out = vec![punct('<', span)];
        let mut waiting: Vec<TokenTree> = Vec::new();
        for part in split_list(&tokens) {
            let [name @ TokenTree::Ident(_), bound @ ..] = part else { return None };
            waiting.push(name.clone());
            if bound.is_empty() {
                continue;
            }
            let mut trait_of = of_ours(constraint(bound).unwrap_or("AnyType"), span);
            if constraint(bound).is_none() {
                let [TokenTree::Ident(_)] = bound else { return None };
                trait_of.push(punct('+', span));
                trait_of.extend_from_slice(bound);
            }
            for name in waiting.drain(..) {
                out.extend([name, punct(':', span)]);
                out.extend(trait_of.iter().cloned());
                out.push(punct(',', span));
            }
        }
        out.push(punct('>', span));
        (waiting.is_empty() && out.len() > 2).then_some(out)
    }

    /// `f[int](x)` of a function with type parameters.
    pub(crate) fn instance(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let types = group_at(tokens, at + 1, Delimiter::Bracket)?;
        group_at(tokens, at + 2, Delimiter::Parenthesis)?;
        if !self.generics.contains(&tokens[at].to_string()) {
            return None;
        }
        let (span, types) = (types.span(), contents(types));
        out.push(tokens[at].clone());
        out.extend(joint(':', ':', span));
        out.push(punct('<', span));
        for ty in split_list(&types) {
            let respelled = match self.go_type(ty, 0) {
                Some((respelled, end)) if end == ty.len() => respelled,
                _ => self.run(ty, Place::Inner),
            };
            out.extend(respelled);
            out.push(punct(',', span));
        }
        out.push(punct('>', span));
        Some(at + 2)
    }

    /// `type N interface { ~int | ~float64 }`: a trait that every type has which has the operators;
    /// whether `body` is that of such an interface.
    pub(crate) fn union(&mut self, name: &TokenTree, body: &Group, out: &mut Vec<TokenTree>) -> bool {
        let tokens = contents(body);
        let is_method = tokens.iter().any(|token| matches!(token, TokenTree::Group(_)));
        let tokens: Vec<TokenTree> = tokens.into_iter().filter(|token| !is_punct(token, ';')).collect();
        let Some(bound) = constraint(&tokens).filter(|_| !tokens.is_empty() && !is_method) else { return false };
        let span = ours(name.span());
        let bound: proc_macro2::TokenStream = of_ours(bound, span).into_iter().collect();
        out.extend(quote::quote_spanned! {span=>
            #[allow(dead_code)]
            trait #name: #bound {}
            impl<T: #bound> #name for T {}
        });
        true
    }
}
