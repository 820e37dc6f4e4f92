//! Differences of durations in Go's spelling, which may be negative in Go and are zero here.
//!
//! ```text
//! time.Sleep(a - b)                 →   time.Sleep(difference(a, b))
//! period - time.Since(start)        →   difference(period, time.Since(start))
//! -1 * time.Second, -time.Second    →   zero
//! ```

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{BinOp, Expr, UnOp};

use super::body::Lower;
use super::package;
use super::{arrow, at};
use crate::analyze::declared::Kind;
use crate::syntax::gotokens::is_any;

/// Functions that give a duration.
const GIVE: &[&str] = &["Duration", "Since", "Until"];
/// Methods that give a duration.
const METHODS: &[&str] = &["Sub", "duration_since", "elapsed", "saturating_duration_since"];
/// Units.
const UNITS: &[&str] = &["Nanosecond", "Microsecond", "Millisecond", "Second", "Minute", "Hour"];

/// Lowers a difference that is the argument of a function of `time`, of whatever type its sides
/// are.
pub(super) fn expand_argument(cx: &mut Lower<'_>, arg: &mut Expr) -> bool {
    match strip(arg) {
        Expr::Binary(binary) if matches!(binary.op, BinOp::Sub(_)) => {}
        _ => return expand(cx, arg),
    }
    *arg = Expr::Verbatim(difference(cx, arg));
    true
}

/// Lowers `expr` where its text shows that it is a difference of durations, or a negative one.
pub(super) fn expand(cx: &mut Lower<'_>, expr: &mut Expr) -> bool {
    let lowered = match strip(expr) {
        Expr::Binary(binary) if matches!(binary.op, BinOp::Sub(_)) => {
            if !is_duration(cx, &binary.left) && !is_duration(cx, &binary.right) {
                return false;
            }
            difference(cx, expr)
        }
        Expr::Binary(binary) if matches!(binary.op, BinOp::Mul(_)) => {
            let negative = |this: &Expr, other: &Expr| is_negative(this) && is_duration(cx, other);
            if !negative(&binary.left, &binary.right) && !negative(&binary.right, &binary.left) {
                return false;
            }
            quote!(__go::go_time::Duration::ZERO)
        }
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) && is_duration(cx, &unary.expr) => {
            quote!(__go::go_time::Duration::ZERO)
        }
        _ => return false,
    };
    *expr = Expr::Verbatim(lowered);
    true
}

fn difference(cx: &mut Lower<'_>, expr: &Expr) -> TokenStream {
    let Expr::Binary(binary) = strip(expr) else { return quote!(#expr) };
    let span = at(arrow::first_span(expr));
    let (mut left, mut right) = ((*binary.left).clone(), (*binary.right).clone());
    for side in [&mut left, &mut right] {
        if !expand_argument(cx, side) {
            cx.value(side);
        }
    }
    quote_spanned!(span=> __go::go_time::difference(#left, #right))
}

fn strip(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => strip(&paren.expr),
        other => other,
    }
}

fn is_negative(expr: &Expr) -> bool {
    matches!(strip(expr), Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) && matches!(*unary.expr, Expr::Lit(_)))
}

/// Whether the text of `expr` shows that it is a duration.
pub(super) fn is_duration(cx: &Lower<'_>, expr: &Expr) -> bool {
    if cx.kind_of(expr) == Kind::Duration {
        return true;
    }
    match strip(expr) {
        Expr::Field(_) => package::named(cx, strip(expr)).is_some_and(|(of, name)| of == "time" && is_any(name, UNITS)),
        Expr::MethodCall(call) => match package::named(cx, strip(expr)) {
            Some((of, name)) => of == "time" && is_any(name, GIVE),
            None => is_any(&call.method, METHODS),
        },
        Expr::Binary(binary) if matches!(binary.op, BinOp::Add(_) | BinOp::Sub(_) | BinOp::Mul(_) | BinOp::Div(_)) => {
            is_duration(cx, &binary.left) || is_duration(cx, &binary.right)
        }
        _ => false,
    }
}
