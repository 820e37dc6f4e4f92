//! The operand of `go!` and `defer!`: a call, a function literal that is called, or a block.

mod conversion;
mod written;

pub(crate) use conversion::is_std_constructor;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{Block, Expr, ExprCall, ExprMacro, ExprMethodCall, Pat, ReturnType, Token};

use super::respell::{Place, respell};
use super::{body, gotokens, marker};
use crate::diagnostics::Diagnostics;
use written::Expression;

/// `go!( [move] OPERAND )`.
pub(crate) struct Go {
    /// With `move`, handles are moved as well.
    pub(crate) move_token: Option<Token![move]>,
    pub(crate) operand: Operand,
}

/// What runs in the new goroutine, or at the end of the function.
pub(crate) enum Operand {
    /// `f(x)`: the function value and the arguments are evaluated now.
    Call(ExprCall),
    /// `x.f(y)`: the receiver and the arguments are evaluated now.
    Method(ExprMethodCall),
    /// `println!(…)`: the arguments are evaluated now.
    Macro(ExprMacro),
    /// `|m| { … }("a")`: a function literal, called.
    Literal { params: Vec<Pat>, output: ReturnType, body: Block, args: Vec<Expr> },
    /// `{ … }`: runs wholly in the new goroutine.
    Block(Block),
}

/// What holds the operand in the source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delimiter {
    /// `go! { … }`: a block.
    Brace,
    /// `go!(…)` or `go![…]`: a call.
    Paren,
    /// Unknown: the operand came out of another macro.
    Unknown,
}

/// Which of the two macros it is, for its messages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keyword {
    Go,
    Defer,
}

impl Keyword {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Keyword::Go => "go",
            Keyword::Defer => "defer",
        }
    }
}

/// How the form is written, for its messages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// `go!(f(x))`
    Macro,
    /// `go f(x);`
    Statement,
}

/// A `go` or a `defer`, as it is written.
#[derive(Clone, Copy)]
pub(crate) struct Written {
    pub(crate) keyword: Keyword,
    pub(crate) spelling: Spelling,
    pub(crate) delimiter: Delimiter,
}

/// Parses the operand; `None` after an error, which is reported.
pub(crate) fn parse(cx: &mut Diagnostics, written: Written, tokens: TokenStream, span: Span) -> Option<Go> {
    if written.delimiter == Delimiter::Brace {
        return Some(parse_block(cx, tokens, span));
    }
    if tokens.is_empty() {
        let message = format_args!("expression in {} must be function call", written.keyword.as_str());
        cx.help(span, message, format_args!("write `{}` or `{}`", written.call(), written.block()));
        return None;
    }
    if written.delimiter == Delimiter::Unknown {
        let mut trial = Diagnostics::new();
        let is_operand = Expression::parse_whole.parse2(respell(&mut trial, tokens.clone(), Place::Inner)).is_ok();
        drop(trial.finish());
        if !is_operand {
            return Some(parse_block(cx, tokens, span));
        }
    }
    let tokens = respell(cx, tokens, Place::Inner);
    cx.ok((|input: ParseStream<'_>| written.parse(input)).parse2(tokens))
}

fn parse_block(cx: &mut Diagnostics, mut tokens: TokenStream, span: Span) -> Go {
    let move_token = take_move(&mut tokens);
    Go { move_token, operand: Operand::Block(body::parse(cx, tokens, span)) }
}

/// Takes a leading `move` off a block; the `move` of a closure is the closure's.
fn take_move(tokens: &mut TokenStream) -> Option<Token![move]> {
    let mut rest = tokens.clone().into_iter();
    let span = rest.next().filter(|first| gotokens::is_ident(first, "move"))?.span();
    let begins_closure = rest.clone().next().is_some_and(|next| gotokens::is_punct(&next, '|'));
    if begins_closure {
        return None;
    }
    *tokens = rest.collect();
    Some(Token![move](span))
}

/// The arguments of `call`, as written.
fn arguments(call: &ExprCall) -> String {
    let mut arguments: Vec<_> = call.args.to_token_stream().into_iter().collect();
    if let Expr::Path(path) = &*call.func
        && let Some(syn::PathArguments::AngleBracketed(of)) = path.path.segments.last().map(|last| &last.arguments)
    {
        let element: Vec<_> = of.args.to_token_stream().into_iter().collect();
        let comma = if arguments.is_empty() { "" } else { ", " };
        return format!("chan {}{comma}{}", gotokens::text(&element), gotokens::text(&arguments));
    }
    arguments.iter_mut().for_each(marker::restore);
    gotokens::text(&arguments)
}
