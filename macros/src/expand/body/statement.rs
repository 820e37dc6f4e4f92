//! The statements of a block, one after the other.

use quote::quote;
use syn::{Block, Expr, Stmt, visit_mut};

use super::Lower;
use super::calls::callee;
use crate::analyze::known::Calling;
use crate::analyze::{captures, plain};
use crate::expand::call;
use crate::expand::tail::{discard_calls, discard_calls_in, discard_tail, discard_tails};
use crate::syntax::{self, Form, std_macro};

impl Lower<'_> {
    /// Makes the end of a block whose value nobody uses a statement.
    pub(crate) fn discard(&self, block: &mut Block) {
        if self.is_golang() { discard_calls(block) } else { discard_tail(block) }
    }

    /// A statement of a plain closure whose value is thrown away: it must not be a future.
    fn discarded(&mut self, expr: &mut Expr) {
        let span = match expr {
            Expr::Call(call) if !plain::is_plain_call(call) => callee(call).1,
            Expr::MethodCall(call) if !plain::is_plain_method(call) => call.method.span(),
            _ => return,
        };
        if self.calling(expr) == Some(Calling::Plain) {
            return;
        }
        *expr = Expr::Verbatim(call::expand_discard(&call::scrutinee(expr), span));
    }

    pub(super) fn stmt(&mut self, stmt: &mut Stmt, is_last: bool) {
        let opens = std::mem::take(&mut self.opens);
        self.adds = opens && matches!(stmt, Stmt::Expr(Expr::MethodCall(_), _));
        if self.golang_statement(stmt) {
            return;
        }
        if let Stmt::Macro(mac) = stmt {
            if let Some(form) = self.form_of(&mac.mac) {
                let semi = mac.semi_token.or((!is_last).then(Default::default));
                self.discards_cases = form == Form::Select && semi.is_some() && syntax::is_statement(&mac.mac);
                let tokens = self.form(form, &mac.mac);
                let attrs = &mac.attrs;
                *stmt = Stmt::Expr(Expr::Verbatim(quote!(#(#attrs)* #tokens)), semi);
            } else {
                if std_macro::known(&mac.mac).is_none() {
                    self.scopes.forget(&captures::idents(mac.mac.tokens.clone()));
                }
                self.std_macro(&mut mac.mac);
            }
            return;
        }
        if !is_last && let Stmt::Expr(expr, None) = stmt {
            if self.is_golang() { discard_calls_in(expr) } else { discard_tails(expr) }
        }
        if let Stmt::Expr(expr, _) = stmt
            && self.send_statement(expr)
        {
            return;
        }
        let is_call = matches!(stmt, Stmt::Expr(expr, _) if call::is_call(expr));
        self.discards = matches!(stmt, Stmt::Expr(Expr::Call(_) | Expr::MethodCall(_), Some(_)));
        self.untyped = is_call && matches!(stmt, Stmt::Expr(_, Some(_)));
        visit_mut::visit_stmt_mut(self, stmt);
        if is_call && let Stmt::Expr(Expr::Verbatim(expanded), _) = stmt {
            *expanded = call::may_diverge(expanded);
        }
        if self.in_closure()
            && !self.body.in_async
            && let Stmt::Expr(expr, Some(_)) = stmt
        {
            self.discarded(expr);
        }
    }
}
