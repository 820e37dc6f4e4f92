//! The walk that finds what a block mentions and does not declare.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::visit::Visit;
use syn::{Attribute, Expr, Ident, Macro};

use super::forms::Forms;
use super::mention::{Mention, Part, Use};
use super::{reads_as_variable, root};
use crate::analyze::scope::Scopes;
use crate::analyze::{cfg, places};
use crate::diagnostics::Diagnostics;
use crate::syntax::go::{self, Keyword, Operand};
use crate::syntax::{self, Form, items, select};

pub(super) struct Finder<'a> {
    pub(super) inner: Scopes,
    /// What the forms of the function mention.
    forms: &'a Forms,
    pub(super) mentions: Vec<Mention>,
    /// The conditions of the place.
    conditions: Vec<TokenStream>,
    /// Variables that the block declares under a condition, and in its absence uses from outside.
    pub(super) hidden: Vec<(String, TokenStream)>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(forms: &'a Forms) -> Self {
        Self { inner: Scopes::default(), forms, mentions: Vec::new(), conditions: Vec::new(), hidden: Vec::new() }
    }

    pub(super) fn variable(&mut self, name: &Ident, used: Use) {
        self.mention(name, used, Part::Whole);
    }

    /// Notes the use of a field of a variable; whether `expr` is one.
    pub(super) fn field(&mut self, expr: &Expr) -> bool {
        let mut path = Vec::new();
        let Some(root) = places::members(expr, &mut path) else { return false };
        self.mention(root, Use::Named, Part::Field(Box::new(expr.clone()), path.into_iter().cloned().collect()));
        true
    }

    fn mention(&mut self, name: &Ident, used: Use, part: Part) {
        self.note(&Mention { name: name.clone(), used, part, conditions: Vec::new(), hidden: Vec::new() });
    }

    /// Notes what a form at the place, or the place itself, mentions.
    fn note(&mut self, mention: &Mention) {
        let text = mention.name.to_string();
        if self.inner.get(&text).is_some() {
            return;
        }
        let hidden = self.hidden.iter().filter(|(hidden, _)| *hidden == text).map(|(_, condition)| condition);
        let mention = Mention {
            conditions: self.conditions.iter().chain(&mention.conditions).cloned().collect(),
            hidden: hidden.chain(&mention.hidden).cloned().collect(),
            ..mention.clone()
        };
        if !self.mentions.iter().any(|known| mention.repeats(known)) {
            self.mentions.push(mention);
        }
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
        if let Some(root) = root(place) {
            self.mention(root, Use::Named, Part::Assigned);
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
        let forms = self.forms;
        let mentions = forms.mentions(mac, || {
            let mut finder = Finder::new(forms);
            finder.inner.push();
            finder.read(mac, form);
            finder.mentions
        });
        mentions.iter().for_each(|mention| self.note(mention));
    }

    fn read(&mut self, mac: &Macro, form: Form) {
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
