//! The body of a lowered function.

use std::rc::Rc;

use proc_macro2::{Delimiter, Group, Span, TokenStream};
use quote::quote;
use syn::{Block, FnArg, Signature, parse_quote};

use super::Scope;
use super::output::{is_unit, output};
use crate::analyze::declared::Kind;
use crate::analyze::known;
use crate::expand::body::Lower;
use crate::expand::tail::{discard_calls, discard_tail};
use crate::expand::{direction, lifetimes};

/// A lowered body.
pub(crate) struct Body {
    pub(super) stmts: TokenStream,
    /// Where the user's braces are: what is dropped at the end of the body is dropped there.
    braces: Span,
}

impl Body {
    /// The block, with `head` before the user's statements.
    pub(crate) fn behind(&self, head: &TokenStream) -> Group {
        let stmts = &self.stmts;
        let mut block = Group::new(Delimiter::Brace, quote!(#head #stmts));
        block.set_span(self.braces);
        block
    }
}

/// The lowered statements of a body.
pub(super) fn lower(scope: &mut Scope<'_>, sig: &mut Signature, block: &mut Block) -> Body {
    let output = output(sig);
    if is_unit(&output) {
        if scope.declared.is_some() { discard_calls(block) } else { discard_tail(block) }
    }
    let mut lower = Lower::new(scope.cx, scope.recursion, scope.private.clone());
    lower.caller = sig.ident.to_string();
    lower.known = Rc::clone(&scope.known);
    lower.self_type = scope.self_type.clone();
    lower.self_taken = known::taken(sig);
    lower.hidden = known::hidden(block);
    lower.knows_locals = true;
    lower.declared = scope.declared;
    lower.body.returns = if scope.declared.is_some() { Kind::results_of(&output, &sig.generics) } else { Vec::new() };
    if !lower.body.returns.is_empty() {
        direction::return_tail(block);
    }
    lower.self_is_reference = receiver_is_reference(sig);
    lower.scopes.push();
    lower.scopes.bind_params(sig);
    lower.note_params(sig);
    lower.offered.extend(crate::analyze::captures::offered(block));
    let mut again = Vec::new();
    for input in &mut sig.inputs {
        let FnArg::Typed(param) = input else { continue };
        if lower.make_offered_mutable(&mut param.pat) {
            param.attrs.push(parse_quote!(#[allow(unused_mut)]));
        } else {
            again.extend(lower.offered_again(&param.pat));
        }
    }
    block.stmts.splice(0..0, again);
    let body = lower.function_body(block, Some(&output));
    let used = lower.used.iter().map(|path| quote!(#[allow(unused_imports)] use #path as _;));
    Body { stmts: quote!(#(#used)* #body), braces: block.brace_token.span.join() }
}

fn receiver_is_reference(sig: &Signature) -> bool {
    match sig.receiver() {
        Some(receiver) => lifetimes::is_reference(receiver),
        None => false,
    }
}
