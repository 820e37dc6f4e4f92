//! The markers by which Rust's grammar carries Go's forms from the tokens to the walk:
//! [`respell`](super::respell) writes them, syn parses them, and the walk finds them again by
//! [`read`] and [`read_stmt`].
//!
//! | Go | carried as |
//! |---|---|
//! | `<-x` | `#[__go_recv] *x` |
//! | `c <- v` | `c = \|__go_send\| v` |
//! | `a, b = x, y` | `(a, b) = \|__go_assign\| (x, y)` |
//! | `a, b := x, y` | `#[__go_define] let (a, b) = (x, y)` |
//! | `go f(x)`, `defer f(x)`, `select { … }` | `__go_go!(f(x))`, `__go_defer!(f(x))`, `__go_select! { … }` |
//! | `for a, b := range x { … }` | `for (a, b) in #[__go_range] *(x) { … }` |
//! | `func(x: T) U { … }` | `(#[__go_func] async \|x: T\| -> U { … })` |
//! | `make(chan T, n)`, `len(x)`, `append(xs, x)` | `__go_make::<T>(n)`, `__go_len(x)`, `__go_append(xs, x)` |
//! | `f(xs...)` | `f(#[__go_all] *(xs))` |
//! | `type P struct`, `var x T`, `const A = 1`, methods | `#[__go_struct] struct`, `#[__go_global] static`, `#[__go_const] const`, `#[__go_methods] impl` |
//! | `chan T`, `<-chan T`, `chan<- T` | `__go::Chan<T>`, `__go::Receiver<T>`, `__go::Sender<T>` |

mod functions;

#[cfg(test)]
pub(crate) use functions::FUNCTIONS;
pub(crate) use functions::{Form, Function, SPREAD, function};

use proc_macro2::{Delimiter, Span, TokenTree};
use syn::{
    Attribute, Expr, ExprAssign, ExprCall, ExprClosure, ExprForLoop, ExprUnary, Ident, Item, Pat, Stmt, Type, TypePath,
};

use super::gotokens::{group, ident, joint, ours, punct};

pub(crate) const RECV: &str = "__go_recv";
pub(crate) const SEND: &str = "__go_send";
pub(crate) const ASSIGN: &str = "__go_assign";
pub(crate) const DEFINE: &str = "__go_define";
pub(crate) const RANGE: &str = "__go_range";
/// A `range` with two variables.
pub(crate) const RANGE_TWO: &str = "__go_range_two";
/// The list given to a variadic function.
pub(crate) const ALL: &str = "__go_all";
pub(crate) const FUNC: &str = "__go_func";
/// The name of `func init`, until it is called.
pub(crate) const INIT: &str = "__go_init";
/// The named results that deferred literals assign to, and the variable that keeps them.
pub(crate) const NAMED: &str = "__go_named";
pub(crate) const RESULTS: &str = "__go_results";
/// A variable among items.
pub(crate) const GLOBAL: &str = "__go_global";
/// A constant without a type, and one with.
pub(crate) const CONST: &str = "__go_const";
pub(crate) const CONST_TYPED: &str = "__go_const_typed";
/// `type P struct`, `type S interface`, and the `impl` of a method.
pub(crate) const STRUCT: &str = "__go_struct";
/// A type of numbers with methods.
pub(crate) const DEFINED: &str = "__go_defined";
/// `x.(T)`, and what the cases of `switch x.(type)` ask.
pub(crate) const ASSERT: &str = "__go_assert";
pub(crate) const ASSERTED: &str = "__go_asserted";
pub(crate) const IS: &str = "__go_is";
pub(crate) const IS_NOTHING: &str = "__go_is_nothing";
/// A list, a map or a function that is a type of its own.
pub(crate) const WRAPPED: &str = "__go_wrapped";
/// A struct that something points to.
pub(crate) const POINTEE: &str = "__go_pointee";
/// An embedded field.
pub(crate) const EMBEDDED: &str = "__go_embedded";
pub(crate) const INTERFACE: &str = "__go_interface";
pub(crate) const METHODS: &str = "__go_methods";
pub(crate) const MAKE: &str = "__go_make";
pub(crate) const NIL: &str = "__go_nil";
/// The method that copies a slice.
pub(crate) const SLICE: &str = "__go_slice";
/// The method that gives the channel `C` of a timer or a ticker.
pub(crate) const TIMER_CHANNEL: &str = "__go_c";
pub(crate) const ZERO: &str = "__go_zero";
/// What names of ours begin with.
const PREFIX: &str = "__go_";

/// `#[name]` at `span`.
pub(crate) fn attribute(name: &str, span: Span) -> [TokenTree; 2] {
    [punct('#', span), group(Delimiter::Bracket, vec![ident(name, span)], span)]
}

/// `#[name] *`: the prefix operator that carries a form.
pub(crate) fn prefix(name: &str, span: Span) -> Vec<TokenTree> {
    let mut tokens = attribute(name, span).to_vec();
    tokens.push(punct('*', span));
    tokens
}

/// `__go::Pointer<ty>`, which is `ty`: what a constructor of Go's gives.
pub(crate) fn pointer(ty: Vec<TokenTree>, span: Span) -> Vec<TokenTree> {
    let mut tokens = vec![ident("__go", ours(span))];
    tokens.extend(joint(':', ':', span));
    tokens.extend([ident("Pointer", ours(span)), punct('<', span)]);
    tokens.extend(ty);
    tokens.push(punct('>', span));
    tokens
}

/// `__go::name::<types>(args)`
pub(crate) fn typed_call(name: &str, types: Vec<TokenTree>, args: Vec<TokenTree>, span: Span) -> Vec<TokenTree> {
    let mut tokens = vec![ident("__go", ours(span))];
    tokens.extend(joint(':', ':', span));
    tokens.push(ident(name, span));
    tokens.extend(joint(':', ':', span));
    tokens.push(punct('<', span));
    tokens.extend(types);
    if MAKES_ZERO.contains(&name) {
        tokens.extend([punct(',', span), ident("_", span)]);
    }
    tokens.extend([punct('>', span), group(Delimiter::Parenthesis, args, span)]);
    tokens
}

/// The functions of the runtime whose last type parameter says how the zero value is made.
const MAKES_ZERO: &[&str] = &["zero", "array", "make_list", "make_list_of"];

/// `.__go_slice()`, behind a slice expression: a copy of the part.
pub(crate) fn slice(span: Span) -> Vec<TokenTree> {
    vec![punct('.', ours(span)), ident(SLICE, ours(span)), group(Delimiter::Parenthesis, Vec::new(), ours(span))]
}

/// `#[allow(unused_mut)]`
pub(crate) fn allow_unused_mut(span: Span) -> [TokenTree; 2] {
    let lint = group(Delimiter::Parenthesis, vec![ident("unused_mut", span)], span);
    [punct('#', span), group(Delimiter::Bracket, vec![ident("allow", span), lint], span)]
}

/// `#[allow(unused)]`
pub(crate) fn allow_unused(span: Span) -> [TokenTree; 2] {
    let lint = group(Delimiter::Parenthesis, vec![ident("unused", span)], span);
    [punct('#', span), group(Delimiter::Bracket, vec![ident("allow", span), lint], span)]
}

/// `#[allow(unused)] let mut name: pointer = self.clone();`: the receiver of a method of a pointer.
pub(crate) fn receiver(name: &TokenTree, pointer: Vec<TokenTree>, span: Span) -> Vec<TokenTree> {
    let mut tokens = allow_unused(span).to_vec();
    tokens.extend([ident("let", span), ident("mut", span), name.clone(), punct(':', span)]);
    tokens.extend(pointer);
    tokens.push(punct('=', span));
    tokens.extend(super::gotokens::clone_of(ident("self", name.span()), span));
    tokens.push(punct(';', span));
    tokens
}

/// `= |name|`: the infix operator, of lowest precedence, that carries a form.
pub(crate) fn infix(name: &str, span: Span) -> Vec<TokenTree> {
    vec![punct('=', span), punct('|', span), ident(name, span), punct('|', span)]
}

/// `__go::Chan<element>`, or one of the halves.
pub(crate) fn channel_type(name: &str, element: Vec<TokenTree>, span: Span) -> Vec<TokenTree> {
    let mut tokens = vec![ident("__go", ours(span))];
    tokens.extend(joint(':', ':', span));
    tokens.extend([ident(name, span), punct('<', span)]);
    tokens.extend(element);
    tokens.push(punct('>', span));
    tokens
}

/// A form of Go's that is an expression.
pub(crate) enum GoExpr<'a> {
    /// `<-channel`
    Recv { channel: &'a Expr, arrow: Span },
    /// `channel <- value`
    Send { channel: &'a Expr, value: &'a Expr },
    /// `a, b = x, y`
    Assign(&'a ExprAssign),
    /// `func(…) { … }`
    Func(&'a ExprClosure),
    /// `nil`
    Nil(Span),
    /// What `var x T` holds.
    Zero(Span),
    /// `len(x)`, `make(chan T)`, `append(xs, x)`
    Builtin(String),
}

/// The form of Go's that `expr` carries.
pub(crate) fn read(expr: &Expr) -> Option<GoExpr<'_>> {
    match expr {
        Expr::Unary(_) => recv(expr).map(|(channel, arrow)| GoExpr::Recv { channel, arrow }),
        Expr::Assign(assign) => match send(expr) {
            Some((channel, value, _)) => Some(GoExpr::Send { channel, value }),
            None => infix_value(assign, ASSIGN).map(|_| GoExpr::Assign(assign)),
        },
        Expr::Closure(_) | Expr::Paren(_) => func(expr).map(GoExpr::Func),
        Expr::Path(path) => {
            let name = path.path.get_ident()?;
            match name.to_string().as_str() {
                NIL => Some(GoExpr::Nil(name.span())),
                ZERO => Some(GoExpr::Zero(name.span())),
                _ => None,
            }
        }
        Expr::Call(call) => builtin(call).map(|(_, name)| GoExpr::Builtin(name)),
        _ => None,
    }
}

/// A form of Go's that is a statement.
pub(crate) enum GoStmt {
    /// `names := values`
    Define(Span),
    /// `func name(…) { … }` in a block; where its marker stands among the attributes.
    Func(usize),
    /// `<-channel`, whose value is thrown away.
    Discard,
    /// `type P struct { … }`
    Struct,
    /// A constant without a type, or with one.
    Const { typed: bool },
    /// The `impl` of a method in a block.
    Methods,
}

/// The form of Go's that `stmt` carries.
pub(crate) fn read_stmt(stmt: &Stmt) -> Option<GoStmt> {
    match stmt {
        Stmt::Local(local) => attribute_of(&local.attrs, DEFINE).map(GoStmt::Define),
        Stmt::Item(Item::Fn(function)) => {
            function.attrs.iter().position(|attr| attr.path().is_ident(FUNC)).map(GoStmt::Func)
        }
        Stmt::Item(Item::Struct(item)) => has(&item.attrs, STRUCT).then_some(GoStmt::Struct),
        Stmt::Item(Item::Impl(item)) => has(&item.attrs, METHODS).then_some(GoStmt::Methods),
        Stmt::Item(Item::Const(item)) => {
            is_const(&item.attrs).then(|| GoStmt::Const { typed: has(&item.attrs, CONST_TYPED) })
        }
        Stmt::Expr(expr, Some(_)) => discarded(expr).map(|_| GoStmt::Discard),
        _ => None,
    }
}

/// The receive in `<-c;` or `_ = <-c;`.
pub(crate) fn discarded(expr: &Expr) -> Option<(&Expr, Span)> {
    match expr {
        Expr::Assign(assign) if matches!(&*assign.left, Expr::Infer(_)) => recv(strip(&assign.right)),
        expr => recv(strip(expr)),
    }
}

/// Whether `attrs` have the marker `name`.
pub(crate) fn has(attrs: &[Attribute], name: &str) -> bool {
    attribute_of(attrs, name).is_some()
}

/// Whether `attrs` are those of a constant in Go's spelling.
pub(crate) fn is_const(attrs: &[Attribute]) -> bool {
    has(attrs, CONST) || has(attrs, CONST_TYPED)
}

/// `expr` without parentheses.
pub(crate) fn strip(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => strip(&paren.expr),
        other => other,
    }
}

/// The place of the attribute `name` among `attrs`.
fn attribute_of(attrs: &[Attribute], name: &str) -> Option<Span> {
    attrs.iter().find_map(|attr| attr.path().get_ident().filter(|ident| *ident == name).map(Ident::span))
}

/// The operand of a receive in Go's spelling, and where its arrow stands.
pub(crate) fn recv(expr: &Expr) -> Option<(&Expr, Span)> {
    let Expr::Unary(ExprUnary { attrs, expr, .. }) = expr else { return None };
    Some((expr, attribute_of(attrs, RECV)?))
}

/// The list in `f(xs...)`.
pub(crate) fn all(expr: &Expr) -> Option<&Expr> {
    let Expr::Unary(ExprUnary { attrs, expr, .. }) = expr else { return None };
    attribute_of(attrs, ALL).map(|_| strip(expr))
}

/// As [`recv`], behind the parentheses that the pre-pass put around it.
pub(crate) fn recv_in_parens(expr: &Expr) -> Option<(&Expr, Span)> {
    match expr {
        Expr::Paren(paren) => recv(&paren.expr),
        _ => None,
    }
}

/// The value sent or assigned in Go's spelling, and where its operator stands.
pub(crate) fn infix_value<'a>(assign: &'a ExprAssign, name: &str) -> Option<(&'a Expr, Span)> {
    let Expr::Closure(ExprClosure { inputs, body, .. }) = &*assign.right else { return None };
    match inputs.first() {
        Some(Pat::Ident(pat)) if pat.ident == name => Some((body, pat.ident.span())),
        _ => None,
    }
}

/// The channel and the value of a send in Go's spelling.
pub(crate) fn send(expr: &Expr) -> Option<(&Expr, &Expr, Span)> {
    let Expr::Assign(assign) = expr else { return None };
    let (value, span) = infix_value(assign, SEND)?;
    Some((&assign.left, value, span))
}

/// How many variables a loop in Go's spelling ranges with, one or two.
pub(crate) fn range(for_loop: &ExprForLoop) -> Option<usize> {
    let Expr::Unary(ExprUnary { attrs, .. }) = &*for_loop.expr else { return None };
    if attribute_of(attrs, RANGE).is_some() {
        return Some(1);
    }
    attribute_of(attrs, RANGE_TWO).map(|_| 2)
}

/// The function literal in Go's spelling that `expr` is.
pub(crate) fn func(expr: &Expr) -> Option<&ExprClosure> {
    match expr {
        Expr::Paren(paren) => func(&paren.expr),
        Expr::Closure(closure) => attribute_of(&closure.attrs, FUNC).map(|_| closure),
        _ => None,
    }
}

/// The built-in function that `call` calls, without the prefix of the marker.
pub(crate) fn builtin(call: &ExprCall) -> Option<(&Ident, String)> {
    let Expr::Path(path) = &*call.func else { return None };
    let [segment] = path.path.segments.iter().collect::<Vec<_>>()[..] else { return None };
    let name = segment.ident.to_string();
    let name = name.strip_prefix(PREFIX)?;
    let is_known = match name.strip_suffix(SPREAD) {
        Some(spread) => function(spread).is_some_and(|function| function.spreads),
        None => function(name).is_some(),
    };
    is_known.then(|| (&segment.ident, name.to_owned()))
}

/// The word that the user wrote, in place of its marker.
pub(crate) fn restore(token: &mut TokenTree) {
    if let TokenTree::Ident(name) = token
        && let Some(word) = name.to_string().strip_prefix(PREFIX)
    {
        *name = Ident::new(word, name.span());
    }
}

/// Which of the two directions a type in Go's spelling, or its Rust equal, has; `None` for any
/// other type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Both,
    Receive,
    Send,
}

/// The direction of a channel type that was written in Go's spelling.
pub(crate) fn direction(ty: &Type) -> Option<Direction> {
    let Type::Path(path) = ty else { return None };
    if !is_channel(path) {
        return None;
    }
    match path.path.segments.last()?.ident.to_string().as_str() {
        "Chan" => Some(Direction::Both),
        "Receiver" => Some(Direction::Receive),
        "Sender" => Some(Direction::Send),
        _ => None,
    }
}

/// Whether `ty` was written in Go's spelling, with its path written out or not.
pub(crate) fn is_channel(ty: &TypePath) -> bool {
    let module = ty.path.segments.iter().rev().nth(1);
    ty.qself.is_none() && module.is_some_and(|module| module.ident == "__go" || module.ident == "__private")
}
