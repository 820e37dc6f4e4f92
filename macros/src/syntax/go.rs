//! The operand of `go!` and `defer!`: a call, a function literal that is called, or a block.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{
    Block, Expr, ExprBlock, ExprCall, ExprClosure, ExprMacro, ExprMethodCall, ExprParen, Pat, ReturnType, Token,
};

use super::respell::{Place, respell};
use super::{body, gotokens, marker};
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

/// Takes a leading `move` off a block.
fn take_move(tokens: &mut TokenStream) -> Option<Token![move]> {
    let split = |input: ParseStream<'_>| {
        let is_closure = input.peek2(Token![|]) || input.peek2(Token![||]);
        let token = if is_closure { None } else { input.parse::<Option<Token![move]>>()? };
        Ok((token, input.parse::<TokenStream>()?))
    };
    let (token, rest) = split.parse2(tokens.clone()).ok()?;
    *tokens = rest;
    token
}

/// `[move] expression [;]`
struct Expression {
    move_token: Option<Token![move]>,
    expr: Expr,
}

impl Expression {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut move_token = None;
        if input.peek(Token![move]) && !input.peek2(Token![|]) && !input.peek2(Token![||]) {
            move_token = Some(input.parse()?);
        }
        let expr: Expr = input.parse()?;
        input.parse::<Option<Token![;]>>()?;
        Ok(Self { move_token, expr })
    }

    fn parse_whole(input: ParseStream<'_>) -> syn::Result<()> {
        Self::parse(input)?;
        if input.is_empty() { Ok(()) } else { Err(input.error("")) }
    }
}

impl Written {
    fn parse(&self, input: ParseStream<'_>) -> syn::Result<Go> {
        let Expression { move_token, expr } = Expression::parse(input)?;
        if !input.is_empty() {
            return Err(self.goes_on(input));
        }
        self.operand(move_token, expr)
    }

    /// Something stands behind the operand.
    fn goes_on(&self, input: ParseStream<'_>) -> syn::Error {
        match self.spelling {
            Spelling::Macro => {
                let name = self.name();
                input.error(format!("`{name}!(…)` takes one call\nhelp: write `{name}! {{ … }}` for a block"))
            }
            Spelling::Statement => {
                let help = format!("end the statement: `{}`", self.call());
                input.error(format!("expected `;` after the call\nhelp: {help}"))
            }
        }
    }

    fn name(&self) -> &'static str {
        self.keyword.as_str()
    }

    /// A call, as it is to be written.
    fn call(&self) -> String {
        self.around("f(x)")
    }

    /// A block, as it is to be written.
    fn block(&self) -> String {
        match self.spelling {
            Spelling::Macro => format!("{}! {{ … }}", self.name()),
            Spelling::Statement => format!("{} {{ … }};", self.name()),
        }
    }

    fn around(&self, call: &str) -> String {
        match self.spelling {
            Spelling::Macro => format!("{}!({call})", self.name()),
            Spelling::Statement => format!("{} {call};", self.name()),
        }
    }

    fn operand(&self, move_token: Option<Token![move]>, expr: Expr) -> syn::Result<Go> {
        let operand = match expr {
            // A closure that says what it returns ends with its block, and its arguments are those
            // of a call.
            Expr::Call(ExprCall { func, args, paren_token, .. }) if matches!(*func, Expr::Closure(_)) => {
                let Expr::Closure(closure) = *func else { unreachable!("a closure") };
                return self.typed_literal(move_token, closure, args.into_iter().collect(), paren_token.span.join());
            }
            Expr::Call(call) if is_constructor(&call.func) => return Err(self.conversion(&call)),
            Expr::Call(call) if self.discards(&call).is_some() => return Err(self.discarded(&call)),
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

    /// Rust's grammar reads `|m| {…}("a")` as a closure whose body is a call; here it is a function
    /// literal, called.
    fn literal(&self, move_token: Option<Token![move]>, closure: ExprClosure) -> syn::Result<Go> {
        let whole = closure.to_token_stream();
        let (args, body, span) = match *closure.body {
            Expr::Call(call) if closure.asyncness.is_none() => match *call.func {
                Expr::Block(block) => {
                    (call.args.into_iter().collect::<Vec<_>>(), block.block, call.paren_token.span.join())
                }
                _ => return Err(self.not_called(&whole)),
            },
            _ => return Err(self.not_called(&whole)),
        };
        let params = closure.inputs.into_iter().collect::<Vec<_>>();
        if args.len() != params.len() {
            return Err(wrong_count(params.len(), args.len(), span));
        }
        let move_token = move_token.or(closure.capture);
        Ok(Go { move_token, operand: Operand::Literal { params, output: ReturnType::Default, body, args } })
    }

    /// `|m| -> T {…}("a")`
    fn typed_literal(
        &self,
        move_token: Option<Token![move]>,
        closure: ExprClosure,
        args: Vec<Expr>,
        span: Span,
    ) -> syn::Result<Go> {
        let whole = closure.to_token_stream();
        let params = closure.inputs.into_iter().collect::<Vec<_>>();
        let Expr::Block(ExprBlock { block: body, .. }) = *closure.body else { return Err(self.not_called(&whole)) };
        if args.len() != params.len() {
            return Err(wrong_count(params.len(), args.len(), span));
        }
        let move_token = move_token.or(closure.capture);
        Ok(Go { move_token, operand: Operand::Literal { params, output: closure.output, body, args } })
    }

    fn not_called(&self, literal: &TokenStream) -> syn::Error {
        let (name, called) = match self.spelling {
            Spelling::Macro => (self.name(), self.around("|x| { … }(value)")),
            Spelling::Statement => (self.name(), self.around("func(x: i32) { … }(1)")),
        };
        let block = self.block();
        let message = format!(
            "expression in {name} must be function call\nhelp: call the function literal: `{called}`, \
             or write the block alone: `{block}`"
        );
        syn::Error::new_spanned(literal, message)
    }

    fn not_a_call(&self, expr: &Expr) -> syn::Error {
        let (name, call, block) = (self.name(), self.call(), self.block());
        let message = format!(
            "expression in {name} must be function call\nhelp: write `{call}` for a call, or `{block}` for a block"
        );
        syn::Error::new_spanned(expr, message)
    }

    /// The built-in function that `call` calls for nothing but its result.
    fn discards(&self, call: &ExprCall) -> Option<String> {
        const OTHERS: &[&str] = &["append", "complex", "imag", "max", "min", "new", "real"];
        if let Some((_, name)) = marker::builtin(call) {
            return (name != "close").then_some(name);
        }
        let Expr::Path(path) = &*call.func else { return None };
        let name = path.path.get_ident()?.to_string();
        (self.spelling == Spelling::Statement && OTHERS.contains(&&*name)).then_some(name)
    }

    fn discarded(&self, call: &ExprCall) -> syn::Error {
        let called = format!("{}({})", self.discards(call).unwrap_or_default(), arguments(call));
        let help = format!("give the result to a function: `{}`", self.around(&format!("f({called})")));
        syn::Error::new_spanned(call, format!("{} discards result of {called}\nhelp: {help}", self.name()))
    }

    fn parenthesized(&self, paren: &ExprParen) -> syn::Error {
        let message =
            format!("expression in {} must not be parenthesized\nhelp: remove the inner parentheses", self.name());
        syn::Error::new_spanned(paren, message)
    }

    fn conversion(&self, value: &impl ToTokens) -> syn::Error {
        let (name, call) = (self.name(), self.call());
        let message = format!(
            "{name} requires function call, not conversion\nhelp: name a function that uses the value: `{call}`"
        );
        syn::Error::new_spanned(value, message)
    }
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

fn wrong_count(want: usize, have: usize, span: Span) -> syn::Error {
    let (s, were) = (if want == 1 { "" } else { "s" }, if have == 1 { " was" } else { "s were" });
    let message = format!(
        "this function literal takes {want} argument{s} but {have} argument{were} supplied\nhelp: give one value for each \
         parameter"
    );
    syn::Error::new(span, message)
}

/// Whether `func` is seen to build a value of std's: `Some`, `Poll::Ready`, …. A capital alone says
/// nothing: Go exports by capitals.
pub(crate) fn is_constructor(func: &Expr) -> bool {
    matches!(func, Expr::Path(path) if path.qself.is_none() && is_std_constructor(&path.path))
}

/// Whether `path` is a tuple struct or a variant of std's, or `Self`.
pub(crate) fn is_std_constructor(path: &syn::Path) -> bool {
    const ALONE: &[&str] = &["Some", "Ok", "Err", "Self", "Reverse", "Wrapping", "Saturating", "AssertUnwindSafe"];
    const ENUMS: &[&str] =
        &["Option", "Result", "Poll", "ControlFlow", "Cow", "Bound", "Entry", "IpAddr", "SocketAddr"];
    let mut names = path.segments.iter().rev().map(|segment| segment.ident.to_string());
    let (Some(last), owner) = (names.next(), names.next()) else { return false };
    match owner {
        Some(owner) if ENUMS.contains(&&*owner) => last.starts_with(char::is_uppercase),
        _ => ALONE.contains(&&*last),
    }
}
