//! A `go!` of a block or a function literal: the body runs later, with what it names captured now.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{Block, Expr, Pat, ReturnType};

use super::Taken;
use super::captured::{Captured, capture_self, capture_variables};
use super::slots::Slots;
use crate::analyze::captures;
use crate::analyze::declared::Kind;
use crate::analyze::scope::Local;
use crate::analyze::stays::{self, Stays};
use crate::expand::body::Lower;
use crate::expand::tail::discard_calls;
use crate::expand::value::Kept;
use crate::expand::{at, defer, local};

/// A function literal: its parameters, what it returns, and its body.
pub(super) struct Literal<'a> {
    pub(super) params: &'a [Pat],
    pub(super) output: &'a ReturnType,
    pub(super) body: Block,
}

/// What Go's spelling says of the type of a parameter.
fn kind_of_param(param: &Pat) -> Kind {
    match param {
        Pat::Type(typed) => Kind::of(&typed.ty),
        _ => Kind::Other,
    }
}

/// How the body of a literal keeps its parameter.
fn kept_by_literal(cx: &Lower<'_>, body: &Block, param: &Pat) -> Stays {
    let pat = match param {
        Pat::Type(typed) => &typed.pat,
        other => other,
    };
    match pat {
        Pat::Ident(name) if name.by_ref.is_none() && name.subpat.is_none() => {
            stays::stays(body, &name.ident.to_string(), &|call, index| cx.kept_by_call(call, index))
        }
        _ => Stays::No,
    }
}

/// A function literal, called: its parameters are bound to what was evaluated now.
pub(super) fn expand_literal(
    cx: &mut Lower<'_>,
    literal: Literal<'_>,
    args: Vec<Expr>,
    by_move: bool,
    span: Span,
) -> Taken {
    let Literal { params, output, mut body } = literal;
    let mut slots = Slots::new(by_move);
    let kinds: Vec<Kind> = params.iter().map(kind_of_param).collect();
    let kept: Vec<_> = params.iter().map(|param| kept_by_literal(cx, &body, param)).collect();
    let args = slots.arguments(cx, args, &kinds, &kept);
    let bound: Vec<_> = params.iter().cloned().zip(args).collect();
    if cx.golang.shares && matches!(output, ReturnType::Default) {
        discard_calls(&mut body);
    }
    if let ReturnType::Type(_, ty) = output {
        let typed = defer::fake_return(ty);
        body.stmts.insert(0, syn::Stmt::Expr(Expr::Verbatim(typed), None));
    }
    slots.before(expand_block(cx, body, &bound, by_move, span))
}

/// A block that runs wholly in the new goroutine, after `bound` parameters; what it names is
/// captured now.
pub(super) fn expand_block(
    cx: &mut Lower<'_>,
    mut block: Block,
    bound: &[(Pat, TokenStream)],
    by_move: bool,
    span: Span,
) -> Taken {
    let params: Vec<Pat> = bound.iter().map(|(param, _)| param.clone()).collect();
    let mut captured = Captured::default();
    let depth = cx.body.depth;
    let (body, _) = cx.in_body(cx.body.goroutine(), |cx| {
        cx.offered.extend(captures::offered(&block));
        if !by_move {
            let places = capture_self(cx, &mut block, depth, &mut captured);
            capture_variables(cx, &block, &params, depth, span, &mut captured);
            for name in places {
                cx.scopes.insert(
                    name.to_string(),
                    Local { mutable: true, reference: false, depth: 0, declared: None, shared: false },
                );
            }
        }
        for param in &params {
            cx.bind(param, false);
            cx.note(param, kind_of_param(param));
        }
        cx.body.kept = Kept::of(&block);
        cx.function_body(&mut block, None)
    });
    let bindings = bound.iter().map(|(param, value)| {
        let (attrs, param) = without_attributes(param);
        let again = cx.offered_again(&param);
        // A pattern without a variable takes nothing, and the argument lives on all the same.
        let kept = crate::analyze::scope::names(&param).is_empty().then(|| local("kept", param.span()));
        match kept {
            Some(kept) => quote_spanned!(at(param.span())=> #(#attrs)* let #kept = #value; let #param = #kept;),
            None => quote_spanned!(at(param.span())=> #(#attrs)* let #param = #value; #(#again)*),
        }
    });
    let Captured { prelude, opened, keeps } = captured;
    let future = quote_spanned!(at(span)=> async move { #opened #(#bindings)* #body });
    Taken { prelude, keeps, future }
}

/// A parameter as a pattern, and the attributes it has, which stand before the `let` of a pattern.
fn without_attributes(param: &Pat) -> (Vec<syn::Attribute>, Pat) {
    let mut param = param.clone();
    let attrs = match &mut param {
        Pat::Type(typed) => std::mem::take(&mut typed.attrs),
        Pat::Ident(name) => std::mem::take(&mut name.attrs),
        _ => Vec::new(),
    };
    (attrs, param)
}
