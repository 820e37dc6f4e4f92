//! The walk through goroutine code: every call, loop and form of the language is found here and handed to its own file.
//!
//! Nothing is rewritten inside sync closures (but a `go!` in one is expanded), nested items, const contexts, patterns and
//! explicit `async` blocks. `.await` stays and is never doubled.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprClosure, Macro, Stmt};

use super::call::{self, Frame};
use super::{defer, for_loop, go, select};
use crate::analyze::recursion::Recursion;
use crate::analyze::scope::{self, Scopes};
use crate::analyze::{captures, plain};
use crate::diagnostics::Diagnostics;
use crate::syntax::{self, Form, go::Keyword, std_macro};

/// What is known while goroutine code is lowered.
pub(crate) struct Lower<'a> {
    pub(crate) cx: &'a mut Diagnostics,
    /// The cycles of the marked scope.
    pub(crate) recursion: &'a Recursion,
    /// The function that is lowered, for the cycles.
    pub(crate) caller: String,
    /// The variables in reach.
    pub(crate) scopes: Scopes,
    /// Whether `scopes` is complete: under the attribute it is, in a lone macro call it is not.
    pub(crate) knows_locals: bool,
    /// Whether `self` is a reference here.
    pub(crate) self_is_reference: bool,
    /// How many `defer!`s the function at hand has had so far.
    pub(crate) defers: usize,
    /// Variables that some `select!` offers and may give back.
    pub(crate) offered: HashSet<String>,
    /// The paths of the macro calls that were lowered here: the user's imports of them are used.
    pub(crate) used: Vec<TokenStream>,
    /// How many goroutines the code at hand starts so far, as it stands in the text; a loop that starts some gives way.
    pub(crate) starts: usize,
}

impl<'a> Lower<'a> {
    pub(crate) fn new(cx: &'a mut Diagnostics, recursion: &'a Recursion) -> Self {
        Self {
            cx,
            recursion,
            caller: String::new(),
            scopes: Scopes::default(),
            knows_locals: false,
            self_is_reference: false,
            defers: 0,
            offered: HashSet::new(),
            used: Vec::new(),
            starts: 0,
        }
    }

    /// The statements of a function body, with what runs its `defer!`s.
    pub(crate) fn function_body(&mut self, block: &mut Block, output: Option<&syn::Type>) -> TokenStream {
        let outer = std::mem::take(&mut self.defers);
        self.offered.extend(captures::offered(block));
        self.visit_block_mut(block);
        let defers = std::mem::replace(&mut self.defers, outer);
        let stmts = &block.stmts;
        if defers == 0 {
            return quote!(#(#stmts)*);
        }
        defer::expand_with_defers(&quote!(#(#stmts)*), output, Span::mixed_site())
    }

    /// Whether the place is inside a plain closure, where nothing can wait.
    pub(crate) fn in_closure(&self) -> bool {
        self.scopes.depth > self.scopes.floor
    }

    /// Whether a method call can be seen to be plain; not if the marked scope has a method of that name, and the receiver is a
    /// place, as in `self.left.sum()`: an `xs.iter().sum()` beside it is std's.
    fn is_plain_method(&self, call: &syn::ExprMethodCall) -> bool {
        let own = captures::root(&call.receiver).is_some() && self.recursion.declares_method(&call.method.to_string());
        plain::is_plain_method(call) && !own
    }

    /// How a call of `callee` is awaited.
    pub(crate) fn frame(&self, callee: &str) -> Frame {
        if self.recursion.is_recursive(&self.caller, callee) { Frame::Boxed } else { Frame::Inline }
    }

    fn scoped(&mut self, visit: impl FnOnce(&mut Self)) {
        self.scopes.push();
        visit(self);
        self.scopes.pop();
    }

    /// The tokens of a macro call of the language, in place of which they stand.
    fn form(&mut self, form: Form, mac: &Macro) -> TokenStream {
        let span = mac.path.span();
        let path = mac.path.to_token_stream();
        if !syntax::is_statement(mac) && !self.used.iter().any(|used| used.to_string() == path.to_string()) {
            self.used.push(path);
        }
        let before = self.cx.count();
        let expanded = self.expand_form(form, mac, span);
        if self.cx.count() == before {
            return expanded;
        }
        let mentioned = self.mentioned(mac.tokens.clone());
        quote!({ #mentioned #expanded })
    }

    /// Mentions the variables in the tokens of a form with an error, where nothing is done with them: so that rustc does not call
    /// them unused on top of it.
    fn mentioned(&self, tokens: TokenStream) -> TokenStream {
        let names = captures::idents(tokens).into_iter().filter(|name| self.scopes.get(&name.to_string()).is_some());
        let names: Vec<_> = names.collect();
        quote!(if __go::no() { #(let _ = &#names;)* })
    }

    fn expand_form(&mut self, form: Form, mac: &Macro, span: Span) -> TokenStream {
        match form {
            Form::Go => {
                let written = syntax::written(mac, Keyword::Go);
                let parsed = syntax::go::parse(self.cx, written, mac.tokens.clone(), span);
                parsed.map_or_else(placeholder_handle, |parsed| go::expand_go(self, parsed, span))
            }
            Form::Defer if self.in_closure() => {
                self.refuse("defer", span);
                quote!(())
            }
            Form::Defer => {
                let written = syntax::written(mac, Keyword::Defer);
                let parsed = syntax::go::parse(self.cx, written, mac.tokens.clone(), span);
                self.defers += 1;
                parsed.map_or_else(|| quote!(()), |parsed| go::expand_deferred(self, parsed, span))
            }
            Form::Select if self.in_closure() => {
                self.refuse("select", span);
                placeholder()
            }
            Form::Select => {
                let parsed = syntax::select::parse(self.cx, mac.tokens.clone());
                select::expand_select(self, parsed, span)
            }
        }
    }

    fn refuse(&mut self, name: &str, span: Span) {
        let help = "a `for` loop or `go! { … }` in place of the closure can wait";
        self.cx.help(span, format_args!("`{name}!` cannot stand in a plain closure, where nothing can wait"), help);
    }

    /// Lowers the arguments of a std macro in place.
    fn std_macro(&mut self, mac: &mut Macro) {
        let Some(mut args) = std_macro::args(mac) else { return };
        match &mut args {
            std_macro::Args::List(list) => list.iter_mut().for_each(|arg| self.visit_expr_mut(&mut arg.value)),
            std_macro::Args::Repeat(value, _) => self.visit_expr_mut(value),
            std_macro::Args::Matches(expr, pat, guard) => {
                self.visit_expr_mut(expr);
                self.scoped(|this| {
                    this.scopes.bind(pat, false);
                    guard.iter_mut().for_each(|guard| this.visit_expr_mut(guard));
                });
            }
        }
        std_macro::set_args(mac, &args);
    }

    fn call(&mut self, expr: &mut Expr) {
        let Expr::Call(call) = expr else { return };
        if !matches!(&*call.func, Expr::Path(_)) {
            self.visit_expr_mut(&mut call.func);
        }
        go::lower_literal_arguments(self, call);
        call.args.iter_mut().for_each(|arg| self.visit_expr_mut(arg));
        if self.in_closure() || plain::is_plain_call(call) {
            return;
        }
        let (name, span) = callee(call);
        let frame = self.frame(&name);
        *expr = Expr::Verbatim(call::expand_call(&call::scrutinee(expr), span, frame));
    }

    fn method_call(&mut self, expr: &mut Expr) {
        let Expr::MethodCall(call) = expr else { return };
        self.visit_expr_mut(&mut call.receiver);
        go::lower_literal_method(self, call);
        call.args.iter_mut().for_each(|arg| self.visit_expr_mut(arg));
        if self.in_closure() || self.is_plain_method(call) {
            return;
        }
        let (name, span) = (call.method.to_string(), call.method.span());
        let frame = self.frame(&name);
        *expr = Expr::Verbatim(call::expand_call(&call::scrutinee(expr), span, frame));
    }

    /// The operand of a written `.await` is a future already: only what stands inside it is lowered.
    fn awaited(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Call(call) => call.args.iter_mut().for_each(|arg| self.visit_expr_mut(arg)),
            Expr::MethodCall(call) => {
                self.visit_expr_mut(&mut call.receiver);
                call.args.iter_mut().for_each(|arg| self.visit_expr_mut(arg));
            }
            other => self.visit_expr_mut(other),
        }
    }

    fn for_loop(&mut self, expr: &mut Expr) {
        let Expr::ForLoop(for_loop) = expr else { return };
        let references = scope::yields_references(&for_loop.expr);
        let golang = self.range(for_loop);
        let plain = self.in_closure() || plain::is_iterator(&for_loop.expr);
        if !golang {
            self.visit_expr_mut(&mut for_loop.expr);
        }
        discard_tail(&mut for_loop.body);
        let give_way = self.starting(|this| {
            this.scoped(|this| {
                this.scopes.bind(&for_loop.pat, references);
                this.visit_block_mut(&mut for_loop.body);
            });
        });
        if plain {
            for_loop.body.stmts.splice(0..0, give_way);
        } else {
            let allow = golang.then(|| quote!(#[allow(unused_mut)]));
            *expr = Expr::Verbatim(for_loop::expand_for(for_loop, allow.as_ref(), give_way.as_ref()));
        }
    }

    /// Visits the body of a loop; if it starts goroutines, returns what lets them run now and then. Else the loop would make
    /// them faster than anybody runs them, or, with one worker, before any runs.
    fn starting(&mut self, visit: impl FnOnce(&mut Self)) -> Option<Stmt> {
        let before = self.starts;
        visit(self);
        (self.starts > before && !self.in_closure()).then(|| Stmt::Expr(Expr::Verbatim(go::expand_give_way()), None))
    }

    fn closure(&mut self, closure: &mut ExprClosure) {
        if closure.asyncness.is_some() {
            return;
        }
        self.scopes.depth += 1;
        self.scoped(|this| {
            closure.inputs.iter().for_each(|input| this.scopes.bind(input, false));
            this.visit_expr_mut(&mut closure.body);
        });
        self.scopes.depth -= 1;
    }

    /// A statement of a plain closure whose value is thrown away: it must not be a future.
    fn discarded(&mut self, expr: &mut Expr) {
        let span = match expr {
            Expr::Call(call) if !plain::is_plain_call(call) => callee(call).1,
            Expr::MethodCall(call) if !plain::is_plain_method(call) => call.method.span(),
            _ => return,
        };
        *expr = Expr::Verbatim(call::expand_discard(&call::scrutinee(expr), span));
    }

    fn stmt(&mut self, stmt: &mut Stmt, is_last: bool) {
        if self.define_statement(stmt) || self.receive_statement(stmt) {
            return;
        }
        if let Stmt::Macro(mac) = stmt {
            if let Some(form) = syntax::form(&mac.mac) {
                let tokens = self.form(form, &mac.mac);
                let semi = mac.semi_token.or((!is_last).then(Default::default));
                *stmt = Stmt::Expr(Expr::Verbatim(tokens), semi);
            } else {
                self.std_macro(&mut mac.mac);
            }
            return;
        }
        if !is_last && let Stmt::Expr(expr, None) = stmt {
            discard_tails(expr);
        }
        if let Stmt::Expr(expr, _) = stmt
            && self.send_statement(expr)
        {
            return;
        }
        visit_mut::visit_stmt_mut(self, stmt);
        if self.in_closure()
            && let Stmt::Expr(expr, Some(_)) = stmt
        {
            self.discarded(expr);
        }
    }
}

/// An expanded form as an operand: a block that syn knows for one, so that it sets parentheses where a statement begins with it.
fn block(form: TokenStream) -> Expr {
    let mut trees = form.clone().into_iter();
    let (Some(TokenTree::Group(group)), None) = (trees.next(), trees.next()) else { return Expr::Verbatim(form) };
    let brace_token = syn::token::Brace { span: group.delim_span() };
    let stmts = vec![Stmt::Expr(Expr::Verbatim(group.stream()), None)];
    Expr::Block(syn::ExprBlock { attrs: Vec::new(), label: None, block: Block { brace_token, stmts } })
}

/// The name of a called function, and its span.
fn callee(call: &syn::ExprCall) -> (String, Span) {
    match &*call.func {
        Expr::Path(path) => path.path.segments.last().map(|last| (last.ident.to_string(), last.ident.span())),
        _ => None,
    }
    .unwrap_or_else(|| (String::new(), call.func.span()))
}

/// What stands in place of a `select!` with an error: any type, so that no second error follows.
fn placeholder() -> TokenStream {
    quote!(loop {})
}

/// What stands in place of a `go!` with an error: a handle of any type.
pub(crate) fn placeholder_handle() -> TokenStream {
    quote!(__go::spawn(async { loop {} }))
}

/// Makes a `go!` at the end of a block whose value nobody uses a statement.
pub(crate) fn discard_tail(block: &mut Block) {
    match block.stmts.last_mut() {
        Some(Stmt::Macro(mac)) if mac.semi_token.is_none() && syntax::form(&mac.mac) == Some(Form::Go) => {
            mac.semi_token = Some(Default::default());
        }
        Some(Stmt::Expr(expr, semi @ None)) => {
            if is_go(expr) {
                *semi = Some(Default::default());
            } else {
                discard_tails(expr);
            }
        }
        _ => {}
    }
}

fn discard_tails(expr: &mut Expr) {
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
                if is_go(&arm.body) {
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

impl VisitMut for Lower<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        self.scoped(|this| {
            let last = block.stmts.len().saturating_sub(1);
            for (at, stmt) in block.stmts.iter_mut().enumerate() {
                this.stmt(stmt, at == last);
            }
        });
    }

    fn visit_local_mut(&mut self, local: &mut syn::Local) {
        if let Some(init) = &mut local.init {
            self.visit_expr_mut(&mut init.expr);
            if let Some((_, diverge)) = &mut init.diverge {
                self.visit_expr_mut(diverge);
            }
        }
        if go::make_offered_mutable(&self.offered, &mut local.pat) {
            local.attrs.push(syn::parse_quote!(#[allow(unused_mut)]));
        }
        let reference = local.init.as_ref().is_some_and(|init| matches!(*init.expr, Expr::Reference(_)));
        self.scopes.bind(&local.pat, reference);
    }

    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        self.scoped(|this| {
            this.scopes.bind(&arm.pat, false);
            this.send_statement(&mut arm.body);
            visit_mut::visit_arm_mut(this, arm);
        });
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if self.golang(expr) {
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
            Expr::Let(cond) => {
                self.visit_expr_mut(&mut cond.expr);
                self.scopes.bind(&cond.pat, false);
            }
            Expr::Closure(closure) => self.closure(closure),
            Expr::Macro(mac) => match syntax::form(&mac.mac) {
                Some(form) => *expr = block(self.form(form, &mac.mac)),
                None => self.std_macro(&mut mac.mac),
            },
            Expr::Repeat(repeat) => self.visit_expr_mut(&mut repeat.expr),
            Expr::Async(_) | Expr::Const(_) => {}
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_expr_if_mut(&mut self, cond: &mut syn::ExprIf) {
        if cond.else_branch.is_none() {
            discard_tail(&mut cond.then_branch);
        }
        visit_mut::visit_expr_if_mut(self, cond);
    }

    fn visit_expr_while_mut(&mut self, looping: &mut syn::ExprWhile) {
        discard_tail(&mut looping.body);
        let give_way = self.starting(|this| visit_mut::visit_expr_while_mut(this, looping));
        looping.body.stmts.splice(0..0, give_way);
    }

    fn visit_expr_loop_mut(&mut self, looping: &mut syn::ExprLoop) {
        discard_tail(&mut looping.body);
        let give_way = self.starting(|this| visit_mut::visit_expr_loop_mut(this, looping));
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
