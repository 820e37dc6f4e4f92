//! Function literals that are given to `wg.go`, `once.do_once` and `after_func`: they may wait.

use quote::quote_spanned;
use syn::{Block, Expr, ExprCall, ExprMethodCall, Ident};

use super::Taken;
use super::literal::expand_block;
use crate::analyze::declared::Kind;
use crate::expand::body::Lower;
use crate::expand::tail::discard_calls;
use crate::expand::{again, at};
use crate::syntax::gotokens::is_any;
use crate::syntax::marker;
use crate::syntax::runtime_names::LITERALS;

/// `after_func(d, || { … })`: the closure is a function literal.
pub(crate) fn lower_literal_arguments(cx: &mut Lower<'_>, call: &mut ExprCall) {
    let Expr::Path(path) = &*call.func else { return };
    if path.path.segments.last().is_some_and(|last| is_any(&last.ident, &LITERALS[1..])) {
        let name = path.path.segments[path.path.segments.len() - 1].ident.clone();
        call.args.iter_mut().for_each(|arg| called(cx, &name, arg));
        let runs = if again::runs_again(call) { Runs::Again } else { Runs::Once };
        call.args.iter_mut().for_each(|arg| lower_literal(cx, arg, runs));
    }
}

/// How often a function literal may run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Runs {
    Once,
    Again,
}

/// `once.Do(func() { … })` and `wg.Go(…)` by the runtime's names, before the receiver is lowered.
pub(crate) fn name_literal_method(cx: &Lower<'_>, call: &mut ExprMethodCall) {
    for arg in &mut call.args {
        called(cx, &call.method, arg);
    }
    let takes_literal =
        call.args.first().is_some_and(|arg| marker::func(arg).is_some() || matches!(arg, Expr::Closure(_)));
    if call.method == "Do" && takes_literal && is_runtimes(cx, &call.receiver, "Do") {
        call.method = Ident::new("do_once", call.method.span());
    }
    if call.method == "Go" && takes_literal && is_runtimes(cx, &call.receiver, "Go") {
        call.method = Ident::new(LITERALS[0], call.method.span());
    }
}

/// `wg.go(|| { … })`: the closure is a function literal.
pub(crate) fn lower_literal_method(cx: &mut Lower<'_>, call: &mut ExprMethodCall) {
    if is_any(&call.method, LITERALS) {
        cx.body.starts += usize::from(call.method == LITERALS[0]);
        call.args.iter_mut().for_each(|arg| lower_literal(cx, arg, Runs::Once));
    }
}

/// Whether the method `name` of `receiver` is that of the runtime's type, and none of the user's.
fn is_runtimes(cx: &Lower<'_>, receiver: &Expr, name: &str) -> bool {
    !cx.recursion.declares_method(name) || cx.kind_of(receiver) == Kind::Handle
}

/// `wg.go(f)` of a function value: `wg.go(|| f())`.
pub(super) fn called(cx: &Lower<'_>, callee: &Ident, arg: &mut Expr) {
    // A function of the file; of the variables, those that are functions.
    let names_function = matches!(&*arg, Expr::Path(path) if path.path.get_ident().is_none_or(|name| {
        cx.scopes.get(&name.to_string()).is_none() || matches!(cx.kind_of(arg), Kind::Func(_) | Kind::Closure(_))
    }));
    let once = callee == "Do" && names_function && !cx.recursion.declares_method("Do");
    let takes = callee == "Go" || is_any(callee, LITERALS);
    if once || takes && matches!(cx.kind_of(arg), Kind::Func(_)) {
        *arg = match &*arg {
            // The receiver goes along.
            Expr::Field(field) if cx.method_value(field).is_some() => {
                let (base, name) = (&field.base, &field.member);
                syn::parse_quote!(|| #base.#name())
            }
            arg => syn::parse_quote!(|| (#arg)()),
        };
    }
}

fn lower_literal(cx: &mut Lower<'_>, arg: &mut Expr, runs: Runs) {
    let is_func = marker::func(arg).is_some();
    let closure = match (marker::func(arg), &*arg) {
        (Some(func), _) => func,
        (None, Expr::Closure(closure)) if closure.asyncness.is_none() => closure,
        _ => return,
    };
    if !closure.inputs.is_empty() {
        return;
    }
    let span = closure.inputs_begin.span;
    let body = &closure.body;
    let block: Block = match &**body {
        Expr::Block(block) => block.block.clone(),
        other => syn::parse_quote!({ #other }),
    };
    let mut block = block;
    if is_func {
        discard_calls(&mut block);
    }
    // What runs again needs to know what it takes along; a handle that is shared is as good as one
    // that is moved.
    let by_move = closure.capture.is_some() && runs == Runs::Once;
    let (Taken { prelude, keeps, future }, _) =
        cx.sharing(is_func, |cx| cx.carrying(|cx| expand_block(cx, block, &[], by_move, span)));
    *arg = Expr::Verbatim(match runs {
        Runs::Once => {
            let future = keeps.around(future, span);
            quote_spanned!(at(span)=> { #prelude #future })
        }
        Runs::Again => again::expand_again(&prelude, &future, span),
    });
}
