//! The macro calls in goroutine code: those of the language, and std's, whose arguments are code too.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{Block, Expr, Macro, Stmt};

use super::Lower;
use crate::analyze::captures;
use crate::expand::tail::discard_calls;
use crate::expand::{go, select, vet};
use crate::syntax::go::Keyword;
use crate::syntax::{self, Form, std_macro};

impl Lower<'_> {
    /// Whether `mac` is a form that is expanded here; one in an `async` block expands by itself.
    pub(super) fn form_of(&self, mac: &Macro) -> Option<Form> {
        syntax::form(mac).filter(|_| !self.body.in_async || syntax::is_statement(mac))
    }

    /// The tokens of a macro call of the language, in place of which they stand.
    pub(super) fn form(&mut self, form: Form, mac: &Macro) -> TokenStream {
        let span = mac.path.span();
        let path = mac.path.to_token_stream();
        if !syntax::is_statement(mac) && !self.used.iter().any(|used| used.to_string() == path.to_string()) {
            self.used.push(path);
        }
        let before = self.cx.count();
        let shares = if form == Form::Select { self.golang.shares } else { syntax::is_statement(mac) };
        let expanded = self.sharing(shares, |this| this.expand_form(form, mac, span));
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
                let parsed = syntax::go::parse(self.cx, written, mac.tokens.clone(), span);
                parsed.map_or_else(placeholder_handle, |parsed| go::expand_go(self, parsed, span))
            }
            Form::Defer if self.cannot_wait() => {
                self.refuse("defer", span);
                quote!(())
            }
            Form::Defer => {
                let written = syntax::written(mac, Keyword::Defer);
                let parsed = syntax::go::parse(self.cx, written, mac.tokens.clone(), span);
                self.body.defers += 1;
                let in_loop = (self.body.loops > 0).then(|| vet::warn("defer_in_a_loop", span));
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
    pub(super) fn std_macro(&mut self, mac: &mut Macro) {
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
                    this.bind(pat, false);
                    guard.iter_mut().for_each(|guard| this.visit_expr_mut(guard));
                });
            }
        }
        std_macro::show(mac, &mut args, written);
        std_macro::set_args(mac, &args);
    }
}

/// An expanded form as an operand: a block that syn knows for one, so that it sets parentheses
/// where a statement begins with it.
pub(super) fn block(form: TokenStream) -> Expr {
    let mut trees = form.clone().into_iter();
    let (Some(TokenTree::Group(group)), None) = (trees.next(), trees.next()) else { return Expr::Verbatim(form) };
    let brace_token = syn::token::Brace { span: group.delim_span() };
    let stmts = vec![Stmt::Expr(Expr::Verbatim(group.stream()), None)];
    Expr::Block(syn::ExprBlock { attrs: Vec::new(), label: None, block: Block { brace_token, stmts } })
}

/// Replaces a `select!` with an error: it has any type, so that no second error follows.
fn placeholder() -> TokenStream {
    quote!(loop {})
}

/// Replaces a `go!` with an error: a handle of any type.
pub(crate) fn placeholder_handle() -> TokenStream {
    quote!(__go::spawn(async { loop {} }))
}
