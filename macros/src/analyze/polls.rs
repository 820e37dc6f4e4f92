//! Loops that poll: that ask again and again for what another goroutine is to do, by calls that never wait.

use syn::visit::{self, Visit};
use syn::{Expr, ExprMethodCall};

/// Methods of this crate that say at once that something is not there yet.
const POLLS: &[&str] = &["try_recv", "try_send", "try_acquire", "is_closed", "is_done", "is_finished", "err"];

/// The same for locks. What std's methods of these names return must not be kept across a wait.
const TRIES_OF_LOCKS: &[&str] = &["try_lock", "try_read", "try_write"];

/// Whether a loop with this condition and body polls; `condition` is `None` for `loop`.
pub(crate) fn polls(condition: Option<&Expr>, body: &syn::Block) -> bool {
    let mut finder = Finder { found: false, with_locks: !condition.is_some_and(has_let) };
    condition.iter().for_each(|condition| finder.visit_expr(condition));
    finder.visit_block(body);
    finder.found
}

/// Whether `condition` binds something: what it looks at lives as long as the body.
fn has_let(condition: &Expr) -> bool {
    match condition {
        Expr::Let(_) => true,
        Expr::Binary(both) => has_let(&both.left) || has_let(&both.right),
        _ => false,
    }
}

struct Finder {
    found: bool,
    /// Whether tries of locks count.
    with_locks: bool,
}

impl Visit<'_> for Finder {
    fn visit_expr_method_call(&mut self, call: &ExprMethodCall) {
        let name = call.method.to_string();
        self.found |= POLLS.contains(&&*name) || self.with_locks && TRIES_OF_LOCKS.contains(&&*name);
        visit::visit_expr_method_call(self, call);
    }

    // What is in there runs elsewhere, or cannot wait.
    fn visit_expr_closure(&mut self, _: &syn::ExprClosure) {}
    fn visit_expr_async(&mut self, _: &syn::ExprAsync) {}
    fn visit_item(&mut self, _: &syn::Item) {}
}
