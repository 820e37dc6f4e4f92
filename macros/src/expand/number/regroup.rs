//! Operators bind in Go's block as Go binds them: `1<<n - 1` is `(1<<n) - 1`, and `a | b + c` is
//! `(a | b) + c`.

use proc_macro2::Span;
use syn::visit_mut::{self, VisitMut};
use syn::{BinOp, Expr, ExprBinary, ExprParen};

use crate::expand::at;

/// Groups the operators below as Go does.
pub(crate) struct Regroup;

impl VisitMut for Regroup {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Expr::Binary(binary) = expr
            && precedence(&binary.op).is_some()
        {
            let (mut operands, mut operators) = (Vec::new(), Vec::new());
            flatten(std::mem::replace(expr, Expr::PLACEHOLDER), &mut operands, &mut operators);
            operands.iter_mut().for_each(|operand| self.visit_expr_mut(operand));
            *expr = group(operands, operators);
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
    }
}

/// How tightly Go binds an operator of numbers; `None` for all others.
fn precedence(op: &BinOp) -> Option<u8> {
    match op {
        BinOp::Mul(_) | BinOp::Div(_) | BinOp::Rem(_) | BinOp::Shl(_) | BinOp::Shr(_) | BinOp::BitAnd(_) => Some(2),
        BinOp::Add(_) | BinOp::Sub(_) | BinOp::BitOr(_) | BinOp::BitXor(_) => Some(1),
        _ => None,
    }
}

fn flatten(expr: Expr, operands: &mut Vec<Expr>, operators: &mut Vec<BinOp>) {
    match expr {
        Expr::Binary(binary) if binary.attrs.is_empty() && precedence(&binary.op).is_some() => {
            flatten(*binary.left, operands, operators);
            operators.push(binary.op);
            flatten(*binary.right, operands, operators);
        }
        other => operands.push(other),
    }
}

/// The operands of one chain, joined from left to right, the tighter operators first.
fn group(operands: Vec<Expr>, operators: Vec<BinOp>) -> Expr {
    let mut operands = operands.into_iter();
    let Some(mut term) = operands.next() else { return Expr::PLACEHOLDER };
    let mut sum: Option<(Expr, BinOp)> = None;
    for (op, operand) in operators.into_iter().zip(operands) {
        if precedence(&op) == Some(2) {
            term = join(term, op, operand);
        } else {
            let left = match sum.take() {
                Some((left, before)) => join(left, before, term),
                None => term,
            };
            sum = Some((left, op));
            term = operand;
        }
    }
    match sum {
        Some((left, op)) => join(left, op, term),
        None => term,
    }
}

/// `left op right`, with parentheses where Rust would group otherwise.
fn join(left: Expr, op: BinOp, right: Expr) -> Expr {
    let left = if binds_less(&left, &op, false) { in_parens(left) } else { left };
    let right = if binds_less(&right, &op, true) { in_parens(right) } else { right };
    Expr::Binary(ExprBinary { attrs: Vec::new(), left: Box::new(left), op, right: Box::new(right) })
}

/// Whether Rust would take `side` of `op` apart.
fn binds_less(side: &Expr, op: &BinOp, is_right: bool) -> bool {
    let Expr::Binary(inner) = side else { return false };
    let (inner, outer) = (of_rust(&inner.op), of_rust(op));
    inner < outer || (is_right && inner == outer)
}

/// How tightly Rust binds an operator.
fn of_rust(op: &BinOp) -> u8 {
    match op {
        BinOp::Mul(_) | BinOp::Div(_) | BinOp::Rem(_) => 6,
        BinOp::Add(_) | BinOp::Sub(_) => 5,
        BinOp::Shl(_) | BinOp::Shr(_) => 4,
        BinOp::BitAnd(_) => 3,
        BinOp::BitXor(_) => 2,
        BinOp::BitOr(_) => 1,
        _ => 0,
    }
}

fn in_parens(expr: Expr) -> Expr {
    let span = at(Span::call_site());
    Expr::Paren(ExprParen { attrs: Vec::new(), paren_token: syn::token::Paren(span), expr: Box::new(expr) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::ToTokens;

    fn regrouped(text: &str) -> String {
        let Ok(mut expr) = syn::parse_str::<Expr>(text) else { panic!("{text} is an expression") };
        Regroup.visit_expr_mut(&mut expr);
        expr.to_token_stream().to_string().replace(' ', "")
    }

    #[test]
    fn operators_bind_as_in_go() {
        let cases = [
            ("1 << n - 1", "(1<<n)-1"),
            ("h << 5 + h + c", "(h<<5)+h+c"),
            ("a | b + c", "(a|b)+c"),
            ("a + b & c", "a+(b&c)"),
            ("a * b + c * d", "a*b+c*d"),
            ("a - b - c", "a-b-c"),
            ("x & 1 == 0", "x&1==0"),
            ("(a + b) << 1", "(a+b)<<1"),
            ("a & b << 1", "(a&b)<<1"),
            ("f(1 << n - 1)", "f((1<<n)-1)"),
        ];
        for (text, wanted) in cases {
            assert_eq!(regrouped(text), wanted, "{text}");
            assert_eq!(regrouped(wanted), wanted, "{wanted}");
        }
    }
}
