//! The end of a block whose value nobody uses: a `go!` there is a statement, and its handle is dropped; so is the value of a receive
//! in Go's spelling.

use syn::{Block, Expr, Stmt};

use crate::syntax::{self, Form, marker};

/// Makes a `go!` or a `<-c` at the end of a block whose value nobody uses a statement.
pub(crate) fn discard_tail(block: &mut Block) {
    match block.stmts.last_mut() {
        Some(Stmt::Macro(mac)) if mac.semi_token.is_none() && syntax::form(&mac.mac) == Some(Form::Go) => {
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

fn is_go(expr: &Expr) -> bool {
    matches!(expr, Expr::Macro(mac) if syntax::form(&mac.mac) == Some(Form::Go))
}
