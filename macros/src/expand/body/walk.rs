//! The walk: which construct an expression is, and what is in scope where.

use quote::quote;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprClosure, Pat, Stmt};

use super::Lower;
use super::forms::block;
use crate::analyze::declared::Kind;
use crate::analyze::file;
use crate::analyze::polls::polls;
use crate::analyze::std_types::Sort;
use crate::expand::{call, func, vet};
use crate::syntax::gotokens::is_ident;

impl Lower<'_> {
    pub(crate) fn scoped<T>(&mut self, visit: impl FnOnce(&mut Self) -> T) -> T {
        self.scopes.push();
        let visited = self.with_kinds(visit);
        self.scopes.pop();
        visited
    }

    /// In an explicit `async` block, calls are the user's own; what is written as in Go is lowered
    /// all the same.
    fn async_block(&mut self, block: &mut Block) {
        let ((), inner) = self.in_body(self.body.async_block(), |this| this.visit_block_mut(block));
        (self.body.defers, self.body.starts) = (inner.defers, inner.starts);
    }

    fn closure(&mut self, closure: &mut ExprClosure) {
        if closure.asyncness.is_some() {
            if !self.body.in_async {
                func::lower_async(self, closure);
            }
            return;
        }
        self.body.depth += 1;
        self.scoped(|this| {
            closure.inputs.iter().for_each(|input| this.bind(input, false));
            this.visit_expr_mut(&mut closure.body);
        });
        self.body.depth -= 1;
    }

    fn lower_expr(&mut self, expr: &mut Expr) {
        if self.golang(expr) || self.returned(expr) {
            return;
        }
        match expr {
            Expr::Call(_) => self.call(expr),
            Expr::MethodCall(_) => self.method_call(expr),
            Expr::Await(awaited) => self.awaited(&mut awaited.base),
            Expr::Reference(reference) => {
                self.visit_expr_mut(&mut reference.expr);
                if let Expr::Verbatim(call) = &*reference.expr {
                    *reference.expr = Expr::Verbatim(call::expand_borrowed(call));
                }
            }
            Expr::ForLoop(_) => self.for_loop(expr),
            Expr::While(_) | Expr::If(_) => self.scoped(|this| visit_mut::visit_expr_mut(this, expr)),
            Expr::Try(attempt) => self.untyped_operand(&mut attempt.expr),
            Expr::Match(matching) => {
                // What a `switch` of Go's looks at.
                if let (Expr::Reference(tag), [arm]) = (&*matching.expr, &matching.arms[..])
                    && matches!(&arm.pat, Pat::Ident(name) if name.ident == "__go_tag")
                {
                    let kind = self.number_kind(&tag.expr);
                    self.note(&arm.pat, kind);
                }
                self.untyped_operand(&mut matching.expr);
                matching.arms.iter_mut().for_each(|arm| self.visit_arm_mut(arm));
            }
            Expr::Let(cond) => {
                self.untyped_operand(&mut cond.expr);
                self.bind(&cond.pat, false);
            }
            Expr::Closure(closure) => self.closure(closure),
            Expr::Macro(mac) => match self.form_of(&mac.mac) {
                Some(form) => *expr = block(self.form(form, &mac.mac)),
                None => self.std_macro(&mut mac.mac),
            },
            Expr::Repeat(repeat) => self.visit_expr_mut(&mut repeat.expr),
            Expr::Async(block) => self.async_block(&mut block.block),
            Expr::Group(group) => {
                self.visit_expr_mut(&mut group.expr);
                // Delimiters that nobody sees do not keep a block from ending a statement.
                if let Expr::Block(_) = &*group.expr {
                    *expr = (*group.expr).clone();
                }
            }
            Expr::Const(_) => {}
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }
}

/// Whether `pat` takes a value without a use for it: `_`, or `_name`.
fn is_unused(pat: &Pat) -> bool {
    match pat {
        Pat::Wild(_) => true,
        Pat::Ident(pat) => pat.ident.to_string().starts_with('_'),
        _ => false,
    }
}

/// `match … { … }` as the left operand, in parentheses: it would end a statement that begins with it.
fn parenthesize_head(expr: &mut Expr) {
    let head = match expr {
        Expr::Binary(binary) => &mut *binary.left,
        Expr::Assign(assign) => &mut *assign.left,
        Expr::Index(indexed) => &mut *indexed.expr,
        _ => return,
    };
    let Expr::Verbatim(lowered) = head else { return };
    if lowered.clone().into_iter().next().is_some_and(|first| is_ident(&first, "match")) {
        *head = Expr::Verbatim(quote!((#lowered)));
    }
}

impl VisitMut for Lower<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        self.scoped(|this| {
            let last = block.stmts.len().saturating_sub(1);
            for (at, mut stmt) in std::mem::take(&mut block.stmts).into_iter().enumerate() {
                this.stmt(&mut stmt, at == last);
                let again = match &stmt {
                    Stmt::Local(local) => {
                        let mut again = this.offered_again(&local.pat);
                        again.extend(this.declare_shared(&local.pat));
                        again
                    }
                    _ => Vec::new(),
                };
                block.stmts.push(stmt);
                block.stmts.extend(again);
            }
        });
    }

    fn visit_local_mut(&mut self, local: &mut syn::Local) {
        let (lost, sorts, exact) = (vet::lost_cancel(local), self.sorts(local), self.exact(local));
        let starts = matches!(&local.init, Some(init) if self.starts_goroutine(&init.expr));
        let kind = match &local.pat {
            Pat::Type(typed) => Kind::of(&typed.ty),
            _ => Kind::Other,
        };
        let made = local.init.as_ref().and_then(|init| file::made(&init.expr));
        func::type_params(local);
        let noted = match (&local.pat, &local.init) {
            (Pat::Ident(_), Some(init)) if self.is_golang() => match self.kind_of_value(&init.expr) {
                kind if kind.is_number() => kind,
                _ => Kind::Other,
            },
            _ => kind.clone(),
        };
        self.note(&local.pat, noted);
        if let Some(init) = &mut local.init {
            let is_call = call::is_call(&init.expr);
            self.discards = matches!(*init.expr, Expr::MethodCall(_)) && is_unused(&local.pat);
            match kind {
                Kind::Channel(..) | Kind::Func(_) | Kind::Interface(_) | Kind::Any | Kind::Named(..) => {
                    self.given(&mut init.expr, &kind)
                }
                _ if self.is_golang() && self.number_given(&mut init.expr, &kind) => {}
                _ => {
                    if let (Pat::Type(typed), Expr::MethodCall(call)) = (&local.pat, &mut *init.expr) {
                        self.refuse_futures(call, Some(&typed.ty));
                    }
                    self.untyped = is_call && matches!(local.pat, Pat::Ident(_) | Pat::Wild(_));
                    self.visit_expr_mut(&mut init.expr);
                }
            }
            if is_call && matches!(*init.expr, Expr::Verbatim(_)) {
                local.attrs.push(syn::parse_quote!(#[allow(unreachable_code)]));
            }
            if let Some(lost) = lost {
                let made = &init.expr;
                *init.expr = Expr::Verbatim(quote!({ #lost #made }));
            }
            if let Some((_, diverge)) = &mut init.diverge {
                self.visit_expr_mut(diverge);
            }
        }
        if self.make_offered_mutable(&mut local.pat) {
            local.attrs.push(syn::parse_quote!(#[allow(unused_mut)]));
        }
        let reference = local.init.as_ref().is_some_and(|init| matches!(*init.expr, Expr::Reference(_)));
        // Of the lowered value, and before its variable may hide one of that name.
        let sort = local.init.as_ref().and_then(|init| self.known.sort(&init.expr, &*self));
        self.bind(&local.pat, reference);
        sorts.into_iter().for_each(|(pat, sort)| self.scopes.note(&pat, sort));
        exact.into_iter().for_each(|(name, exact)| self.scopes.note_exact(name, Some(exact)));
        if let (Pat::Ident(name), Some(init)) = (&local.pat, &local.init)
            && init.diverge.is_none()
        {
            let sort = sort.or_else(|| starts.then_some(Sort::Goroutine));
            let noted = self.scopes.sort(&name.ident.to_string());
            self.scopes.note(&local.pat, sort.or(noted).or(made));
        }
    }

    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        self.scoped(|this| {
            this.bind(&arm.pat, false);
            for (name, sort) in this.known.of_pattern(&arm.pat, &*this) {
                this.scopes.note_name(name, Some(sort));
            }
            this.send_statement(&mut arm.body);
            let is_call = call::is_call(&arm.body);
            visit_mut::visit_arm_mut(this, arm);
            if is_call && matches!(*arm.body, Expr::Verbatim(_)) {
                arm.attrs.push(syn::parse_quote!(#[allow(unreachable_code)]));
            }
            this.offered_by_arm(arm);
        });
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let keeps = self.assigns_result(expr);
        self.lower_expr(expr);
        parenthesize_head(expr);
        if keeps {
            self.keep_results(expr);
        }
    }

    fn visit_expr_if_mut(&mut self, cond: &mut syn::ExprIf) {
        if cond.else_branch.is_none() {
            self.discard(&mut cond.then_branch);
        }
        visit_mut::visit_expr_if_mut(self, cond);
        self.offered_by_condition(&cond.cond, &mut cond.then_branch);
    }

    fn visit_expr_while_mut(&mut self, looping: &mut syn::ExprWhile) {
        self.discard(&mut looping.body);
        let polls = polls(Some(&looping.cond), &looping.body);
        let give_way = self.starting(polls, |this| visit_mut::visit_expr_while_mut(this, looping));
        self.offered_by_condition(&looping.cond, &mut looping.body);
        looping.body.stmts.splice(0..0, give_way);
    }

    fn visit_expr_loop_mut(&mut self, looping: &mut syn::ExprLoop) {
        self.discard(&mut looping.body);
        let polls = polls(None, &looping.body);
        let give_way = self.starting(polls, |this| visit_mut::visit_expr_loop_mut(this, looping));
        looping.body.stmts.splice(0..0, give_way);
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
    /// Of a pattern, only the guard of a match arm is code.
    fn visit_pat_mut(&mut self, pat: &mut syn::Pat) {
        if let syn::Pat::Guard(guarded) = pat {
            self.visit_expr_mut(&mut guarded.guard);
        }
    }

    fn visit_type_mut(&mut self, _: &mut syn::Type) {}
}
