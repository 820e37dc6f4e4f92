//! Rule 1: the calls and method calls in goroutine code, and the futures that are awaited, joined or
//! discarded as they are.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Expr;
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;

use super::Lower;
use crate::analyze::known::Calling;
use crate::analyze::std_types::Sort;
use crate::analyze::{captures, combinators, plain};
use crate::expand::call::{self, Expected, Frame};
use crate::expand::{func, go, message, on_behalf, vet};
use crate::syntax::std_macro;

impl Lower<'_> {
    /// Whether a method call can be seen to be plain; not if the marked scope has a method of that
    /// name, and the receiver is a place, as in `self.left.sum()`: an `xs.iter().sum()` beside it
    /// is std's.
    pub(super) fn is_plain_method(&self, call: &syn::ExprMethodCall) -> bool {
        let own = captures::root(&call.receiver).is_some() && self.recursion.declares_method(&call.method.to_string());
        (plain::is_plain_method(call) || combinators::adapts_future(call)) && !own
    }

    /// How a call of `callee` is awaited.
    pub(crate) fn frame(&self, callee: &str) -> Frame {
        if self.recursion.is_recursive(&self.caller, callee) { Frame::Boxed } else { Frame::Inline }
    }

    pub(super) fn call(&mut self, expr: &mut Expr) {
        let Expr::Call(call) = expr else { return };
        let expected = expected(std::mem::take(&mut self.untyped));
        let is_discarded = std::mem::take(&mut self.discards);
        if let Some(value) = func::expand_new(self, call) {
            *expr = Expr::Verbatim(value);
            return;
        }
        let kinds = self.kinds_of_call(call);
        let by_value = self.is_func_value(&call.func);
        if !matches!(&*call.func, Expr::Path(_)) {
            self.visit_expr_mut(&mut call.func);
            if let func @ (Expr::Verbatim(_) | Expr::Await(_)) = &*call.func {
                // `f()(x)`: what `f` gives is called.
                *call.func = syn::parse_quote!((#func));
            }
        }
        go::lower_literal_arguments(self, call);
        if combinators::takes_futures(call) && !self.leaves_calls() && self.calling_of(call).is_none() {
            call.args.iter_mut().for_each(|arg| self.unbegun(arg));
        } else {
            let (reader, _) = callee(call);
            self.arguments(&mut call.args, &kinds, (&reader, by_value));
        }
        on_behalf::of_call(call);
        if self.leaves_calls() || plain::is_plain_call(call) {
            return;
        }
        let (name, span) = callee(call);
        let (frame, vet) = (self.frame(&name), vet::of_call(call));
        let attrs = call.attrs.clone();
        match self.calling(expr) {
            Some(Calling::Plain) if vet.is_none() => return,
            Some(Calling::Waits) if frame == Frame::Inline && vet.is_none() => return call::await_known(expr),
            // As it is written, so that rustc sees the function's `#[must_use]`.
            None if is_discarded && vet.is_none() && attrs.is_empty() => match self.calling_in_file(expr) {
                Some(Calling::Plain) => return,
                Some(Calling::Waits) if frame == Frame::Inline => return call::await_known(expr),
                _ => {}
            },
            None if vet.is_none() && self.is_free(expr) => return,
            _ => {}
        }
        take_attributes(expr);
        let expanded = call::expand_checked_call(&call::begun(expr, &name), span, (frame, expected), vet.as_ref());
        *expr = Expr::Verbatim(quote!(#(#attrs)* #expanded));
    }

    pub(super) fn method_call(&mut self, expr: &mut Expr) {
        if let Some(called) = self.field_call(expr) {
            *expr = called;
            return self.call(expr);
        }
        let Expr::MethodCall(call) = expr else { return };
        self.refuse_futures(call, None);
        go::name_literal_method(self, call);
        let starts_in_each = on_behalf::starts_in_each(call);
        let is_discarded = std::mem::take(&mut self.discards);
        let expected = expected(std::mem::take(&mut self.untyped));
        let add = std::mem::take(&mut self.adds) && call.method == "add";
        let add = if add { vet::of_first_add(&call.receiver, call.method.span()) } else { None };
        if combinators::adapts_future(call) && !self.leaves_calls() {
            self.unbegun(&mut call.receiver);
        } else {
            self.untyped_operand(&mut call.receiver);
        }
        if message::is_send(&call.method.to_string()) {
            call.args.first_mut().into_iter().for_each(|message| self.share_in_message(message));
        }
        go::lower_literal_method(self, call);
        let kinds = self.kinds_of_method(call);
        let is_set = |name: &str| self.scopes.sort(name) == Some(Sort::Futures);
        if combinators::method_takes_futures(call, is_set) && !self.leaves_calls() {
            call.args.iter_mut().for_each(|arg| self.unbegun(arg));
        } else {
            self.arguments(&mut call.args, &kinds, ("", false));
        }
        on_behalf::of_method(call, starts_in_each);
        if self.leaves_calls() || (self.is_plain_method(call) && !(is_discarded && plain::may_wait(call))) {
            return;
        }
        let name = call.method.clone();
        let (frame, attrs) = (self.frame(&name.to_string()), call.attrs.clone());
        let calling = self.calling(expr);
        // What is known needs no refusal by its type.
        let checks = if calling.is_some() { vet::of_blocking(&name) } else { call::of_method(&name) };
        let checks = checks.into_iter().chain(add).collect::<TokenStream>();
        match calling {
            Some(Calling::Plain) if checks.is_empty() => return,
            Some(Calling::Waits) if frame == Frame::Inline => return call::await_known(expr),
            None if is_discarded
                && attrs.is_empty()
                && checks.is_empty()
                && self.calling_in_file(expr) == Some(Calling::Plain) =>
            {
                return;
            }
            None if checks.is_empty() && self.is_free(expr) => return,
            _ => {}
        }
        take_attributes(expr);
        let expanded = call::expand_checked_call(
            &call::begun(expr, &name.to_string()),
            name.span(),
            (frame, expected),
            Some(&checks),
        );
        *expr = Expr::Verbatim(quote!(#(#attrs)* #expanded));
    }

    /// An operand of which no type is expected, whatever it is: a receiver, what `?` and `match`
    /// look at.
    pub(super) fn untyped_operand(&mut self, expr: &mut Expr) {
        self.untyped = call::is_call(expr);
        self.visit_expr_mut(expr);
    }

    /// The operand of a written `.await` is a future already: only its parts are lowered.
    pub(super) fn awaited(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Call(call) if combinators::takes_futures(call) && !self.leaves_calls() => {
                call.args.iter_mut().for_each(|arg| self.unbegun(arg));
            }
            Expr::Call(call) => call.args.iter_mut().for_each(|arg| self.visit_expr_mut(arg)),
            Expr::MethodCall(call) => {
                self.visit_expr_mut(&mut call.receiver);
                call.args.iter_mut().for_each(|arg| self.visit_expr_mut(arg));
            }
            other => self.visit_expr_mut(other),
        }
    }

    /// What a combinator takes: a call in it is not begun here, nor is one in a list of them.
    fn unbegun(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Call(call) if plain::is_plain_call(call) => self.visit_expr_mut(expr),
            Expr::Call(_) | Expr::MethodCall(_) => self.awaited(expr),
            Expr::Array(array) => array.elems.iter_mut().for_each(|expr| self.unbegun(expr)),
            Expr::Tuple(tuple) => tuple.elems.iter_mut().for_each(|expr| self.unbegun(expr)),
            Expr::Paren(paren) => self.unbegun(&mut paren.expr),
            Expr::Macro(mac) if std_macro::known(&mac.mac) == Some("vec") => match std_macro::args(&mac.mac) {
                Some(std_macro::Args::List(mut list)) => {
                    list.iter_mut().for_each(|arg| self.unbegun(&mut arg.value));
                    std_macro::set_args(&mut mac.mac, &std_macro::Args::List(list));
                }
                _ => self.visit_expr_mut(expr),
            },
            _ => self.visit_expr_mut(expr),
        }
    }
}

/// Takes the attributes off a call: they stand before its expansion, not inside.
fn take_attributes(call: &mut Expr) {
    match call {
        Expr::Call(call) => call.attrs.clear(),
        Expr::MethodCall(call) => call.attrs.clear(),
        _ => {}
    }
}

pub(super) fn expected(untyped: bool) -> Expected {
    if untyped { Expected::Nothing } else { Expected::Type }
}

/// The name of a called function, and its span.
pub(crate) fn callee(call: &syn::ExprCall) -> (String, Span) {
    match &*call.func {
        Expr::Path(path) => path.path.segments.last().map(|last| (last.ident.to_string(), last.ident.span())),
        _ => None,
    }
    .unwrap_or_else(|| (String::new(), call.func.span()))
}
