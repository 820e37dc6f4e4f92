//! The arguments of a call, each as its parameter asks.

use quote::quote;
use syn::punctuated::Punctuated;
use syn::visit_mut::VisitMut;
use syn::{Expr, Token};

use crate::analyze::declared::Kind;
use crate::expand::body::Lower;
use crate::expand::{arrow, func};
use crate::syntax::marker;

impl Lower<'_> {
    /// The parameters of the function that `name` calls, if the same `go! { … }` declares it.
    pub(crate) fn kinds(&self, name: &str) -> Vec<Kind> {
        let params = self.declared.and_then(|declared| declared.params(name));
        params.filter(|_| self.scopes.get(name).is_none()).map(<[_]>::to_vec).unwrap_or_default()
    }

    /// The parameters of the method that `call` calls, if the block has one of that name with so many,
    /// and the receiver is not known to be of a type that is none of the block's.
    pub(crate) fn kinds_of_method(&self, call: &syn::ExprMethodCall) -> Vec<Kind> {
        let (name, count) = (&call.method, call.args.len());
        let foreign = matches!(
            self.type_of(&call.receiver),
            Kind::Channel(..)
                | Kind::Clock
                | Kind::Text
                | Kind::List(_)
                | Kind::Map { .. }
                | Kind::Duration
                | Kind::Handle
        );
        if foreign {
            return Vec::new();
        }
        let kinds = self.kinds(&name.to_string());
        let fits = kinds.len() == count || matches!(kinds.last(), Some(Kind::Variadic(_)));
        if fits { kinds } else { Vec::new() }
    }

    /// The parameters of the function that `call` calls; the fields of a struct whose values are
    /// given by position.
    pub(crate) fn kinds_of_call(&self, call: &syn::ExprCall) -> Vec<Kind> {
        if let Kind::Func(kinds) | Kind::Closure(kinds) = self.kind_of(&call.func) {
            return kinds;
        }
        let Expr::Path(path) = &*call.func else { return Vec::new() };
        let Some(last) = path.path.segments.last() else { return Vec::new() };
        if path.qself.is_some() {
            // `<T>::method(receiver, …)`
            return [vec![Kind::Other], self.kinds(&last.ident.to_string())].concat();
        }
        if last.ident != "__go_of" {
            return self.kinds(&last.ident.to_string());
        }
        let owner = path.path.segments.iter().rev().nth(1).map(|owner| owner.ident.to_string()).unwrap_or_default();
        let fields = self.declared.and_then(|declared| declared.fields(&owner));
        fields.into_iter().flatten().map(|(_, kind)| kind.clone()).collect()
    }

    /// Lowers the arguments of a call whose parameters are of `kinds`, as far as they are known.
    pub(crate) fn arguments(
        &mut self,
        args: &mut Punctuated<Expr, Token![,]>,
        kinds: &[Kind],
        (reader, by_value): (&str, bool),
    ) {
        self.pack(args, kinds);
        for (index, arg) in args.iter_mut().enumerate() {
            match kinds.get(index) {
                Some(kind)
                    if matches!(kind.clone().underlying(), Kind::List(_) | Kind::Map { .. })
                        && self.is_lent(reader, index, arg) =>
                {
                    let copied = quote::quote_spanned!(arrow::first_span(arg)=> ::core::clone::Clone::clone(&#arg));
                    let given = match kind {
                        Kind::Named(name, _) if self.type_of(arg) != *kind => {
                            let convert = syn::Ident::new(name, proc_macro2::Span::call_site());
                            quote::quote!(#convert(#copied))
                        }
                        _ => copied,
                    };
                    *arg = Expr::Verbatim(given);
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
        self.scopes.get(&name.to_string()).is_some_and(|local| !local.shared)
            && self.declared.is_some_and(|declared| declared.only_reads(reader, index))
    }

    /// Lowers a function literal that stays an async closure.
    pub(crate) fn borrowing(&mut self, value: &mut Expr) {
        if let Some(closure) = marker::func(value) {
            *value = Expr::Verbatim(func::expand_borrowing(self, &mut closure.clone()));
        }
    }

    /// Makes one list of what a variadic parameter is given.
    pub(crate) fn pack(&mut self, args: &mut Punctuated<Expr, Token![,]>, kinds: &[Kind]) {
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

    /// Whether a call of `func` calls a function value.
    pub(crate) fn is_func_value(&self, func: &Expr) -> bool {
        match func {
            Expr::Path(path) => path.path.get_ident().is_some_and(|name| self.scopes.get(&name.to_string()).is_some()),
            Expr::Paren(_) | Expr::Index(_) => true,
            _ => false,
        }
    }

    /// `s.handler(x)` of a field that holds a function value, as the call of the field.
    pub(crate) fn field_call(&self, expr: &Expr) -> Option<Expr> {
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
