//! The end of a block whose value nobody uses: a `go!` there is a statement, and its handle is
//! dropped; so is the value of a receive in Go's spelling.

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprBreak, ExprReturn, ExprTry, Stmt};

use crate::syntax::{self, Form, marker};

/// Makes a `go!` or a `<-c` at the end of a block whose value nobody uses a statement.
pub(crate) fn discard_tail(block: &mut Block) {
    match block.stmts.last_mut() {
        Some(Stmt::Macro(mac)) if mac.semi_token.is_none() && syntax::form(&mac.mac) == Some(Form::Go) => {
            mac.semi_token = Some(Default::default());
        }
        Some(Stmt::Macro(mac)) if mac.semi_token.is_none() && is_select_statement(&mac.mac) => {
            mac.semi_token = Some(Default::default());
        }
        Some(Stmt::Expr(expr, semi @ None)) => {
            if is_go(expr) || marker::discarded(expr).is_some() {
                *semi = Some(Default::default());
            } else {
                discard_tails(expr);
            }
        }
        _ => {}
    }
}

/// The same for every block that `expr` may end with.
pub(crate) fn discard_tails(expr: &mut Expr) {
    match expr {
        Expr::If(cond) => {
            discard_tail(&mut cond.then_branch);
            if let Some((_, other)) = &mut cond.else_branch {
                discard_tails(other);
            }
        }
        Expr::Block(block) => discard_tail(&mut block.block),
        Expr::Match(matching) => {
            for arm in &mut matching.arms {
                if is_go(&arm.body) || marker::discarded(&arm.body).is_some() {
                    let body = &arm.body;
                    *arm.body = syn::parse_quote!({ #body; });
                } else {
                    discard_tails(&mut arm.body);
                }
            }
        }
        _ => {}
    }
}

/// The same where Go's spelling has no values at all: a call at the end is a statement too.
pub(crate) fn discard_calls(block: &mut Block) {
    if let Some(Stmt::Expr(expr, semi @ None)) = block.stmts.last_mut() {
        if is_call(expr) {
            *semi = Some(Default::default());
        } else {
            discard_calls_in(expr);
        }
    }
    discard_tail(block);
}

/// The same for every block that `expr` may end with.
pub(crate) fn discard_calls_in(expr: &mut Expr) {
    match expr {
        Expr::If(cond) => {
            discard_calls(&mut cond.then_branch);
            if let Some((_, other)) = &mut cond.else_branch {
                discard_calls_in(other);
            }
        }
        Expr::Block(block) => discard_calls(&mut block.block),
        Expr::Match(matching) => {
            for arm in &mut matching.arms {
                if is_call(&arm.body) {
                    let body = &arm.body;
                    *arm.body = syn::parse_quote!({ #body; });
                } else {
                    discard_calls_in(&mut arm.body);
                }
            }
        }
        _ => {}
    }
    discard_tails(expr);
}

/// Whether `expr` is a call, which Go takes for a statement whatever it gives.
fn is_call(expr: &Expr) -> bool {
    match expr {
        Expr::Call(_) | Expr::MethodCall(_) => true,
        Expr::Try(attempt) => is_call(&attempt.expr),
        Expr::Await(awaited) => is_call(&awaited.base),
        _ => false,
    }
}

/// Whether `mac` is a `select { … }` in Go's spelling.
fn is_select_statement(mac: &syn::Macro) -> bool {
    syntax::is_statement(mac) && syntax::form(mac) == Some(Form::Select)
}

fn is_go(expr: &Expr) -> bool {
    matches!(expr, Expr::Macro(mac) if syntax::form(&mac.mac) == Some(Form::Go))
}

/// Whether `block`, which says no type, ends without a value: its type is `()`, though it may never
/// end. Left to rustc, the type of one that never ends could be `!`.
pub(crate) fn ends_without_value(block: &Block) -> bool {
    let mut gives = Gives::default();
    gives.visit_block(block);
    !gives.value && !has_value(block)
}

/// Whether the end of `block` may be a value.
fn has_value(block: &Block) -> bool {
    match block.stmts.last() {
        Some(Stmt::Expr(tail, None)) => is_value(tail),
        Some(Stmt::Macro(mac)) => mac.semi_token.is_none() && !is_panic(&mac.mac),
        _ => false,
    }
}

fn is_value(expr: &Expr) -> bool {
    match expr {
        Expr::Loop(looping) => {
            let mut breaks = Breaks::default();
            breaks.visit_block(&looping.body);
            breaks.value
        }
        Expr::While(_) | Expr::ForLoop(_) | Expr::Assign(_) => false,
        Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => false,
        Expr::Macro(mac) => !is_panic(&mac.mac),
        Expr::Block(block) => has_value(&block.block),
        Expr::Unsafe(block) => has_value(&block.block),
        Expr::If(cond) => match &cond.else_branch {
            Some((_, other)) => has_value(&cond.then_branch) || is_value(other),
            None => false,
        },
        Expr::Match(matching) => matching.arms.iter().any(|arm| is_value(&arm.body)),
        _ => true,
    }
}

fn is_panic(mac: &syn::Macro) -> bool {
    ["panic", "unreachable", "todo", "unimplemented"].iter().any(|name| mac.path.is_ident(name))
}

/// Finds what gives a block a value before its end.
#[derive(Default)]
struct Gives {
    value: bool,
}

impl<'ast> Visit<'ast> for Gives {
    fn visit_expr_return(&mut self, expr: &'ast ExprReturn) {
        self.value |= expr.expr.is_some();
    }

    fn visit_expr_try(&mut self, _: &'ast ExprTry) {
        self.value = true;
    }

    /// The content of a form, or of a macro of another crate, is not known.
    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        let names = crate::analyze::captures::idents(mac.tokens.clone());
        self.value |= names.iter().any(|name| name == "return") || mac.tokens.to_string().contains('?');
    }

    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}
    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// Finds a `break` with a value; one in an inner loop is taken for it as well.
#[derive(Default)]
struct Breaks {
    value: bool,
}

impl<'ast> Visit<'ast> for Breaks {
    fn visit_expr_break(&mut self, expr: &'ast ExprBreak) {
        self.value |= expr.expr.is_some();
        visit::visit_expr_break(self, expr);
    }
}
