//! Statements in Go's spelling: sends, and the items of a block.

use quote::quote;
use syn::{Expr, Item, Stmt};

use crate::analyze::declared::Declared;
use crate::expand::body::Lower;
use crate::expand::{arrow, declaration, define, item};
use crate::syntax::marker::{self, GoStmt};
use crate::syntax::{self, Form, items};

impl Lower<'_> {
    /// Lowers a send that stands where its value is thrown away; whether `expr` is one.
    pub(crate) fn send_statement(&mut self, expr: &mut Expr) -> bool {
        let Some((.., span)) = marker::send(expr) else { return false };
        let Expr::Assign(assign) = expr else { return false };
        let Expr::Closure(value) = &mut *assign.right else { return false };
        *expr = Expr::Verbatim(arrow::expand_send(self, &mut assign.left, &mut value.body, span));
        true
    }

    /// Lowers `stmt` if it is a form of Go's; whether it was.
    pub(crate) fn golang_statement(&mut self, stmt: &mut Stmt) -> bool {
        let lowered = match marker::read_stmt(stmt) {
            Some(GoStmt::Define(span)) => {
                let Stmt::Local(local) = stmt else { return false };
                Stmt::Expr(Expr::Verbatim(define::expand_define(self, local, span)), None)
            }
            Some(GoStmt::Func(at)) => {
                let Stmt::Item(Item::Fn(function)) = stmt else { return false };
                let mut function = function.clone();
                function.attrs.remove(at);
                Stmt::Item(Item::Verbatim(item::expand_nested(self.cx, &self.private, function)))
            }
            Some(GoStmt::Discard) => {
                let Stmt::Expr(expr, semi) = stmt else { return false };
                let Some((channel, span)) = marker::discarded(expr) else { return false };
                let lowered = arrow::expand_discarded_recv(self, &mut channel.clone(), span);
                Stmt::Expr(Expr::Verbatim(lowered), *semi)
            }
            Some(GoStmt::Struct) => {
                let Stmt::Item(Item::Struct(item)) = stmt else { return false };
                let lowered = declaration::expand_struct(&self.private, &Declared::default(), item.clone());
                Stmt::Item(Item::Verbatim(lowered))
            }
            Some(GoStmt::Const { typed }) => {
                let Stmt::Item(Item::Const(item)) = stmt else { return false };
                if !typed {
                    self.golang.consts.insert(item.ident.to_string(), (*item.expr).clone());
                }
                Stmt::Item(Item::Verbatim(declaration::expand_const(self.declared, item)))
            }
            Some(GoStmt::Methods) => {
                let Stmt::Item(item) = stmt else { return false };
                let lowered = item::expand_items(self.cx, &self.private, vec![item.clone()]);
                Stmt::Item(Item::Verbatim(lowered))
            }
            None => return self.items_statement(stmt),
        };
        *stmt = lowered;
        true
    }

    /// Declares the functions of a `go! { … }` of items in a block; whether `stmt` is one.
    fn items_statement(&mut self, stmt: &mut Stmt) -> bool {
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
}
