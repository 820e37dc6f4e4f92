//! Names of Go's: constants and variables among the items, members of packages, `x == nil`.

use quote::quote;
use syn::visit_mut::VisitMut;
use syn::{BinOp, Expr};

use crate::analyze::declared::Kind;
use crate::expand::body::Lower;
use crate::expand::{arrow, at, duration, package};
use crate::syntax::marker::{self, GoExpr};

impl Lower<'_> {
    /// A name of Go's: of a package, of a constant or a variable among the items, `x == nil`.
    pub(super) fn go_name(&mut self, expr: &mut Expr) -> bool {
        match expr {
            Expr::Path(path) => {
                let Some(name) = path.path.get_ident() else { return false };
                let text = name.to_string();
                if self.scopes.get(&text).is_some() {
                    return false;
                }
                if self.is_global(&text) {
                    let (path, span) = (quote!(#path), at(name.span()));
                    *expr =
                        syn::parse2(quote::quote_spanned!(span=> (*#path))).unwrap_or_else(|_| unreachable!("a place"));
                    return true;
                }
                let constant = self.declared.and_then(|declared| declared.constant(&text));
                let Some(mut value) = self.golang.consts.get(&text).or(constant).cloned() else { return false };
                self.visit_expr_mut(&mut value);
                *expr = match value {
                    Expr::Lit(_) | Expr::Path(_) | Expr::Paren(_) => value,
                    value => Expr::Paren(syn::ExprParen {
                        attrs: Vec::new(),
                        paren_token: syn::token::Paren(at(name.span())),
                        expr: Box::new(value),
                    }),
                };
                true
            }
            Expr::Binary(binary) if matches!(binary.op, BinOp::Eq(_) | BinOp::Ne(_)) => {
                let is_nil = |side: &Expr| matches!(marker::read(side), Some(GoExpr::Nil(_)));
                let side = match (is_nil(&binary.left), is_nil(&binary.right)) {
                    (false, true) => &mut binary.left,
                    (true, false) => &mut binary.right,
                    _ => return self.is_golang() && (self.compared_any(expr) || self.go_operator(expr)),
                };
                if self.scopes.get("nil").is_some() {
                    return false;
                }
                let span = arrow::first_span(side);
                let value = arrow::borrowed(self, side);
                let not = matches!(binary.op, BinOp::Ne(_)).then(|| quote!(!));
                *expr = Expr::Verbatim(quote::quote_spanned!(span=> #not __go::is_nil(#value)));
                true
            }
            Expr::Binary(_) if self.is_golang() => self.go_operator(expr),
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) && self.is_golang() => {
                duration::expand(self, expr)
            }
            // What a constructor gives is the value itself.
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) && self.is_golang() => {
                let points = match &*unary.expr {
                    Expr::Call(call) => {
                        matches!(&*call.func, Expr::Path(path) if path.path.get_ident().is_some_and(|name| {
                            self.declared.is_some_and(|declared| declared.is_constructor(&name.to_string()))
                        }))
                    }
                    place => self.kind_of(place) == Kind::Pointer,
                };
                if points {
                    *expr = (*unary.expr).clone();
                    self.visit_expr_mut(expr);
                }
                points
            }
            Expr::MethodCall(call) if call.method.to_string().starts_with("__go_") && call.method != marker::SLICE => {
                let Some(lowered) = self.assertion(call) else { return package::expand(self, expr) };
                *expr = Expr::Verbatim(lowered);
                true
            }
            Expr::Index(_) if self.is_golang() => self.index(expr),
            Expr::MethodCall(call) if self.is_golang() && call.method == marker::SLICE => {
                if let Expr::Index(indexed) = &mut *call.receiver {
                    self.range_index(indexed);
                }
                true
            }
            Expr::Field(_) | Expr::MethodCall(_) => package::expand(self, expr),
            Expr::Struct(literal) if self.is_golang() => {
                self.struct_literal(literal);
                true
            }
            _ => false,
        }
    }
}
