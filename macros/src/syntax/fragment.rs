//! Fragments of the user's own `macro_rules!` (`$e:expr`): they arrive in groups without
//! delimiters, which hold them together. rustc does not read such a group again where a procedural
//! macro gives it back, so one whose contents could come apart gets parentheses.
//!
//! ```text
//! ⟦1 + 2⟧ * 2     →   (1 + 2) * 2
//! f(⟦1 + 2⟧)      →   f(⟦1 + 2⟧)             nothing beside it binds
//! ⟦x.y(1)⟧ * 2    →   ⟦x.y(1)⟧ * 2           it binds tighter than any operator
//! #[⟦doc = ""⟧]   →   #[⟦doc = ""⟧]          an attribute is no expression
//! ```
//!
//! Types and patterns are fragments as well; those that also read as an expression (`&T`, `1 | 2`)
//! may have parentheses too.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::{Expr, UnOp};

use super::gotokens::{is_ident, is_punct, ours, punct_at};

/// `tokens`, with parentheses around the fragments that need them.
pub(crate) fn hold_together(tokens: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    (0..tokens.len()).map(|at| token(&tokens, at)).collect()
}

fn token(tokens: &[TokenTree], at: usize) -> TokenTree {
    let TokenTree::Group(group) = &tokens[at] else { return tokens[at].clone() };
    if is_attribute(tokens, at) {
        return tokens[at].clone();
    }
    let (delimiter, span) = match group.delimiter() {
        Delimiter::None if comes_apart(tokens, at, group) => (Delimiter::Parenthesis, ours(group.span())),
        same => (same, group.span()),
    };
    let mut new = Group::new(delimiter, hold_together(group.stream()));
    new.set_span(span);
    new.into()
}

/// Whether the group at `at` holds an attribute.
fn is_attribute(tokens: &[TokenTree], at: usize) -> bool {
    let before = if at > 1 && is_punct(&tokens[at - 1], '!') { at - 2 } else { at.wrapping_sub(1) };
    punct_at(tokens, before, '#')
}

/// How an expression holds together.
enum Hold {
    /// As one operand.
    Tight,
    /// Unless a field or a method follows: `-1`.
    Negative,
    /// Unless an operator follows, for a statement could end with it: `if a { b }`.
    Block,
    /// Unless nothing stands beside it.
    Loose,
}

/// Whether what stands beside the fragment at `at` could take a part of it away.
fn comes_apart(tokens: &[TokenTree], at: usize, group: &Group) -> bool {
    let Ok(expr) = syn::parse2::<Expr>(group.stream()) else { return false };
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let after = tokens.get(at + 1);
    match hold(&expr) {
        Hold::Tight => false,
        Hold::Negative => after.is_some_and(|after| is_punct(after, '.') || is_punct(after, '?')),
        Hold::Block => after.is_some_and(|after| is_operator(after) || is_ident(after, "as")),
        Hold::Loose => before.is_some_and(is_operator) || after.is_some_and(binds_left),
    }
}

fn hold(expr: &Expr) -> Hold {
    match expr {
        Expr::Path(_) | Expr::Lit(_) | Expr::Paren(_) | Expr::Tuple(_) | Expr::Array(_) | Expr::Repeat(_) => {
            Hold::Tight
        }
        Expr::Macro(_) | Expr::Infer(_) => Hold::Tight,
        Expr::Group(group) => hold(&group.expr),
        Expr::Call(call) => begins(&call.func),
        Expr::MethodCall(call) => begins(&call.receiver),
        Expr::Field(field) => begins(&field.base),
        Expr::Index(index) => begins(&index.expr),
        Expr::Try(attempt) => begins(&attempt.expr),
        Expr::Await(awaited) => begins(&awaited.base),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) && matches!(*unary.expr, Expr::Lit(_)) => Hold::Negative,
        // A `$body:block` has to stay one.
        Expr::Block(_) => Hold::Tight,
        Expr::If(_) | Expr::Match(_) | Expr::Loop(_) | Expr::While(_) | Expr::ForLoop(_) | Expr::Unsafe(_) => {
            Hold::Block
        }
        Expr::Range(range) if range.start.is_none() && range.end.is_none() => Hold::Tight,
        _ => Hold::Loose,
    }
}

/// How an expression holds together that begins with `first`: a struct literal or a block may not
/// stand before a brace.
fn begins(first: &Expr) -> Hold {
    match hold(first) {
        Hold::Block => Hold::Loose,
        other => other,
    }
}

/// Whether `token` is an operator: any punctuation but the one that separates.
fn is_operator(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if !matches!(punct.as_char(), ';' | ',' | '#' | '\'' | '$'))
}

/// Whether `token`, behind an expression, takes its end for an operand: an operator, a call, an
/// index, or the block of an `if`.
fn binds_left(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => group.delimiter() != Delimiter::None,
        other => is_operator(other) || is_ident(other, "as"),
    }
}
