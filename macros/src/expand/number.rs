//! Numbers in Go's spelling: an untyped constant takes the type of what stands beside it, whole
//! numbers wrap around, and a rune is a number while one reckons with it.
//!
//! ```text
//! 2 * x            →   2.0 * x                 of a float
//! s[i] == 'a'      →   s[i] == 97              of a byte
//! a * b            →   number::mul(a, b)       of whole numbers
//! r - 'a'          →   number::sub(number::code(r), 97)
//! x += y           →   x = number::add(x, y)
//! d / time.Second  →   quotient(d, time.Second)
//! ```

mod constant;
mod conversion;
mod regroup;

pub(crate) use constant::Constant;
pub(crate) use regroup::Regroup;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::visit_mut::VisitMut;
use syn::{BinOp, Expr};

use super::body::Lower;
use super::{arrow, at, duration, local};
use crate::analyze::captures;
use crate::analyze::declared::{Declared, Kind};
use crate::syntax::marker;

/// The kind of the number that a rune is in arithmetic.
const CODE: Kind = Kind::Whole("i32");

/// What stands on one side of an operator.
enum Side {
    Constant(Constant),
    Number(Kind),
    Other,
}

impl Lower<'_> {
    /// The kind of `expr` as a number; `Kind::Other` if it is none, or not known.
    pub(crate) fn number_kind(&self, expr: &Expr) -> Kind {
        match expr {
            Expr::Reference(_) => Kind::Other,
            _ if duration::is_duration(self, expr) => Kind::Duration,
            _ => self.kind_of(expr),
        }
    }

    fn side(&self, expr: &Expr) -> Side {
        if let Some(constant) = self.constant(expr) {
            return Side::Constant(constant);
        }
        match self.number_kind(expr) {
            kind if kind.is_number() => Side::Number(kind),
            _ => Side::Other,
        }
    }

    /// The kind that both sides of `op` have; `None` where that is not known.
    fn common(&self, op: &BinOp, left: &Side, right: &Side) -> Option<Kind> {
        if is_shift(op) {
            return match left {
                Side::Constant(_) => Some(Kind::Int),
                Side::Number(kind) => Some(kind.clone()),
                Side::Other => None,
            };
        }
        match (left, right) {
            (Side::Number(kind), Side::Constant(_)) | (Side::Constant(_), Side::Number(kind)) => Some(kind.clone()),
            (Side::Number(left), Side::Number(right)) if left == right => Some(left.clone()),
            (Side::Number(Kind::Rune), Side::Number(CODE)) | (Side::Number(CODE), Side::Number(Kind::Rune)) => {
                Some(CODE)
            }
            _ => None,
        }
    }

    /// What is known of the value of `left op right`.
    pub(crate) fn kind_of_binary(&self, binary: &syn::ExprBinary) -> Kind {
        if is_comparison(&binary.op) || !self.is_golang() {
            return Kind::Other;
        }
        let (left, right) = (self.side(&binary.left), self.side(&binary.right));
        match self.common(&binary.op, &left, &right) {
            Some(Kind::Rune) => CODE,
            Some(kind) => kind,
            None => match (left, right) {
                (Side::Number(Kind::Float), _) | (_, Side::Number(Kind::Float)) => Kind::Float,
                _ => Kind::Other,
            },
        }
    }

    /// Lowers an operator of numbers; whether `expr` is one.
    pub(super) fn numbers(&mut self, expr: &mut Expr) -> bool {
        let span = arrow::first_span(expr);
        if let Some(constant) = self.constant(expr)
            && let Some(literal) = constant.literal(&Kind::Other, span)
        {
            *expr = literal;
            return true;
        }
        let Expr::Binary(binary) = expr else { return false };
        if captures::is_assignment(&binary.op) {
            return false;
        }
        let (left, right) = (self.side(&binary.left), self.side(&binary.right));
        let Some(kind) = self.common(&binary.op, &left, &right) else { return false };
        if self.divides_by_zero(&binary.op, &kind, &right, &binary.right) {
            *expr = Expr::Verbatim(quote!(loop {}));
            return true;
        }
        let compares = is_comparison(&binary.op);
        match kind {
            Kind::Duration => return self.durations(expr),
            Kind::Size => return false,
            Kind::Float => {
                self.operand(&mut binary.left, &kind);
                self.operand(&mut binary.right, &kind);
            }
            kind if compares => {
                self.operand(&mut binary.left, &kind);
                self.operand(&mut binary.right, &kind);
            }
            kind => {
                let kind = if kind == Kind::Rune { CODE } else { kind };
                let Some(function) = function(&binary.op, span) else { return false };
                self.operand(&mut binary.left, &kind);
                match is_shift(&binary.op) {
                    true => self.visit_expr_mut(&mut binary.right),
                    false => self.operand(&mut binary.right, &kind),
                }
                let (left, right) = (marker::strip(&binary.left), marker::strip(&binary.right));
                *expr = Expr::Verbatim(quote_spanned!(span=> __go::number::#function(#left, #right)));
            }
        }
        true
    }

    /// One side of an operator, as a number of `kind`.
    fn operand(&mut self, side: &mut Expr, kind: &Kind) {
        if !self.number_given(side, kind) {
            self.visit_expr_mut(side);
        }
    }

    /// Lowers `value` where a number of `kind` is taken, if that makes it another one; whether it
    /// does.
    pub(super) fn number_given(&mut self, value: &mut Expr, kind: &Kind) -> bool {
        if !kind.is_number() || *kind == Kind::Duration {
            return false;
        }
        let span = arrow::first_span(value);
        if let Some(constant) = self.constant(value) {
            let Some(literal) = constant.literal(kind, span) else { return self.truncated(value, constant, kind) };
            *value = literal;
            return true;
        }
        let convert = match (kind, self.number_kind(value)) {
            (Kind::Rune, own) if own == CODE => "rune_of",
            (own, Kind::Rune) if *own == CODE => "code",
            _ => return false,
        };
        self.visit_expr_mut(value);
        let convert = Ident::new(convert, span);
        *value = Expr::Verbatim(quote_spanned!(span=> __go::number::#convert(#value)));
        true
    }

    /// Lowers the first value of a variable, whose type it decides.
    pub(super) fn first_value(&mut self, value: &mut Expr) {
        self.first_constant(value);
        self.value(value);
    }

    /// A constant that is the first value of a variable: a whole one is an `int` in Go. In a block
    /// that names Rust's types of whole numbers its type is inferred, as Rust does: `x := 1` may be
    /// an `i32` there.
    pub(super) fn first_constant(&self, value: &mut Expr) {
        let span = arrow::first_span(value);
        let constant = self.constant(value).filter(|constant| self.has_type(constant));
        if let Some(literal) = constant.and_then(|constant| constant.by_default(span)) {
            *value = literal;
        }
    }

    /// Whether a constant alone says what the type of a variable is.
    pub(crate) fn has_type(&self, constant: &Constant) -> bool {
        !matches!(constant, Constant::Int(_)) || self.declared.is_some_and(Declared::has_ints)
    }

    /// Reports a constant with a fraction where a whole number is taken.
    fn truncated(&mut self, value: &mut Expr, constant: Constant, kind: &Kind) -> bool {
        let (Constant::Float(number), None) = (constant, constant.whole()) else { return false };
        let name = kind.go_name();
        let message = format!(
            "cannot use {number} (untyped float constant) as {name} value (truncated)\nhelp: give a whole number, or let it be a float64"
        );
        self.cx.push(syn::Error::new_spanned(&*value, message));
        *value = Expr::Verbatim(quote!(loop {}));
        true
    }

    /// Reports a division of whole numbers by the constant zero.
    fn divides_by_zero(&mut self, op: &BinOp, kind: &Kind, right: &Side, place: &Expr) -> bool {
        let divides = matches!(op, BinOp::Div(_) | BinOp::Rem(_) | BinOp::DivAssign(_) | BinOp::RemAssign(_));
        let zero = matches!(right, Side::Constant(constant) if constant.whole() == Some(0));
        if !divides || !zero || *kind == Kind::Float {
            return false;
        }
        self.cx.help(arrow::first_span(place), "invalid operation: division by zero", "divide by something else");
        true
    }

    /// Operators of two durations, which Rust has not, and a comparison with a constant.
    fn durations(&mut self, expr: &mut Expr) -> bool {
        let span = arrow::first_span(expr);
        let Expr::Binary(binary) = expr else { return false };
        if is_comparison(&binary.op) {
            for side in [&mut binary.left, &mut binary.right] {
                match self.constant(side).and_then(Constant::whole) {
                    Some(number) => {
                        let nanos = u64::try_from(number).unwrap_or(0);
                        **side = Expr::Verbatim(quote_spanned!(span=> __go::go_time::Duration::from_nanos(#nanos)));
                    }
                    None => self.visit_expr_mut(side),
                }
            }
            return true;
        }
        let is_duration = |side: &Expr| self.constant(side).is_none();
        if !is_duration(&binary.left) || !is_duration(&binary.right) {
            return false;
        }
        let function = match binary.op {
            BinOp::Mul(_) => "product",
            BinOp::Div(_) => "quotient",
            BinOp::Rem(_) => "remainder",
            _ => return false,
        };
        let function = Ident::new(function, span);
        self.visit_expr_mut(&mut binary.left);
        self.visit_expr_mut(&mut binary.right);
        let (left, right) = (&binary.left, &binary.right);
        *expr = Expr::Verbatim(quote_spanned!(span=> __go::go_time::#function(#left, #right)));
        true
    }

    /// Lowers `place op= value` of a number; whether it is one.
    pub(super) fn number_changed(&mut self, expr: &mut Expr) -> bool {
        let Expr::Binary(change) = expr else { return false };
        let kind = self.kind_of(&change.left);
        if !kind.is_number() || self.is_duration_or_size(&kind) {
            return false;
        }
        let span = arrow::first_span(&change.left);
        if !self.number_operand(&change.op, &kind, &mut change.right) {
            return false;
        }
        if kind == Kind::Float {
            self.place(&mut change.left);
            let (left, op, right) = (&change.left, &change.op, &change.right);
            *expr = match self.has_map_element(&change.left) {
                true => {
                    let given = local("value", span);
                    Expr::Verbatim(quote!({ let #given = #right; #left #op #given; }))
                }
                false => Expr::Verbatim(quote!(#left #op #right)),
            };
            return true;
        }
        let is_name = matches!(*change.left, Expr::Path(_));
        self.place(&mut change.left);
        let (left, right) = (&change.left, &change.right);
        *expr = Expr::Verbatim(if is_name {
            let Some(value) = changed(&kind, &change.op, &quote!(#left), &quote!(#right), span) else { return false };
            quote_spanned!(span=> { #left = #value; })
        } else {
            let (place, given) = (local("place", span), local("value", span));
            let Some(value) = changed(&kind, &change.op, &quote!(*#place), &quote!(#given), span) else { return false };
            quote_spanned!(at(span)=> {
                let #given = #right;
                let #place = &mut #left;
                *#place = #value;
            })
        });
        true
    }

    fn is_duration_or_size(&self, kind: &Kind) -> bool {
        matches!(kind, Kind::Duration | Kind::Size)
    }

    /// Lowers the right side of `op=`; whether it is a number that fits.
    pub(super) fn number_operand(&mut self, op: &BinOp, kind: &Kind, value: &mut Expr) -> bool {
        let right = self.side(value);
        let left = Side::Number(kind.clone());
        if self.common(op, &left, &right).is_none() {
            return false;
        }
        if self.divides_by_zero(op, kind, &right, value) {
            *value = Expr::Verbatim(quote!(loop {}));
            return true;
        }
        let kind = if *kind == Kind::Rune { &CODE } else { kind };
        match is_shift(op) {
            true => self.visit_expr_mut(value),
            false => self.operand(value, kind),
        }
        true
    }
}

/// What `place op= value` assigns to `place`, of whole numbers or runes.
pub(super) fn changed(
    kind: &Kind,
    op: &BinOp,
    place: &TokenStream,
    value: &TokenStream,
    span: Span,
) -> Option<TokenStream> {
    let function = function(op, span)?;
    Some(match kind {
        Kind::Rune => {
            quote_spanned!(span=> __go::number::rune_of(__go::number::#function(__go::number::code(#place), #value)))
        }
        _ => quote_spanned!(span=> __go::number::#function(#place, #value)),
    })
}

/// The runtime's function for an operator; `None` for those that cannot overflow.
fn function(op: &BinOp, span: Span) -> Option<Ident> {
    let name = match op {
        BinOp::Add(_) | BinOp::AddAssign(_) => "add",
        BinOp::Sub(_) | BinOp::SubAssign(_) => "sub",
        BinOp::Mul(_) | BinOp::MulAssign(_) => "mul",
        BinOp::Div(_) | BinOp::DivAssign(_) => "div",
        BinOp::Rem(_) | BinOp::RemAssign(_) => "rem",
        BinOp::Shl(_) | BinOp::ShlAssign(_) => "shl",
        BinOp::Shr(_) | BinOp::ShrAssign(_) => "shr",
        BinOp::BitAnd(_) | BinOp::BitAndAssign(_) => "and",
        BinOp::BitOr(_) | BinOp::BitOrAssign(_) => "or",
        BinOp::BitXor(_) | BinOp::BitXorAssign(_) => "xor",
        _ => return None,
    };
    Some(Ident::new(name, span))
}

fn is_shift(op: &BinOp) -> bool {
    matches!(op, BinOp::Shl(_) | BinOp::Shr(_) | BinOp::ShlAssign(_) | BinOp::ShrAssign(_))
}

fn is_comparison(op: &BinOp) -> bool {
    matches!(
        op,
        BinOp::Eq(_)
            | BinOp::Ne(_)
            | BinOp::Lt(_)
            | BinOp::Gt(_)
            | BinOp::Le(_)
            | BinOp::Ge(_)
            | BinOp::And(_)
            | BinOp::Or(_)
    )
}
