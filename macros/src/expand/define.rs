//! `a, b := x, y` and `a, b = x, y`: what is new is declared, mutable as in Go; what the block has
//! is assigned to.
//!
//! ```text
//! a, b := x, y         →   let (mut a, mut b) = (x, y);
//! a, err := f()        →   let (mut a, new_err) = f(); err = new_err;          where the block has an `err`
//! v, ok := <-c         →   let (mut v, mut ok) = with_ok(recv(&c).await);
//! v, err := rust()     →   let (mut v, mut err) = two(rust());                 a pair, a Result or an Option
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::visit_mut::VisitMut;
use syn::{Expr, ExprAssign, Local, Pat};

use super::body::Lower;
use super::{arrow, at, local};
use crate::analyze::declared::Kind;
use crate::syntax::marker;

/// `names := values;`
pub(crate) fn expand_define(cx: &mut Lower<'_>, define: &mut Local, span: Span) -> TokenStream {
    let Some(init) = &mut define.init else { return TokenStream::new() };
    let is_list = matches!(&define.pat, Pat::Tuple(_)) && matches!(&*init.expr, Expr::Paren(_) | Expr::Tuple(_));
    let names: Vec<Pat> = match &define.pat {
        Pat::Tuple(names) if is_list => names.elems.iter().cloned().collect(),
        one => vec![one.clone()],
    };
    let value = if is_list {
        let left = quote!(#(#names)*);
        let kinds = cx.kinds_of_values(names.len(), &init.expr);
        let value = expand_values(cx, names.len(), matches!(names.first(), Some(Pat::Wild(_))), &left, &mut init.expr);
        names.iter().zip(kinds).for_each(|(name, kind)| cx.note(name, kind));
        value
    } else {
        // `p := &P { … }`: the value itself, which nothing else points to yet.
        let made = !cx.makes_pointer(&init.expr)
            && matches!(&*init.expr, Expr::Reference(reference)
            if cx.is_golang() && reference.mutability.is_none() && matches!(&*reference.expr, Expr::Struct(_)));
        if made && let Expr::Reference(reference) = &*init.expr {
            *init.expr = (*reference.expr).clone();
        }
        let constructed = matches!(&*init.expr, Expr::Call(call) if matches!(&*call.func, Expr::Path(path)
            if path.path.get_ident().is_some_and(|name| cx.declared.is_some_and(|declared| declared.is_constructor(&name.to_string())))));
        let kind = if made || constructed { Kind::Pointer } else { cx.kind_of_value(&init.expr) };
        let only_called = marker::func(&init.expr).is_some()
            && matches!(&define.pat, Pat::Ident(name) if cx.golang.is_only_called(&name.ident.to_string()));
        match kind {
            Kind::Func(kinds) if only_called => {
                cx.note(&define.pat, Kind::Closure(kinds));
                cx.borrowing(&mut init.expr);
            }
            // Text that is joined to, or replaced by other text, is a string of its own.
            Kind::Text if matches!(&define.pat, Pat::Ident(name) if cx.golang.is_assigned(&name.ident.to_string())) => {
                cx.note(&define.pat, Kind::Text);
                cx.given(&mut init.expr, &Kind::Text);
            }
            kind => {
                cx.note(&define.pat, kind);
                cx.value(&mut init.expr);
            }
        }
        init.expr.to_token_stream()
    };
    let mut assigned = TokenStream::new();
    let mut news = 0;
    let patterns: Vec<TokenStream> = names
        .iter()
        .map(|name| match known(cx, name) {
            Some(name) => {
                let new = local(&format!("new_{name}"), name.span());
                assigned.extend(quote_spanned!(name.span()=> #name = #new;));
                new.into_token_stream()
            }
            None => {
                news += usize::from(!matches!(name, Pat::Wild(_)));
                mutable(name)
            }
        })
        .collect();
    if news == 0 {
        let help = "assign with `=`";
        let message = format!("no new variables on left side of :=\nhelp: {help}");
        cx.cx.push(syn::Error::new(span, message));
    }
    for name in &names {
        bind(cx, name);
    }
    let place = names.first().map_or(span, syn::spanned::Spanned::span);
    let pattern = if is_list { quote_spanned!(at(place)=> (#(#patterns),*)) } else { quote!(#(#patterns)*) };
    let attrs = define.attrs.iter().filter(|attr| !attr.path().is_ident(marker::DEFINE));
    quote_spanned!(at(span)=> #(#attrs)* #[allow(unused_mut, non_snake_case)] let #pattern = #value; #assigned)
}

/// `places = values`
pub(crate) fn expand_assign(cx: &mut Lower<'_>, assign: &mut ExprAssign) -> TokenStream {
    let Expr::Closure(values) = &mut *assign.right else { return TokenStream::new() };
    let (count, blank) = match &*assign.left {
        Expr::Tuple(places) => (places.elems.len(), matches!(places.elems.first(), Some(Expr::Infer(_)))),
        _ => (1, false),
    };
    let left = match &*assign.left {
        Expr::Tuple(places) => places.elems.to_token_stream(),
        place => place.to_token_stream(),
    };
    let mut operands = TokenStream::new();
    if let Expr::Tuple(places) = &mut *assign.left {
        places.elems.iter_mut().for_each(|place| evaluate_first(cx, place, &mut operands));
    }
    if let (Expr::Tuple(places), Expr::Tuple(values)) = (&*assign.left, &mut *values.body)
        && cx.is_golang()
    {
        for (place, value) in places.elems.iter().zip(&mut values.elems) {
            let kind = cx.kind_of(place);
            if matches!(kind, Kind::Text | Kind::Float | Kind::Error | Kind::Func(_) | Kind::Interface(_)) {
                cx.given(value, &kind);
            }
        }
    }
    let value = expand_values(cx, count, blank, &left, &mut values.body);
    if let Expr::Tuple(places) = &mut *assign.left
        && places.elems.iter().any(|place| cx.is_map_element(place) || cx.is_behind_pointer(place))
    {
        return one_by_one(cx, &operands, places, &value);
    }
    cx.place(&mut assign.left);
    let (left, eq) = (&assign.left, &assign.eq_token);
    if operands.is_empty() { quote!(#left #eq #value) } else { quote!({ #operands #left #eq #value; }) }
}

/// `m[k], x = …`: the values first, then each is assigned.
fn one_by_one(
    cx: &mut Lower<'_>,
    operands: &TokenStream,
    places: &mut syn::ExprTuple,
    value: &TokenStream,
) -> TokenStream {
    let mut names = Vec::new();
    let mut assigned = TokenStream::new();
    for (index, place) in places.elems.iter_mut().enumerate() {
        let name = local(&format!("value_{index}"), Span::mixed_site());
        if cx.is_behind_pointer(place) {
            let set = cx.set_behind(place, &name.to_token_stream());
            assigned.extend(quote!(#set;));
            names.push(name);
            continue;
        }
        match cx.set_element(place, &name.to_token_stream()) {
            Some(set) => assigned.extend(quote!(#set;)),
            None => {
                cx.place(place);
                assigned.extend(quote!(#place = #name;));
            }
        }
        names.push(name);
    }
    quote!({ #operands let (#(#names),*) = #value; #assigned })
}

/// `place = <-c`: as in Go, the operands of the place are evaluated before the receive.
pub(crate) fn expand_received(cx: &mut Lower<'_>, assign: &mut ExprAssign) -> TokenStream {
    let mut operands = TokenStream::new();
    evaluate_first(cx, &mut assign.left, &mut operands);
    cx.visit_expr_mut(&mut assign.right);
    if let Some(set) = cx.set_element(&mut assign.left, &assign.right.to_token_stream()) {
        return quote!({ #operands #set; });
    }
    cx.place(&mut assign.left);
    if operands.is_empty() { quote!(#assign) } else { quote!({ #operands #assign; }) }
}

/// Evaluates the indices of `place` into variables: Go evaluates them before the right side of an
/// assignment.
fn evaluate_first(cx: &mut Lower<'_>, place: &mut Expr, operands: &mut TokenStream) {
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
fn expand_values(
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
fn known(cx: &Lower<'_>, name: &Pat) -> Option<Ident> {
    let Pat::Ident(pat) = name else { return None };
    let local = cx.scopes.innermost(&pat.ident.to_string())?;
    local.mutable.then(|| pat.ident.clone())
}

/// `name` as a pattern that declares variables which can be assigned to.
fn mutable(name: &Pat) -> TokenStream {
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
fn bind(cx: &mut Lower<'_>, name: &Pat) {
    match name {
        Pat::Ident(pat) => {
            let mut pat = pat.clone();
            pat.mutability.get_or_insert_with(|| syn::Token![mut](Span::call_site()));
            cx.scopes.bind(&Pat::Ident(pat), false);
        }
        Pat::Tuple(tuple) => tuple.elems.iter().for_each(|name| bind(cx, name)),
        other => cx.scopes.bind(other, false),
    }
}
