//! Lints: what Go's vet finds and a macro can see becomes the use of something deprecated, whose
//! note the runtime's `dispatch/vet.rs` holds. The texts land on the user's tokens, and
//! `#[allow(deprecated)]` on the statement silences them.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, ExprCall, Local, Pat};

use super::local;
use crate::analyze::captures;
use crate::syntax::go::Operand;
use crate::syntax::gotokens::is_any;
use crate::syntax::runtime_names::{BLOCKING, CANCELABLE};

/// Warns at `span` with the note of the runtime's `function`.
pub(crate) fn warn(function: &str, span: Span) -> TokenStream {
    let function = Ident::new(function, span);
    quote_spanned! {span=>
        #[allow(clippy::all, clippy::pedantic)]
        if __go::no() { __go::#function(); }
    }
}

/// Calls that hold a worker.
pub(crate) fn of_call(call: &ExprCall) -> Option<TokenStream> {
    let Expr::Path(path) = &*call.func else { return None };
    let mut names = path.path.segments.iter().rev().map(|segment| &segment.ident);
    let (last, owner) = (names.next()?, names.next().map(ToString::to_string).unwrap_or_default());
    match (owner.as_str(), last.to_string().as_str()) {
        ("thread", "sleep") => Some(warn("thread_sleep_in_goroutine", last.span())),
        ("goroutines", "run") | (_, "block_on") => Some(warn("block_on_in_goroutine", last.span())),
        _ => None,
    }
}

/// Methods that hold a worker, by their name or by what they return.
pub(crate) fn of_method(name: &Ident) -> Option<TokenStream> {
    let (span, text) = (name.span(), name.to_string());
    if BLOCKING.contains(&&*text) {
        return of_blocking(name);
    }
    matches!(&*text, "recv" | "recv_timeout" | "join" | "wait").then(|| of_type(&local("tag", span), span))
}

/// Methods that hold a worker, by their name alone.
pub(crate) fn of_blocking(name: &Ident) -> Option<TokenStream> {
    is_any(name, BLOCKING).then(|| warn("blocking_call_in_goroutine", name.span()))
}

/// What is decided by the type that `tag` tells: a loop over a receiver of `std`, and the like.
pub(crate) fn of_type(tag: &Ident, span: Span) -> TokenStream {
    quote_spanned!(span=> #[allow(clippy::all, clippy::pedantic)] { (&&#tag).in_goroutine(); })
}

/// `receiver.add(…)` as the first thing that a new goroutine does.
pub(crate) fn of_first_add(receiver: &Expr, span: Span) -> Option<TokenStream> {
    captures::root(receiver)?;
    Some(quote_spanned! {span=>
        #[allow(clippy::all, clippy::pedantic)]
        if __go::no() { (&&__go::tag_of(&#receiver)).inside_new_goroutine(); }
    })
}

/// `let (ctx, _) = with_cancel(…)`: the initializer, with the warning before it.
pub(crate) fn lost_cancel(declared: &Local) -> Option<TokenStream> {
    let (Pat::Tuple(pat), Some(init)) = (&declared.pat, &declared.init) else { return None };
    let (Some(Pat::Wild(wild)), Expr::Call(call)) = (pat.elems.get(1), &*init.expr) else { return None };
    let Expr::Path(path) = &*call.func else { return None };
    let is_maker = CANCELABLE.iter().any(|maker| path.path.segments.last().is_some_and(|last| last.ident == maker));
    is_maker.then(|| warn("cancel_function_discarded", wild.underscore_token.span))
}

/// An `elapsed()` among the arguments of a deferred call, which are evaluated now.
pub(crate) fn elapsed_now(operand: &Operand) -> Option<TokenStream> {
    let evaluated = match operand {
        Operand::Call(call) => call.args.to_token_stream(),
        Operand::Method(call) => {
            let (receiver, args) = (&call.receiver, &call.args);
            quote!(#receiver, #args)
        }
        Operand::Macro(mac) => mac.mac.tokens.clone(),
        _ => return None,
    };
    find_elapsed(evaluated).map(|span| warn("elapsed_is_not_deferred", span))
}

fn find_elapsed(tokens: TokenStream) -> Option<Span> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens.iter().enumerate().find_map(|(at, token)| match token {
        TokenTree::Ident(ident) if ident == "elapsed" => match tokens.get(at + 1) {
            Some(TokenTree::Group(group)) if group.stream().is_empty() => Some(ident.span()),
            _ => None,
        },
        TokenTree::Group(group) => find_elapsed(group.stream()),
        _ => None,
    })
}
