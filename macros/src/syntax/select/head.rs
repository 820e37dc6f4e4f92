//! The head of a case: `case v := <-c:` in Go's spelling, `v = c.recv() =>` in Rust's.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Pat};

use super::{Comm, RecvBind, SendBind, too_many};
use crate::diagnostics::Diagnostics;
use crate::syntax::gotokens::{is_arrow, is_define, is_ident, is_joint, is_lone_equals, is_punct, split_commas};
use crate::syntax::{body, marker};

const WITH_DEFINE: &str = "a case without the word `case` binds with `=`\n\
                           help: write `v = ch.recv() => …`, or `case v := <-ch:`";

const NOT_A_COMM: &str = "select case must be send or receive (possibly with assignment)";

const WITH_LET: &str =
    "a case declares its variable without `let`\nhelp: write `case v := <-ch:`, or `v = ch.recv() => …`";

pub(super) const FORMS: &str =
    "write `case v := <-ch:`, `case ch <- v:`, `v = ch.recv() => …`, `ch.send(v) => …` or `default => …`";

pub(super) fn parse_head(
    cx: &mut Diagnostics,
    tokens: &[TokenTree],
    colon: bool,
    span: Span,
) -> syn::Result<(Comm, Option<Expr>)> {
    let split = (0..tokens.len()).find(|&at| is_ident(&tokens[at], "if") && !begins_value(tokens, at));
    let (head, guard) = match split {
        Some(at) => (&tokens[..at], Some(parse_expr(cx, &tokens[at + 1..], tokens[at].span())?)),
        None => (tokens, None),
    };
    if let Some(declares) = head.first().filter(|first| is_ident(first, "let")) {
        return Err(syn::Error::new(declares.span(), WITH_LET));
    }
    let comm = if colon { parse_go_head(cx, head, span)? } else { parse_rust_head(cx, head, span)? };
    Ok((comm, guard))
}

/// Whether the `if` at `at` begins a value, as in `case ch <- if a { 1 } else { 2 }:`, rather than
/// a guard.
fn begins_value(tokens: &[TokenTree], at: usize) -> bool {
    match at.checked_sub(1).map(|before| &tokens[before]) {
        Some(TokenTree::Punct(punct)) => punct.as_char() != '?',
        Some(token) => is_ident(token, "else"),
        None => true,
    }
}

/// `v := <-c`, `v, ok := <-c`, `x = <-c`, `<-c`, `c <- v`.
fn parse_go_head(cx: &mut Diagnostics, tokens: &[TokenTree], span: Span) -> syn::Result<Comm> {
    if let Some(at) = (0..tokens.len()).find(|&at| is_define(tokens, at)) {
        let channel = parse_received(cx, tokens, at + 2, span)?;
        let left = &tokens[..at];
        let pats = split_commas(left).into_iter().map(parse_pat).collect::<syn::Result<Vec<_>>>()?;
        let mut pats = pats.into_iter();
        let bind = match (pats.next(), pats.next(), pats.next()) {
            (Some(value), None, _) => RecvBind::Define(value),
            (Some(value), Some(ok), None) => RecvBind::DefineOk(value, ok),
            _ => return Err(too_many(left)),
        };
        return Ok(Comm::Recv { channel, bind });
    }
    if let Some(at) = (0..tokens.len()).find(|&at| is_lone_equals(tokens, at)) {
        let channel = parse_received(cx, tokens, at + 1, span)?;
        let left = &tokens[..at];
        let bind = match split_commas(left).as_slice() {
            [place] => RecvBind::Assign(parse_expr(cx, place, span)?),
            [place, ok] => RecvBind::AssignOk(parse_expr(cx, place, span)?, parse_expr(cx, ok, span)?),
            _ => return Err(too_many(left)),
        };
        return Ok(Comm::Recv { channel, bind });
    }
    if !tokens.iter().any(|token| is_punct(token, '<')) {
        return Err(not_a_comm(tokens, span));
    }
    let expr = parse_expr(cx, tokens, span)?;
    if let Some((channel, value, _)) = marker::send(without_parens(&expr)) {
        return Ok(Comm::Send { channel: channel.clone(), value: value.clone(), bind: SendBind::Panics });
    }
    match marker::recv(without_parens(&expr)) {
        Some((channel, _)) => Ok(Comm::Recv { channel: channel.clone(), bind: RecvBind::Nothing }),
        None => Err(not_a_comm(tokens, span)),
    }
}

/// The content of parentheses: Go takes `case v := (<-ch):`.
fn without_parens(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => without_parens(&paren.expr),
        Expr::Group(group) => without_parens(&group.expr),
        other => other,
    }
}

/// The channel of the receive in `tokens` from `start` on, behind what it is assigned to.
fn parse_received(cx: &mut Diagnostics, tokens: &[TokenTree], start: usize, span: Span) -> syn::Result<Expr> {
    if tokens.len() <= start + 2 && is_arrow(tokens, start) {
        return Err(syn::Error::new(span, format!("{NOT_A_COMM}\nhelp: {FORMS}")));
    }
    let expr = parse_expr(cx, &tokens[start..], span)?;
    match marker::recv(without_parens(&expr)) {
        Some((channel, _)) => Ok(channel.clone()),
        None => Err(not_a_comm(tokens, span)),
    }
}

/// `v = c.recv()`, `r = c.send(v)`, `c.recv()`, `c.send(v)`, `guard = mutex.lock()`,
/// `time::sleep(d)`.
fn parse_rust_head(cx: &mut Diagnostics, tokens: &[TokenTree], span: Span) -> syn::Result<Comm> {
    let is_arrow_in = tokens.windows(2).any(|pair| is_joint(pair, 0, '<', '-'));
    if !is_arrow_in && let Some(at) = (0..tokens.len()).find(|&at| is_define(tokens, at)) {
        return Err(error(&tokens[at..at + 2], span, WITH_DEFINE));
    }
    let equals = (0..tokens.len()).find(|&at| is_lone_equals(tokens, at));
    let (pat, call) = match equals {
        Some(at) => (Some(parse_whole_pat(&tokens[..at])?), &tokens[at + 1..]),
        None => (None, tokens),
    };
    if is_arrow_in {
        return parse_go_head(cx, tokens, span);
    }
    let expr = parse_expr(cx, call, span)?;
    let call = match expr {
        Expr::MethodCall(call) => call,
        Expr::Call(_) => return Ok(Comm::Wait { call: expr, bind: pat }),
        _ => return Err(not_a_comm(tokens, span)),
    };
    match (call.method.to_string().as_str(), call.args.len()) {
        ("recv", 0) => {
            let bind = pat.map_or(RecvBind::Nothing, RecvBind::Option);
            Ok(Comm::Recv { channel: *call.receiver, bind })
        }
        ("send", 1) => {
            let bind = pat.map_or(SendBind::Panics, SendBind::Result);
            let value = call.args.into_iter().next().unwrap_or_else(|| unreachable!("one argument"));
            Ok(Comm::Send { channel: *call.receiver, value, bind })
        }
        _ => Ok(Comm::Wait { call: Expr::MethodCall(call), bind: pat }),
    }
}

/// The pattern of a case in Rust's spelling, which must take what the operation gives, an `Option`
/// or a `Result`, whole.
fn parse_whole_pat(tokens: &[TokenTree]) -> syn::Result<Pat> {
    let pat = parse_pat(tokens)?;
    let variant = match &pat {
        Pat::TupleStruct(variant) => variant.path.segments.last().map(|last| last.ident.to_string()),
        _ => None,
    };
    if variant.is_some_and(|name| matches!(&*name, "Some" | "Ok" | "Err")) {
        let message = "a case binds what the operation gives, it does not choose by it\n\
                       help: bind the whole, and look at it in the case: `v = ch.recv() => if let Some(v) = v { … }`";
        return Err(error(tokens, Span::call_site(), message));
    }
    Ok(pat)
}

/// Points at `tokens`, or at `span` if there are none.
pub(super) fn error(tokens: &[TokenTree], span: Span, message: &str) -> syn::Error {
    if tokens.is_empty() {
        return syn::Error::new(span, message);
    }
    syn::Error::new_spanned(tokens.iter().cloned().collect::<TokenStream>(), message)
}

fn not_a_comm(tokens: &[TokenTree], span: Span) -> syn::Error {
    error(tokens, span, &format!("{NOT_A_COMM}\nhelp: {FORMS}"))
}

fn parse_pat(tokens: &[TokenTree]) -> syn::Result<Pat> {
    (|input: ParseStream<'_>| Pat::parse_multi_with_leading_vert(input)).parse2(tokens.iter().cloned().collect())
}

fn parse_expr(cx: &mut Diagnostics, tokens: &[TokenTree], span: Span) -> syn::Result<Expr> {
    if tokens.is_empty() {
        return Err(syn::Error::new(span, format!("{NOT_A_COMM}\nhelp: {FORMS}")));
    }
    body::parse_expr(cx, tokens.iter().cloned().collect())
}
