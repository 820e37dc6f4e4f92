//! Variables that a `select!` offers: a case that is not chosen gives the value back, so the
//! variable has to be mutable.
//!
//! ```text
//! let x = …;             →   let mut x = …;
//! Some(x) => BODY        →   Some(x) => { let mut x = x; BODY }        and every other pattern likewise
//! ```

use syn::visit::{self, Visit};
use syn::{Block, Expr, Ident, Pat, PatIdent, Stmt, parse_quote};

use super::body::Lower;

impl Lower<'_> {
    /// Makes the variable of a plain `let x` or parameter `x` mutable if it is offered; whether
    /// that changed it.
    pub(super) fn make_offered_mutable(&self, pat: &mut Pat) -> bool {
        match pat {
            Pat::Ident(ident) if self.is_offered(&ident.ident) && ident.by_ref.is_none() => {
                let added = ident.mutability.is_none();
                ident.mutability.get_or_insert_with(Default::default);
                added
            }
            Pat::Type(typed) => self.make_offered_mutable(&mut typed.pat),
            _ => false,
        }
    }

    /// Statements that declare the offered variables of `pat` once more, as mutable ones.
    pub(super) fn offered_again(&self, pat: &Pat) -> Vec<Stmt> {
        let mut names = Immutable(Vec::new());
        if !self.offered.is_empty() {
            names.visit_pat(pat);
        }
        let offered = names.0.into_iter().filter(|name| self.is_offered(name));
        offered.map(|name| parse_quote!(#[allow(unused_mut)] let mut #name = #name;)).collect()
    }

    /// Declares the offered variables of the patterns in the condition `cond` again at the head of
    /// `block`.
    pub(super) fn offered_by_condition(&self, cond: &Expr, block: &mut Block) {
        let mut patterns = Vec::new();
        conditions(cond, &mut patterns);
        let again: Vec<Stmt> = patterns.into_iter().flat_map(|pat| self.offered_again(pat)).collect();
        block.stmts.splice(0..0, again);
    }

    /// Declares the offered variables of the pattern of a match arm again in its body.
    pub(super) fn offered_by_arm(&self, arm: &mut syn::Arm) {
        let again = self.offered_again(&arm.pat);
        if !again.is_empty() {
            let body = &arm.body;
            *arm.body = parse_quote!({ #(#again)* #body });
        }
    }

    pub(super) fn is_offered(&self, name: &Ident) -> bool {
        self.offered.contains(&name.to_string())
    }
}

/// The patterns of the `let`s of a condition.
fn conditions<'a>(cond: &'a Expr, patterns: &mut Vec<&'a Pat>) {
    match cond {
        Expr::Let(cond) => patterns.push(&cond.pat),
        Expr::Binary(binary) => {
            conditions(&binary.left, patterns);
            conditions(&binary.right, patterns);
        }
        Expr::Paren(paren) => conditions(&paren.expr, patterns),
        _ => {}
    }
}

/// The variables of a pattern that are not `mut`, each once.
struct Immutable(Vec<Ident>);

impl<'ast> Visit<'ast> for Immutable {
    fn visit_pat_ident(&mut self, pat: &'ast PatIdent) {
        let is_mutable = pat.mutability.is_some() && pat.by_ref.is_none();
        if !is_mutable && !self.0.contains(&pat.ident) {
            self.0.push(pat.ident.clone());
        }
        visit::visit_pat_ident(self, pat);
    }

    fn visit_expr(&mut self, _: &'ast Expr) {}
}
