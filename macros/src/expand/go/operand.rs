//! A `go!` of a call, a method call or a macro of std's: the operands are evaluated now, the call runs later.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Block, Expr, ExprCall, ExprMethodCall};

use super::Taken;
use super::literal::expand_block;
use super::slots::Slots;
use crate::analyze::captures;
use crate::analyze::known::Calling;
use crate::expand::body::Lower;
use crate::expand::call::{Frame, expand_call, expand_method_call};
use crate::expand::{at, builtin, local};
use crate::syntax::std_macro;

pub(super) fn expand_call_operand(cx: &mut Lower<'_>, call: ExprCall, by_move: bool, span: Span) -> Taken {
    let mut slots = Slots::new(by_move);
    let (kinds, calling) = (cx.kinds_of_call(&call), cx.calling_of(&call));
    let kept: Vec<_> = (0..call.args.len()).map(|index| cx.kept_by_call(&call, index)).collect();
    if cx.known.is_constructor(&call.func, cx) {
        let help = "name a function that uses the value: `go!(f(x))`";
        let message = format!("go requires function call, not conversion\nhelp: {help}");
        cx.cx.push(syn::Error::new_spanned(&call, message));
    }
    let mut func = *call.func;
    let (name, call_span) = match &func {
        Expr::Path(path) => path.path.segments.last().map(|last| (last.ident.to_string(), last.ident.span())),
        _ => None,
    }
    .unwrap_or_else(|| (String::new(), func.span()));
    while let Expr::Paren(paren) = func {
        func = *paren.expr;
    }
    if let Some(builtin) = builtin::callee(cx, &func) {
        let args: Vec<_> = call.args.into_iter().map(|arg| slots.argument(cx, arg)).collect();
        let called = quote_spanned!(call_span=> #builtin(#(&#args),*));
        return finish_call(slots, &called, (Frame::Inline, None), call_span, span);
    }
    let is_item = matches!(&func, Expr::Path(_))
        && captures::root(&func).is_none_or(|name| cx.scopes.get(&name.to_string()).is_none());
    let func = match func {
        item if is_item => item.to_token_stream(),
        // An element of a list stays where it is.
        mut element @ Expr::Index(_) => {
            cx.value(&mut element);
            slots.fill_value(cx, &element, call_span).into_token_stream()
        }
        value => slots.argument(cx, value),
    };
    let func = if is_item { func } else { quote!((#func)) };
    let mut args = call.args;
    cx.pack(&mut args, &kinds);
    let args = slots.arguments(cx, args, &kinds, &kept);
    let called = quote_spanned!(call_span=> (#(#args),*));
    finish_call(slots, &quote!(#func #called), (cx.frame(&name), calling), call_span, span)
}

pub(super) fn expand_method_operand(cx: &mut Lower<'_>, call: ExprMethodCall, by_move: bool, span: Span) -> Taken {
    let mut slots = Slots::new(by_move);
    let kinds = cx.kinds_of_method(&call);
    let receiver = slots.argument(cx, *call.receiver);
    slots.keeps.reach();
    let mut args = call.args;
    cx.pack(&mut args, &kinds);
    let args = slots.arguments(cx, args, &kinds, &[]);
    let (method, turbofish) = (&call.method, &call.turbofish);
    let receiver_name = local("receiver", span);
    let called = quote_spanned! {method.span()=> #receiver_name.#method #turbofish (#(#args),*) };
    let frame = cx.frame(&method.to_string());
    let awaited = expand_method_call(&called, method, frame);
    let future = quote_spanned! {at(span)=> async move {
        #[allow(unused_mut)]
        let mut #receiver_name = #receiver;
        #[allow(unreachable_code)]
        let __go_output = #awaited;
        __go_output
    }};
    Taken { prelude: slots.prelude, keeps: slots.keeps, future }
}

fn finish_call(
    slots: Slots,
    call: &TokenStream,
    (frame, calling): (Frame, Option<Calling>),
    call_span: Span,
    span: Span,
) -> Taken {
    let awaited = match calling {
        Some(Calling::Waits) if frame == Frame::Inline => quote_spanned!(call_span=> #call.await),
        Some(Calling::Plain) => quote!(#call),
        _ => expand_call(call, call_span, frame),
    };
    let future = quote_spanned!(at(span)=> async move {
        #[allow(unreachable_code)]
        let __go_output = #awaited;
        __go_output
    });
    Taken { prelude: slots.prelude, keeps: slots.keeps, future }
}

/// `go!(println!("{x}", f()))`: the arguments are evaluated now.
pub(super) fn expand_macro_operand(cx: &mut Lower<'_>, mut mac: syn::ExprMacro, by_move: bool, span: Span) -> Taken {
    let mut slots = Slots::new(by_move);
    let mut bound = Vec::new();
    if let Some(std_macro::Args::List(mut list)) = std_macro::args(&mac.mac) {
        for arg in list.iter_mut().filter(|arg| !matches!(arg.value, Expr::Lit(_))) {
            let name = local(&format!("arg_{}", bound.len()), arg.value.span());
            let value = slots.argument(cx, std::mem::replace(&mut arg.value, syn::parse_quote!(#name)));
            bound.push((syn::parse_quote!(#name), value));
        }
        std_macro::set_args(&mut mac.mac, &std_macro::Args::List(list));
    }
    let block: Block = syn::parse_quote!({ #mac; });
    slots.before(expand_block(cx, block, &bound, by_move, span))
}
