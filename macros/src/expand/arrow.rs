//! `<-c` and `c <- v`: a receive that gives the zero value on a closed channel, and a send that
//! panics there.
//!
//! ```text
//! <-c              →   or_zero(recv(&c).await)
//! <-c;             →   discard(recv(&c).await)
//! v, ok = <-c      →   (v, ok) = with_ok(recv(&c).await)
//! c <- v           →   sent(send(&c, v).await)
//! ```

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::Expr;
use syn::visit_mut::VisitMut;

use super::body::Lower;
use super::call::expand_borrowed;
use crate::syntax::gotokens;

/// `<-c`, as a value.
pub(crate) fn expand_recv(cx: &mut Lower<'_>, channel: &mut Expr, span: Span) -> TokenStream {
    let or_zero = Ident::new(if cx.is_clock(channel) { "or_now" } else { "or_zero" }, span);
    let Some(received) = received(cx, channel, span) else { return quote!(loop {}) };
    quote_spanned!(span=> __go::#or_zero(#received))
}

/// `<-c;`, where nobody takes the value: it needs no zero value.
pub(crate) fn expand_discarded_recv(cx: &mut Lower<'_>, channel: &mut Expr, span: Span) -> TokenStream {
    let Some(received) = received(cx, channel, span) else { return quote!(()) };
    quote_spanned!(span=> __go::discard(#received))
}

/// `<-c` behind `v, ok`: the value, unless it is `blank`, and whether there was one.
pub(crate) fn expand_recv_ok(cx: &mut Lower<'_>, channel: &mut Expr, blank: bool, span: Span) -> TokenStream {
    let Some(received) = received(cx, channel, span) else { return quote!(loop {}) };
    let with_ok = Ident::new(if blank { "only_ok" } else { "with_ok" }, span);
    quote_spanned!(span=> __go::#with_ok(#received))
}

/// The `Option` that a receive gives; `None` after an error.
fn received(cx: &mut Lower<'_>, channel: &mut Expr, span: Span) -> Option<TokenStream> {
    if cx.cannot_wait() {
        refuse(cx, "a receive", span);
        return None;
    }
    // One place for all, so that what is no channel is reported once.
    let place = first_span(channel);
    let channel = borrowed(cx, channel);
    Some(quote_spanned!(place=> __go::recv(#channel).await))
}

/// `c <- v`, as a statement.
pub(crate) fn expand_send(cx: &mut Lower<'_>, channel: &mut Expr, value: &mut Expr, span: Span) -> TokenStream {
    if cx.cannot_wait() {
        refuse(cx, "a send", span);
        return quote!(());
    }
    let place = first_span(channel);
    cx.sent(channel, value);
    let channel = borrowed(cx, channel);
    quote_spanned!(place=> __go::sent(__go::to(#channel).__go_send(#value).await))
}

/// `c <- v` where a value is expected.
pub(crate) fn send_as_value(cx: &mut Lower<'_>, channel: &Expr, value: &Expr) -> TokenStream {
    let text = |expr: &Expr| {
        let mut tokens: Vec<_> = expr.to_token_stream().into_iter().collect();
        tokens.iter_mut().for_each(crate::syntax::marker::restore);
        gotokens::text(&tokens)
    };
    let place = quote_ends(channel, value);
    let (channel, value) = (text(channel), text(value));
    let message = format!(
        "cannot use {channel} <- {value} as value\nhelp: a send is a statement; for a comparison write `{channel} < -{value}`"
    );
    cx.cx.push(syn::Error::new_spanned(place, message));
    quote!(loop {})
}

/// The first and the last token of the user's of a send.
fn quote_ends(channel: &Expr, value: &Expr) -> TokenStream {
    let first = channel.to_token_stream().into_iter().next();
    let last = value.to_token_stream().into_iter().last();
    first.into_iter().chain(last).collect()
}

/// `&channel`, which stands for messages where the user's `channel` does.
pub(super) fn borrowed(cx: &mut Lower<'_>, channel: &mut Expr) -> TokenStream {
    let span = first_span(channel);
    cx.visit_expr_mut(channel);
    let channel = match &*channel {
        Expr::Verbatim(call) => expand_borrowed(call),
        other @ (Expr::Binary(_) | Expr::Cast(_) | Expr::Range(_) | Expr::Assign(_) | Expr::Closure(_)) => {
            let mut parens = proc_macro2::Group::new(proc_macro2::Delimiter::Parenthesis, other.to_token_stream());
            parens.set_span(super::at(span));
            TokenTree::Group(parens).into()
        }
        other => other.to_token_stream(),
    };
    quote_spanned!(span=> &#channel)
}

pub(super) fn first_span(expr: &Expr) -> Span {
    match expr.to_token_stream().into_iter().next() {
        Some(TokenTree::Group(group)) => group.span_open(),
        Some(token) => token.span(),
        None => Span::call_site(),
    }
}

fn refuse(cx: &mut Lower<'_>, what: &str, span: Span) {
    if cx.in_closure() {
        let help = "use a `for` loop, a `func` literal or `go! { … }` instead of the closure: these can wait";
        cx.cx.help(span, format_args!("{what} cannot stand in a plain closure, where nothing can wait"), help);
    } else {
        let help = "in the new goroutine it can: `go! { f(<-ch) }`";
        cx.cx.help(span, format_args!("{what} cannot stand in plain code, where nothing can wait"), help);
    }
}
