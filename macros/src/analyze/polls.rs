//! Loops that poll: that ask again and again for what another goroutine is to do, by calls that
//! never wait.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprCall, ExprMethodCall, ExprPath, ExprReference, Macro, Stmt};

/// Methods of this crate that say at once that something is not there yet.
const POLLS: &[&str] = &[
    "try_recv",
    "try_send",
    "try_acquire",
    "try_acquire_owned",
    "try_join_next",
    "try_go",
    "is_closed",
    "is_done",
    "is_finished",
    "err",
    "cause",
];

/// The same for locks. What std's methods of these names return must not be kept across a wait.
const TRIES_OF_LOCKS: &[&str] =
    &["try_lock", "try_read", "try_write", "try_lock_owned", "try_read_owned", "try_write_owned"];

/// Methods that many types have. A loop polls by one if nothing in it changes what it asks.
const QUESTIONS: &[&str] = &[
    "len",
    "is_empty",
    "is_full",
    "load",
    "get",
    "contains_key",
    "available",
    "allow",
    "tokens",
    "subscribers",
    "elapsed",
    "num_goroutines",
];

/// Beginnings of methods that change what they are called on: such a loop works, and does not only
/// ask.
const CHANGES: &[&str] =
    &["next", "pop", "take", "read_", "insert", "remove", "push", "drain", "advance", "step", "poll"];

/// How a loop asks for what others do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Polls {
    /// It does not.
    No,
    /// By an operation that takes some of the budget when it is in vain.
    ByOperation,
    /// By a call that knows nothing of budgets: `while !stop.load(SeqCst) {}`.
    ByQuestion,
}

/// How a loop with this condition and body polls; `condition` is `None` for `loop`.
pub(crate) fn polls(condition: Option<&Expr>, body: &Block) -> Polls {
    // With a `let`, what it binds would be kept across the wait.
    let has_let = condition.is_some_and(has_let);
    let conditions: Vec<&Expr> = condition.map_or_else(|| ifs(body), |condition| vec![condition]);
    if !has_let && conditions.iter().any(|asked| asks(asked, condition.is_some(), body)) {
        return Polls::ByQuestion;
    }
    let mut finder = Finder { found: false, with_locks: !has_let };
    condition.iter().for_each(|condition| finder.visit_expr(condition));
    finder.visit_block(body);
    if finder.found { Polls::ByOperation } else { Polls::No }
}

/// Whether `condition` binds something: what it looks at lives as long as the body.
fn has_let(condition: &Expr) -> bool {
    match condition {
        Expr::Let(_) => true,
        Expr::Binary(both) => has_let(&both.left) || has_let(&both.right),
        _ => false,
    }
}

/// The conditions by which a `loop` with this body may end.
fn ifs(body: &Block) -> Vec<&Expr> {
    let ifs = body.stmts.iter().filter_map(|stmt| match stmt {
        Stmt::Expr(Expr::If(choice), _) if !has_let(&choice.cond) => Some(&*choice.cond),
        _ => None,
    });
    ifs.collect()
}

/// Whether `condition` asks for what others do: nothing in the loop changes the variables it looks
/// at. A condition `is_outside` the body.
fn asks(condition: &Expr, is_outside: bool, body: &Block) -> bool {
    let (mut asked, mut all) = (Names::default(), Names::default());
    asked.visit_expr(condition);
    all.visit_block(body);
    let inside = if is_outside { 0 } else { 1 };
    let is_alone = |name: &Ident| {
        let count = |names: &[Ident]| names.iter().filter(|other| *other == name).count();
        count(&all.variables) == inside * count(&asked.variables)
    };
    let asks = asked.has_question || is_outside && asked.has_call && body.stmts.is_empty();
    asks && !asked.has_change && asked.variables.iter().all(is_alone)
}

/// What an expression names.
#[derive(Default)]
struct Names {
    /// The variables, as often as they are named.
    variables: Vec<Ident>,
    /// Whether one is asked a question.
    has_question: bool,
    /// Whether anything is called.
    has_call: bool,
    /// Whether something may be changed by it.
    has_change: bool,
}

impl Names {
    /// Takes all names in `tokens` for variables.
    fn visit_tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.visit_tokens(group.stream()),
                TokenTree::Ident(ident) => self.variables.push(ident),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
}

impl Visit<'_> for Names {
    fn visit_expr_path(&mut self, path: &ExprPath) {
        self.variables.extend(path.path.get_ident().cloned());
    }

    fn visit_expr_call(&mut self, call: &ExprCall) {
        self.has_call = true;
        // A function is no variable.
        if !matches!(&*call.func, Expr::Path(_)) {
            self.visit_expr(&call.func);
        }
        call.args.iter().for_each(|arg| self.visit_expr(arg));
    }

    fn visit_expr_method_call(&mut self, call: &ExprMethodCall) {
        self.has_call = true;
        let name = call.method.to_string();
        self.has_question |= QUESTIONS.contains(&&*name);
        self.has_change |= CHANGES.iter().any(|change| name.starts_with(change));
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_reference(&mut self, reference: &ExprReference) {
        self.has_change |= reference.mutability.is_some();
        visit::visit_expr_reference(self, reference);
    }

    fn visit_macro(&mut self, mac: &Macro) {
        self.has_call = true;
        self.visit_tokens(mac.tokens.clone());
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

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    fn of_while(looping: &syn::ExprWhile) -> Polls {
        polls(Some(&looping.cond), &looping.body)
    }

    #[test]
    fn a_loop_that_only_asks_polls() {
        let polling: [syn::ExprWhile; 7] = [
            parse_quote!(while ch.len() == 0 {}),
            parse_quote!(while ch.is_empty() {
                spins += 1;
            }),
            parse_quote!(while !self.stop.load(SeqCst) {
                std::hint::spin_loop();
            }),
            parse_quote!(while !ready(&ch) {}),
            parse_quote!(while len!(ch) == 0 {}),
            parse_quote!(while start.elapsed() < limit {}),
            parse_quote!(while !(*flag).load(Ordering::Acquire) {
                n = n + 1;
            }),
        ];
        for looping in &polling {
            assert_eq!(of_while(looping), Polls::ByQuestion, "{}", quote::quote!(#looping));
        }
        let body: Block = parse_quote!({
            if ch.len() > 0 {
                break;
            }
        });
        assert_eq!(polls(None, &body), Polls::ByQuestion);
    }

    #[test]
    fn a_loop_that_changes_what_it_looks_at_does_not_poll() {
        let others: [syn::ExprWhile; 9] = [
            parse_quote!(while it.next().is_some() {}),
            parse_quote!(while step(&mut state) {}),
            parse_quote!(while !stack.pop().is_empty() {}),
            parse_quote!(while i < v.len() {
                i += 1;
            }),
            parse_quote!(while !v.is_empty() {
                v.pop();
            }),
            parse_quote!(while !v.is_empty() {
                drop(f(&mut v));
            }),
            parse_quote!(while !v.is_empty() {
                take!(v);
            }),
            parse_quote!(while let Some(x) = v.get(0) {}),
            parse_quote!(while n < 3 {}),
        ];
        for looping in &others {
            assert_eq!(of_while(looping), Polls::No, "{}", quote::quote!(#looping));
        }
        let body: Block = parse_quote!({
            if i >= v.len() {
                break;
            }
            i += 1;
        });
        assert_eq!(polls(None, &body), Polls::No);
    }

    #[test]
    fn operations_in_vain_count() {
        let looping: syn::ExprWhile = parse_quote!(while rx.try_recv().is_err() {
            rx.x();
        });
        assert_eq!(of_while(&looping), Polls::ByOperation);
    }
}
