//! The values of `:=` and `=`, evaluated before any of the variables changes.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::visit_mut::VisitMut;
use syn::{Expr, Pat};

use crate::expand::body::Lower;
use crate::expand::{arrow, at, local};
use crate::syntax::marker;

/// Evaluates the indices of `place` into variables: Go evaluates them before the right side of an
/// assignment.
pub(super) fn evaluate_first(cx: &mut Lower<'_>, place: &mut Expr, operands: &mut TokenStream) {
    match place {
        Expr::Index(indexed) => {
            evaluate_first(cx, &mut indexed.expr, operands);
            if matches!(*indexed.index, Expr::Lit(_) | Expr::Range(_)) {
                return;
            }
            let span = arrow::first_span(&indexed.index);
            let count = operands.clone().into_iter().count();
            let name = local(&format!("index_{count}"), span);
            cx.visit_expr_mut(&mut indexed.index);
            let index = &indexed.index;
            operands.extend(quote_spanned!(at(span)=> let #name = #index;));
            *indexed.index = syn::parse_quote!(#name);
        }
        Expr::Field(field) => evaluate_first(cx, &mut field.base, operands),
        Expr::Paren(paren) => evaluate_first(cx, &mut paren.expr, operands),
        _ => {}
    }
}

/// The right side of `:=` or `=` with `count` names on the left, of which the first may be blank:
/// as many values, or one that gives them all.
pub(super) fn expand_values(
    cx: &mut Lower<'_>,
    count: usize,
    blank: bool,
    left: &impl ToTokens,
    values: &mut Expr,
) -> TokenStream {
    if let Some((channel, span)) = marker::recv_in_parens(values) {
        let mut channel = channel.clone();
        if count == 2 {
            return arrow::expand_recv_ok(cx, &mut channel, blank, span);
        }
        let message = format!(
            "assignment mismatch: {count} variables but 1 value\nhelp: a receive gives a value, and whether the channel is open: \
             `v, ok := <-ch`"
        );
        cx.cx.push(syn::Error::new_spanned(left, message));
        return quote!(loop {});
    }
    if count == 2
        && let Some(element) = cx.element_ok_behind(values)
    {
        return element;
    }
    if count == 2
        && let Some(element) = cx.element_ok(values)
    {
        return element;
    }
    if count == 2
        && let Some(asserted) = cx.assertion_ok(values)
    {
        return asserted;
    }
    if let Expr::Tuple(tuple) = values
        && tuple.elems.len() != count
    {
        let (have, s) = (tuple.elems.len(), if count == 1 { "" } else { "s" });
        let message = format!(
            "assignment mismatch: {count} variable{s} but {have} values\nhelp: give one value for each variable"
        );
        cx.cx.push(syn::Error::new_spanned(left, message));
        return quote!(loop {});
    }
    if let Expr::Paren(paren) = values
        && count > 1
        && matches!(*paren.expr, Expr::Lit(_))
    {
        let message =
            format!("assignment mismatch: {count} variables but 1 value\nhelp: give one value for each variable");
        cx.cx.push(syn::Error::new_spanned(left, message));
        return quote!(loop {});
    }
    let takes_two = count == 2 && !cx.gives_two(values);
    if let Expr::Paren(paren) = values {
        cx.value(&mut paren.expr);
    } else {
        cx.value(values);
    }
    match &*values {
        Expr::Paren(paren) if takes_two => {
            let (value, place) = (&paren.expr, arrow::first_span(&paren.expr));
            quote_spanned!(at(place)=> __go::two(#value))
        }
        Expr::Paren(paren) => paren.expr.to_token_stream(),
        Expr::Tuple(tuple) => {
            let values = &tuple.elems;
            quote!((#values))
        }
        other => other.to_token_stream(),
    }
}

/// The variable that `:=` assigns to, because the block declares it already.
pub(super) fn known(cx: &Lower<'_>, name: &Pat) -> Option<Ident> {
    let Pat::Ident(pat) = name else { return None };
    let local = cx.scopes.innermost(&pat.ident.to_string())?;
    local.mutable.then(|| pat.ident.clone())
}

/// `name` as a pattern that declares variables which can be assigned to.
pub(super) fn mutable(name: &Pat) -> TokenStream {
    match name {
        Pat::Ident(pat) if pat.by_ref.is_none() && pat.mutability.is_none() && pat.subpat.is_none() => {
            let name = &pat.ident;
            quote_spanned!(name.span()=> mut #name)
        }
        Pat::Tuple(tuple) => {
            let elems = tuple.elems.iter().map(mutable);
            quote!((#(#elems,)*))
        }
        other => other.to_token_stream(),
    }
}

/// Declares the variables of `name`, which can be assigned to.
pub(super) fn bind(cx: &mut Lower<'_>, name: &Pat) {
    match name {
        Pat::Ident(pat) => {
            let mut pat = pat.clone();
            pat.mutability.get_or_insert_with(|| syn::Token![mut](Span::call_site()));
            cx.bind(&Pat::Ident(pat), false);
        }
        Pat::Tuple(tuple) => tuple.elems.iter().for_each(|name| bind(cx, name)),
        other => cx.bind(other, false),
    }
}
