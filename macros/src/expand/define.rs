//! `a, b := x, y` and `a, b = x, y`: what is new is declared, mutable as in Go; what the block has
//! is assigned to.
//!
//! ```text
//! a, b := x, y         →   let (mut a, mut b) = (x, y);
//! a, err := f()        →   let (mut a, new_err) = f(); err = new_err;          where the block has an `err`
//! v, ok := <-c         →   let (mut v, mut ok) = with_ok(recv(&c).await);
//! v, err := rust()     →   let (mut v, mut err) = two(rust());                 a pair, a Result or an Option
//! ```

mod values;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::visit_mut::VisitMut;
use syn::{Expr, ExprAssign, Local, Pat};

use super::body::Lower;
use super::{at, local};
use crate::analyze::declared::Kind;
use crate::syntax::marker;
use values::{bind, evaluate_first, expand_values, known, mutable};

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
        own_texts(cx, &names, &kinds, &mut init.expr);
        if let Expr::Tuple(values) = &mut *init.expr {
            values.elems.iter_mut().for_each(|value| cx.first_constant(value));
        }
        let value = expand_values(cx, names.len(), matches!(names.first(), Some(Pat::Wild(_))), &left, &mut init.expr);
        names.iter().zip(kinds).for_each(|(name, kind)| cx.note(name, kind));
        value
    } else {
        one_value(cx, &define.pat, &mut init.expr);
        init.expr.to_token_stream()
    };
    let mut assigned = TokenStream::new();
    let mut news = 0;
    let patterns: Vec<TokenStream> = names
        .iter()
        .map(|name| match known(cx, name) {
            Some(name) => {
                let new = local(&format!("new_{name}"), name.span());
                let place: Expr = syn::parse_quote!(#name);
                let set = match cx.is_shared(&place) {
                    true => cx.set_behind(&mut place.clone(), &new.to_token_stream()),
                    false => quote_spanned!(name.span()=> #name = #new),
                };
                assigned.extend(quote!(#set;));
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
        let is_new = known(cx, name).is_none();
        bind(cx, name);
        if is_new {
            assigned.extend(cx.declare_shared(name).map(ToTokens::into_token_stream));
        }
    }
    let place = names.first().map_or(span, syn::spanned::Spanned::span);
    let pattern = if is_list { quote_spanned!(at(place)=> (#(#patterns),*)) } else { quote!(#(#patterns)*) };
    let attrs = define.attrs.iter().filter(|attr| !attr.path().is_ident(marker::DEFINE));
    quote_spanned!(at(span)=> #(#attrs)* #[allow(unused_mut, non_snake_case)] let #pattern = #value; #assigned)
}

/// Lowers the value of one variable, and notes what it says of the variable's type.
fn one_value(cx: &mut Lower<'_>, pat: &Pat, init: &mut Expr) {
    // `p := &P { … }`: the value itself, which nothing else points to yet.
    let made = !cx.makes_pointer(init)
        && matches!(&*init, Expr::Reference(reference)
        if cx.is_golang() && reference.mutability.is_none() && matches!(&*reference.expr, Expr::Struct(_)));
    if made && let Expr::Reference(reference) = &*init {
        *init = (*reference.expr).clone();
    }
    let constructed = matches!(&*init, Expr::Call(call) if matches!(&*call.func, Expr::Path(path)
        if path.path.get_ident().is_some_and(|name| cx.declared.is_some_and(|declared| declared.is_constructor(&name.to_string())))));
    let kind = if made || constructed { Kind::Pointer } else { cx.kind_of_value(init) };
    let only_called = marker::func(init).is_some()
        && matches!(pat, Pat::Ident(name) if cx.body.kept.is_only_called(&name.ident.to_string()));
    match kind {
        Kind::Func(kinds) if only_called => {
            cx.note(pat, Kind::Closure(kinds));
            cx.borrowing(init);
        }
        // Text that is joined to, or replaced by other text, is a string of its own.
        Kind::Text if matches!(pat, Pat::Ident(name) if cx.golang.is_assigned(&name.ident.to_string())) => {
            cx.note(pat, Kind::Text);
            cx.given(init, &Kind::Text);
        }
        kind => {
            cx.note(pat, kind);
            cx.first_value(init);
        }
    }
}

/// Text that is joined to, or replaced by other text, is a string of its own.
fn own_texts(cx: &mut Lower<'_>, names: &[Pat], kinds: &[Kind], values: &mut Expr) {
    let Expr::Tuple(values) = values else { return };
    for ((name, kind), value) in names.iter().zip(kinds).zip(&mut values.elems) {
        let assigned = matches!(name, Pat::Ident(name) if cx.golang.is_assigned(&name.ident.to_string()));
        if *kind == Kind::Text && assigned && matches!(value, Expr::Lit(_)) {
            cx.given(value, kind);
        }
    }
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
            if matches!(kind, Kind::Any | Kind::Text | Kind::Float | Kind::Error | Kind::Func(_) | Kind::Interface(_)) {
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
