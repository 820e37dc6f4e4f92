//! A closure that becomes a thread or a job of rayon's acts on behalf of the goroutine that starts
//! it. The emitted shape is explained in the runtime's `dispatch/on_behalf.rs`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprClosure, ExprMethodCall, Pat, Stmt, Token, parse_quote_spanned};

use super::{at, local};
use crate::analyze::captures;
use crate::syntax::gotokens::is_any;

/// Functions that run closures elsewhere, by the names before theirs.
const FUNCTIONS: &[(&str, &[&str])] =
    &[("thread", &["spawn"]), ("rayon", &["spawn", "spawn_fifo", "spawn_broadcast", "join", "broadcast"])];

/// Methods that do: of scopes, builders and pools.
const METHODS: &[&str] = &["spawn", "spawn_fifo", "spawn_scoped"];

/// What makes an iterator of rayon's.
const PARALLEL: &[&str] = &[
    "par_iter",
    "par_iter_mut",
    "into_par_iter",
    "par_bridge",
    "par_chunks",
    "par_chunks_mut",
    "par_windows",
    "par_drain",
];

/// Has the closures among the arguments of a call act for the goroutine at hand, if it is one of
/// those functions.
pub(crate) fn of_call(call: &mut ExprCall) {
    let Expr::Path(path) = &*call.func else { return };
    let mut names = path.path.segments.iter().rev().map(|segment| &segment.ident);
    let (Some(name), Some(owner)) = (names.next(), names.next()) else { return };
    if FUNCTIONS.iter().any(|(module, functions)| owner == module && is_any(name, functions)) {
        act(&mut call.args);
    }
}

/// The same for a method; `starts_in_each` is what was seen before its parts were lowered.
pub(crate) fn of_method(call: &mut ExprMethodCall, starts_in_each: bool) {
    if is_any(&call.method, METHODS) {
        act(&mut call.args);
    } else if starts_in_each {
        act_in_each(call);
    }
}

/// Whether `call`, as it is written, is a `xs.par_iter().for_each(|x| body)` that starts goroutines.
pub(crate) fn starts_in_each(call: &ExprMethodCall) -> bool {
    let Some(Expr::Closure(closure)) = call.args.first() else { return false };
    let starts = |name: &Ident| name == "spawn" || name == "go" || name == "__go_go";
    call.method == "for_each"
        && is_parallel(&call.receiver)
        && captures::idents(closure.body.to_token_stream()).iter().any(starts)
}

/// Such a call: with a guard per job of rayon's.
fn act_in_each(call: &mut ExprMethodCall) {
    let Some(Expr::Closure(closure)) = call.args.first_mut() else { return };
    let span = at(closure.inputs_begin.span());
    let spawner = local("spawner", span);
    closure.inputs.insert(0, parse_quote_spanned!(span=> _));
    let init = quote_spanned!(span=> { let #spawner = __go::spawner(); move || __go::acts_for(#spawner) });
    call.args.insert(0, Expr::Verbatim(init));
    call.method = Ident::new("for_each_init", call.method.span());
}

fn is_parallel(iterator: &Expr) -> bool {
    let Expr::MethodCall(call) = iterator else { return false };
    is_any(&call.method, PARALLEL) || is_parallel(&call.receiver)
}

fn act(args: &mut Punctuated<Expr, Token![,]>) {
    for arg in args {
        if let Expr::Closure(closure) = arg
            && closure.asyncness.is_none()
            && let Some(acting) = acting(closure)
        {
            *arg = Expr::Verbatim(acting);
        }
    }
}

/// `closure`, with the guard before its body. One that borrows what it names stays as it is, in one
/// that owns it and the guard: for that, its parameters have to be unused.
fn acting(closure: &mut ExprClosure) -> Option<TokenStream> {
    let span = at(closure.inputs_begin.span());
    let (spawner, acts, body) = (local("spawner", span), local("acts", span), local("body", span));
    let guard = quote_spanned!(span=> let #acts = __go::acts_for(#spawner););
    let declared = quote_spanned!(span=> let #spawner = __go::spawner(););
    if closure.capture.is_some() {
        match &mut *closure.body {
            Expr::Block(body) if body.label.is_none() => {
                body.block.stmts.insert(0, Stmt::Expr(Expr::Verbatim(guard), None));
            }
            body => *body = Expr::Verbatim(quote_spanned!(span=> { #guard #body })),
        }
        return Some(quote_spanned!(span=> { #declared #closure }));
    }
    let unused = closure.inputs.iter().all(|input| matches!(input, Pat::Wild(_))) && closure.inputs.len() <= 1;
    if !unused || closure.lifetimes.is_some() || !closure.attrs.is_empty() {
        return None;
    }
    let inputs = std::mem::take(&mut closure.inputs).into_token_stream();
    Some(quote_spanned! {span=> {
        #declared
        #[allow(unused_mut)]
        let mut #body = #closure;
        move |#inputs| {
            #guard
            #body()
        }
    }})
}
