//! The operand of `go!` and `defer!`: a call, a function literal that is called, or a block.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Block, Expr, ExprCall, ExprClosure, ExprMacro, ExprMethodCall, ExprParen, Pat, Token};

use super::body;
use crate::diagnostics::Diagnostics;

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
    Literal { params: Vec<Pat>, body: Block, args: Vec<Expr> },
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
    /// Not to be had: the operand came out of another macro.
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

/// Parses the operand; `None` after an error, which is reported.
pub(crate) fn parse(
    cx: &mut Diagnostics,
    keyword: Keyword,
    delimiter: Delimiter,
    tokens: TokenStream,
    span: Span,
) -> Option<Go> {
    if delimiter == Delimiter::Brace {
        let mut tokens = tokens;
        let move_token = take_move(&mut tokens);
        let block = cx.ok(body::parse(tokens, span))?;
        return Some(Go { move_token, operand: Operand::Block(block) });
    }
    if tokens.is_empty() {
        cx.help(
            span,
            format_args!("expression in {} must be function call", keyword.as_str()),
            format_args!("write `{}!(f(x))` or `{0}! {{ … }}`", keyword.as_str()),
        );
        return None;
    }
    let parsed = Operands { keyword, delimiter };
    cx.ok((|input: ParseStream<'_>| parsed.parse(input)).parse2(tokens))
}

/// Takes a leading `move` off a block.
fn take_move(tokens: &mut TokenStream) -> Option<Token![move]> {
    let split = |input: ParseStream<'_>| {
        let token = input.parse::<Option<Token![move]>>()?;
        Ok((token, input.parse::<TokenStream>()?))
    };
    let (token, rest) = split.parse2(tokens.clone()).ok()?;
    *tokens = rest;
    token
}

struct Operands {
    keyword: Keyword,
    delimiter: Delimiter,
}

impl Operands {
    fn parse(&self, input: ParseStream<'_>) -> syn::Result<Go> {
        let mut move_token = None;
        if input.peek(Token![move]) && !input.peek2(Token![|]) && !input.peek2(Token![||]) {
            move_token = Some(input.parse()?);
        }
        let expr: Expr = input.parse()?;
        if self.delimiter == Delimiter::Unknown && !input.is_empty() {
            return self.rest_as_block(move_token, expr, input);
        }
        input.parse::<Option<Token![;]>>()?;
        if !input.is_empty() {
            return Err(
                input.error(format!("`{}!(…)` takes one call\nhelp: write `{0}! {{ … }}` for a block", self.name()))
            );
        }
        self.operand(move_token, expr)
    }

    fn name(&self) -> &'static str {
        self.keyword.as_str()
    }

    fn rest_as_block(&self, move_token: Option<Token![move]>, first: Expr, input: ParseStream<'_>) -> syn::Result<Go> {
        let rest: TokenStream = input.parse()?;
        let block = body::parse(quote::quote!(#first #rest), first.span())?;
        Ok(Go { move_token, operand: Operand::Block(block) })
    }

    fn operand(&self, move_token: Option<Token![move]>, expr: Expr) -> syn::Result<Go> {
        let operand = match expr {
            Expr::Call(call) if is_constructor(&call.func) => return Err(self.conversion(&call)),
            Expr::Call(call) => Operand::Call(call),
            Expr::MethodCall(call) => Operand::Method(call),
            Expr::Macro(mac) => Operand::Macro(mac),
            Expr::Block(block) if block.label.is_none() => Operand::Block(block.block),
            Expr::Closure(closure) => return self.literal(move_token, closure),
            // `go!($call)` in the user's own macro.
            Expr::Group(group) => return self.operand(move_token, *group.expr),
            Expr::Paren(paren) if matches!(*paren.expr, Expr::Call(_) | Expr::MethodCall(_)) => {
                return Err(self.parenthesized(&paren));
            }
            Expr::Cast(cast) => return Err(self.conversion(&cast)),
            other => return Err(self.not_a_call(&other)),
        };
        Ok(Go { move_token, operand })
    }

    /// Rust's grammar reads `|m| {…}("a")` as a closure whose body is a call; here it is a function literal, called.
    fn literal(&self, move_token: Option<Token![move]>, closure: ExprClosure) -> syn::Result<Go> {
        let whole = closure.to_token_stream();
        let move_token = move_token.or(closure.capture);
        let params = closure.inputs.iter().cloned().collect::<Vec<_>>();
        let (args, body, span) = match *closure.body {
            Expr::Call(call) if closure.asyncness.is_none() => match *call.func {
                Expr::Block(block) => {
                    (call.args.into_iter().collect::<Vec<_>>(), block.block, call.paren_token.span.join())
                }
                _ => return Err(self.not_called(&whole)),
            },
            _ => return Err(self.not_called(&whole)),
        };
        if args.len() != params.len() {
            return Err(wrong_count(params.len(), args.len(), span));
        }
        Ok(Go { move_token, operand: Operand::Literal { params, body, args } })
    }

    fn not_called(&self, literal: &TokenStream) -> syn::Error {
        let name = self.name();
        let message = format!(
            "expression in {name} must be function call\nhelp: call the function literal: `{name}!(|x| {{ … }}(value))`, \
             or write the block alone: `{name}! {{ … }}`"
        );
        syn::Error::new_spanned(literal, message)
    }

    fn not_a_call(&self, expr: &Expr) -> syn::Error {
        let name = self.name();
        let message = format!(
            "expression in {name} must be function call\nhelp: write `{name}!(f(x))` for a call, or `{name}! {{ … }}` for a block"
        );
        syn::Error::new_spanned(expr, message)
    }

    fn parenthesized(&self, paren: &ExprParen) -> syn::Error {
        let message =
            format!("expression in {} must not be parenthesized\nhelp: remove the inner parentheses", self.name());
        syn::Error::new_spanned(paren, message)
    }

    fn conversion(&self, value: &impl ToTokens) -> syn::Error {
        let message = format!(
            "{} requires function call, not conversion\nhelp: name a function that uses the value: `{0}!(f(x))`",
            self.name()
        );
        syn::Error::new_spanned(value, message)
    }
}

fn wrong_count(want: usize, have: usize, span: Span) -> syn::Error {
    let (s, were) = (if want == 1 { "" } else { "s" }, if have == 1 { " was" } else { "s were" });
    let message = format!(
        "this function literal takes {want} argument{s} but {have} argument{were} supplied\nhelp: give one value for each \
         parameter"
    );
    syn::Error::new(span, message)
}

/// Whether `func` builds a value: a tuple struct or an enum variant.
pub(crate) fn is_constructor(func: &Expr) -> bool {
    let Expr::Path(path) = func else { return false };
    path.path.segments.last().is_some_and(|last| last.ident.to_string().starts_with(|c: char| c.is_uppercase()))
}
