//! Closures of iterators: a call that waits at the end of one is refused where the iterator needs
//! its value, not a future.
//!
//! ```text
//! xs.iter().map(|x| waits(x)).sum()                  refused
//! let ys: Vec<u32> = xs.iter().map(|x| waits(x)).collect();         refused
//! let ys: Vec<_> = xs.iter().map(|x| waits(x)).collect();           a list of futures, as in Rust
//! let y: Option<u32> = x.map(|x| waits(x));                         refused
//! ```

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, ExprMethodCall, GenericArgument, PathArguments, Type};

use super::body::{Lower, callee};
use super::call;
use crate::analyze::known::Calling;
use crate::analyze::plain;
use crate::syntax::gotokens::is_any;
use crate::syntax::std_names;

/// How functions begin that may give whatever type is expected.
const GENERIC: &[&str] = &[
    "as_", "cast", "conv", "de", "extract", "from", "gen", "get", "into", "load", "make", "new", "parse", "rand",
    "read", "replace", "sample", "take", "to_", "zero",
];

/// Methods of an `Option` or a `Result` whose closure says yes or no.
const OF_OPTION: &[&str] = &["is_some_and", "is_none_or", "is_ok_and", "is_err_and"];

impl Lower<'_> {
    /// Refuses calls that wait in the closures of the iterator at which `call` ends; `wanted` is
    /// the type of its value, if it is said.
    pub(super) fn refuse_futures(&self, call: &mut ExprMethodCall, wanted: Option<&Type>) {
        if self.leaves_calls() {
            return;
        }
        if !is_iterator(&call.receiver) {
            let is_value = wanted.is_some_and(is_value_inside) && is_any(&call.method, &["map", "and_then"]);
            if is_value || is_any(&call.method, OF_OPTION) {
                self.refuse_future_of_closure(call);
            }
            return;
        }
        if is_any(&call.method, std_names::LOOKS_AT_VALUES) {
            self.refuse_future_of_closure(call);
        }
        let collected = || match &call.turbofish {
            Some(turbofish) => {
                turbofish.args.iter().any(|arg| matches!(arg, GenericArgument::Type(ty) if is_values(ty)))
            }
            None => wanted.is_some_and(is_values),
        };
        if is_any(&call.method, std_names::TAKES_VALUES) || (call.method == "collect" && collected()) {
            self.refuse_futures_of_map(&mut call.receiver);
        }
    }

    /// The same in each `map` of the chain that ends with `expr`.
    fn refuse_futures_of_map(&self, expr: &mut Expr) {
        let mut next = expr;
        while let Expr::MethodCall(call) = next {
            if call.method == "map" {
                self.refuse_future_of_closure(call);
            }
            next = &mut call.receiver;
        }
    }

    fn refuse_future_of_closure(&self, call: &mut ExprMethodCall) {
        let Some(Expr::Closure(closure)) = call.args.first_mut() else { return };
        if closure.asyncness.is_some() {
            return;
        }
        let end = match &mut *closure.body {
            Expr::Block(block) => match block.block.stmts.last_mut() {
                Some(syn::Stmt::Expr(end, None)) => end,
                _ => return,
            },
            end => end,
        };
        let waits = self.calling(end) == Some(Calling::Waits);
        let span = match end {
            Expr::Call(call) if waits || (may_wait(call) && self.calling_of(call).is_none()) => callee(call).1,
            Expr::MethodCall(call) if waits => call.method.span(),
            _ => return,
        };
        if is_simple(end.to_token_stream()) {
            *end = Expr::Verbatim(call::expand_discard(&call::scrutinee(end), span));
        }
    }
}

/// Whether a call of a function may wait, and its type does not hang on what is expected of it:
/// `from_row(row)` and `random()` may give any type.
fn may_wait(call: &syn::ExprCall) -> bool {
    let name = callee(call).0;
    !plain::is_plain_call(call)
        && !call.args.is_empty()
        && matches!(&*call.func, Expr::Path(_))
        && name.starts_with(char::is_lowercase)
        && !GENERIC.iter().any(|word| name.starts_with(word))
}

/// Whether `expr` is a chain that begins with an iterator.
fn is_iterator(expr: &Expr) -> bool {
    match expr {
        Expr::MethodCall(call) if is_any(&call.method, std_names::BEGINS_ITERATOR) => true,
        Expr::MethodCall(call) => is_iterator(&call.receiver),
        Expr::Paren(paren) => is_iterator(&paren.expr),
        Expr::Range(_) => true,
        _ => false,
    }
}

/// Whether `ty` is an `Option` or a `Result` of values that are no futures.
fn is_value_inside(ty: &Type) -> bool {
    let is_one = |name: &syn::Ident| is_any(name, &["Option", "Result"]);
    is_values(ty) && matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| is_one(&last.ident)))
}

/// Whether `ty` is a list of values that are no futures.
fn is_values(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    let PathArguments::AngleBracketed(list) = &last.arguments else { return last.ident == "String" };
    list.args.iter().all(|arg| matches!(arg, GenericArgument::Type(ty) if is_value(ty)))
}

fn is_value(ty: &Type) -> bool {
    match ty {
        Type::Path(path) if path.qself.is_none() => {
            is_values(ty) || path.path.get_ident().is_some_and(|name| is_any(name, std_names::PRIMITIVES))
        }
        Type::Reference(reference) => is_value(&reference.elem),
        Type::Tuple(tuple) => tuple.elems.iter().all(is_value),
        _ => false,
    }
}

/// Whether nothing in `tokens` has to be lowered.
fn is_simple(tokens: TokenStream) -> bool {
    tokens.into_iter().all(|token| match token {
        TokenTree::Punct(mark) => !matches!(mark.as_char(), '!' | '#' | '|'),
        TokenTree::Group(group) => is_simple(group.stream()),
        _ => true,
    })
}
