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

mod head;
mod offered;
mod split;

pub(crate) use offered::{offered_name, offered_names};

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::parse::Parser;
use syn::{Attribute, Block, Expr, Pat};

use super::body;
use super::gotokens::{is_define, is_ident, is_joint, is_punct, split_commas};
use crate::diagnostics::Diagnostics;
use head::{FORMS, error, parse_head};
use offered::cfg_of;
use split::{arrow_body_end, attributes_end, first_at, head_end, next_case, skip_comma};

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

const NO_COLON: &str = "expected `:` after this case\nhelp: write `case v := <-ch:`, and what to do behind it";

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

/// `left` are the variables, without the `=` or `:=` behind them.
fn too_many(left: &[TokenTree]) -> syn::Error {
    let count = split_commas(left).len();
    let message = format!(
        "assignment mismatch: {count} variables but 1 value\nhelp: a receive gives a value, and whether the channel is open: \
         `v, ok := <-ch`"
    );
    error(left, Span::call_site(), &message)
}

fn is_default(tokens: &[TokenTree], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| is_ident(token, "default"))
        && (is_joint(tokens, at + 1, '=', '>')
            || (tokens.get(at + 1).is_some_and(|token| is_punct(token, ':'))
                && !is_joint(tokens, at + 1, ':', ':')
                && !is_define(tokens, at + 1)))
}
