//! How the operand of a `go!` or `defer!` is read: by its keyword, its spelling and its delimiter.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::parse::ParseStream;
use syn::{Expr, ExprBlock, ExprCall, ExprClosure, ExprParen, ReturnType, Token};

use super::conversion::is_constructor;
use super::{Go, Operand, Spelling, Written, arguments};
use crate::syntax::marker;

/// `[move] expression [;]`
pub(super) struct Expression {
    move_token: Option<Token![move]>,
    expr: Expr,
}

impl Expression {
    pub(super) fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut move_token = None;
        if input.peek(Token![move]) && !input.peek2(Token![|]) && !input.peek2(Token![||]) {
            move_token = Some(input.parse()?);
        }
        let expr: Expr = input.parse()?;
        input.parse::<Option<Token![;]>>()?;
        Ok(Self { move_token, expr })
    }

    pub(super) fn parse_whole(input: ParseStream<'_>) -> syn::Result<()> {
        Self::parse(input)?;
        if input.is_empty() { Ok(()) } else { Err(input.error("")) }
    }
}

impl Written {
    pub(super) fn parse(&self, input: ParseStream<'_>) -> syn::Result<Go> {
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
    pub(super) fn call(&self) -> String {
        self.around("f(x)")
    }

    /// A block, as it is to be written.
    pub(super) fn block(&self) -> String {
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
            return (name != "close" && name != "panic").then_some(name);
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

fn wrong_count(want: usize, have: usize, span: Span) -> syn::Error {
    let (s, were) = (if want == 1 { "" } else { "s" }, if have == 1 { " was" } else { "s were" });
    let message = format!(
        "this function literal takes {want} argument{s} but {have} argument{were} supplied\nhelp: give one value for each \
         parameter"
    );
    syn::Error::new(span, message)
}
