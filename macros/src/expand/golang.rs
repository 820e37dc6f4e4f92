//! The walk, where it meets a form of Go's: each is handed to the file of its construct.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::visit_mut::VisitMut;
use syn::{BinOp, Expr, ExprForLoop, Item, Pat, Stmt, Token};

use super::body::Lower;
use super::{arrow, at, builtin, declaration, define, duration, for_loop, func, item, package, value};
use crate::analyze::declared::{Declared, Kind};
use crate::analyze::{captures, reads};
use crate::syntax::marker::{self, GoExpr, GoStmt};
use crate::syntax::{self, Form, items};

impl Lower<'_> {
    /// Lowers `expr` if it is a form of Go's. Returns true if it was.
    pub(super) fn golang(&mut self, expr: &mut Expr) -> bool {
        if self.pointer(expr) {
            return true;
        }
        let lowered = match marker::read(expr) {
            Some(GoExpr::Recv { channel, arrow }) => arrow::expand_recv(self, &mut channel.clone(), arrow),
            Some(GoExpr::Send { channel, value }) => arrow::send_as_value(self, channel, value),
            Some(GoExpr::Assign(assign)) => define::expand_assign(self, &mut assign.clone()),
            Some(GoExpr::Func(closure)) => func::expand_func(self, &mut closure.clone(), None),
            Some(GoExpr::Nil(span)) => self.nil(span),
            Some(GoExpr::Zero(span)) => quote::quote_spanned!(span=> __go::zero()),
            Some(GoExpr::Builtin(_)) => {
                let Expr::Call(call) = expr else { return false };
                match builtin::expand_builtin(self, call) {
                    Some(lowered) => lowered,
                    None => return false,
                }
            }
            None => return self.go_name(expr) || self.go_assignment(expr),
        };
        *expr = Expr::Verbatim(lowered);
        true
    }

    /// A name of Go's: of a package, of a constant or a variable among the items, `x == nil`.
    fn go_name(&mut self, expr: &mut Expr) -> bool {
        match expr {
            Expr::Path(path) => {
                let Some(name) = path.path.get_ident() else { return false };
                let text = name.to_string();
                if self.scopes.get(&text).is_some() {
                    return false;
                }
                if self.is_global(&text) {
                    let (path, span) = (quote!(#path), at(name.span()));
                    *expr =
                        syn::parse2(quote::quote_spanned!(span=> (*#path))).unwrap_or_else(|_| unreachable!("a place"));
                    return true;
                }
                let constant = self.declared.and_then(|declared| declared.constant(&text));
                let Some(mut value) = self.golang.consts.get(&text).or(constant).cloned() else { return false };
                self.visit_expr_mut(&mut value);
                *expr = match value {
                    Expr::Lit(_) | Expr::Path(_) | Expr::Paren(_) => value,
                    value => Expr::Paren(syn::ExprParen {
                        attrs: Vec::new(),
                        paren_token: syn::token::Paren(at(name.span())),
                        expr: Box::new(value),
                    }),
                };
                true
            }
            Expr::Binary(binary) if matches!(binary.op, BinOp::Eq(_) | BinOp::Ne(_)) => {
                let is_nil = |side: &Expr| matches!(marker::read(side), Some(GoExpr::Nil(_)));
                let side = match (is_nil(&binary.left), is_nil(&binary.right)) {
                    (false, true) => &mut binary.left,
                    (true, false) => &mut binary.right,
                    _ => return false,
                };
                if self.scopes.get("nil").is_some() {
                    return false;
                }
                let span = arrow::first_span(side);
                let value = arrow::borrowed(self, side);
                let not = matches!(binary.op, BinOp::Ne(_)).then(|| quote!(!));
                *expr = Expr::Verbatim(quote::quote_spanned!(span=> #not __go::is_nil(#value)));
                true
            }
            Expr::Binary(_) if self.is_golang() => self.go_operator(expr),
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) && self.is_golang() => {
                duration::expand(self, expr)
            }
            // What a constructor gives is the value itself.
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) && self.is_golang() => {
                let points = match &*unary.expr {
                    Expr::Call(call) => {
                        matches!(&*call.func, Expr::Path(path) if path.path.get_ident().is_some_and(|name| {
                            self.declared.is_some_and(|declared| declared.is_constructor(&name.to_string()))
                        }))
                    }
                    place => self.kind_of(place) == Kind::Pointer,
                };
                if points {
                    *expr = (*unary.expr).clone();
                    self.visit_expr_mut(expr);
                }
                points
            }
            Expr::Index(_) if self.is_golang() => self.index(expr),
            Expr::MethodCall(call) if self.is_golang() && call.method == marker::SLICE => {
                if let Expr::Index(indexed) = &mut *call.receiver {
                    self.range_index(indexed);
                }
                true
            }
            Expr::Field(_) | Expr::MethodCall(_) => package::expand(self, expr),
            Expr::Struct(literal) if self.is_golang() => {
                self.struct_literal(literal);
                true
            }
            _ => false,
        }
    }

    /// `x = y` in a block of items: `y` is copied as Go does, and nothing among the items is
    /// assigned to.
    fn go_assignment(&mut self, expr: &mut Expr) -> bool {
        let (left, right) = match expr {
            Expr::Assign(assign) => (&assign.left, Some(&mut assign.right)),
            Expr::Binary(binary) if captures::is_assignment(&binary.op) => (&binary.left, None),
            _ => return false,
        };
        if let (Expr::Index(_) | Expr::Field(_), Some(right)) = (&**left, &right)
            && matches!(marker::read(marker::strip(right)), Some(GoExpr::Recv { .. }))
        {
            let Expr::Assign(assign) = expr else { return false };
            *expr = Expr::Verbatim(define::expand_received(self, &mut assign.clone()));
            return true;
        }
        if right.is_some() && self.assigned_func(expr) {
            return true;
        }
        let (left, right) = match expr {
            Expr::Assign(assign) => (&assign.left, Some(&mut assign.right)),
            Expr::Binary(binary) => (&binary.left, None),
            _ => return false,
        };
        if !self.is_golang() {
            return false;
        }
        if let Some(root) = captures::root(marker::strip(left))
            && self.is_global(&root.to_string())
        {
            let help = "let one goroutine own it, or hold it in an atomic or a `sync::Mutex`";
            let message = format!("{root} is shared by all goroutines, so it cannot be assigned to\nhelp: {help}");
            self.cx.push(syn::Error::new(root.span(), message));
            *expr = Expr::Verbatim(quote!(()));
            return true;
        }
        let Some(right) = right else { return self.changed_in_place(expr) };
        let kind = self.kind_of(left);
        self.given(right, &kind);
        let Expr::Assign(assign) = expr else { return false };
        let value = assign.right.to_token_stream();
        match self.set_element(&mut assign.left, &value) {
            Some(set) => *expr = Expr::Verbatim(set),
            None => self.place(&mut assign.left),
        }
        true
    }

    /// `f = func(…) { … }` of a variable: whoever has captured it before it had a value sees the
    /// function. Whether `expr` is that.
    fn assigned_func(&mut self, expr: &mut Expr) -> bool {
        let Expr::Assign(assign) = expr else { return false };
        let Expr::Path(place) = &*assign.left else { return false };
        let Some(name) = place.path.get_ident().cloned() else { return false };
        if !matches!(self.kind_of(&assign.left), Kind::Func(_)) || self.scopes.get(&name.to_string()).is_none() {
            return false;
        }
        let value = match marker::func(&assign.right) {
            Some(closure) => func::expand_func(self, &mut closure.clone(), Some(&name)),
            None => {
                self.given(&mut assign.right, &Kind::Func(Vec::new()));
                assign.right.to_token_stream()
            }
        };
        let span = at(name.span());
        // The value first: it may name the variable.
        *expr = Expr::Verbatim(quote::quote_spanned!(span=> {
            let __go_value = #value;
            __go::set_func(&mut #name, __go_value)
        }));
        true
    }

    /// An operator in a block of items: whether it is lowered.
    fn go_operator(&mut self, expr: &mut Expr) -> bool {
        let Expr::Binary(binary) = expr else { return false };
        if !self.golang.sizes && self.is_of_sizes(binary) {
            self.golang.sizes = true;
            self.visit_expr_mut(&mut binary.left);
            self.visit_expr_mut(&mut binary.right);
            self.golang.sizes = false;
            return true;
        }
        self.floats(binary);
        duration::expand(self, expr) || self.joined(expr)
    }

    /// Whether a length stands beside a `usize` of Rust's.
    fn is_of_sizes(&self, binary: &syn::ExprBinary) -> bool {
        let is_size = |side: &Expr| self.kind_of(side) == Kind::Size;
        (is_size(&binary.left) && value::measures(&binary.right))
            || (is_size(&binary.right) && value::measures(&binary.left))
    }

    /// A whole number beside a float is a float, as Go's constants are.
    fn floats(&self, binary: &mut syn::ExprBinary) {
        if self.kind_of(&binary.left) == Kind::Float {
            value::as_float(&mut binary.right);
        } else if self.kind_of(&binary.right) == Kind::Float {
            value::as_float(&mut binary.left);
        }
    }

    fn nil(&mut self, span: Span) -> TokenStream {
        if self.scopes.get("nil").is_some() {
            let name = proc_macro2::Ident::new("nil", span);
            return quote!(#name);
        }
        quote::quote_spanned!(span=> __go::nil())
    }

    /// The parameters of the function that `name` calls, if the same `go! { … }` declares it.
    pub(super) fn kinds(&self, name: &str) -> Vec<Kind> {
        let params = self.declared.and_then(|declared| declared.params(name));
        params.filter(|_| self.scopes.get(name).is_none()).map(<[_]>::to_vec).unwrap_or_default()
    }

    /// The parameters of the method `name`, if the block has one of so many.
    pub(super) fn kinds_of_method(&self, name: &proc_macro2::Ident, count: usize) -> Vec<Kind> {
        let kinds = self.kinds(&name.to_string());
        let fits = kinds.len() == count || matches!(kinds.last(), Some(Kind::Variadic(_)));
        if fits { kinds } else { Vec::new() }
    }

    /// The parameters of the function that `call` calls; the fields of a struct whose values are
    /// given by position.
    pub(super) fn kinds_of_call(&self, call: &syn::ExprCall) -> Vec<Kind> {
        if let Kind::Func(kinds) | Kind::Closure(kinds) = self.kind_of(&call.func) {
            return kinds;
        }
        let Expr::Path(path) = &*call.func else { return Vec::new() };
        let Some(last) = path.path.segments.last() else { return Vec::new() };
        if last.ident != "__go_of" {
            return self.kinds(&last.ident.to_string());
        }
        let owner = path.path.segments.iter().rev().nth(1).map(|owner| owner.ident.to_string()).unwrap_or_default();
        let fields = self.declared.and_then(|declared| declared.fields(&owner));
        fields.into_iter().flatten().map(|(_, kind)| kind.clone()).collect()
    }

    /// Lowers the arguments of a call whose parameters are of `kinds`, as far as they are known.
    pub(super) fn arguments(
        &mut self,
        args: &mut Punctuated<Expr, Token![,]>,
        kinds: &[Kind],
        (reader, by_value): (&str, bool),
    ) {
        self.pack(args, kinds);
        for (index, arg) in args.iter_mut().enumerate() {
            match kinds.get(index) {
                Some(Kind::List(_) | Kind::Map { .. }) if self.is_lent(reader, index, arg) => {
                    let copied = quote::quote_spanned!(arrow::first_span(arg)=> ::core::clone::Clone::clone(&#arg));
                    *arg = Expr::Verbatim(copied);
                }
                Some(kind) if self.is_golang() => self.given(arg, kind),
                None if marker::func(arg).is_some() => self.borrowing(arg),
                None if self.is_golang() && (!kinds.is_empty() || by_value) => self.value(arg),
                _ => self.visit_expr_mut(arg),
            }
        }
    }

    /// Whether `arg` is a list that the function `reader` only reads, and that stays in use here:
    /// the function has a copy.
    fn is_lent(&self, reader: &str, index: usize, arg: &Expr) -> bool {
        let Expr::Path(path) = arg else { return false };
        let Some(name) = path.path.get_ident() else { return false };
        self.scopes.get(&name.to_string()).is_some()
            && self.declared.is_some_and(|declared| declared.only_reads(reader, index))
    }

    /// Lowers a function literal that stays an async closure.
    pub(super) fn borrowing(&mut self, value: &mut Expr) {
        if let Some(closure) = marker::func(value) {
            *value = Expr::Verbatim(func::expand_borrowing(self, &mut closure.clone()));
        }
    }

    /// Makes one list of what a variadic parameter is given.
    pub(super) fn pack(&mut self, args: &mut Punctuated<Expr, Token![,]>, kinds: &[Kind]) {
        let Some(Kind::Variadic(element)) = kinds.last() else { return };
        let fixed = kinds.len() - 1;
        if args.len() < fixed {
            return;
        }
        let mut list: Vec<Expr> = std::mem::take(args).into_iter().collect();
        let mut rest = list.split_off(fixed);
        let packed = match rest.first().and_then(marker::all) {
            Some(all) => all.clone(),
            None => {
                rest.iter_mut().for_each(|value| self.given(value, element));
                Expr::Verbatim(quote!(::std::vec![#(#rest),*]))
            }
        };
        list.push(packed);
        args.extend(list);
    }

    /// Lowers a send that stands where its value is thrown away; whether `expr` is one.
    pub(super) fn send_statement(&mut self, expr: &mut Expr) -> bool {
        let Some((.., span)) = marker::send(expr) else { return false };
        let Expr::Assign(assign) = expr else { return false };
        let Expr::Closure(value) = &mut *assign.right else { return false };
        *expr = Expr::Verbatim(arrow::expand_send(self, &mut assign.left, &mut value.body, span));
        true
    }

    /// Lowers `stmt` if it is a form of Go's; whether it was.
    pub(super) fn golang_statement(&mut self, stmt: &mut Stmt) -> bool {
        let lowered = match marker::read_stmt(stmt) {
            Some(GoStmt::Define(span)) => {
                let Stmt::Local(local) = stmt else { return false };
                Stmt::Expr(Expr::Verbatim(define::expand_define(self, local, span)), None)
            }
            Some(GoStmt::Func(at)) => {
                let Stmt::Item(Item::Fn(function)) = stmt else { return false };
                let mut function = function.clone();
                function.attrs.remove(at);
                Stmt::Item(Item::Verbatim(item::expand_nested(self.cx, &self.private, function)))
            }
            Some(GoStmt::Discard) => {
                let Stmt::Expr(expr, semi) = stmt else { return false };
                let Some((channel, span)) = marker::discarded(expr) else { return false };
                let lowered = arrow::expand_discarded_recv(self, &mut channel.clone(), span);
                Stmt::Expr(Expr::Verbatim(lowered), *semi)
            }
            Some(GoStmt::Struct) => {
                let Stmt::Item(Item::Struct(item)) = stmt else { return false };
                let lowered = declaration::expand_struct(&self.private, &Declared::default(), item.clone());
                Stmt::Item(Item::Verbatim(lowered))
            }
            Some(GoStmt::Const { typed }) => {
                let Stmt::Item(Item::Const(item)) = stmt else { return false };
                if !typed {
                    self.golang.consts.insert(item.ident.to_string(), (*item.expr).clone());
                }
                Stmt::Item(Item::Verbatim(declaration::expand_const(self.declared, item)))
            }
            Some(GoStmt::Methods) => {
                let Stmt::Item(item) = stmt else { return false };
                let lowered = item::expand_items(self.cx, &self.private, vec![item.clone()]);
                Stmt::Item(Item::Verbatim(lowered))
            }
            None => return self.items_statement(stmt),
        };
        *stmt = lowered;
        true
    }

    /// Declares the functions of a `go! { … }` of items in a block; whether `stmt` is one.
    fn items_statement(&mut self, stmt: &mut Stmt) -> bool {
        let Stmt::Macro(mac) = stmt else { return false };
        let is_brace = matches!(mac.mac.delimiter, syn::MacroDelimiter::Brace(_));
        if !is_brace || syntax::form(&mac.mac) != Some(Form::Go) || !items::are_items(&mac.mac.tokens) {
            return false;
        }
        let items = items::parse(self.cx, mac.mac.tokens.clone());
        let expanded = item::expand_items(self.cx, &self.private, items);
        let path = &mac.mac.path;
        let used = (!syntax::is_statement(&mac.mac)).then(|| quote!(#[allow(unused_imports)] use #path as _;));
        *stmt = Stmt::Item(Item::Verbatim(quote!(#used #expanded)));
        true
    }

    /// `for i, x := range xs` whose body changes `xs`: the loop counts, and takes each element when
    /// it comes to it. Whether that is so.
    fn changed_while_ranged(&mut self, for_loop: &mut ExprForLoop, kind: &Kind) -> bool {
        let Expr::Unary(operand) = &*for_loop.expr else { return false };
        let list = marker::strip(&operand.expr).clone();
        let (Kind::List(element), Some(root), Pat::Tuple(names)) = (kind, captures::root(&list), &*for_loop.pat) else {
            return false;
        };
        if names.elems.len() != 2 || !reads::changes(for_loop.body.to_token_stream(), &root.to_string()) {
            return false;
        }
        if !names.elems.iter().all(is_plain_name) {
            return false;
        }
        let (mut index, mut value) = (names.elems[0].clone(), names.elems[1].clone());
        let span = at(root.span());
        if matches!(index, Pat::Wild(_)) {
            let name = super::local("index", span);
            index = syn::parse_quote!(#name);
        }
        let mut place = list.clone();
        let borrowed = arrow::borrowed(self, &mut place);
        *for_loop.expr = Expr::Verbatim(quote::quote_spanned!(span=> (0..__go::names::int(__go::len(#borrowed)))));
        self.note(&index, Kind::Int);
        self.note(&value, (**element).clone());
        if !matches!(value, Pat::Wild(_)) {
            make_mutable(&mut value);
            let taken: syn::Stmt =
                syn::parse_quote_spanned!(span=> #[allow(unused)] let #value = __go::element(&#list, #index););
            for_loop.body.stmts.insert(0, taken);
        }
        make_mutable(&mut index);
        *for_loop.pat = index;
        true
    }

    /// Whether a call of `func` calls a function value.
    pub(super) fn is_func_value(&self, func: &Expr) -> bool {
        match func {
            Expr::Path(path) => path.path.get_ident().is_some_and(|name| self.scopes.get(&name.to_string()).is_some()),
            Expr::Paren(_) | Expr::Index(_) => true,
            _ => false,
        }
    }

    /// Notes what the variables of a loop are that ranges over something of `kind`.
    fn note_range(&mut self, pat: &Pat, variables: usize, kind: &Kind) {
        let (key, value) = match kind {
            Kind::List(element) | Kind::Variadic(element) => (Kind::Int, (**element).clone()),
            Kind::Text => (Kind::Int, Kind::Other),
            Kind::Map { text, value } => (if *text { Kind::Text } else { Kind::Other }, (**value).clone()),
            Kind::Channel(_, element) if variables == 1 => ((**element).clone(), Kind::Other),
            _ => (Kind::Other, Kind::Other),
        };
        match pat {
            Pat::Tuple(names) if variables == 2 => {
                let mut names = names.elems.iter();
                names.next().into_iter().for_each(|name| self.note(name, key.clone()));
                names.next().into_iter().for_each(|name| self.note(name, value.clone()));
            }
            name => self.note(name, key),
        }
    }

    /// Lowers what a loop in Go's spelling ranges over, and makes its variables mutable; whether it
    /// is one.
    pub(super) fn range(&mut self, for_loop: &mut ExprForLoop) -> bool {
        let Some(variables) = marker::range(for_loop) else { return false };
        let Expr::Unary(operand) = &mut *for_loop.expr else { return false };
        let Expr::Paren(operand) = &mut *operand.expr else { return false };
        let kind = if self.is_golang() { self.kind_of(&operand.expr) } else { Kind::Other };
        if variables == 2 && self.changed_while_ranged(for_loop, &kind) {
            return true;
        }
        let Expr::Unary(operand) = &mut *for_loop.expr else { return false };
        let Expr::Paren(operand) = &mut *operand.expr else { return false };
        *for_loop.expr = Expr::Verbatim(for_loop::expand_range(self, variables, &kind, &mut operand.expr));
        self.note_range(&for_loop.pat, variables, &kind);
        match &mut *for_loop.pat {
            Pat::Tuple(names) if variables == 2 => names.elems.iter_mut().for_each(make_mutable),
            name => make_mutable(name),
        }
        true
    }
}

/// Whether `pat` is a name alone, or `_`.
fn is_plain_name(pat: &Pat) -> bool {
    match pat {
        Pat::Wild(_) => true,
        Pat::Ident(name) => {
            name.attrs.is_empty() && name.by_ref.is_none() && name.mutability.is_none() && name.subpat.is_none()
        }
        _ => false,
    }
}

fn make_mutable(name: &mut Pat) {
    if let Pat::Ident(pat) = name
        && pat.by_ref.is_none()
    {
        pat.mutability.get_or_insert_with(|| syn::Token![mut](Span::mixed_site()));
    }
}

impl Lower<'_> {
    /// `s.handler(x)` of a field that holds a function value, as the call of the field.
    pub(super) fn field_call(&self, expr: &Expr) -> Option<Expr> {
        let Expr::MethodCall(method) = expr else { return None };
        let name = &method.method;
        let kind = self.declared?.field(&name.to_string())?;
        if !matches!(kind, Kind::Func(_)) || self.recursion.declares_method(&name.to_string()) {
            return None;
        }
        let (receiver, args) = (&method.receiver, &method.args);
        let attrs = &method.attrs;
        Some(syn::parse_quote!(#(#attrs)* (#receiver.#name)(#args)))
    }
}
