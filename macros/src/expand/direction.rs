//! A channel given to a function of the same `go! { … }`, or returned from one: it stays the
//! caller's, and takes the direction.
//!
//! ```text
//! f(c)       →   f(as_sender(&c))      where `func f(c: chan<- T)`; as_receiver, as_chan
//! return c   →   return as_receiver(&c)
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::{Block, Expr, Stmt};

use super::body::Lower;
use super::{arrow, at};
use crate::analyze::captures;
use crate::syntax::marker::Direction;

/// `channel`, as a handle of `direction`.
pub(crate) fn expand_given(cx: &mut Lower<'_>, channel: &mut Expr, direction: Direction) -> TokenStream {
    let span = arrow::first_span(channel);
    let convert = match direction {
        Direction::Both => "as_chan",
        Direction::Receive => "as_receiver",
        Direction::Send => "as_sender",
    };
    let convert = Ident::new(convert, span);
    let channel = arrow::borrowed(cx, channel);
    quote_spanned!(span=> __go::#convert(#channel))
}

/// Makes the last expression of a function that returns a channel a `return`, so that it is
/// converted like one.
pub(crate) fn return_tail(block: &mut Block) {
    if let Some(Stmt::Expr(tail, None)) = block.stmts.last_mut()
        && !matches!(tail, Expr::Return(_))
        && !returns_itself(tail)
        && !matches!(tail, Expr::Call(call) if matches!(&*call.func, Expr::Path(path) if path.path.is_ident("__go_panic")))
    {
        let span = tail.span();
        let value = std::mem::replace(tail, Expr::Verbatim(TokenStream::new()));
        let return_token = syn::Token![return](at(span));
        *tail = Expr::Return(syn::ExprReturn { attrs: Vec::new(), return_token, expr: Some(Box::new(value)) });
    }
}

/// Whether the branches of `tail` return by themselves, so that it has no value.
fn returns_itself(tail: &Expr) -> bool {
    let branches = matches!(
        tail,
        Expr::If(_)
            | Expr::Match(_)
            | Expr::Block(_)
            | Expr::Loop(_)
            | Expr::ForLoop(_)
            | Expr::While(_)
            | Expr::Macro(_)
    );
    branches && captures::idents(tail.to_token_stream()).iter().any(|word| word == "return")
}
