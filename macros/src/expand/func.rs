//! `func(x: T) U { … }` as a value, and `Func::new(|x: T| { … })` in Rust's spelling.
//!
//! ```text
//! func(x: T) U { BODY }   →   { let c = CAPTURE(c);
//!                               let call = Arc::new(async move |x: T| -> U { BODY });
//!                               func_of_1(move |x| { let call = call.clone(); Box::pin(async move { call(x).await }) }) }
//! ```
//!
//! A literal whose variable is only called where it is declared, and one that is given to a
//! function of which nothing is known, is an async closure: `async |x: T| -> U { BODY }`, which
//! borrows what it names, and may change it.

mod annotate;

pub(crate) use annotate::{expand_new, type_params};

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::visit_mut::VisitMut;
use syn::{Block, Expr, ExprClosure, Ident, Pat, ReturnType, Type, parse_quote};

use super::body::{BodyContext, Lower};
use super::go::capture_places;
use super::tail::discard_calls;
use super::value::Kept;
use super::{at, capture};
use crate::analyze::captures;
use crate::analyze::declared::Kind;
use crate::syntax::marker;

/// How many parameters a function value may have.
const MOST_PARAMETERS: usize = 6;

/// A function literal as an async closure, which borrows what it names.
pub(crate) fn expand_borrowing(cx: &mut Lower<'_>, closure: &mut ExprClosure) -> TokenStream {
    let body = expand_body(cx, closure, &TokenStream::new(), cx.body.in_func);
    let (capture, inputs, output) = (&closure.capture, &closure.inputs, &closure.output);
    let span = closure.inputs_begin.span;
    quote_spanned!(at(span)=> (async #capture |#inputs| #output { #body }))
}

/// A function literal as a function value; `itself` is the variable that it is assigned to.
pub(crate) fn expand_func(cx: &mut Lower<'_>, closure: &mut ExprClosure, itself: Option<&Ident>) -> TokenStream {
    let span = closure.inputs_begin.span;
    let count = closure.inputs.len();
    if count > MOST_PARAMETERS {
        let help = "put some of them into a struct";
        cx.cx.help(span, "a function value has six parameters at most", help);
        // A closure in its place, which has as many as it likes: its uses are no errors.
        return expand_borrowing(cx, closure);
    }
    for input in &mut closure.inputs {
        if let Pat::Type(typed) = input {
            owned(&mut typed.ty);
        }
    }
    let block = match &*closure.body {
        Expr::Block(block) => block.block.clone(),
        other => Block { brace_token: Default::default(), stmts: vec![syn::Stmt::Expr(other.clone(), None)] },
    };
    let mut block = block;
    let mut prelude = TokenStream::new();
    let mut opened = TokenStream::new();
    if closure.capture.is_none() {
        let params: Vec<Pat> = closure.inputs.iter().cloned().collect();
        let errors = cx.cx.count();
        cx.sharing(is_golang(closure), |cx| {
            capture_places(cx, &mut block, span, (&mut prelude, &mut opened));
            capture_variables(cx, &block, &params, itself, (&mut prelude, &mut opened));
        });
        if cx.cx.count() > errors {
            return refused(closure, count);
        }
    }
    *closure.body = Expr::Block(syn::ExprBlock { attrs: Vec::new(), label: None, block });
    let body = expand_body(cx, closure, &opened, true);
    let (inputs, output) = (&closure.inputs, &closure.output);
    let args: Vec<Ident> = (0..count).map(|index| format_ident!("__go_arg_{}", index, span = at(span))).collect();
    let make = format_ident!("func_of_{}", count, span = at(span));
    quote_spanned! {at(span)=> {
        #prelude
        let __go_call = ::std::sync::Arc::new(async move |#inputs| #output { #body });
        __go::#make(move |#(#args),*| -> __go::Call<_> {
            let __go_call = ::std::sync::Arc::clone(&__go_call);
            ::std::boxed::Box::pin(async move { (*__go_call)(#(#args),*).await })
        })
    }}
}

/// What Go's spelling says of the parameters of a literal.
pub(crate) fn kinds(closure: &ExprClosure) -> Vec<Kind> {
    let of = |input: &Pat| if let Pat::Type(typed) = input { Kind::of(&typed.ty) } else { Kind::Other };
    closure.inputs.iter().map(of).collect()
}

/// Whether a literal is written as in Go.
fn is_golang(closure: &ExprClosure) -> bool {
    marker::has(&closure.attrs, marker::FUNC)
}

/// The body of a literal, in which one can wait; `in_func`: of a function value.
fn expand_body(cx: &mut Lower<'_>, closure: &mut ExprClosure, opened: &TokenStream, in_func: bool) -> TokenStream {
    let output = match &closure.output {
        ReturnType::Type(_, ty) => Some((**ty).clone()),
        ReturnType::Default => None,
    };
    let returns = output.as_ref().map_or_else(Vec::new, Kind::results);
    let is_golang = is_golang(closure);
    let mut inner = BodyContext { in_func, ..cx.body.literal(returns) };
    if let Expr::Block(block) = &mut *closure.body {
        if is_golang && output.is_none() {
            discard_calls(&mut block.block);
        }
        (inner.loops, inner.defers, inner.kept) = (0, 0, Kept::of(&block.block));
    }
    let is_block = matches!(*closure.body, Expr::Block(_));
    let (body, inner) = cx.in_body(inner, |cx| {
        closure.inputs.iter().for_each(|input| {
            cx.bind(input, false);
            if let Pat::Type(typed) = input {
                cx.note(&typed.pat, Kind::of(&typed.ty));
            }
        });
        match &mut *closure.body {
            Expr::Block(block) => {
                cx.offered.extend(captures::offered(&block.block));
                cx.function_body(&mut block.block, output.as_ref())
            }
            other => {
                cx.visit_expr_mut(other);
                quote!(#other)
            }
        }
    });
    cx.body.starts = inner.starts;
    if !is_block {
        cx.body.defers = inner.defers;
    }
    quote!(#opened #body)
}

/// Captures the variables that a function value names: each call sees them, so none of them can
/// change.
fn capture_variables(
    cx: &mut Lower<'_>,
    block: &Block,
    params: &[Pat],
    itself: Option<&Ident>,
    (prelude, opened): (&mut TokenStream, &mut TokenStream),
) {
    for free in cx.free_variables(block, params) {
        let name = &free.name;
        let known = cx.scopes.get(&name.to_string());
        let points = cx.points(name);
        if let Some(span) = free.assigned.filter(|_| !points) {
            refuse_change(cx, name, span);
            continue;
        }
        let cfg = free.uses.attribute();
        let span = at(name.span());
        if itself.is_some_and(|itself| itself == name) {
            prelude.extend(quote_spanned!(span=> #cfg let #name = __go::itself(&#name);));
            opened.extend(quote_spanned!(span=> #cfg let #name = #name.__go_func();));
            continue;
        }
        let way = cx.way_of(known);
        let mutable = known.is_some_and(|local| local.mutable);
        let place: Expr = parse_quote!(#name);
        let value = match cx.is_read_only(&place) {
            true => quote_spanned!(span=> ::core::clone::Clone::clone(&#name)),
            false => capture::expand_value(&place, way, mutable),
        };
        prelude.extend(quote_spanned!(span=> #cfg let #name = #value;));
    }
}

/// A function value of the type of `closure`, in its place.
fn refused(closure: &ExprClosure, count: usize) -> TokenStream {
    let (span, inputs) = (at(closure.inputs_begin.span), &closure.inputs);
    let make = format_ident!("func_of_{}", count, span = span);
    let output = match &closure.output {
        ReturnType::Type(_, ty) => quote!(#ty),
        ReturnType::Default if is_golang(closure) => quote!(()),
        ReturnType::Default => quote!(_),
    };
    quote_spanned!(span=> __go::#make(#[allow(unused_variables)] move |#inputs| -> __go::Call<#output> { loop {} }))
}

fn refuse_change(cx: &mut Lower<'_>, name: &Ident, span: Span) {
    let help = format!(
        "a number goes into an atomic: `var {name} atomic.Int64` and `{name}.Add(1)`, or Rust's `Arc<AtomicI64>`; anything else \
         into an `Arc<sync::Mutex<_>>`"
    );
    let message =
        format!("{name} is captured by a function value, which goroutines may share, so it cannot be assigned to");
    cx.cx.help(span, message, help);
}

/// `&T` as `&'static T`: the parameters of a function value own what they are given.
fn owned(ty: &mut Type) {
    if let Type::Reference(reference) = ty {
        reference.lifetime.get_or_insert_with(|| syn::Lifetime::new("'static", reference.and_token.span));
    }
}

/// The body of an `async` closure of the user's.
pub(crate) fn lower_async(cx: &mut Lower<'_>, closure: &mut ExprClosure) {
    let body = expand_body(cx, closure, &TokenStream::new(), cx.body.in_func);
    *closure.body = Expr::Verbatim(quote!({ #body }));
}
