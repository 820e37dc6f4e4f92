//! Where variables are used, declared and hidden.

use syn::visit::{self, Visit};
use syn::{Block, Expr, Ident, Macro, Pat, Stmt};

use super::finder::Finder;
use super::mention::Use;
use super::{is_assignment, root};
use crate::analyze::{cfg, scope};
use crate::syntax::{self, marker, std_macro};

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_block(&mut self, block: &'ast Block) {
        let hidden = self.hidden.len();
        self.scoped(|this| visit::visit_block(this, block));
        self.hidden.truncate(hidden);
    }

    fn visit_stmt(&mut self, stmt: &'ast Stmt) {
        self.under(cfg::of_stmt(stmt), |this| visit::visit_stmt(this, stmt));
    }

    fn visit_field_value(&mut self, field: &'ast syn::FieldValue) {
        self.under(&field.attrs, |this| this.visit_expr(&field.expr));
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(init) = &local.init {
            self.visit_expr(&init.expr);
            if let Some((_, diverge)) = &init.diverge {
                self.visit_expr(diverge);
            }
        }
        match cfg::all(&cfg::conditions(&local.attrs)) {
            None => self.inner.bind(&local.pat, false),
            Some(condition) => {
                let names = scope::names(&local.pat).into_iter();
                self.hidden.extend(names.map(|name| (name.ident.to_string(), condition.clone())));
            }
        }
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Field(_) if self.field(expr) => {}
            Expr::Path(path) if path.qself.is_none() => {
                if let Some(name) = path.path.get_ident() {
                    self.variable(name, Use::Named);
                }
            }
            Expr::Let(cond) => {
                self.visit_expr(&cond.expr);
                self.inner.bind(&cond.pat, false);
            }
            Expr::If(_) | Expr::While(_) => self.scoped(|this| visit::visit_expr(this, expr)),
            Expr::ForLoop(for_loop) => {
                self.visit_expr(&for_loop.expr);
                self.scoped(|this| {
                    this.inner.bind(&for_loop.pat, false);
                    this.visit_block(&for_loop.body);
                });
            }
            Expr::Closure(closure) => self.scoped(|this| {
                closure.inputs.iter().for_each(|input| this.inner.bind(input, false));
                this.visit_expr(&closure.body);
            }),
            Expr::Assign(assign) => {
                if marker::send(expr).is_none() {
                    self.assigned(&assign.left);
                }
                visit::visit_expr(self, expr);
            }
            Expr::Binary(binary) if is_assignment(&binary.op) => {
                self.assigned(&binary.left);
                visit::visit_expr(self, expr);
            }
            Expr::Reference(reference) if reference.mutability.is_some() => {
                self.assigned(&reference.expr);
                visit::visit_expr(self, expr);
            }
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let Some((word, name)) = marker::builtin(call) {
            // A local closure of that name, if there is one.
            self.variable(&Ident::new(&name, word.span()), Use::Called);
        }
        match root(&call.func) {
            Some(name) if matches!(*call.func, Expr::Path(_)) => self.variable(name, Use::Called),
            _ => self.visit_expr(&call.func),
        }
        call.args.iter().for_each(|arg| self.argument(arg));
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        self.scoped(|this| {
            this.inner.bind(&arm.pat, false);
            this.under(&arm.attrs, |this| visit::visit_arm(this, arm));
        });
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        if let Some(form) = syntax::form(mac) {
            return self.form(mac, form);
        }
        let Some(args) = std_macro::args(mac) else { return self.tokens(mac.tokens.clone()) };
        for name in std_macro::format_names(mac, &args) {
            self.variable(&name, Use::Named);
        }
        match &args {
            std_macro::Args::List(list) => list.iter().for_each(|arg| self.visit_expr(&arg.value)),
            std_macro::Args::Repeat(value, len) => {
                self.visit_expr(value);
                self.visit_expr(len);
            }
            std_macro::Args::Matches(expr, pat, guard) => {
                self.visit_expr(expr);
                self.scoped(|this| {
                    this.inner.bind(pat, false);
                    guard.iter().for_each(|guard| this.visit_expr(guard));
                });
            }
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
    fn visit_pat(&mut self, pat: &'ast Pat) {
        if let Pat::Guard(guarded) = pat {
            self.visit_expr(&guarded.guard);
        }
    }

    fn visit_type(&mut self, _: &'ast syn::Type) {}
}
