//! Function values in Rust's spelling: `Func::new(|x: T| { … })`, with the types that a signature says.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprClosure, Pat, Type};

use super::expand_func;
use crate::expand::at;
use crate::expand::body::Lower;
use crate::syntax::marker;

/// The closure of `Func::new(|x: T| { … })`, which is goroutine code; whether `call` is that.
pub(crate) fn expand_new(cx: &mut Lower<'_>, call: &ExprCall) -> Option<TokenStream> {
    let Expr::Path(path) = &*call.func else { return None };
    let mut segments = path.path.segments.iter().rev();
    let (new, of) = (segments.next()?, segments.next()?);
    if new.ident != "new" || of.ident != "Func" || call.args.len() != 1 {
        return None;
    }
    let mut closure = match (marker::func(&call.args[0]), &call.args[0]) {
        (Some(func), _) => func.clone(),
        (None, Expr::Closure(closure)) if closure.asyncness.is_none() => closure.clone(),
        _ => return None,
    };
    if let Expr::Async(_) = &*closure.body {
        return None;
    }
    if let syn::PathArguments::AngleBracketed(of) = &of.arguments
        && let Some(syn::GenericArgument::Type(signature)) = of.args.first()
    {
        annotate(&mut closure, signature);
    }
    let value = expand_func(cx, &mut closure, None);
    let mut ty = path.clone();
    ty.path.segments.pop();
    ty.path.segments.pop_punct();
    Some(match &of.arguments {
        syn::PathArguments::None => value,
        _ => quote_spanned!(at(call.func.span())=> { let __go_func: #ty = #value; __go_func }),
    })
}

/// Gives the parameters of a closure the types of `signature`, `fn(A, B) -> C`, where they have
/// none.
fn annotate(closure: &mut ExprClosure, signature: &Type) {
    let Type::FnPtr(signature) = signature else { return };
    for (input, param) in closure.inputs.iter_mut().zip(&signature.inputs) {
        if !matches!(input, Pat::Type(_)) {
            *input = Pat::Type(syn::PatType {
                attrs: Vec::new(),
                pat: Box::new(input.clone()),
                colon_token: Default::default(),
                ty: Box::new(param.ty.clone()),
            });
        }
    }
}

/// `let f: Func<fn(A) -> B> = Func::new(|a| { … })`: the type of the variable is that of the
/// parameters.
pub(crate) fn type_params(local: &mut syn::Local) {
    let (Pat::Type(typed), Some(init)) = (&local.pat, &mut local.init) else { return };
    let (Type::Path(ty), Expr::Call(call)) = (&*typed.ty, &mut *init.expr) else { return };
    let Some(last) = ty.path.segments.last().filter(|last| last.ident == "Func") else { return };
    let syn::PathArguments::AngleBracketed(of) = &last.arguments else { return };
    if let (Some(syn::GenericArgument::Type(signature)), Some(Expr::Closure(closure))) =
        (of.args.first(), call.args.first_mut())
    {
        annotate(closure, signature);
    }
}
