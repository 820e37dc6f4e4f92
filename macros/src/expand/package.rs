//! `fmt.Println(x)`, `time.Sleep(d)`, `time.Second`: what this crate has of Go's packages, where no
//! local has the name.
//!
//! ```text
//! time.Sleep(d)        →   go_time::Sleep(d), a call like any other
//! fmt.Println(a, f())  →   match (&a, &f()) { (x, y) => go_fmt::Println(&[SHOWN(x), SHOWN(y)]) }
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::visit_mut::VisitMut;
use syn::{Expr, ExprMethodCall, Member, Pat};

use super::body::Lower;
use super::{arrow, at, duration};
use crate::analyze::declared::Kind;
use crate::syntax::go::Operand;
use crate::syntax::{marker, package};

/// The package and the name that `expr` reads, if it does.
pub(super) fn named<'a>(cx: &Lower<'_>, expr: &'a Expr) -> Option<(&'a Ident, &'a Ident)> {
    let (base, name) = match expr {
        Expr::Field(field) => match &field.member {
            Member::Named(name) => (&*field.base, name),
            Member::Unnamed(_) => return None,
        },
        Expr::MethodCall(call) => (&*call.receiver, &call.method),
        _ => return None,
    };
    let Expr::Path(path) = base else { return None };
    let package = path.path.get_ident()?;
    is_name(cx, package, name).then_some((package, name))
}

/// The package and the function that `call` calls, if they are Go's.
pub(super) fn named_call<'a>(cx: &Lower<'_>, call: &'a ExprMethodCall) -> Option<(&'a Ident, &'a Ident)> {
    let Expr::Path(path) = &*call.receiver else { return None };
    let package = path.path.get_ident()?;
    is_name(cx, package, &call.method).then_some((package, &call.method))
}

/// Whether `package.name` is read by its Go name.
fn is_name(cx: &Lower<'_>, package: &Ident, name: &Ident) -> bool {
    let text = package.to_string();
    let is_name = name.to_string().starts_with(char::is_uppercase);
    is_name && package::is_package(&text) && cx.scopes.get(&text).is_none()
}

/// Whether `call` calls a function of a package.
pub(super) fn is_call(cx: &Lower<'_>, call: &ExprMethodCall) -> bool {
    named_call(cx, call).is_some()
}

/// Lowers a name of a package; whether `expr` is one.
pub(super) fn expand(cx: &mut Lower<'_>, expr: &mut Expr) -> bool {
    let Some((package, name)) = named(cx, expr) else { return false };
    let (package, name) = (package.clone(), name.clone());
    if let Some(constant) = cx.constant(expr).and_then(|value| value.literal(&Kind::Other, name.span())) {
        *expr = constant;
        return true;
    }
    if !package::members(&package.to_string()).contains(&name.to_string().as_str()) {
        let help = package::help(&package.to_string(), &name.to_string());
        let message = format!("undefined: {package}.{name}\nhelp: {help}");
        cx.cx.push(syn::Error::new_spanned(quote!(#package #name), message));
        *expr = Expr::Verbatim(quote!(loop {}));
        return true;
    }
    let module = Ident::new(&format!("go_{package}"), at(package.span()));
    let path = quote_spanned!(name.span()=> __go::#module::#name);
    let Expr::MethodCall(call) = expr else {
        // The arguments of the program are a list of their own each time.
        let call = (name == "Args").then(|| quote!(()));
        *expr = Expr::Verbatim(quote!(#path #call));
        return true;
    };
    if package == "sort" {
        if matches!(name.to_string().as_str(), "Sort" | "Stable" | "IsSorted")
            && let Some(sorted) = super::sorted::expand(cx, call, &path)
        {
            *expr = Expr::Verbatim(sorted);
            return true;
        }
        *expr = Expr::Verbatim(sort(cx, call, &path));
        return true;
    }
    if package == "fmt" {
        *expr = Expr::Verbatim(print(cx, call, &path));
        return true;
    }
    for arg in &mut call.args {
        whole_number(arg);
    }
    let (args, paren_token, attrs) = (call.args.clone(), call.paren_token, call.attrs.clone());
    let func: Expr = syn::parse2(path).unwrap_or_else(|_| unreachable!("a path"));
    *expr = Expr::Call(syn::ExprCall { attrs, func: Box::new(func), paren_token, args });
    let Expr::Call(call) = expr else { return true };
    if name == "As"
        && let Some(Expr::Reference(target)) = call.args.last_mut()
    {
        target.mutability = Some(Default::default());
    }
    if name == "Join"
        && let Some(list) = call.args.first_mut()
    {
        *list = Expr::Verbatim(arrow::borrowed(cx, list));
    }
    for arg in &mut call.args {
        if !(package == "time" && duration::expand_argument(cx, arg)) {
            let kind = if package == "math" { Kind::Float } else { Kind::Other };
            cx.given(arg, &kind);
        }
    }
    // All others return something that is no future.
    if matches!(name.to_string().as_str(), "Sleep" | "Gosched") && !cx.leaves_calls() {
        super::call::await_known(expr);
    }
    true
}

/// Go's `1e3` where a whole number is taken.
fn whole_number(arg: &mut Expr) {
    let Expr::Lit(lit) = arg else { return };
    let syn::Lit::Float(float) = &lit.lit else { return };
    let number: Option<f64> = float.to_string().parse().ok();
    if let Some(number) = number
        && float.to_string().contains('e')
        && number.fract() == 0.0
        && (0.0..1e15).contains(&number)
    {
        let text = format!("{number:.0}");
        lit.lit = syn::Lit::Int(syn::LitInt::new(&text, float.span()));
    }
}

/// A call of `sort`, which changes the list that it is given. What compares reads that list: the
/// order is found first.
fn sort(cx: &mut Lower<'_>, call: &mut ExprMethodCall, path: &TokenStream) -> TokenStream {
    let span = call.method.span();
    let Some(list) = call.args.first().cloned() else { return quote!(#path()) };
    let (name, order) = (super::local("sorted", span), super::local("order", span));
    let found = call.args.iter_mut().nth(1).map(|less| {
        let mut lent = list.clone();
        let lent = arrow::borrowed(cx, &mut lent);
        if marker::func(less).is_some() {
            cx.borrowing(less);
        } else {
            cx.visit_expr_mut(less);
        }
        quote_spanned! {at(span)=>
            let #order = {
                let __go_less = #less;
                __go::go_sort::order(__go::len(#lent), |i, j| __go::now(__go_less(i, j)))
            };
        }
    });
    let sorts = |place: &TokenStream| match found {
        Some(_) => quote_spanned!(span=> __go::go_sort::arrange(&mut #place, &#order);),
        None => quote_spanned!(span=> #path(&mut #place);),
    };
    let mut place = list.clone();
    if cx.is_behind_pointer(&list) {
        let sorted = sorts(&name.to_token_stream());
        let mut value = list;
        cx.visit_expr_mut(&mut value);
        let set = cx.set_behind(&mut place, &name.to_token_stream());
        return quote_spanned!(at(span)=> { #found let mut #name = #value; #sorted #set });
    }
    cx.place(&mut place);
    let sorted = sorts(&place.to_token_stream());
    quote_spanned!(at(span)=> { #found #sorted })
}

/// A call of `fmt`: each argument is evaluated, then printed as Go does.
fn print(cx: &mut Lower<'_>, call: &mut ExprMethodCall, path: &TokenStream) -> TokenStream {
    let span = call.method.span();
    let formats = call.method.to_string().ends_with('f');
    let writes = call.method.to_string().starts_with("Fprint");
    let mut values = Vec::new();
    let mut names = Vec::new();
    let mut items = Vec::new();
    let mut to = None;
    let mut late = Vec::new();
    let rest = call.args.last().and_then(crate::syntax::marker::all).cloned().map(|mut list| {
        call.args.pop();
        arrow::borrowed(cx, &mut list)
    });
    for (index, arg) in call.args.iter_mut().enumerate() {
        let place = arrow::first_span(arg);
        let name = format_ident!("__go_arg_{}", index, span = at(place));
        let is_variable = is_variable(arg);
        let constant = cx.constant(arg).and_then(|constant| constant.by_default(place));
        if let Some(constant) = constant {
            *arg = constant;
        }
        let value = arrow::borrowed(cx, arg);
        if writes && index == 0 {
            to = Some(quote!(#name,));
        } else if formats && index == usize::from(writes) {
            items.push(quote!(#name, &));
        } else {
            items.push(quote_spanned!(place=> (&&&__go::Shown(#name)).__go_shown()));
        }
        // A call may change a variable that stands beside it, which Go reads behind all calls.
        if is_variable {
            late.push((value, name));
        } else {
            values.push(value);
            names.push(name);
        }
    }
    values.extend(late.iter().map(|(value, _)| value.clone()));
    names.extend(late.into_iter().map(|(_, name)| name));
    let (format, shown) = match items.split_first() {
        Some((format, shown)) if formats => (format.clone(), shown.to_vec()),
        _ => (quote!(&), items),
    };
    let items = match rest {
        Some(rest) => quote_spanned!(at(span)=> __go::with_rest(::std::vec![#(#shown),*], #rest)),
        None => quote!([#(#shown),*]),
    };
    quote_spanned! {at(span)=>
        match (#(#values,)*) { (#(#names,)*) => #path(#to #format #items) }
    }
}

/// Whether `arg` is a variable, or a field or an element of one.
fn is_variable(arg: &Expr) -> bool {
    match arg {
        Expr::Path(_) => true,
        Expr::Field(field) => is_variable(&field.base),
        Expr::Index(indexed) => is_variable(&indexed.expr),
        Expr::Paren(paren) => is_variable(&paren.expr),
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Deref(_)) && is_variable(&unary.expr),
        _ => false,
    }
}

/// `go fmt.Println(x)`, `defer fmt.Println(x)` and `defer panic(x)`: the arguments are evaluated
/// now.
pub(super) fn as_literal(cx: &Lower<'_>, operand: Operand) -> Operand {
    let mut call = match operand {
        Operand::Method(call) if is_call(cx, &call) => Expr::MethodCall(call),
        Operand::Call(call) if marker::builtin(&call).is_some_and(|(_, name)| name == "panic") => Expr::Call(call),
        operand => return operand,
    };
    let given = match &mut call {
        Expr::MethodCall(call) => &mut call.args,
        Expr::Call(call) => &mut call.args,
        _ => unreachable!("a call"),
    };
    let (mut params, mut args) = (Vec::new(), Vec::new());
    for (index, arg) in given.iter_mut().enumerate() {
        if matches!(arg, Expr::Lit(_)) {
            continue;
        }
        let name = format_ident!("__go_given_{}", index, span = at(arrow::first_span(arg)));
        let pat: Pat = syn::parse_quote!(#name);
        params.push(pat);
        args.push(std::mem::replace(arg, syn::parse_quote!(#name)));
    }
    let body = syn::parse_quote!({ #call; });
    Operand::Literal { params, output: syn::ReturnType::Default, body, args }
}
