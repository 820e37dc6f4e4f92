//! The walk, where it meets a form of Go's: each is handed to the file of its construct.

mod arguments;
mod assignment;
mod names;
mod range;
mod spread;
mod statement;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Expr;
use syn::visit_mut::VisitMut;

use super::body::Lower;
use super::{arrow, builtin, define, duration, func, value};
use crate::analyze::declared::Kind;
use crate::syntax::marker::{self, GoExpr};

impl Lower<'_> {
    /// Lowers `expr` if it is a form of Go's. Returns true if it was.
    pub(super) fn golang(&mut self, expr: &mut Expr) -> bool {
        if self.is_golang() {
            self.element_constants(expr);
        }
        if let Expr::Field(field) = expr
            && let Some(lowered) = self.expand_method_value(field)
        {
            *expr = Expr::Verbatim(lowered);
            return true;
        }
        if self.conversion(expr) || self.spread(expr) || self.pointer(expr) {
            return true;
        }
        let lowered = match marker::read(expr) {
            Some(GoExpr::Recv { channel, arrow }) => arrow::expand_recv(self, &mut channel.clone(), arrow),
            Some(GoExpr::Send { channel, value }) => arrow::send_as_value(self, channel, value),
            Some(GoExpr::Assign(assign)) => define::expand_assign(self, &mut assign.clone()),
            Some(GoExpr::Func(closure)) => func::expand_func(self, &mut closure.clone(), None),
            Some(GoExpr::Nil(span)) => self.nil(span),
            Some(GoExpr::Zero(span)) => quote::quote_spanned!(span=> __go::zero()),
            Some(GoExpr::Builtin(_)) => {
                let Expr::Call(call) = expr else { return false };
                match builtin::expand_builtin(self, call) {
                    Some(lowered) => lowered,
                    None => return false,
                }
            }
            None => return self.negative(expr) || self.go_name(expr) || self.go_assignment(expr),
        };
        *expr = Expr::Verbatim(lowered);
        true
    }

    /// `-x` of a constant; whether `expr` is that.
    fn negative(&mut self, expr: &mut Expr) -> bool {
        let Expr::Unary(unary) = &*expr else { return false };
        if matches!(*unary.expr, Expr::Lit(_)) {
            return false;
        }
        let span = arrow::first_span(expr);
        let literal = self.constant(expr).and_then(|constant| constant.literal(&Kind::Other, span));
        literal.map(|literal| *expr = literal).is_some()
    }

    /// An operator in a block of items: whether it is lowered.
    fn go_operator(&mut self, expr: &mut Expr) -> bool {
        if self.compared_any(expr) {
            return true;
        }
        let Expr::Binary(binary) = expr else { return false };
        if !self.golang.sizes && self.is_of_sizes(binary) {
            self.golang.sizes = true;
            self.visit_expr_mut(&mut binary.left);
            self.visit_expr_mut(&mut binary.right);
            self.golang.sizes = false;
            return true;
        }
        duration::expand(self, expr) || self.numbers(expr) || self.joined(expr)
    }

    /// Whether a length stands beside a `usize` of Rust's.
    fn is_of_sizes(&self, binary: &syn::ExprBinary) -> bool {
        let is_size = |side: &Expr| self.kind_of(side) == Kind::Size;
        (is_size(&binary.left) && value::measures(&binary.right))
            || (is_size(&binary.right) && value::measures(&binary.left))
    }

    fn nil(&mut self, span: Span) -> TokenStream {
        if self.scopes.get("nil").is_some() {
            let name = proc_macro2::Ident::new("nil", span);
            return quote!(#name);
        }
        quote::quote_spanned!(span=> __go::nil())
    }
}
