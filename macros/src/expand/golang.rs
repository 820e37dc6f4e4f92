//! The walk, where it meets a marker of Go's spelling: each is handed to the file of its construct.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Expr, ExprForLoop, Item, Pat, Stmt};

use super::body::Lower;
use super::{arrow, builtin, define, direction, for_loop, func, item};
use crate::syntax::marker::{self, Direction};
use crate::syntax::{self, Form, items};

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

    /// The directions of the parameters of the function that `name` calls, if the same `go! { … }` declares it.
    pub(super) fn directions(&self, name: &str) -> Option<Vec<Option<Direction>>> {
        let params = self.directions?.params(name)?;
        self.scopes.get(name).is_none().then(|| params.to_vec())
    }

    /// Lowers the argument of a parameter of direction `direction`; whether it has one.
    pub(super) fn given_channel(&mut self, arg: &mut Expr, direction: Option<Direction>) -> bool {
        let Some(direction) = direction else { return false };
        *arg = Expr::Verbatim(direction::expand_given(self, arg, direction));
        true
    }

    /// Lowers the operand of a `return` in a function that returns a channel of one direction; whether it is one.
    pub(super) fn returned_channel(&mut self, expr: &mut Expr) -> bool {
        let Expr::Return(returned) = expr else { return false };
        let Some(value) = &mut returned.expr else { return false };
        let direction = self.returns.filter(|_| self.scopes.depth == 0);
        self.given_channel(value, direction)
    }

    /// Lowers a send that stands where its value is thrown away; whether `expr` is one.
    pub(super) fn send_statement(&mut self, expr: &mut Expr) -> bool {
        let Some((.., span)) = marker::send(expr) else { return false };
        let Expr::Assign(assign) = expr else { return false };
        let Expr::Closure(value) = &mut *assign.right else { return false };
        *expr = Expr::Verbatim(arrow::expand_send(self, &mut assign.left, &mut value.body, span));
        true
    }

    /// Lowers a receive whose value is thrown away; whether `stmt` is one.
    pub(super) fn discarded_receive(&mut self, stmt: &mut Stmt) -> bool {
        let Stmt::Expr(expr, Some(_)) = stmt else { return false };
        let mut receive = &mut *expr;
        if let Expr::Assign(assign) = receive {
            if !matches!(&*assign.left, Expr::Infer(_)) {
                return false;
            }
            receive = &mut assign.right;
        }
        let Some((_, span)) = marker::recv(receive) else { return false };
        let Expr::Unary(unary) = receive else { return false };
        let lowered = arrow::expand_discarded_recv(self, &mut unary.expr, span);
        *expr = Expr::Verbatim(lowered);
        true
    }

    /// Declares the functions of a `go! { … }` of items in a block; whether `stmt` is one.
    pub(super) fn items_statement(&mut self, stmt: &mut Stmt) -> bool {
        let Stmt::Macro(mac) = stmt else { return false };
        let is_brace = matches!(mac.mac.delimiter, syn::MacroDelimiter::Brace(_));
        if !is_brace || syntax::form(&mac.mac) != Some(Form::Go) || !items::are_items(&mac.mac.tokens) {
            return false;
        }
        let items = items::parse(self.cx, mac.mac.tokens.clone());
        let expanded = item::expand_items(self.cx, &self.private, items);
        let path = &mac.mac.path;
        let used = (!syntax::is_statement(&mac.mac)).then(|| quote!(#[allow(unused_imports)] use #path as _;));
        *stmt = Stmt::Item(Item::Verbatim(quote!(#used #expanded)));
        true
    }

    /// Lowers `:=`; whether `stmt` is one.
    pub(super) fn define_statement(&mut self, stmt: &mut Stmt) -> bool {
        let Stmt::Local(local) = stmt else { return false };
        let Some(span) = marker::define(local) else { return false };
        *stmt = Stmt::Expr(Expr::Verbatim(define::expand_define(self, local, span)), None);
        true
    }

    /// Expands a `func` among the statements of a block; whether `stmt` is one.
    pub(super) fn func_statement(&mut self, stmt: &mut Stmt) -> bool {
        let Stmt::Item(Item::Fn(function)) = stmt else { return false };
        let Some(at) = marker::func_attribute(&function.attrs) else { return false };
        let mut function = function.clone();
        function.attrs.remove(at);
        let expanded = item::expand_nested(self.cx, &self.private, function);
        *stmt = Stmt::Item(Item::Verbatim(expanded));
        true
    }

    /// Lowers what a loop in Go's spelling ranges over, and makes its variables mutable; whether it is one.
    pub(super) fn range(&mut self, for_loop: &mut ExprForLoop) -> bool {
        let Some(variables) = marker::range(for_loop) else { return false };
        let Expr::Unary(operand) = &mut *for_loop.expr else { return false };
        let Expr::Paren(operand) = &mut *operand.expr else { return false };
        *for_loop.expr = Expr::Verbatim(for_loop::expand_range(self, variables, &mut operand.expr));
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
