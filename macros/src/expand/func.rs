//! `func(x: T) U { … }` as a value: an async closure, so that it may wait; calling it is a call like any other.
//!
//! ```text
//! func(x: T) U { BODY }   →   async |x: T| -> U { BODY }
//! ```

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::{Expr, ExprClosure, ReturnType};

use super::at;
use super::body::Lower;
use super::tail::discard_calls;
use crate::analyze::declared::Kind;

/// A function literal that is not called where it stands.
pub(crate) fn expand_func(cx: &mut Lower<'_>, closure: &mut ExprClosure) -> TokenStream {
    let span = closure.inputs_begin.span;
    let (depth, floor) = (cx.scopes.depth, cx.scopes.floor);
    let outer =
        (std::mem::take(&mut cx.returns), std::mem::take(&mut cx.in_plain_code), std::mem::take(&mut cx.in_async));
    cx.returns = match &closure.output {
        ReturnType::Type(_, ty) => Kind::results(ty),
        ReturnType::Default => Vec::new(),
    };
    cx.scopes.depth += 1;
    cx.scopes.floor = cx.scopes.depth;
    cx.scopes.push();
    closure.inputs.iter().for_each(|input| {
        cx.scopes.bind(input, false);
        if let syn::Pat::Type(typed) = input {
            cx.note(&typed.pat, Kind::of(&typed.ty));
        }
    });
    let output = match &closure.output {
        ReturnType::Type(_, ty) => Some((**ty).clone()),
        ReturnType::Default => None,
    };
    if let (Expr::Block(block), None) = (&mut *closure.body, &output) {
        discard_calls(&mut block.block);
    }
    let body = match &mut *closure.body {
        Expr::Block(block) => cx.function_body(&mut block.block, output.as_ref()),
        _ => TokenStream::new(),
    };
    cx.scopes.pop();
    (cx.scopes.depth, cx.scopes.floor) = (depth, floor);
    (cx.returns, cx.in_plain_code, cx.in_async) = outer;
    let (capture, inputs, output) = (&closure.capture, &closure.inputs, &closure.output);
    quote_spanned!(at(span)=> (async #capture |#inputs| #output { #body }))
}
