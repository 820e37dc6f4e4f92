//! Go's untyped constants: what an expression of literals and of constants without a type is worth.

use proc_macro2::Span;
use syn::{BinOp, Expr, Lit, UnOp};

use crate::analyze::declared::Kind;
use crate::expand::body::Lower;
use crate::expand::{at, package};

/// The value of an untyped constant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Constant {
    Int(i128),
    Rune(i128),
    Float(f64),
}

use Constant::{Float, Int, Rune};

impl Constant {
    /// The kind of a variable that it is the first value of.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Int(_) => Kind::Int,
            Rune(_) => Kind::Rune,
            Float(_) => Kind::Float,
        }
    }

    /// The whole number that it is; `None` if it has a fraction.
    pub(crate) fn whole(self) -> Option<i128> {
        match self {
            Int(number) | Rune(number) => Some(number),
            Float(number) => (number.fract() == 0.0 && number.abs() < 1e30).then_some(number as i128),
        }
    }

    fn float(self) -> f64 {
        match self {
            Int(number) | Rune(number) => number as f64,
            Float(number) => number,
        }
    }

    /// The constant as a value of `kind`; of the kind that Go gives it where nothing else does if
    /// that is no number.
    pub(crate) fn literal(self, kind: &Kind, span: Span) -> Option<Expr> {
        match kind {
            Kind::Float => float(self.float(), span),
            Kind::Int | Kind::Size | Kind::Whole(_) => int(self.whole()?, "", span),
            Kind::Rune => {
                let rune = char::from_u32(u32::try_from(self.whole()?).ok()?)?;
                Some(lit(Lit::Char(syn::LitChar::new(rune, span))))
            }
            _ => match self {
                Int(number) => int(number, "", span),
                Rune(_) => self.literal(&Kind::Rune, span),
                Float(number) => float(number, span),
            },
        }
    }

    /// The constant as a value of `kind`, whose type the literal names.
    pub(super) fn typed(self, kind: &Kind, suffix: &str, span: Span) -> Option<Expr> {
        match kind {
            Kind::Rune => self.literal(kind, span),
            Kind::Float => {
                let number = self.float();
                let text = format!("{:?}{suffix}", number.abs());
                let literal = lit(Lit::Float(syn::LitFloat::new(&text, span)));
                number.is_finite().then(|| signed(literal, number.is_sign_negative(), span))
            }
            _ => int(self.whole()?, suffix, span),
        }
    }

    /// The constant where a value of any type is taken.
    pub(crate) fn by_default(self, span: Span) -> Option<Expr> {
        match self {
            Int(number) => int(number, "isize", span),
            other => other.literal(&Kind::Other, span),
        }
    }
}

fn lit(lit: Lit) -> Expr {
    Expr::Lit(syn::ExprLit { attrs: Vec::new(), lit })
}

fn int(number: i128, suffix: &str, span: Span) -> Option<Expr> {
    let text = format!("{}{suffix}", number.unsigned_abs());
    Some(signed(lit(Lit::Int(syn::LitInt::new(&text, span))), number < 0, span))
}

fn float(number: f64, span: Span) -> Option<Expr> {
    let text = format!("{:?}", number.abs());
    number
        .is_finite()
        .then(|| signed(lit(Lit::Float(syn::LitFloat::new(&text, span))), number.is_sign_negative(), span))
}

fn signed(number: Expr, is_negative: bool, span: Span) -> Expr {
    let span = at(span);
    if is_negative { syn::parse_quote_spanned!(span=> (-#number)) } else { number }
}

impl Lower<'_> {
    /// What `expr` is worth if it is an untyped constant.
    pub(crate) fn constant(&self, expr: &Expr) -> Option<Constant> {
        if !self.is_golang() {
            return None;
        }
        self.constant_within(expr, 16)
    }

    fn constant_within(&self, expr: &Expr, depth: u32) -> Option<Constant> {
        let depth = depth.checked_sub(1)?;
        match expr {
            Expr::Lit(literal) => of_literal(&literal.lit),
            Expr::Path(path) => {
                let name = path.path.get_ident()?.to_string();
                if self.scopes.get(&name).is_some() && !self.golang.consts.contains_key(&name) {
                    return None;
                }
                let declared = self.declared.and_then(|declared| declared.constant(&name));
                self.constant_within(self.golang.consts.get(&name).or(declared)?, depth)
            }
            Expr::Field(_) => {
                let (package, name) = package::named(self, expr)?;
                if package == "math" { of_math(&name.to_string()) } else { None }
            }
            Expr::Paren(paren) => self.constant_within(&paren.expr, depth),
            Expr::Group(group) => self.constant_within(&group.expr, depth),
            Expr::Unary(unary) => {
                let value = self.constant_within(&unary.expr, depth)?;
                match (unary.op, value) {
                    (UnOp::Neg(_), Int(number)) => Some(Int(number.checked_neg()?)),
                    (UnOp::Neg(_), Rune(number)) => Some(Rune(number.checked_neg()?)),
                    (UnOp::Neg(_), Float(number)) => Some(Float(-number)),
                    _ => None,
                }
            }
            Expr::Binary(binary) => {
                let (left, right) =
                    (self.constant_within(&binary.left, depth)?, self.constant_within(&binary.right, depth)?);
                of_binary(&binary.op, left, right)
            }
            _ => None,
        }
    }
}

fn of_literal(lit: &Lit) -> Option<Constant> {
    match lit {
        Lit::Int(number) if number.suffix().is_empty() => number.base10_parse().ok().map(Int),
        Lit::Float(number) if number.suffix().is_empty() => number.base10_parse().ok().map(Float),
        Lit::Char(rune) => Some(Rune(i128::from(u32::from(rune.value())))),
        _ => None,
    }
}

fn of_binary(op: &BinOp, left: Constant, right: Constant) -> Option<Constant> {
    if let BinOp::Shl(_) | BinOp::Shr(_) = op {
        let (number, bits) = (left.whole()?, u32::try_from(right.whole()?).ok()?);
        let shifted = match op {
            BinOp::Shl(_) => number.checked_mul(1i128.checked_shl(bits).filter(|bit| *bit > 0)?)?,
            _ => number.checked_shr(bits).unwrap_or(if number < 0 { -1 } else { 0 }),
        };
        return Some(Int(shifted));
    }
    if let (Float(_), _) | (_, Float(_)) = (left, right) {
        let (left, right) = (left.float(), right.float());
        return Some(Float(match op {
            BinOp::Add(_) => left + right,
            BinOp::Sub(_) => left - right,
            BinOp::Mul(_) => left * right,
            BinOp::Div(_) if right != 0.0 => left / right,
            _ => return None,
        }));
    }
    let (a, b) = (left.whole()?, right.whole()?);
    let number = match op {
        BinOp::Add(_) => a.checked_add(b)?,
        BinOp::Sub(_) => a.checked_sub(b)?,
        BinOp::Mul(_) => a.checked_mul(b)?,
        BinOp::Div(_) => a.checked_div(b)?,
        BinOp::Rem(_) => a.checked_rem(b)?,
        BinOp::BitAnd(_) => a & b,
        BinOp::BitOr(_) => a | b,
        BinOp::BitXor(_) => a ^ b,
        _ => return None,
    };
    let is_rune = matches!(left, Rune(_)) || matches!(right, Rune(_));
    Some(if is_rune { Rune(number) } else { Int(number) })
}

/// The constants of `math`.
fn of_math(name: &str) -> Option<Constant> {
    use std::f64::consts;
    Some(match name {
        "E" => Float(consts::E),
        "Ln10" => Float(consts::LN_10),
        "Ln2" => Float(consts::LN_2),
        "MaxFloat32" => Float(f64::from(f32::MAX)),
        "MaxFloat64" => Float(f64::MAX),
        "MaxInt" => Int(isize::MAX as i128),
        "MaxInt16" => Int(i16::MAX.into()),
        "MaxInt32" => Int(i32::MAX.into()),
        "MaxInt64" => Int(i64::MAX.into()),
        "MaxInt8" => Int(i8::MAX.into()),
        "MaxUint16" => Int(u16::MAX.into()),
        "MaxUint32" => Int(u32::MAX.into()),
        "MaxUint64" => Int(u64::MAX.into()),
        "MaxUint8" => Int(u8::MAX.into()),
        "MinInt" => Int(isize::MIN as i128),
        "MinInt16" => Int(i16::MIN.into()),
        "MinInt32" => Int(i32::MIN.into()),
        "MinInt64" => Int(i64::MIN.into()),
        "MinInt8" => Int(i8::MIN.into()),
        "Phi" => Float(1.618_033_988_749_895),
        "Pi" => Float(consts::PI),
        "SmallestNonzeroFloat64" => Float(5e-324),
        "Sqrt2" => Float(consts::SQRT_2),
        _ => return None,
    })
}
