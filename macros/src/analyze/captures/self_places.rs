//! The places rooted in `self` that a block uses, and the variables that take their part.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::format_ident;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Ident, Macro, Member};

use crate::syntax::std_macro;

/// A place rooted in `self` that a block uses, and the variable that stands for it inside the
/// goroutine.
pub(crate) struct SelfPlace {
    /// `self`, or `self.a.b`.
    pub(crate) place: Expr,
    /// What the block names instead.
    pub(crate) name: Ident,
}

/// Replaces the places rooted in `self`: whole fields where `by_field`, else `self` itself.
pub(crate) fn replace_self(block: &mut Block, by_field: bool) -> Vec<SelfPlace> {
    let mut replace = ReplaceSelf { by_field, places: Vec::new() };
    replace.visit_block_mut(block);
    replace.places
}

pub(super) struct ReplaceSelf {
    by_field: bool,
    places: Vec<SelfPlace>,
}

impl ReplaceSelf {
    fn replacement(&mut self, place: &Expr) -> Option<Expr> {
        let name = format_ident!("__go_{}", self_name(place)?.replace("r#", ""));
        if !self.places.iter().any(|known| known.name == name) {
            self.places.push(SelfPlace { place: place.clone(), name: name.clone() });
        }
        let span = self_span(place)?;
        let name = Ident::new(&name.to_string(), span);
        Some(syn::parse_quote!(#name))
    }

    pub(super) fn tokens(&mut self, tokens: TokenStream) -> TokenStream {
        tokens
            .into_iter()
            .map(|token| match token {
                TokenTree::Ident(ident) if ident == "self" => {
                    let place: Expr = syn::parse_quote!(#ident);
                    let name = Ident::new("__go_self", ident.span());
                    if !self.places.iter().any(|known| known.name == name) {
                        self.places.push(SelfPlace { place, name: name.clone() });
                    }
                    TokenTree::Ident(name)
                }
                TokenTree::Group(group) => {
                    let mut new = proc_macro2::Group::new(group.delimiter(), self.tokens(group.stream()));
                    new.set_span(group.span());
                    TokenTree::Group(new)
                }
                other => other,
            })
            .collect()
    }
}

/// `self_a_b` for `self.a.b`; `None` for anything else.
fn self_name(place: &Expr) -> Option<String> {
    match place {
        Expr::Path(path) if path.path.is_ident("self") => Some("self".to_owned()),
        Expr::Field(field) => {
            let base = self_name(&field.base)?;
            match &field.member {
                Member::Named(name) => Some(format!("{base}_{name}")),
                Member::Unnamed(index) => Some(format!("{base}_{}", index.index)),
            }
        }
        _ => None,
    }
}

fn self_span(place: &Expr) -> Option<Span> {
    match place {
        Expr::Path(path) => path.path.get_ident().map(Ident::span),
        Expr::Field(field) => self_span(&field.base),
        _ => None,
    }
}

impl VisitMut for ReplaceSelf {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let whole = matches!(expr, Expr::Path(_)) || self.by_field;
        if whole && let Some(replacement) = self.replacement(expr) {
            *expr = replacement;
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        let Some(mut args) = std_macro::args(mac) else {
            mac.tokens = self.tokens(mac.tokens.clone());
            return;
        };
        match &mut args {
            std_macro::Args::List(list) => list.iter_mut().for_each(|arg| self.visit_expr_mut(&mut arg.value)),
            std_macro::Args::Repeat(value, len) => {
                self.visit_expr_mut(value);
                self.visit_expr_mut(len);
            }
            std_macro::Args::Matches(expr, _, guard) => {
                self.visit_expr_mut(expr);
                guard.iter_mut().for_each(|guard| self.visit_expr_mut(guard));
            }
        }
        std_macro::set_args(mac, &args);
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}
