//! The cases of `select!`, in Go's spelling and in Rust's.
//!
//! ```text
//! select  = case*
//! case    = attribute* "case" go-head ["if" guard] ":" statements          Go's spelling
//!         | attribute* rust-head ["if" guard] "=>" (block [","] | expr ",") Rust's spelling
//!         | attribute* "default" (":" statements | "=>" …)
//! go-head = [pattern ["," ok] ":="] "<-" channel | place ["," ok] "=" "<-" channel | channel "<-" value
//! rust-head = [pattern "="] channel ".recv()" | [pattern "="] channel ".send(" value ")" | [pattern "="] wait
//! wait    = function "(" args ")" | receiver "." method "(" args ")"   whatever waits: `mutex.lock()`
//! ```
//!
//! A comma may follow the body of a case in Go's spelling too. A header ends at the first lone `:`
//! (not `::`, not `:=`) or at `=>`; a body in Go's spelling ends where the next statement would
//! begin with `case`, or with `default` and `:` or `=>`.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Block, Expr, Ident, Pat};

use super::gotokens::{
    group_at, is_arrow, is_define, is_fat_arrow, is_ident, is_joint, is_lone_equals, is_punct, split_commas,
    starts_statement,
};
use super::{body, marker};
use crate::diagnostics::Diagnostics;

/// A whole `select!`.
#[derive(Clone)]
pub(crate) struct Select {
    /// The communications, top to bottom.
    pub(crate) cases: Vec<Case>,
    /// What runs when no case is ready: one, or several under a `#[cfg]`.
    pub(crate) defaults: Vec<Default>,
}

impl Select {
    /// The bodies of all cases.
    pub(crate) fn bodies(&mut self) -> impl Iterator<Item = &mut Block> {
        let cases = self.cases.iter_mut().map(|case| &mut case.body);
        cases.chain(self.defaults.iter_mut().map(|default| &mut default.body))
    }
}

/// A communication and what follows it.
#[derive(Clone)]
pub(crate) struct Case {
    /// `#[cfg(…)]` and lints.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) comm: Comm,
    pub(crate) guard: Option<Expr>,
    pub(crate) body: Block,
    pub(crate) span: Span,
}

/// The `default` case.
#[derive(Clone)]
pub(crate) struct Default {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) body: Block,
    pub(crate) span: Span,
}

/// What a case waits for.
#[derive(Clone)]
pub(crate) enum Comm {
    /// A receive.
    Recv { channel: Expr, bind: RecvBind },
    /// A send.
    Send { channel: Expr, value: Expr, bind: SendBind },
    /// Another operation that waits, in Rust's spelling: the call that makes it, and what it gives.
    Wait { call: Expr, bind: Option<Pat> },
}

/// Where a received value goes.
#[derive(Clone)]
pub(crate) enum RecvBind {
    /// `case <-c:` and `c.recv() =>`.
    Nothing,
    /// `v = c.recv() =>`: an `Option`.
    Option(Pat),
    /// `case v := <-c:`: the value, or zero once closed.
    Define(Pat),
    /// `case v, ok := <-c:`.
    DefineOk(Pat, Pat),
    /// `case x = <-c:`.
    Assign(Expr),
    /// `case x, ok = <-c:`.
    AssignOk(Expr, Expr),
}

/// Where the outcome of a send goes.
#[expect(clippy::large_enum_variant, reason = "one per case, and short-lived")]
#[derive(Clone)]
pub(crate) enum SendBind {
    /// Nowhere: a closed channel panics, as in Go.
    Panics,
    /// `r = c.send(v) =>`: a `Result`.
    Result(Pat),
}

impl Comm {
    /// The patterns that bind what the operation gives.
    pub(crate) fn patterns(&self) -> Vec<&Pat> {
        match self {
            Comm::Recv { bind: RecvBind::Option(pat) | RecvBind::Define(pat), .. }
            | Comm::Send { bind: SendBind::Result(pat), .. } => vec![pat],
            Comm::Recv { bind: RecvBind::DefineOk(pat, ok), .. } => vec![pat, ok],
            Comm::Wait { bind, .. } => bind.iter().collect(),
            _ => Vec::new(),
        }
    }
}

const WITH_DEFINE: &str = "a case without the word `case` binds with `=`\n\
                           help: write `v = ch.recv() => …`, or `case v := <-ch:`";
const NOT_A_COMM: &str = "select case must be send or receive (possibly with assignment)";
const NO_COLON: &str = "expected `:` after this case\nhelp: write `case v := <-ch:`, and what to do behind it";
const WITH_LET: &str =
    "a case declares its variable without `let`\nhelp: write `case v := <-ch:`, or `v = ch.recv() => …`";
const FORMS: &str =
    "write `case v := <-ch:`, `case ch <- v:`, `v = ch.recv() => …`, `ch.send(v) => …` or `default => …`";

/// Parses the cases; those with errors are reported and left out.
pub(crate) fn parse(cx: &mut Diagnostics, tokens: TokenStream) -> Select {
    let mut select = Select { cases: Vec::new(), defaults: Vec::new() };
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        at = parse_case(cx, &mut select, &tokens, at);
    }
    select
}

/// Parses the case that begins at `at` and returns where the next one begins.
fn parse_case(cx: &mut Diagnostics, select: &mut Select, tokens: &[TokenTree], at: usize) -> usize {
    let first = at;
    let at = attributes_end(tokens, at);
    let attrs = cx.ok(Attribute::parse_outer.parse2(tokens[first..at].iter().cloned().collect())).unwrap_or_default();
    if at == tokens.len() {
        cx.help(tokens[first].span(), "expected a case after this attribute", FORMS);
        return at;
    }
    let span = tokens[at].span();
    let go_case = is_ident(&tokens[at], "case");
    let start = if go_case { at + 1 } else { at };
    let is_default = is_default(tokens, start);
    let Some((head_end, colon)) = head_end(tokens, start) else {
        if go_case {
            cx.push(error(&tokens[start..next_case(tokens, start)], span, NO_COLON));
        } else {
            cx.help(span, "expected `case` or `default`", FORMS);
        }
        return next_case(tokens, at + 1);
    };
    if !go_case && !is_default && colon {
        cx.help(span, "expected `case` or `default`", FORMS);
        return next_case(tokens, at + 1);
    }
    let body_start = head_end + if colon { 1 } else { 2 };
    let body_end = if colon { next_case(tokens, body_start) } else { arrow_body_end(tokens, body_start) };
    let body = parse_body(cx, &tokens[body_start..body_end], span, colon);
    let next = if colon { body_end } else { skip_comma(tokens, body_end) };
    if is_default {
        add_default(cx, select, Default { attrs, body, span });
        return next;
    }
    let head = parse_head(cx, &tokens[start..head_end], colon, span);
    if let Some((comm, guard)) = cx.ok(head) {
        select.cases.push(Case { attrs, comm, guard, body, span });
    }
    next
}

/// Where the attributes that begin at `at` end.
fn attributes_end(tokens: &[TokenTree], at: usize) -> usize {
    let is_attribute = tokens.get(at).is_some_and(|token| is_punct(token, '#'))
        && group_at(tokens, at + 1, proc_macro2::Delimiter::Bracket).is_some();
    if is_attribute { attributes_end(tokens, at + 2) } else { at }
}

fn add_default(cx: &mut Diagnostics, select: &mut Select, default: Default) {
    // Of two under a `#[cfg]` one may be configured away.
    let is_certain = |default: &&Default| default.attrs.iter().all(|attr| cfg_of(attr).is_none());
    if let Some(first) = select.defaults.iter().find(is_certain) {
        let first = first_at(first.span);
        cx.help(default.span, format_args!("multiple defaults{first}"), "remove one of the two `default` cases");
    } else {
        select.defaults.push(default);
    }
}

/// Go's `(first at …)`; nothing where the compiler is not asked, as in a test of ours.
fn first_at(span: Span) -> String {
    if !proc_macro::is_available() {
        return String::new();
    }
    format!(" (first at line {})", span.unwrap().line())
}

/// Where the header that begins at `start` ends, and whether with `:` rather than `=>`.
fn head_end(tokens: &[TokenTree], start: usize) -> Option<(usize, bool)> {
    let mut at = start;
    while at < tokens.len() {
        if is_joint(tokens, at, '=', '>') {
            return Some((at, false));
        }
        if is_joint(tokens, at, ':', ':') || is_define(tokens, at) {
            at += 2;
            continue;
        }
        if is_punct(&tokens[at], ':') {
            return Some((at, true));
        }
        if is_punct(&tokens[at], ';') {
            return None;
        }
        at += 1;
    }
    None
}

/// Where the next case begins: at `case`, at `default`, or at the head of a case in Rust's
/// spelling, which ends in `=>`.
fn next_case(tokens: &[TokenTree], start: usize) -> usize {
    (start..tokens.len())
        .find(|&at| {
            let head = attributes_end(tokens, at);
            if head == tokens.len() { head > at } else { is_head(tokens, start, at, head) }
        })
        .unwrap_or(tokens.len())
}

/// Whether a case stands at `at`, whose header, behind its attributes, stands at `head`.
fn is_head(tokens: &[TokenTree], start: usize, at: usize, head: usize) -> bool {
    may_start_case(tokens, start, at) && (is_ident(&tokens[head], "case") || is_default(tokens, head))
        || (at == start || starts_statement(tokens, at) || is_punct(&tokens[at - 1], ',')) && is_rust_head(tokens, head)
}

/// Whether a case can begin at `at`: behind a statement, or behind a last expression without `;`.
fn may_start_case(tokens: &[TokenTree], start: usize, at: usize) -> bool {
    let steps = at > 1 && (is_joint(tokens, at - 2, '+', '+') || is_joint(tokens, at - 2, '-', '-'));
    at == start
        || steps
        || !matches!(&tokens[at - 1], TokenTree::Punct(punct) if !matches!(punct.as_char(), ';' | ',' | '?'))
}

/// Whether `head =>` stands at `at`: `=>` occurs in no statement, only in the braces of a `match`.
fn is_rust_head(tokens: &[TokenTree], at: usize) -> bool {
    (at..tokens.len())
        .find(|&at| {
            is_fat_arrow(tokens, at)
                || matches!(&tokens[at], TokenTree::Punct(punct) if matches!(punct.as_char(), ';' | ','))
                || super::gotokens::is_brace(&tokens[at])
        })
        .is_some_and(|end| end > at && is_fat_arrow(tokens, end))
}

/// Where the body behind `=>` ends: after one block, or before the next comma.
fn arrow_body_end(tokens: &[TokenTree], start: usize) -> usize {
    if let Some(TokenTree::Group(group)) = tokens.get(start)
        && group.delimiter() == proc_macro2::Delimiter::Brace
        && !continues_expression(tokens.get(start + 1))
    {
        return start + 1;
    }
    (start..tokens.len()).find(|&at| is_punct(&tokens[at], ',')).unwrap_or(tokens.len())
}

/// Whether `token`, behind a block, makes the block part of a larger expression.
fn continues_expression(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if matches!(punct.as_char(), '.' | '?'))
}

fn skip_comma(tokens: &[TokenTree], at: usize) -> usize {
    if tokens.get(at).is_some_and(|token| is_punct(token, ',')) { at + 1 } else { at }
}

fn parse_body(cx: &mut Diagnostics, tokens: &[TokenTree], span: Span, colon: bool) -> Block {
    if !colon && tokens.is_empty() {
        cx.help(span, "expected an expression after `=>`", "write `=> {}` to do nothing");
    }
    // A comma behind the body belongs to Rust's spelling, and is welcome behind Go's.
    let tokens = match tokens {
        [body @ .., comma] if is_punct(comma, ',') => body,
        body => body,
    };
    if let [TokenTree::Group(group)] = tokens
        && group.delimiter() == proc_macro2::Delimiter::Brace
    {
        return body::parse(cx, group.stream(), group.span());
    }
    body::parse(cx, tokens.iter().cloned().collect(), span)
}

fn parse_head(
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
fn error(tokens: &[TokenTree], span: Span, message: &str) -> syn::Error {
    if tokens.is_empty() {
        return syn::Error::new(span, message);
    }
    syn::Error::new_spanned(tokens.iter().cloned().collect::<TokenStream>(), message)
}

fn not_a_comm(tokens: &[TokenTree], span: Span) -> syn::Error {
    error(tokens, span, &format!("{NOT_A_COMM}\nhelp: {FORMS}"))
}

/// `left` are the variables, without the `=` or `:=` behind them.
fn too_many(left: &[TokenTree]) -> syn::Error {
    let count = split_commas(left).len();
    let message = format!(
        "assignment mismatch: {count} variables but 1 value\nhelp: a receive gives a value, and whether the channel is open: \
         `v, ok := <-ch`"
    );
    error(left, Span::call_site(), &message)
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

fn is_default(tokens: &[TokenTree], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| is_ident(token, "default"))
        && (is_joint(tokens, at + 1, '=', '>')
            || (tokens.get(at + 1).is_some_and(|token| is_punct(token, ':'))
                && !is_joint(tokens, at + 1, ':', ':')
                && !is_define(tokens, at + 1)))
}

/// The names of local variables that the cases of a `select!` offer, and that get their value back
/// when not chosen.
pub(crate) fn offered_names(select: &Select) -> impl Iterator<Item = &Ident> {
    select.cases.iter().filter_map(|case| match &case.comm {
        Comm::Send { value, .. } => offered_name(value),
        Comm::Recv { .. } | Comm::Wait { .. } => None,
    })
}

/// The variable that `value` is.
pub(crate) fn offered_name(value: &Expr) -> Option<&Ident> {
    match value {
        Expr::Path(path) if path.qself.is_none() => path.path.get_ident(),
        Expr::Paren(paren) => offered_name(&paren.expr),
        Expr::Group(group) => offered_name(&group.expr),
        _ => None,
    }
}

impl Select {
    /// The first condition under which one of the cases is there.
    pub(crate) fn condition(&self) -> Option<TokenStream> {
        let attrs = self.cases.iter().map(|case| &case.attrs).chain(self.defaults.iter().map(|default| &default.attrs));
        attrs.flatten().find_map(cfg_of)
    }

    /// What is left where `condition` is met, or is not.
    pub(crate) fn under(&self, condition: &TokenStream, is_met: bool) -> Self {
        let mut select = self.clone();
        let text = condition.to_string();
        let is_it = |attr: &Attribute| cfg_of(attr).is_some_and(|condition| condition.to_string() == text);
        select.cases.retain(|case| is_met || !case.attrs.iter().any(is_it));
        select.defaults.retain(|default| is_met || !default.attrs.iter().any(is_it));
        select.cases.iter_mut().for_each(|case| case.attrs.retain(|attr| !is_it(attr)));
        select.defaults.iter_mut().for_each(|default| default.attrs.retain(|attr| !is_it(attr)));
        select
    }
}

/// The condition of a `#[cfg(…)]`.
fn cfg_of(attr: &Attribute) -> Option<TokenStream> {
    match &attr.meta {
        syn::Meta::List(list) if attr.path().is_ident("cfg") => Some(list.tokens.clone()),
        _ => None,
    }
}
