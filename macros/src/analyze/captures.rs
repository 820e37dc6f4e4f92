//! What a `go!` block takes along: the variables and `self` places that it uses from outside.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Block, Expr, Ident, Macro, Member, Pat, Stmt};

use super::cfg::{self, Uses};
use super::places::{self, Fields};
use super::scope::{self, Local, Name, Scopes};
use crate::diagnostics::Diagnostics;
use crate::syntax::go::{self, Keyword, Operand};
use crate::syntax::{self, Form, items, marker, select, std_macro};

/// A variable that a block uses from outside.
pub(crate) struct Free {
    pub(crate) name: Ident,
    /// Where the block assigns to it or takes `&mut` of it.
    pub(crate) assigned: Option<Span>,
    /// Under which conditions the block uses it.
    pub(crate) uses: Uses,
    /// The fields of it that the block names, if it names nothing but fields.
    pub(crate) fields: Option<Fields>,
}

/// How a name is used where it is found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// As an expression.
    Named,
    /// As the function of a call.
    Called,
    /// As a token of a foreign macro.
    Token,
}

/// The free variables of `block` among those for which `outer` says that they are variables.
pub(crate) fn free_variables(block: &Block, params: &[Pat], outer: &dyn Fn(&str, Use) -> bool) -> Vec<Free> {
    let mut finder =
        Finder { inner: Scopes::default(), outer, found: Vec::new(), conditions: Vec::new(), hidden: Vec::new() };
    finder.inner.push();
    for param in params {
        finder.inner.bind(param, false);
    }
    finder.visit_block(block);
    finder.found
}

/// Whether a name that is not known to be an item reads as a variable.
pub(crate) fn reads_as_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_lowercase() || c == '_')
        && !name.starts_with("__go_")
        && name != "self"
        && name != "crate"
        && name != "super"
}

struct Finder<'a> {
    inner: Scopes,
    outer: &'a dyn Fn(&str, Use) -> bool,
    found: Vec<Free>,
    /// The conditions of the place.
    conditions: Vec<TokenStream>,
    /// Variables that the block declares under a condition, and in its absence uses from outside.
    hidden: Vec<(String, TokenStream)>,
}

impl Finder<'_> {
    fn variable(&mut self, name: &Ident, used: Use) {
        if let Some(at) = self.note(name, used) {
            self.found[at].fields = None;
        }
    }

    /// Notes the use of a field of a variable; whether `expr` is one.
    fn field(&mut self, expr: &Expr) -> bool {
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
    fn under(&mut self, attrs: &[Attribute], visit: impl FnOnce(&mut Self)) {
        let before = self.conditions.len();
        self.conditions.extend(cfg::conditions(attrs));
        visit(self);
        self.conditions.truncate(before);
    }

    fn assigned(&mut self, place: &Expr) {
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

    fn argument(&mut self, arg: &Expr) {
        self.under(cfg::of_expr(arg), |this| this.visit_expr(arg));
    }

    fn scoped(&mut self, visit: impl FnOnce(&mut Self)) {
        self.inner.push();
        visit(self);
        self.inner.pop();
    }

    fn form(&mut self, mac: &Macro, form: Form) {
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
    fn tokens(&mut self, tokens: TokenStream) {
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

/// The variable that a place begins with: the `a` of `a.b.c`.
pub(crate) fn root(place: &Expr) -> Option<&Ident> {
    match place {
        Expr::Path(path) if path.qself.is_none() => path.path.get_ident(),
        Expr::Field(field) => root(&field.base),
        Expr::Paren(paren) => root(&paren.expr),
        // `$place:expr` in the user's own macro.
        Expr::Group(group) => root(&group.expr),
        _ => None,
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_block(&mut self, block: &'ast Block) {
        let hidden = self.hidden.len();
        self.scoped(|this| visit::visit_block(this, block));
        self.hidden.truncate(hidden);
    }

    fn visit_stmt(&mut self, stmt: &'ast Stmt) {
        self.under(cfg::of_stmt(stmt), |this| visit::visit_stmt(this, stmt));
    }

    fn visit_field_value(&mut self, field: &'ast syn::FieldValue) {
        self.under(&field.attrs, |this| this.visit_expr(&field.expr));
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(init) = &local.init {
            self.visit_expr(&init.expr);
            if let Some((_, diverge)) = &init.diverge {
                self.visit_expr(diverge);
            }
        }
        match cfg::all(&cfg::conditions(&local.attrs)) {
            None => self.inner.bind(&local.pat, false),
            Some(condition) => {
                for name in scope::names(&local.pat) {
                    let text = name.ident.to_string();
                    if (self.outer)(&text, Use::Named) {
                        self.hidden.push((text, condition.clone()));
                    } else {
                        let Name { ident, mutable } = name;
                        let declared = Some(ident.span());
                        self.inner.insert(text, Local { mutable, reference: false, depth: 0, declared });
                    }
                }
            }
        }
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Field(_) if self.field(expr) => {}
            Expr::Path(path) if path.qself.is_none() => {
                if let Some(name) = path.path.get_ident() {
                    self.variable(name, Use::Named);
                }
            }
            Expr::Let(cond) => {
                self.visit_expr(&cond.expr);
                self.inner.bind(&cond.pat, false);
            }
            Expr::If(_) | Expr::While(_) => self.scoped(|this| visit::visit_expr(this, expr)),
            Expr::ForLoop(for_loop) => {
                self.visit_expr(&for_loop.expr);
                self.scoped(|this| {
                    this.inner.bind(&for_loop.pat, false);
                    this.visit_block(&for_loop.body);
                });
            }
            Expr::Closure(closure) => self.scoped(|this| {
                closure.inputs.iter().for_each(|input| this.inner.bind(input, false));
                this.visit_expr(&closure.body);
            }),
            Expr::Assign(assign) => {
                if marker::send(expr).is_none() {
                    self.assigned(&assign.left);
                }
                visit::visit_expr(self, expr);
            }
            Expr::Binary(binary) if is_assignment(&binary.op) => {
                self.assigned(&binary.left);
                visit::visit_expr(self, expr);
            }
            Expr::Reference(reference) if reference.mutability.is_some() => {
                self.assigned(&reference.expr);
                visit::visit_expr(self, expr);
            }
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let Some((word, name)) = marker::builtin(call) {
            // A local closure of that name, if there is one.
            self.variable(&Ident::new(&name, word.span()), Use::Called);
        }
        match root(&call.func) {
            Some(name) if matches!(*call.func, Expr::Path(_)) => self.variable(name, Use::Called),
            _ => self.visit_expr(&call.func),
        }
        call.args.iter().for_each(|arg| self.argument(arg));
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        self.scoped(|this| {
            this.inner.bind(&arm.pat, false);
            this.under(&arm.attrs, |this| visit::visit_arm(this, arm));
        });
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        if let Some(form) = syntax::form(mac) {
            return self.form(mac, form);
        }
        let Some(args) = std_macro::args(mac) else { return self.tokens(mac.tokens.clone()) };
        for name in std_macro::format_names(mac, &args) {
            self.variable(&name, Use::Named);
        }
        match &args {
            std_macro::Args::List(list) => list.iter().for_each(|arg| self.visit_expr(&arg.value)),
            std_macro::Args::Repeat(value, len) => {
                self.visit_expr(value);
                self.visit_expr(len);
            }
            std_macro::Args::Matches(expr, pat, guard) => {
                self.visit_expr(expr);
                self.scoped(|this| {
                    this.inner.bind(pat, false);
                    guard.iter().for_each(|guard| this.visit_expr(guard));
                });
            }
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
    fn visit_pat(&mut self, pat: &'ast Pat) {
        if let Pat::Guard(guarded) = pat {
            self.visit_expr(&guarded.guard);
        }
    }

    fn visit_type(&mut self, _: &'ast syn::Type) {}
}

pub(crate) fn is_assignment(op: &syn::BinOp) -> bool {
    use syn::BinOp::{
        AddAssign, BitAndAssign, BitOrAssign, BitXorAssign, DivAssign, MulAssign, RemAssign, ShlAssign, ShrAssign,
        SubAssign,
    };
    matches!(
        op,
        AddAssign(_)
            | SubAssign(_)
            | MulAssign(_)
            | DivAssign(_)
            | RemAssign(_)
            | BitXorAssign(_)
            | BitAndAssign(_)
            | BitOrAssign(_)
            | ShlAssign(_)
            | ShrAssign(_)
    )
}

/// A place rooted in `self` that a block uses, and the variable that stands for it inside the
/// goroutine.
pub(crate) struct SelfPlace {
    /// `self`, or `self.a.b`.
    pub(crate) place: Expr,
    /// What the block names instead.
    pub(crate) name: Ident,
}

/// Replaces the places rooted in `self`: whole fields where `by_field`, else `self` itself.
pub(crate) fn replace_self(block: &mut Block, by_field: bool) -> Vec<SelfPlace> {
    let mut replace = ReplaceSelf { by_field, places: Vec::new() };
    replace.visit_block_mut(block);
    replace.places
}

struct ReplaceSelf {
    by_field: bool,
    places: Vec<SelfPlace>,
}

impl ReplaceSelf {
    fn replacement(&mut self, place: &Expr) -> Option<Expr> {
        let name = format_ident!("__go_{}", self_name(place)?.replace("r#", ""));
        if !self.places.iter().any(|known| known.name == name) {
            self.places.push(SelfPlace { place: place.clone(), name: name.clone() });
        }
        let span = self_span(place)?;
        let name = Ident::new(&name.to_string(), span);
        Some(syn::parse_quote!(#name))
    }

    fn tokens(&mut self, tokens: TokenStream) -> TokenStream {
        tokens
            .into_iter()
            .map(|token| match token {
                TokenTree::Ident(ident) if ident == "self" => {
                    let place: Expr = syn::parse_quote!(#ident);
                    let name = Ident::new("__go_self", ident.span());
                    if !self.places.iter().any(|known| known.name == name) {
                        self.places.push(SelfPlace { place, name: name.clone() });
                    }
                    TokenTree::Ident(name)
                }
                TokenTree::Group(group) => {
                    let mut new = proc_macro2::Group::new(group.delimiter(), self.tokens(group.stream()));
                    new.set_span(group.span());
                    TokenTree::Group(new)
                }
                other => other,
            })
            .collect()
    }
}

/// `self_a_b` for `self.a.b`; `None` for anything else.
fn self_name(place: &Expr) -> Option<String> {
    match place {
        Expr::Path(path) if path.path.is_ident("self") => Some("self".to_owned()),
        Expr::Field(field) => {
            let base = self_name(&field.base)?;
            match &field.member {
                Member::Named(name) => Some(format!("{base}_{name}")),
                Member::Unnamed(index) => Some(format!("{base}_{}", index.index)),
            }
        }
        _ => None,
    }
}

fn self_span(place: &Expr) -> Option<Span> {
    match place {
        Expr::Path(path) => path.path.get_ident().map(Ident::span),
        Expr::Field(field) => self_span(&field.base),
        _ => None,
    }
}

impl VisitMut for ReplaceSelf {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let whole = matches!(expr, Expr::Path(_)) || self.by_field;
        if whole && let Some(replacement) = self.replacement(expr) {
            *expr = replacement;
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        let Some(mut args) = std_macro::args(mac) else {
            mac.tokens = self.tokens(mac.tokens.clone());
            return;
        };
        match &mut args {
            std_macro::Args::List(list) => list.iter_mut().for_each(|arg| self.visit_expr_mut(&mut arg.value)),
            std_macro::Args::Repeat(value, len) => {
                self.visit_expr_mut(value);
                self.visit_expr_mut(len);
            }
            std_macro::Args::Matches(expr, _, guard) => {
                self.visit_expr_mut(expr);
                guard.iter_mut().for_each(|guard| self.visit_expr_mut(guard));
            }
        }
        std_macro::set_args(mac, &args);
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// The variables that the `select!`s of `block` offer to a channel and want back when another case
/// is chosen.
pub(crate) fn offered(block: &Block) -> Vec<String> {
    struct Offered(Vec<String>);
    impl<'ast> Visit<'ast> for Offered {
        fn visit_macro(&mut self, mac: &'ast Macro) {
            if syntax::form(mac) == Some(Form::Select) && may_send(mac.tokens.clone()) {
                let mut cx = Diagnostics::new();
                let select = select::parse(&mut cx, mac.tokens.clone());
                drop(cx.finish());
                self.0.extend(select::offered_names(&select).map(Ident::to_string));
                let bodies = select.cases.iter().map(|case| &case.body).chain(select.defaults.iter().map(|d| &d.body));
                for body in bodies {
                    self.visit_block_owned(body);
                }
            }
        }
    }
    impl Offered {
        fn visit_block_owned(&mut self, block: &Block) {
            self.0.extend(offered(block));
        }
    }
    let mut offered = Offered(Vec::new());
    offered.visit_block(block);
    offered.0
}

/// Whether a send may be among the cases in `tokens`, or in a body of theirs.
fn may_send(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => name == "send",
        TokenTree::Punct(mark) => mark.as_char() == '<',
        TokenTree::Group(group) => may_send(group.stream()),
        TokenTree::Literal(_) => false,
    })
}

/// All identifiers in `tokens`, also inside groups.
pub(crate) fn idents(tokens: TokenStream) -> Vec<Ident> {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Ident(ident) => vec![ident],
            TokenTree::Group(group) => idents(group.stream()),
            _ => Vec::new(),
        })
        .collect()
}
