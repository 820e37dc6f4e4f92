//! The walk, where it meets a marker of Go's spelling: each is handed to the file of its construct.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Expr, ExprForLoop, Pat, Stmt};

use super::body::Lower;
use super::{arrow, builtin, define, for_loop, func};
use crate::syntax::marker;

impl Lower<'_> {
    /// Lowers `expr` if it is a form of Go's; whether it was.
    pub(super) fn golang(&mut self, expr: &mut Expr) -> bool {
        let lowered = match expr {
            Expr::Unary(_) => self.receive(expr),
            Expr::Assign(_) => self.send_or_assign(expr),
            Expr::Closure(_) | Expr::Paren(_) => self.func(expr),
            Expr::Path(path) if path.path.is_ident(marker::NIL) => self.nil(expr),
            Expr::Call(call) => builtin::expand_builtin(self, call),
            _ => None,
        };
        let Some(lowered) = lowered else { return false };
        *expr = Expr::Verbatim(lowered);
        true
    }

    fn receive(&mut self, expr: &mut Expr) -> Option<TokenStream> {
        let (_, span) = marker::recv(expr)?;
        let Expr::Unary(unary) = expr else { return None };
        Some(arrow::expand_recv(self, &mut unary.expr, span))
    }

    /// A send or an assignment in Go's spelling, where a value is expected.
    fn send_or_assign(&mut self, expr: &mut Expr) -> Option<TokenStream> {
        if let Some((channel, value, _)) = marker::send(expr) {
            let (channel, value) = (channel.clone(), value.clone());
            let Expr::Assign(assign) = expr else { return None };
            return Some(arrow::send_as_value(self, &channel, &value, assign));
        }
        let Expr::Assign(assign) = expr else { return None };
        marker::infix_value(assign, marker::ASSIGN)?;
        Some(define::expand_assign(self, assign))
    }

    fn func(&mut self, expr: &mut Expr) -> Option<TokenStream> {
        let mut closure = marker::func(expr)?.clone();
        Some(func::expand_func(self, &mut closure))
    }

    fn nil(&mut self, expr: &Expr) -> Option<TokenStream> {
        let span = syn::spanned::Spanned::span(expr);
        if self.scopes.get("nil").is_some() {
            let name = proc_macro2::Ident::new("nil", span);
            return Some(quote!(#name));
        }
        let help = "the nil channel is `Chan::nil()`, and nothing is `None`";
        self.cx.help(span, "`nil` is no value", help);
        Some(quote!(loop {}))
    }

    /// Lowers a send that stands where its value is thrown away; whether `expr` is one.
    pub(super) fn send_statement(&mut self, expr: &mut Expr) -> bool {
        let Some((.., span)) = marker::send(expr) else { return false };
        let Expr::Assign(assign) = expr else { return false };
        let Expr::Closure(value) = &mut *assign.right else { return false };
        *expr = Expr::Verbatim(arrow::expand_send(self, &mut assign.left, &mut value.body, span));
        true
    }

    /// Lowers a receive that is a statement; whether `stmt` is one.
    pub(super) fn receive_statement(&mut self, stmt: &mut Stmt) -> bool {
        let Stmt::Expr(expr, Some(_)) = stmt else { return false };
        let Some((_, span)) = marker::recv(expr) else { return false };
        let Expr::Unary(unary) = expr else { return false };
        *expr = Expr::Verbatim(arrow::expand_discarded_recv(self, &mut unary.expr, span));
        true
    }

    /// Lowers `:=`; whether `stmt` is one.
    pub(super) fn define_statement(&mut self, stmt: &mut Stmt) -> bool {
        let Stmt::Local(local) = stmt else { return false };
        let Some(span) = marker::define(local) else { return false };
        *stmt = Stmt::Expr(Expr::Verbatim(define::expand_define(self, local, span)), None);
        true
    }

    /// Lowers what a loop in Go's spelling ranges over, and makes its variables mutable; whether it is one.
    pub(super) fn range(&mut self, for_loop: &mut ExprForLoop) -> bool {
        let Some((variables, span)) = marker::range(for_loop) else { return false };
        let Expr::Unary(operand) = &mut *for_loop.expr else { return false };
        let Expr::Paren(operand) = &mut *operand.expr else { return false };
        *for_loop.expr = Expr::Verbatim(for_loop::expand_range(self, variables, &mut operand.expr, span));
        match &mut *for_loop.pat {
            Pat::Tuple(names) if variables == 2 => names.elems.iter_mut().for_each(make_mutable),
            name => make_mutable(name),
        }
        true
    }
}

fn make_mutable(name: &mut Pat) {
    if let Pat::Ident(pat) = name
        && pat.by_ref.is_none()
    {
        pat.mutability.get_or_insert_with(|| syn::Token![mut](Span::mixed_site()));
    }
}
