//! The parameters and results of a `func`, as in Go or as in Rust.
//!
//! ```text
//! params = param ("," param)* [","]
//! param  = name ("," name)* type | name "..." type | pattern ":" type (Rust's) | type (in a function type)
//! result = type | "(" type ("," type)* ")" | "(" name type ("," name type)* ")"
//! ```
//!
//! Named results are variables that begin as zero values; a bare `return` gives them.

mod part;

pub(super) use part::{Named, split_list};

use proc_macro2::{Delimiter, Group, TokenTree};

use super::chan_type::type_end;
use super::go_type::is_pointer;
use super::gotokens::{contents, group, ident, is_ident, is_punct, joint, ours, punct, stream};
use super::marker;
use super::respell::{Place, Respell};
use part::{Part, are_go, part};

impl Respell<'_> {
    /// The parameters of a `func`, as Rust's; `changed` says of a pointer parameter whether the
    /// body changes what it points to.
    pub(super) fn go_params(&mut self, params: &Group, changed: &dyn Fn(&str) -> bool) -> Vec<TokenTree> {
        let tokens = contents(params);
        let parts = split_list(&tokens);
        if !are_go(&parts) {
            return self.params_without_names(&parts).unwrap_or_else(|| self.params(params));
        }
        let mut out = Vec::new();
        let mut waiting: Vec<&TokenTree> = Vec::new();
        for tokens in parts {
            match part(tokens) {
                Part::Word([name @ TokenTree::Ident(_)]) => waiting.push(name),
                Part::Typed { name, ty } => {
                    waiting.push(name);
                    for name in waiting.drain(..) {
                        let ty = self.param_type(name, ty, changed);
                        out.extend(declared(name, ty));
                    }
                }
                Part::Variadic { name, ty } => {
                    let ty = self.go_type(ty, 0).map_or_else(Vec::new, |(ty, _)| ty);
                    let span = name.span();
                    let mut list = vec![ident("__go", ours(span))];
                    list.extend(joint(':', ':', span));
                    list.extend([ident("Variadic", ours(span)), punct('<', span)]);
                    list.extend(ty);
                    list.push(punct('>', span));
                    out.extend(declared(name, list));
                }
                Part::Rust(tokens) | Part::Word(tokens) => {
                    out.extend(self.run(tokens, Place::Params));
                    out.push(punct(',', params.span()));
                }
            }
        }
        if let [first, ..] = waiting[..] {
            let help = "a parameter is `name T`, and `a, b T` for two of one type";
            self.cx.help(first.span(), "mixed named and unnamed parameters", help);
        }
        out
    }

    /// The parameters of a `func(int, string)`, none of which has a name; `None` if that is not the
    /// case.
    fn params_without_names(&mut self, parts: &[&[TokenTree]]) -> Option<Vec<TokenTree>> {
        let are_types = !parts.is_empty()
            && parts.iter().all(|tokens| {
                matches!(part(tokens), Part::Word(_))
                    && !is_ident(&tokens[0], "self")
                    && !is_punct(&tokens[0], '&')
                    && !is_punct(&tokens[0], '#')
                    && !matches!(&tokens[0], TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis)
                    && type_end(tokens, 0) == Some(tokens.len())
            });
        if !are_types {
            return None;
        }
        let mut out = Vec::new();
        for tokens in parts {
            let (ty, _) = self.go_type(tokens, 0)?;
            out.extend([ident("_", tokens[0].span()), punct(':', tokens[0].span())]);
            out.extend(ty);
            out.push(punct(',', tokens[0].span()));
        }
        Some(out)
    }

    fn param_type(&mut self, name: &TokenTree, ty: &[TokenTree], changed: &dyn Fn(&str) -> bool) -> Vec<TokenTree> {
        if is_pointer(ty, 0) && !self.names_pointer(ty, 0) {
            let span = ty[0].span();
            let mut reference = vec![punct('&', span)];
            if changed(&name.to_string()) {
                reference.push(ident("mut", span));
            }
            reference.extend(self.go_type(ty, 1).map_or_else(Vec::new, |(ty, _)| ty));
            return reference;
        }
        self.go_type(ty, 0).map_or_else(Vec::new, |(ty, _)| ty)
    }

    /// The types in a list of parameters or results, names left out.
    pub(super) fn param_types(&mut self, list: &Group) -> Vec<TokenTree> {
        let tokens = contents(list);
        let parts = split_list(&tokens);
        let named = are_go(&parts);
        let mut out = Vec::new();
        let mut waiting = Vec::new();
        for tokens in parts {
            let (ty, count) = match part(tokens) {
                Part::Typed { ty, .. } if named => (ty, waiting.len() + 1),
                Part::Word([word @ TokenTree::Ident(_)]) if named => {
                    waiting.push(word.clone());
                    continue;
                }
                _ => (tokens, 1),
            };
            waiting.clear();
            let end = type_end(ty, 0).filter(|end| *end == ty.len());
            let respelled = match end {
                Some(_) => self.go_type(ty, 0).map_or_else(Vec::new, |(ty, _)| ty),
                None => self.run(ty, Place::Inner),
            };
            for _ in 0..count {
                out.extend(respelled.iter().cloned());
                out.push(punct(',', list.span()));
            }
        }
        // Reported where the names are read; types, most likely.
        for word in waiting {
            out.extend([word, punct(',', list.span())]);
        }
        // Of one type in parentheses the parentheses are none of a tuple.
        if out.iter().filter(|token| is_punct(token, ',')).count() == 1 || split_list(&out).len() == 1 {
            out.pop();
        }
        out
    }

    /// The results of a `func` that have names, if they have.
    pub(super) fn named_results(&mut self, list: &Group) -> Vec<Named> {
        let tokens = contents(list);
        let parts = split_list(&tokens);
        if !are_go(&parts) {
            return Vec::new();
        }
        let mut out = Vec::new();
        let mut waiting: Vec<&TokenTree> = Vec::new();
        for tokens in parts {
            match part(tokens) {
                Part::Word([name @ TokenTree::Ident(_)]) => waiting.push(name),
                Part::Typed { name, ty } => {
                    waiting.push(name);
                    let ty = self.go_type(ty, 0).map_or_else(Vec::new, |(ty, _)| ty);
                    out.extend(waiting.drain(..).map(|name| Named { name: name.clone(), ty: ty.clone() }));
                }
                Part::Rust(tokens) | Part::Variadic { ty: tokens, .. } | Part::Word(tokens) => {
                    let help = "a result is a type, or `name T`";
                    let message = format!("mixed named and unnamed results\nhelp: {help}");
                    self.cx.push(syn::Error::new_spanned(stream(tokens), message));
                }
            }
        }
        if let [first, ..] = waiting[..] {
            self.cx.help(first.span(), "mixed named and unnamed results", "a result is a type, or `name T`");
        }
        out
    }
}

/// `mut name: type,`
fn declared(name: &TokenTree, ty: Vec<TokenTree>) -> Vec<TokenTree> {
    let span = ours(name.span());
    let mut out = Vec::new();
    if !is_ident(name, "_") {
        out.extend(marker::allow_unused_mut(span));
        out.push(ident("mut", span));
    }
    out.extend([name.clone(), punct(':', name.span())]);
    out.extend(ty);
    out.push(punct(',', name.span()));
    out
}

/// `let mut name: type = zero();` for each named result.
pub(super) fn declare_results(results: &[Named]) -> Vec<TokenTree> {
    let mut out = Vec::new();
    for Named { name, ty } in results.iter().filter(|result| !is_ident(&result.name, "_")) {
        let span = name.span();
        out.extend(marker::allow_unused(ours(span)));
        out.extend([ident("let", span), ident("mut", ours(span)), name.clone(), punct(':', span)]);
        out.extend(ty.iter().cloned());
        out.push(punct('=', span));
        out.extend(zero(span));
        out.push(punct(';', span));
    }
    out
}

/// The marker of a zero value.
pub(super) fn zero(span: proc_macro2::Span) -> Vec<TokenTree> {
    vec![ident(marker::ZERO, span)]
}

/// `(a, b)`, the results by name.
pub(super) fn result_names(results: &[Named], span: proc_macro2::Span) -> TokenTree {
    let mut names = Vec::new();
    for (index, Named { name, .. }) in results.iter().enumerate() {
        if index > 0 {
            names.push(punct(',', span));
        }
        if is_ident(name, "_") { names.extend(zero(span)) } else { names.push(name.clone()) }
    }
    group(Delimiter::Parenthesis, names, ours(span))
}
