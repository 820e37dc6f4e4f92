//! Rules 2 and 3: `go!` evaluates the function value and the arguments now, takes along what its
//! block names, and runs the call in a new goroutine. `defer!` and the function literals given to
//! `wg.go(…)` are built from the same parts.
//!
//! ```text
//! go!(f(x, g()))   →   { let slot_0 = CAPTURE(x); let slot_1 = g(); spawn(async move { f(OPEN(slot_0), slot_1) }) }
//! go! { x.run() }  →   { let x = CAPTURE(x); spawn(async move { x.run() }) }
//! ```

mod argument;
mod captured;
mod literal;
mod operand;
mod slots;

pub(crate) use argument::{lower_literal_arguments, lower_literal_method, name_literal_method};
pub(crate) use captured::capture_places;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Expr, Ident};

use super::body::Lower;
use super::capture::{self, Carried, Shape};
use super::keeps::Keeps;
use super::{at, defer, package};
use crate::analyze::polls::Polls;
use crate::syntax::go::{Go, Operand};
use literal::{Literal, expand_block, expand_literal};
use operand::{expand_call_operand, expand_macro_operand, expand_method_operand};

/// `go!`: an expression of type `JoinHandle`.
pub(crate) fn expand_go(cx: &mut Lower<'_>, go: Go, span: Span) -> TokenStream {
    cx.opens = matches!(go.operand, Operand::Block(_) | Operand::Literal { .. });
    let (Taken { prelude, keeps, future }, carried) = cx.carrying(|cx| expand_future(cx, go, span));
    let future = keeps.around(future, span);
    cx.body.starts += 1;
    let of = |is_value| {
        let of_shape = move |carried: &&Carried| (carried.shape == Shape::Value) == is_value;
        capture::expand_carried(carried.iter().filter(of_shape), span)
    };
    let (places, values) = (of(false), of(true));
    let name = Ident::new("__go_future", span);
    let start = expand_start(&name, span);
    // Values are looked at behind the call, which may tell the type of one: `go!(f(x.into()))`.
    quote_spanned!(at(span)=> { #places #prelude let #name = #future; #values #start })
}

/// Starts the goroutine that runs the future `name`: through a function of the place, so that what
/// rustc says about its bounds points at the user's `go!`, and so that the goroutine's origin is
/// there.
fn expand_start(name: &Ident, span: Span) -> TokenStream {
    quote_spanned! {span=> {
        #[track_caller]
        #[allow(clippy::all, clippy::pedantic, unused_qualifications)]
        fn go<F>(goroutine: F) -> __go::JoinHandle<F::Output>
        where
            F: __go::Future + __go::Send + 'static,
            F::Output: __go::Send,
        {
            __go::spawn(goroutine)
        }
        go(#name)
    }}
}

/// The beginning of each turn of a loop that starts goroutines, or polls: once a run has started
/// many or asked often, it yields.
pub(crate) fn expand_give_way(polls: Polls) -> TokenStream {
    let is_time = match polls {
        Polls::ByQuestion => quote!(__go::has_asked_often),
        Polls::No | Polls::ByOperation => quote!(__go::has_started_many),
    };
    quote_spanned!(Span::mixed_site()=> if #is_time() { __go::yield_now().await })
}

/// `defer!`: a statement.
pub(crate) fn expand_deferred(cx: &mut Lower<'_>, go: Go, span: Span) -> TokenStream {
    // It stays in the goroutine at hand: what it takes along is not carried to another.
    let (Taken { prelude, keeps, future }, _) = cx.carrying(|cx| expand_future(cx, go, span));
    defer::expand_defer(&prelude, &keeps.until_begun(), &future, span)
}

/// What `go!` and `defer!` are made of.
struct Taken {
    /// What is evaluated now.
    prelude: TokenStream,
    /// What is taken along and kept.
    keeps: Keeps,
    /// The future that runs later.
    future: TokenStream,
}

/// What is evaluated now, and the future that runs later.
fn expand_future(cx: &mut Lower<'_>, go: Go, span: Span) -> Taken {
    let by_move = go.move_token.is_some();
    match package::as_literal(cx, go.operand) {
        Operand::Block(block) => expand_block(cx, block, &[], by_move, span),
        Operand::Literal { params, output, body, args } => {
            let literal = Literal { params: &params, output: &output, body };
            expand_literal(cx, literal, args, by_move, span)
        }
        Operand::Call(call) => expand_call_operand(cx, call, by_move, span),
        Operand::Method(mut call) => match cx.field_call(&Expr::MethodCall(call.clone())) {
            Some(Expr::Call(call)) => expand_call_operand(cx, call, by_move, span),
            _ => {
                cx.promoted(&mut call);
                expand_method_operand(cx, call, by_move, span)
            }
        },
        Operand::Macro(mac) => expand_macro_operand(cx, mac, by_move, span),
    }
}
