//! Values in Go's spelling: a place that is assigned, sent, returned or put into a struct is copied
//! where its type says so, and stays usable; see the runtime's `golang/value.rs`.

mod facts;
mod kinds;
mod literal;
mod text;

pub(crate) use facts::{Golang, Kept};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};
use syn::Expr;
use syn::visit_mut::VisitMut;

use super::body::Lower;
use super::call::told;
use super::capture::Way;
use super::{arrow, at, direction, local};
use crate::analyze::captures;
use crate::analyze::declared::Kind;
use crate::analyze::known::Taken;
use crate::syntax::marker::{self, GoExpr};

impl Lower<'_> {
    /// Returns true if the code is in a `go! { … }` of items.
    pub(crate) fn is_golang(&self) -> bool {
        self.declared.is_some()
    }

    /// How what may be moved is captured by the form at hand.
    pub(crate) fn any_way(&self) -> Way {
        if self.golang.shares { Way::Golang } else { Way::Any }
    }

    /// Whether `name` is a variable among the items of the block.
    pub(crate) fn is_global(&self, name: &str) -> bool {
        self.declared.is_some_and(|declared| declared.is_global(name)) && self.scopes.get(name).is_none()
    }

    /// Lowers `value` where a value of `kind` is taken.
    pub(crate) fn given(&mut self, value: &mut Expr, kind: &Kind) {
        if self.number_given(value, kind) {
            return;
        }
        let lowered = match kind {
            Kind::Func(_) if !is_nil(value) => self.func(value),
            Kind::Channel(direction, _) if !is_nil(value) => direction::expand_given(self, value, *direction),
            Kind::Text => self.text(value),
            Kind::Param if matches!(value, Expr::Lit(lit) if matches!(lit.lit, syn::Lit::Str(_))) => self.text(value),
            Kind::Interface(name) if !is_nil(value) => self.object(value, name),
            Kind::Any if !is_nil(value) => self.any(value),
            Kind::Named(name, of) if !is_nil(value) => return self.named(value, name, of),
            Kind::Error if !is_nil(value) => {
                let span = arrow::first_span(value);
                let error = arrow::borrowed(self, value);
                quote_spanned!(span=> __go::error_of(#error))
            }
            Kind::Size if measures(value) => {
                let outer = std::mem::replace(&mut self.golang.sizes, true);
                self.visit_expr_mut(value);
                self.golang.sizes = outer;
                return;
            }
            Kind::Changed => return self.changed(value),
            Kind::Ref if self.kind_of(value) == Kind::Pointer => {
                self.visit_expr_mut(value);
                quote_spanned!(arrow::first_span(value)=> &#value)
            }
            Kind::Duration if matches!(value, Expr::Lit(_)) => {
                let span = arrow::first_span(value);
                quote_spanned!(span=> __go::go_time::Duration::from_nanos(#value))
            }
            Kind::Int if measures(value) && !self.is_golang() => {
                self.visit_expr_mut(value);
                let span = arrow::first_span(value);
                quote_spanned!(span=> __go::names::int(#value))
            }
            _ => return self.value(value),
        };
        *value = Expr::Verbatim(lowered);
    }

    /// A function value for `value`: a literal, a variable, or the name of a function.
    fn func(&mut self, value: &mut Expr) -> TokenStream {
        let span = arrow::first_span(value);
        if let Expr::Closure(closure) = value
            && closure.asyncness.is_none()
        {
            return super::func::expand_func(self, closure, None);
        }
        let is_literal = marker::func(value).is_some();
        self.value(value);
        if is_literal { value.to_token_stream() } else { quote_spanned!(span=> __go::func(#value)) }
    }

    /// A value of the interface `name`.
    fn object(&mut self, value: &mut Expr, name: &str) -> TokenStream {
        let is_object = matches!(self.kind_of(value), Kind::Interface(own) if own == name);
        if let Expr::Reference(reference) = value {
            *value = (*reference.expr).clone();
        }
        let span = arrow::first_span(value);
        self.value(value);
        if is_object {
            return value.to_token_stream();
        }
        let Ok(mut interface) = syn::parse_str::<syn::Ident>(name) else { return value.to_token_stream() };
        interface.set_span(span.resolved_at(proc_macro2::Span::call_site()));
        quote_spanned! {at(span)=> {
            let __go_value: __go::Interface<dyn #interface> = ::std::sync::Arc::new(#value);
            __go_value
        }}
    }

    /// A value of the type `name` of the block that is made of what is `of`.
    fn named(&mut self, value: &mut Expr, name: &str, of: &Kind) {
        let is_own = matches!(self.type_of(value), Kind::Named(own, _) if own == *name);
        if is_own {
            return self.value(value);
        }
        let span = arrow::first_span(value);
        match of {
            Kind::Func(_) if marker::func(value).is_some() => self.given(value, of),
            _ => self.value(value),
        }
        let convert = syn::Ident::new(name, span.resolved_at(proc_macro2::Span::call_site()));
        *value = Expr::Verbatim(quote_spanned!(span=> #convert(#value)));
    }

    /// `&x`, where a pointer is taken through which `x` changes.
    fn changed(&mut self, value: &mut Expr) {
        if let Expr::Reference(reference) = value {
            reference.mutability.get_or_insert_with(Default::default);
        } else if self.kind_of(value) == Kind::Pointer {
            self.visit_expr_mut(value);
            *value = Expr::Verbatim(quote_spanned!(arrow::first_span(value)=> &mut #value));
            return;
        }
        self.visit_expr_mut(value);
    }

    /// Lowers `value` where it is assigned, sent or put into a struct: a place is copied if its
    /// type says so.
    pub(crate) fn value(&mut self, value: &mut Expr) {
        match value {
            Expr::Struct(literal) => self.struct_literal(literal),
            Expr::Tuple(tuple) => tuple.elems.iter_mut().for_each(|value| self.value(value)),
            Expr::Paren(paren) => self.value(&mut paren.expr),
            // What a pointer to a list or a map points to.
            Expr::Unary(unary)
                if matches!(unary.op, syn::UnOp::Deref(_))
                    && matches!(self.kind_of(value), Kind::List(_) | Kind::Map { .. })
                    && marker::recv(value).is_none() =>
            {
                let span = arrow::first_span(value);
                self.visit_expr_mut(value);
                *value = Expr::Verbatim(quote_spanned!(span=> ::core::clone::Clone::clone(&#value)));
            }
            // A list or a map among the items: nobody changes it.
            Expr::Path(path)
                if path.path.get_ident().is_some_and(|name| self.is_global(&name.to_string()))
                    && matches!(self.kind_of(value), Kind::List(_) | Kind::Map { .. }) =>
            {
                let span = arrow::first_span(value);
                self.visit_expr_mut(value);
                *value = Expr::Verbatim(quote_spanned!(span=> ::core::clone::Clone::clone(&#value)));
            }
            place if self.is_copied(place) => {
                let copied = self.copy(place);
                *place = Expr::Verbatim(copied);
            }
            other => self.visit_expr_mut(other),
        }
    }

    fn is_copied(&self, place: &Expr) -> bool {
        if self.in_closure() || !is_place(place) || self.is_map_element(place) || self.is_behind_pointer(place) {
            return false;
        }
        let Some(root) = root(place) else { return false };
        let name = root.to_string();
        if self.is_global(&name) {
            return true;
        }
        let local = self.scopes.get(&name);
        let is_captured = self.body.in_func && local.is_some_and(|local| local.depth < self.body.floor);
        (local.is_some() || name == "self")
            && (is_captured
                || self.body.loops > 0
                || self.golang.is_used_again(&name)
                || !matches!(place, Expr::Path(_)))
    }

    /// Whether `place` is a list or a map whose copy cannot be told from it, because the function
    /// only reads it.
    pub(crate) fn is_read_only(&self, place: &Expr) -> bool {
        let Expr::Path(path) = place else { return false };
        let Some(name) = path.path.get_ident() else { return false };
        let is_list = matches!(self.kind_of(place), Kind::List(_) | Kind::Variadic(_) | Kind::Map { .. });
        is_list && self.is_golang() && self.golang.only_reads(&name.to_string())
    }

    /// `place`, copied or moved by its type.
    fn copy(&mut self, place: &mut Expr) -> TokenStream {
        let span = arrow::first_span(place);
        let tag = local("tag", span);
        self.visit_expr_mut(place);
        let told = told(&tag, place, span);
        quote_spanned! {at(span)=> {
            #told
            let __go_kind = (&&#tag).__go_value_kind();
            if __go_kind.__go_copies() {
                __go_kind.__go_may_copy();
                __go_kind.__go_copy(&#place)
            } else {
                __go_kind.__go_may_move();
                __go_kind.__go_own(#place)
            }
        }}
    }

    /// Lowers the value of a send; a handle in it is shared.
    pub(crate) fn sent(&mut self, channel: &Expr, value: &mut Expr) {
        match self.kind_of(channel) {
            Kind::Channel(_, element) => self.given(value, &element),
            _ => self.value(value),
        }
    }

    /// Lowers what a `return` gives, in a function whose results Go's spelling names; whether
    /// `expr` is one.
    pub(super) fn returned(&mut self, expr: &mut Expr) -> bool {
        let Expr::Return(returned) = expr else { return false };
        let Some(value) = &mut returned.expr else { return false };
        if self.body.returns.is_empty() || self.body.depth != self.body.floor {
            return false;
        }
        let kinds = self.body.returns.clone();
        match &mut **value {
            Expr::Tuple(tuple) if tuple.elems.len() == kinds.len() => {
                tuple.elems.iter_mut().zip(&kinds).for_each(|(value, kind)| self.given(value, kind));
            }
            one if kinds.len() == 1 => {
                if !self.returned_receiver(one, &kinds[0]) {
                    self.given(one, &kinds[0]);
                }
            }
            other => self.visit_expr_mut(other),
        }
        true
    }
}

impl Lower<'_> {
    /// `return m` of the list or the map that is the receiver: a copy of it, where nobody changes it.
    /// Whether `value` is that.
    fn returned_receiver(&mut self, value: &mut Expr, kind: &Kind) -> bool {
        let is_receiver = matches!(&*value, Expr::Path(path) if path.path.is_ident("self"));
        if !is_receiver || !matches!(kind, Kind::Named(..)) {
            return false;
        }
        let span = arrow::first_span(value);
        if self.self_taken == Taken::Mut {
            let help =
                "return nothing, and call the methods one by one: each changes the variable that it is called on";
            self.cx.help(span, "a method that changes its receiver cannot return it", help);
            *value = Expr::Verbatim(quote_spanned!(span=> loop {}));
            return true;
        }
        *value = Expr::Verbatim(quote_spanned!(span=> ::core::clone::Clone::clone(self)));
        true
    }
}

/// The variable that a place begins with, elements of lists included.
fn root(place: &Expr) -> Option<&syn::Ident> {
    match place {
        Expr::Index(indexed) => root(&indexed.expr),
        Expr::Field(field) => root(&field.base),
        Expr::Paren(paren) => root(&paren.expr),
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => root(&unary.expr),
        place => captures::root(place),
    }
}

/// Whether `value` is made of `len(x)` or `cap(x)`, which give Rust's `usize`.
pub(super) fn measures(value: &Expr) -> bool {
    match value {
        Expr::Binary(binary) => measures(&binary.left) || measures(&binary.right),
        Expr::Paren(paren) => measures(&paren.expr),
        value => matches!(marker::read(value), Some(GoExpr::Builtin(name)) if name == "len" || name == "cap"),
    }
}

/// Whether `expr` is a place: a variable, a field, what a pointer points to.
fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(path) => path.path.get_ident().is_some_and(|name| *name != marker::NIL),
        Expr::Field(field) => is_place(&field.base),
        Expr::Index(indexed) => {
            let base = marker::strip(&indexed.expr);
            let points =
                matches!(base, Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) && is_place(&unary.expr));
            (points || is_place(base)) && !matches!(*indexed.index, Expr::Range(_))
        }
        Expr::Paren(paren) => is_place(&paren.expr),
        Expr::Group(group) => is_place(&group.expr),
        _ => false,
    }
}

fn is_nil(expr: &Expr) -> bool {
    matches!(marker::read(expr), Some(GoExpr::Nil(_) | GoExpr::Zero(_)))
}
