//! The walk that finds the free variables of a block: what each use says of a variable.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::visit::Visit;
use syn::{Attribute, Expr, Ident, Macro};

use super::{Free, Use, reads_as_variable, root};
use crate::analyze::cfg::{self, Uses};
use crate::analyze::places::{self, Fields};
use crate::analyze::scope::Scopes;
use crate::diagnostics::Diagnostics;
use crate::syntax::go::{self, Keyword, Operand};
use crate::syntax::{self, Form, items, select};

pub(super) struct Finder<'a> {
    pub(super) inner: Scopes,
    pub(super) outer: &'a dyn Fn(&str, Use) -> bool,
    pub(super) found: Vec<Free>,
    /// The conditions of the place.
    pub(super) conditions: Vec<TokenStream>,
    /// Variables that the block declares under a condition, and in its absence uses from outside.
    pub(super) hidden: Vec<(String, TokenStream)>,
}

impl Finder<'_> {
    pub(super) fn variable(&mut self, name: &Ident, used: Use) {
        if let Some(at) = self.note(name, used) {
            self.found[at].fields = None;
        }
    }

    /// Notes the use of a field of a variable; whether `expr` is one.
    pub(super) fn field(&mut self, expr: &Expr) -> bool {
        let mut members = Vec::new();
        let Some(root) = places::members(expr, &mut members) else { return false };
        if let Some(at) = self.note(root, Use::Named)
            && let Some(fields) = &mut self.found[at].fields
        {
            fields.add(expr, &members);
        }
        true
    }

    /// Notes a use of the variable `name`, and returns where it stands among those found.
    fn note(&mut self, name: &Ident, used: Use) -> Option<usize> {
        let text = name.to_string();
        if self.inner.get(&text).is_some() || !(self.outer)(&text, used) {
            return None;
        }
        let at = self.found.iter().position(|free| free.name == text).unwrap_or_else(|| {
            self.found.push(Free {
                name: name.clone(),
                assigned: None,
                uses: Uses::default(),
                fields: Some(Fields::default()),
            });
            self.found.len() - 1
        });
        let hidden = self.hidden.iter().filter(|(hidden, _)| *hidden == text);
        let conditions = self.conditions.iter().cloned().chain(hidden.map(|(_, condition)| quote!(not(#condition))));
        self.found[at].uses.note(&conditions.collect::<Vec<_>>());
        Some(at)
    }

    /// What is there only under the conditions of `attrs`.
    pub(super) fn under(&mut self, attrs: &[Attribute], visit: impl FnOnce(&mut Self)) {
        let before = self.conditions.len();
        self.conditions.extend(cfg::conditions(attrs));
        visit(self);
        self.conditions.truncate(before);
    }

    pub(super) fn assigned(&mut self, place: &Expr) {
        if let Expr::Tuple(places) = place {
            return places.elems.iter().for_each(|place| self.assigned(place));
        }
        if let Some(root) = root(place)
            && self.inner.get(&root.to_string()).is_none()
        {
            self.variable(root, Use::Named);
            let span = root.span();
            if let Some(free) = self.found.iter_mut().find(|free| free.name == *root) {
                free.assigned.get_or_insert(span);
            }
        }
    }

    pub(super) fn argument(&mut self, arg: &Expr) {
        self.under(cfg::of_expr(arg), |this| this.visit_expr(arg));
    }

    pub(super) fn scoped(&mut self, visit: impl FnOnce(&mut Self)) {
        self.inner.push();
        visit(self);
        self.inner.pop();
    }

    pub(super) fn form(&mut self, mac: &Macro, form: Form) {
        let mut cx = Diagnostics::new();
        match form {
            Form::Select => self.select(&select::parse(&mut cx, mac.tokens.clone())),
            Form::Go if is_items(mac) => {}
            Form::Go | Form::Defer => {
                let written = syntax::written(mac, Keyword::Go);
                let parsed = go::parse(&mut cx, written, mac.tokens.clone(), Span::call_site());
                if let Some(parsed) = parsed {
                    self.operand(&parsed.operand);
                }
            }
        }
        drop(cx.finish());
    }

    fn operand(&mut self, operand: &Operand) {
        match operand {
            Operand::Call(call) => self.visit_expr_call(call),
            Operand::Method(call) => self.visit_expr_method_call(call),
            Operand::Macro(mac) => self.visit_macro(&mac.mac),
            Operand::Block(block) => self.visit_block(block),
            Operand::Literal { params, body, args, .. } => {
                args.iter().for_each(|arg| self.visit_expr(arg));
                self.scoped(|this| {
                    params.iter().for_each(|param| this.inner.bind(param, false));
                    this.visit_block(body);
                });
            }
        }
    }

    fn select(&mut self, select: &select::Select) {
        for case in &select.cases {
            self.under(&case.attrs, |this| this.case(case));
        }
        select.defaults.iter().for_each(|default| self.under(&default.attrs, |this| this.visit_block(&default.body)));
    }

    fn case(&mut self, case: &select::Case) {
        case.guard.iter().for_each(|guard| self.visit_expr(guard));
        match &case.comm {
            select::Comm::Send { channel, value, .. } => {
                self.visit_expr(channel);
                self.visit_expr(value);
            }
            select::Comm::Recv { channel, .. } | select::Comm::Wait { call: channel, .. } => self.visit_expr(channel),
        }
        self.scoped(|this| {
            this.bind_case(&case.comm);
            this.visit_block(&case.body);
        });
    }

    fn bind_case(&mut self, comm: &select::Comm) {
        use select::{Comm, RecvBind};
        comm.patterns().into_iter().for_each(|pat| self.inner.bind(pat, false));
        match comm {
            Comm::Recv { bind: RecvBind::Assign(place), .. } => self.assigned(place),
            Comm::Recv { bind: RecvBind::AssignOk(place, ok), .. } => {
                self.assigned(place);
                self.assigned(ok);
            }
            _ => {}
        }
    }

    /// Names in the tokens of a foreign macro that are known to be variables.
    pub(super) fn tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) if reads_as_variable(&ident.to_string()) => self.variable(&ident, Use::Token),
                TokenTree::Group(group) => self.tokens(group.stream()),
                _ => {}
            }
        }
    }
}

/// Whether `mac` is a `go! { … }` of items.
fn is_items(mac: &Macro) -> bool {
    matches!(mac.delimiter, syn::MacroDelimiter::Brace(_)) && items::are_items(&mac.tokens)
}
