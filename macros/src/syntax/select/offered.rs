//! The variables that a `select!` offers to a channel, and the conditions of its cases.

use proc_macro2::TokenStream;
use syn::{Attribute, Expr, Ident};

use super::{Comm, Select};

/// The names of local variables that the cases of a `select!` offer, and that get their value back
/// when not chosen.
pub(crate) fn offered_names(select: &Select) -> impl Iterator<Item = &Ident> {
    select.cases.iter().filter_map(|case| match &case.comm {
        Comm::Send { value, .. } => offered_name(value),
        Comm::Recv { .. } | Comm::Wait { .. } => None,
    })
}

/// The variable that `value` is.
pub(crate) fn offered_name(value: &Expr) -> Option<&Ident> {
    match value {
        Expr::Path(path) if path.qself.is_none() => path.path.get_ident(),
        Expr::Paren(paren) => offered_name(&paren.expr),
        Expr::Group(group) => offered_name(&group.expr),
        _ => None,
    }
}

impl Select {
    /// The first condition under which one of the cases is there.
    pub(crate) fn condition(&self) -> Option<TokenStream> {
        let attrs = self.cases.iter().map(|case| &case.attrs).chain(self.defaults.iter().map(|default| &default.attrs));
        attrs.flatten().find_map(cfg_of)
    }

    /// What is left where `condition` is met, or is not.
    pub(crate) fn under(&self, condition: &TokenStream, is_met: bool) -> Self {
        let mut select = self.clone();
        let text = condition.to_string();
        let is_it = |attr: &Attribute| cfg_of(attr).is_some_and(|condition| condition.to_string() == text);
        select.cases.retain(|case| is_met || !case.attrs.iter().any(is_it));
        select.defaults.retain(|default| is_met || !default.attrs.iter().any(is_it));
        select.cases.iter_mut().for_each(|case| case.attrs.retain(|attr| !is_it(attr)));
        select.defaults.iter_mut().for_each(|default| default.attrs.retain(|attr| !is_it(attr)));
        select
    }
}

/// The condition of a `#[cfg(…)]`.
pub(super) fn cfg_of(attr: &Attribute) -> Option<TokenStream> {
    match &attr.meta {
        syn::Meta::List(list) if attr.path().is_ident("cfg") => Some(list.tokens.clone()),
        _ => None,
    }
}
