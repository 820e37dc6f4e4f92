//! The walk through goroutine code: every call, loop and form of the language is found here and
//! handed to its own file.
//!
//! Nothing is rewritten inside sync closures (but a `go!` in one is expanded), nested items, const
//! contexts, patterns and explicit `async` blocks. The body of an `async` closure is goroutine
//! code. `.await` stays and is never doubled.

use std::collections::HashSet;
use std::rc::Rc;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprClosure, Macro, Pat, Stmt};

use super::call::{self, Expected, Frame};
use super::capture::Carried;
use super::tail::{self, discard_calls, discard_calls_in, discard_tail, discard_tails};
use super::value::Golang;
use super::{defer, func, go, message, named, select, vet};
use crate::analyze::declared::{Declared, Kind};
use crate::analyze::exact::{self, Exact};
use crate::analyze::known::{CallSite, Calling, Hidden, Known, Taken};
use crate::analyze::polls::polls;
use crate::analyze::recursion::Recursion;
use crate::analyze::scope::Scopes;
use crate::analyze::std_types::{self, Sort};
use crate::analyze::{captures, combinators, file, plain};
use crate::diagnostics::Diagnostics;
use crate::syntax::{self, Form, go::Keyword, std_macro};

/// What is known while goroutine code is lowered.
pub(crate) struct Lower<'a> {
    pub(crate) cx: &'a mut Diagnostics,
    /// The cycles of the marked scope.
    pub(crate) recursion: &'a Recursion,
    /// What the items of the same `go! { … }` declare, where there is one.
    pub(crate) declared: Option<&'a Declared>,
    /// What the function at hand returns, if it says so in Go's spelling.
    pub(crate) returns: Vec<Kind>,
    /// What is known of the body in Go's spelling.
    pub(crate) golang: Golang,
    /// The path of the crate's hidden module.
    pub(crate) private: TokenStream,
    /// Whether the arguments of a `go!` in plain code are at hand, where nothing can wait.
    pub(crate) in_plain_code: bool,
    /// Whether an explicit `async` block is at hand, in which only Go's forms are lowered.
    pub(crate) in_async: bool,
    /// The function that is lowered, for the cycles.
    pub(crate) caller: String,
    /// The variables in reach.
    pub(crate) scopes: Scopes,
    /// Whether `scopes` is complete: under the attribute it is, in a lone macro call it is not.
    pub(crate) knows_locals: bool,
    /// Whether `self` is a reference here.
    pub(crate) self_is_reference: bool,
    /// What the `go!` at hand takes along, so far.
    pub(crate) carried: Vec<Carried>,
    /// Whether the next statement is the first of a new goroutine.
    pub(crate) opens: bool,
    /// Whether the next method call is that statement.
    adds: bool,
    /// Whether the next method call is a statement whose value nobody takes.
    discards: bool,
    /// Whether the next `select` is a statement in Go's spelling, whose cases have no values.
    discards_cases: bool,
    /// Whether no type is expected of the next call: it is a statement, or what a `let` without a
    /// type begins with.
    untyped: bool,
    /// How many loops of the function stand around the place.
    pub(super) loops: usize,
    /// How many `defer!`s the function at hand has had so far.
    pub(crate) defers: usize,
    /// Variables that some `select!` offers and may give back.
    pub(crate) offered: HashSet<String>,
    /// The paths of the macro calls that were lowered here: the user's imports of them are used.
    pub(crate) used: Vec<TokenStream>,
    /// What the marked scope says of its functions and methods.
    pub(crate) known: Rc<Known>,
    /// The type of `self`, if it has a name, and how `self` is taken.
    pub(crate) self_type: Option<String>,
    pub(crate) self_taken: Taken,
    /// What the body at hand gives another meaning than the scope.
    pub(crate) hidden: Hidden,
    /// How many goroutines the code starts so far, in the order of the text; a loop that starts
    /// some yields.
    pub(crate) starts: usize,
}

impl<'a> Lower<'a> {
    pub(crate) fn new(cx: &'a mut Diagnostics, recursion: &'a Recursion, private: TokenStream) -> Self {
        Self {
            cx,
            recursion,
            declared: None,
            returns: Vec::new(),
            golang: Golang::default(),
            private,
            in_plain_code: false,
            in_async: false,
            caller: String::new(),
            scopes: Scopes::default(),
            knows_locals: false,
            self_is_reference: false,
            carried: Vec::new(),
            opens: false,
            adds: false,
            discards: false,
            discards_cases: false,
            untyped: false,
            loops: 0,
            defers: 0,
            offered: HashSet::new(),
            used: Vec::new(),
            known: Rc::default(),
            self_type: None,
            self_taken: Taken::Not,
            hidden: Hidden::default(),
            starts: 0,
        }
    }

    /// The statements of a function body, with what runs its `defer!`s.
    pub(crate) fn function_body(&mut self, block: &mut Block, output: Option<&syn::Type>) -> TokenStream {
        let outer = std::mem::take(&mut self.defers);
        let loops = std::mem::take(&mut self.loops);
        let named = named::take(block);
        let is_named = !named.is_empty();
        let named = std::mem::replace(&mut self.golang.named, named);
        self.golang.count(block);
        self.visit_block_mut(block);
        let defers = std::mem::replace(&mut self.defers, outer);
        self.loops = loops;
        self.golang.named = named;
        let unit = syn::parse_quote!(());
        let output = output.or_else(|| tail::ends_without_value(block).then_some(&unit));
        let stmts = &block.stmts;
        if defers == 0 {
            return quote!(#(#stmts)*);
        }
        // A function literal borrows what it names, every other body owns it.
        let capture = (self.scopes.floor == 0).then(|| quote!(move));
        defer::expand_with_defers(&quote!(#(#stmts)*), output, (capture.as_ref(), is_named), Span::mixed_site())
    }

    /// Whether the place is inside a plain closure, where nothing can wait.
    pub(crate) fn in_closure(&self) -> bool {
        self.scopes.depth > self.scopes.floor
    }

    /// Whether nothing can wait here.
    pub(crate) fn cannot_wait(&self) -> bool {
        self.in_closure() || self.in_plain_code
    }

    /// Whether calls are left as they are here.
    pub(super) fn leaves_calls(&self) -> bool {
        self.cannot_wait() || self.in_async
    }

    /// Whether `mac` is a form that is expanded here; one in an `async` block expands by itself.
    fn form_of(&self, mac: &Macro) -> Option<Form> {
        syntax::form(mac).filter(|_| !self.in_async || syntax::is_statement(mac))
    }

    /// Whether a method call can be seen to be plain; not if the marked scope has a method of that
    /// name, and the receiver is a place, as in `self.left.sum()`: an `xs.iter().sum()` beside it
    /// is std's.
    fn is_plain_method(&self, call: &syn::ExprMethodCall) -> bool {
        let own = captures::root(&call.receiver).is_some() && self.recursion.declares_method(&call.method.to_string());
        (plain::is_plain_method(call) || combinators::adapts_future(call)) && !own
    }

    /// How a call of `callee` is awaited.
    pub(crate) fn frame(&self, callee: &str) -> Frame {
        if self.recursion.is_recursive(&self.caller, callee) { Frame::Boxed } else { Frame::Inline }
    }

    /// Makes the end of a block whose value nobody uses a statement.
    pub(super) fn discard(&self, block: &mut Block) {
        if self.is_golang() { discard_calls(block) } else { discard_tail(block) }
    }

    pub(super) fn scoped(&mut self, visit: impl FnOnce(&mut Self)) {
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
        let shares = self.golang.shares;
        let expanded = self.expand_form(form, mac, span);
        self.golang.shares = shares;
        if self.cx.count() == before {
            return expanded;
        }
        let mentioned = self.mentioned(mac.tokens.clone());
        // What was read of a block with an error may lack a declaration.
        let expanded = if form == Form::Go { placeholder_handle() } else { expanded };
        quote!({ #mentioned #expanded })
    }

    /// Mentions the variables in the tokens of a form with an error, where nothing is done with
    /// them: so that rustc does not call them unused, or their `mut`, on top of it.
    fn mentioned(&self, tokens: TokenStream) -> TokenStream {
        let mentions = captures::idents(tokens).into_iter().filter_map(|name| {
            let mutable = self.scopes.get(&name.to_string())?.mutable.then(|| quote!(mut));
            Some(quote!(let _ = &#mutable #name;))
        });
        quote!(if __go::no() { #(#mentions)* })
    }

    fn expand_form(&mut self, form: Form, mac: &Macro, span: Span) -> TokenStream {
        match form {
            Form::Go => {
                let written = syntax::written(mac, Keyword::Go);
                self.golang.shares = written.spelling == syntax::go::Spelling::Statement;
                let parsed = syntax::go::parse(self.cx, written, mac.tokens.clone(), span);
                parsed.map_or_else(placeholder_handle, |parsed| go::expand_go(self, parsed, span))
            }
            Form::Defer if self.cannot_wait() => {
                self.refuse("defer", span);
                quote!(())
            }
            Form::Defer => {
                let written = syntax::written(mac, Keyword::Defer);
                self.golang.shares = written.spelling == syntax::go::Spelling::Statement;
                let parsed = syntax::go::parse(self.cx, written, mac.tokens.clone(), span);
                self.defers += 1;
                let in_loop = (self.loops > 0).then(|| vet::warn("defer_in_a_loop", span));
                let elapsed = parsed.as_ref().and_then(|parsed| vet::elapsed_now(&parsed.operand));
                let deferred = parsed.map_or_else(|| quote!(()), |parsed| go::expand_deferred(self, parsed, span));
                if in_loop.is_none() && elapsed.is_none() { deferred } else { quote!({ #in_loop #elapsed #deferred }) }
            }
            Form::Select if self.cannot_wait() => {
                self.refuse("select", span);
                placeholder()
            }
            Form::Select => {
                let discards = std::mem::take(&mut self.discards_cases);
                let mut parsed = syntax::select::parse(self.cx, mac.tokens.clone());
                if discards {
                    parsed.bodies().for_each(discard_calls);
                }
                select::expand_select(self, parsed, span)
            }
        }
    }

    fn refuse(&mut self, name: &str, span: Span) {
        let help = "use a `for` loop or `go! { … }` instead of the closure: these can wait";
        self.cx.help(span, format_args!("`{name}!` cannot be used in a plain closure, where nothing can wait"), help);
    }

    /// Lowers the arguments of a std macro in place.
    fn std_macro(&mut self, mac: &mut Macro) {
        let Some(mut args) = std_macro::args(mac) else { return };
        let written = std_macro::shown(mac, &args);
        match &mut args {
            std_macro::Args::List(list) => list.iter_mut().for_each(|arg| self.visit_expr_mut(&mut arg.value)),
            // The length of a `vec!` is an expression like any other; only that of an array is a
            // constant.
            std_macro::Args::Repeat(value, len) => {
                self.visit_expr_mut(value);
                self.visit_expr_mut(len);
            }
            std_macro::Args::Matches(expr, pat, guard) => {
                self.visit_expr_mut(expr);
                self.scoped(|this| {
                    this.scopes.bind(pat, false);
                    guard.iter_mut().for_each(|guard| this.visit_expr_mut(guard));
                });
            }
        }
        std_macro::show(mac, &mut args, written);
        std_macro::set_args(mac, &args);
    }

    fn call(&mut self, expr: &mut Expr) {
        let Expr::Call(call) = expr else { return };
        let expected = expected(std::mem::take(&mut self.untyped));
        let is_discarded = std::mem::take(&mut self.discards);
        if let Some(value) = func::expand_new(self, call) {
            *expr = Expr::Verbatim(value);
            return;
        }
        if !matches!(&*call.func, Expr::Path(_)) {
            self.visit_expr_mut(&mut call.func);
        }
        go::lower_literal_arguments(self, call);
        let kinds = self.kinds_of_call(call);
        if combinators::takes_futures(call) && !self.leaves_calls() && self.calling_of(call).is_none() {
            call.args.iter_mut().for_each(|arg| self.unbegun(arg));
        } else {
            let by_value = self.is_func_value(&call.func);
            let (reader, _) = callee(call);
            self.arguments(&mut call.args, &kinds, (&reader, by_value));
        }
        if self.leaves_calls() || plain::is_plain_call(call) {
            return;
        }
        let (name, span) = callee(call);
        let (frame, vet) = (self.frame(&name), vet::of_call(call));
        let attrs = call.attrs.clone();
        match self.calling(expr) {
            Some(Calling::Plain) if vet.is_none() => return,
            Some(Calling::Waits) if frame == Frame::Inline && vet.is_none() => return call::await_known(expr),
            // As it is written, so that rustc sees the function's `#[must_use]`.
            None if is_discarded && vet.is_none() => match self.calling_in_file(expr) {
                Some(Calling::Plain) => return,
                Some(Calling::Waits) if frame == Frame::Inline => return call::await_known(expr),
                _ => {}
            },
            _ => {}
        }
        take_attributes(expr);
        let expanded = call::expand_checked_call(&call::begun(expr, &name), span, (frame, expected), vet.as_ref());
        *expr = Expr::Verbatim(quote!(#(#attrs)* #expanded));
    }

    fn method_call(&mut self, expr: &mut Expr) {
        if let Some(called) = self.field_call(expr) {
            *expr = called;
            return self.call(expr);
        }
        let Expr::MethodCall(call) = expr else { return };
        self.refuse_futures(call, None);
        let is_discarded = std::mem::take(&mut self.discards);
        let expected = expected(std::mem::take(&mut self.untyped));
        let add = std::mem::take(&mut self.adds) && call.method == "add";
        let add = if add { vet::of_first_add(&call.receiver, call.method.span()) } else { None };
        if combinators::adapts_future(call) && !self.leaves_calls() {
            self.unbegun(&mut call.receiver);
        } else {
            self.untyped_operand(&mut call.receiver);
        }
        if message::is_send(&call.method.to_string()) {
            call.args.first_mut().into_iter().for_each(|message| self.share_in_message(message));
        }
        go::lower_literal_method(self, call);
        let kinds = self.kinds_of_method(&call.method, call.args.len());
        let is_set = |name: &str| self.scopes.sort(name) == Some(Sort::Futures);
        if combinators::method_takes_futures(call, is_set) && !self.leaves_calls() {
            call.args.iter_mut().for_each(|arg| self.unbegun(arg));
        } else {
            self.arguments(&mut call.args, &kinds, ("", false));
        }
        if self.leaves_calls() || (self.is_plain_method(call) && !(is_discarded && plain::may_wait(call))) {
            return;
        }
        let name = call.method.clone();
        let (frame, attrs) = (self.frame(&name.to_string()), call.attrs.clone());
        let calling = self.calling(expr);
        // What is known needs no refusal by its type.
        let checks = if calling.is_some() { vet::of_blocking(&name) } else { call::of_method(&name) };
        let checks = checks.into_iter().chain(add).collect::<TokenStream>();
        match calling {
            Some(Calling::Plain) if checks.is_empty() => return,
            Some(Calling::Waits) if frame == Frame::Inline => return call::await_known(expr),
            None if is_discarded && checks.is_empty() && self.calling_in_file(expr) == Some(Calling::Plain) => return,
            _ => {}
        }
        take_attributes(expr);
        let expanded = call::expand_checked_call(
            &call::begun(expr, &name.to_string()),
            name.span(),
            (frame, expected),
            Some(&checks),
        );
        *expr = Expr::Verbatim(quote!(#(#attrs)* #expanded));
    }

    /// What a declaration says of the types of its variables.
    fn sorts(&self, local: &syn::Local) -> Vec<(Pat, Option<Sort>)> {
        let of = |value: &Expr| std_types::of_expr(value, &|name| self.scopes.sort(name));
        if combinators::declares_set(&local.pat, local.init.as_ref().map(|init| &*init.expr)) {
            return vec![(local.pat.clone(), Some(Sort::Futures))];
        }
        match (&local.pat, &local.init) {
            (Pat::Type(typed), _) => vec![(local.pat.clone(), std_types::of_type(&typed.ty))],
            (Pat::Tuple(pats), Some(init)) if pats.elems.len() == 2 && self.makes_context(&init.expr) => {
                vec![(pats.elems[0].clone(), Some(Sort::Context)), (pats.elems[1].clone(), Some(Sort::Closure))]
            }
            (pat, Some(init)) => {
                message::parts(pat, &init.expr).into_iter().map(|(pat, value)| (pat.clone(), of(value))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether `value` makes a context and the function that cancels it.
    fn makes_context(&self, value: &Expr) -> bool {
        let Expr::Call(call) = value else { return false };
        let Expr::Path(path) = &*call.func else { return false };
        let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        matches!(&names[..], [module, function] if self.is_item(module) && self.known.ours(module) == Some("context")
            && matches!(function.as_str(), "with_cancel" | "with_timeout" | "with_deadline"))
    }

    /// What it says of them exactly.
    fn exact(&self, local: &syn::Local) -> Vec<(String, Exact)> {
        let value = local.init.as_ref().filter(|init| init.diverge.is_none()).map(|init| &*init.expr);
        let exact = exact::of_declaration(&local.pat, value, &|name| self.scopes.exact(name));
        exact.into_iter().map(|(name, exact)| (name.to_string(), exact)).collect()
    }

    /// An operand of which no type is expected, whatever it is: a receiver, what `?` and `match`
    /// look at.
    fn untyped_operand(&mut self, expr: &mut Expr) {
        self.untyped = call::is_call(expr);
        self.visit_expr_mut(expr);
    }

    /// Whether `operand` of a loop is a collection of std's, or what one of its methods gave.
    pub(super) fn is_collection(&self, operand: &Expr) -> bool {
        self.known
            .sort(operand, self)
            .is_some_and(|sort| matches!(sort, Sort::Value | Sort::Inside | Sort::Parts | Sort::Maybe))
            && !self.known.shadows_std()
    }

    /// Whether `channel` is known to be one that this crate's own types say can be received from,
    /// or sent to.
    pub(super) fn is_channel(&self, channel: &Expr, sends: bool) -> bool {
        self.known.is_channel(channel, sends, self)
    }

    /// Whether `value` is a `go!` of ours.
    fn starts_goroutine(&self, value: &Expr) -> bool {
        matches!(value, Expr::Macro(mac) if self.form_of(&mac.mac) == Some(Form::Go))
    }

    /// What the call of a function means, if that can be seen.
    pub(super) fn calling_of(&self, call: &syn::ExprCall) -> Option<Calling> {
        self.known.of_call(call, self)
    }

    /// What a call means, if that can be seen.
    pub(super) fn calling(&self, call: &Expr) -> Option<Calling> {
        match call {
            Expr::Call(call) => self.calling_of(call),
            Expr::MethodCall(call) => self.known.of_method_call(call, self),
            _ => None,
        }
    }

    /// What `call`, a statement, means by the user's file, or as a call of a function of std's.
    fn calling_in_file(&self, call: &Expr) -> Option<Calling> {
        match call {
            Expr::Call(call) => file::of_span(callee(call).1)?.of_call(call, self),
            Expr::MethodCall(call) => {
                let sort = self.known.sort(&call.receiver, self);
                file::of_span(call.method.span())?.of_method(call, sort.as_ref(), self.self_type.as_deref())
            }
            _ => None,
        }
    }

    /// The operand of a written `.await` is a future already: only its parts are lowered.
    fn awaited(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Call(call) if combinators::takes_futures(call) && !self.leaves_calls() => {
                call.args.iter_mut().for_each(|arg| self.unbegun(arg));
            }
            Expr::Call(call) => call.args.iter_mut().for_each(|arg| self.visit_expr_mut(arg)),
            Expr::MethodCall(call) => {
                self.visit_expr_mut(&mut call.receiver);
                call.args.iter_mut().for_each(|arg| self.visit_expr_mut(arg));
            }
            other => self.visit_expr_mut(other),
        }
    }

    /// What a combinator takes: a call in it is not begun here, nor is one in a list of them.
    fn unbegun(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Call(call) if plain::is_plain_call(call) => self.visit_expr_mut(expr),
            Expr::Call(_) | Expr::MethodCall(_) => self.awaited(expr),
            Expr::Array(array) => array.elems.iter_mut().for_each(|expr| self.unbegun(expr)),
            Expr::Tuple(tuple) => tuple.elems.iter_mut().for_each(|expr| self.unbegun(expr)),
            Expr::Paren(paren) => self.unbegun(&mut paren.expr),
            Expr::Macro(mac) if std_macro::known(&mac.mac) == Some("vec") => match std_macro::args(&mac.mac) {
                Some(std_macro::Args::List(mut list)) => {
                    list.iter_mut().for_each(|arg| self.unbegun(&mut arg.value));
                    std_macro::set_args(&mut mac.mac, &std_macro::Args::List(list));
                }
                _ => self.visit_expr_mut(expr),
            },
            _ => self.visit_expr_mut(expr),
        }
    }

    /// In an explicit `async` block, calls are the user's own; what is written as in Go is lowered
    /// all the same.
    fn async_block(&mut self, block: &mut Block) {
        let outer = (self.in_async, self.in_plain_code, self.scopes.floor, std::mem::take(&mut self.returns));
        (self.in_async, self.in_plain_code, self.scopes.floor) = (true, false, self.scopes.depth);
        self.visit_block_mut(block);
        (self.in_async, self.in_plain_code, self.scopes.floor, self.returns) = outer;
    }

    fn closure(&mut self, closure: &mut ExprClosure) {
        if closure.asyncness.is_some() {
            if !self.in_async {
                func::lower_async(self, closure);
            }
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
        if self.calling(expr) == Some(Calling::Plain) {
            return;
        }
        *expr = Expr::Verbatim(call::expand_discard(&call::scrutinee(expr), span));
    }

    fn stmt(&mut self, stmt: &mut Stmt, is_last: bool) {
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
            && !self.in_async
            && let Stmt::Expr(expr, Some(_)) = stmt
        {
            self.discarded(expr);
        }
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
                self.untyped_operand(&mut matching.expr);
                matching.arms.iter_mut().for_each(|arm| self.visit_arm_mut(arm));
            }
            Expr::Let(cond) => {
                self.untyped_operand(&mut cond.expr);
                self.scopes.bind(&cond.pat, false);
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

/// An expanded form as an operand: a block that syn knows for one, so that it sets parentheses
/// where a statement begins with it.
fn block(form: TokenStream) -> Expr {
    let mut trees = form.clone().into_iter();
    let (Some(TokenTree::Group(group)), None) = (trees.next(), trees.next()) else { return Expr::Verbatim(form) };
    let brace_token = syn::token::Brace { span: group.delim_span() };
    let stmts = vec![Stmt::Expr(Expr::Verbatim(group.stream()), None)];
    Expr::Block(syn::ExprBlock { attrs: Vec::new(), label: None, block: Block { brace_token, stmts } })
}

impl CallSite for Lower<'_> {
    fn sort(&self, name: &str) -> Option<Sort> {
        self.scopes.sort(name)
    }

    fn is_item(&self, name: &str) -> bool {
        self.knows_locals && self.scopes.get(name).is_none() && !self.hidden.hides(name)
    }

    fn own_type(&self) -> Option<(&str, Taken)> {
        Some((self.self_type.as_deref()?, self.self_taken))
    }
}

/// Takes the attributes off a call: they stand before its expansion, not inside.
fn take_attributes(call: &mut Expr) {
    match call {
        Expr::Call(call) => call.attrs.clear(),
        Expr::MethodCall(call) => call.attrs.clear(),
        _ => {}
    }
}

fn expected(untyped: bool) -> Expected {
    if untyped { Expected::Nothing } else { Expected::Type }
}

/// Whether `pat` takes a value without a use for it: `_`, or `_name`.
fn is_unused(pat: &Pat) -> bool {
    match pat {
        Pat::Wild(_) => true,
        Pat::Ident(pat) => pat.ident.to_string().starts_with('_'),
        _ => false,
    }
}

/// The name of a called function, and its span.
pub(super) fn callee(call: &syn::ExprCall) -> (String, Span) {
    match &*call.func {
        Expr::Path(path) => path.path.segments.last().map(|last| (last.ident.to_string(), last.ident.span())),
        _ => None,
    }
    .unwrap_or_else(|| (String::new(), call.func.span()))
}

/// Replaces a `select!` with an error: it has any type, so that no second error follows.
fn placeholder() -> TokenStream {
    quote!(loop {})
}

/// Replaces a `go!` with an error: a handle of any type.
pub(crate) fn placeholder_handle() -> TokenStream {
    quote!(__go::spawn(async { loop {} }))
}

impl VisitMut for Lower<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        self.scoped(|this| {
            let last = block.stmts.len().saturating_sub(1);
            for (at, mut stmt) in std::mem::take(&mut block.stmts).into_iter().enumerate() {
                this.stmt(&mut stmt, at == last);
                let again = match &stmt {
                    Stmt::Local(local) => this.offered_again(&local.pat),
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
        self.note(&local.pat, kind.clone());
        if let Some(init) = &mut local.init {
            let is_call = call::is_call(&init.expr);
            self.discards = matches!(*init.expr, Expr::MethodCall(_)) && is_unused(&local.pat);
            match kind {
                Kind::Channel(..) | Kind::Func(_) | Kind::Interface(_) => self.given(&mut init.expr, &kind),
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
        self.scopes.bind(&local.pat, reference);
        sorts.into_iter().for_each(|(pat, sort)| self.scopes.note(&pat, sort));
        exact.into_iter().for_each(|(name, exact)| self.scopes.note_exact(name, Some(exact)));
        if let (Pat::Ident(_), Some(init)) = (&local.pat, &local.init)
            && init.diverge.is_none()
        {
            let sort = sort.or_else(|| starts.then_some(Sort::Goroutine));
            self.scopes.note(&local.pat, sort.or(made));
        }
    }

    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        self.scoped(|this| {
            this.scopes.bind(&arm.pat, false);
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
