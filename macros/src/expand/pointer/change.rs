//! Changes of a place behind a pointer: `p.x = v`, `p.n += 1`, `p.xs = append(p.xs, v)`, `p.items.push(v)`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::visit_mut::VisitMut;
use syn::{BinOp, Expr, ExprMethodCall};

use super::place::Access;
use crate::analyze::declared::Kind;
use crate::expand::body::Lower;
use crate::expand::{arrow, at, local, number};
use crate::syntax::{marker, std_names};

impl Lower<'_> {
    /// `place = value`
    pub(super) fn assign_behind(&mut self, place: &mut Expr, value: &mut Expr) -> TokenStream {
        if let Some(appended) = self.append_behind(place, value) {
            return appended;
        }
        let kind = self.kind_of(place);
        let mut behind = self.behind(place, Access::Change);
        let span = arrow::first_span(value);
        self.given(value, &kind);
        let given = local("value", span);
        behind.keys.extend(quote_spanned!(at(span)=> let #given = #value;));
        let place = &behind.place;
        behind.locked(&quote!(pointee_mut), &quote!(#place = #given))
    }

    /// `place = value`, where `value` is evaluated already.
    pub(crate) fn set_behind(&mut self, place: &mut Expr, value: &TokenStream) -> TokenStream {
        let behind = self.behind(place, Access::Change);
        let place = &behind.place;
        behind.locked(&quote!(pointee_mut), &quote!(#place = #value))
    }

    /// `place = append(place, value)`, which needs no copy of the list.
    fn append_behind(&mut self, place: &mut Expr, value: &Expr) -> Option<TokenStream> {
        let Expr::Call(call) = marker::strip(value) else { return None };
        let (_, name) = marker::builtin(call)?;
        let method = match name.as_str() {
            "append" => "push",
            "append_all" => "extend",
            _ => return None,
        };
        let list = call.args.first()?;
        if list.to_token_stream().to_string() != place.to_token_stream().to_string() {
            return None;
        }
        let element = match self.kind_of(place) {
            Kind::List(element) if name == "append" => *element,
            _ => Kind::Other,
        };
        let mut behind = self.behind(place, Access::Change);
        let method = Ident::new(method, arrow::first_span(value));
        let mut names = Vec::new();
        for value in call.args.iter().skip(1) {
            names.push(self.key_behind(&mut behind, &mut value.clone(), &element));
        }
        let place = &behind.place;
        Some(behind.locked(&quote!(pointee_mut), &quote!({ #(#place.#method(#names);)* })))
    }

    /// `place op= value`
    pub(super) fn change_behind(&mut self, place: &mut Expr, op: &BinOp, value: &mut Expr) -> TokenStream {
        let is_text = self.kind_of(place) == Kind::Text;
        let kind = self.kind_of(place);
        let mut behind = self.behind(place, Access::Change);
        let span = arrow::first_span(value);
        let reckons =
            kind.is_number() && !matches!(kind, Kind::Duration | Kind::Size) && self.number_operand(op, &kind, value);
        if !reckons {
            self.visit_expr_mut(value);
        }
        let given = local("value", span);
        behind.keys.extend(quote_spanned!(at(span)=> let #given = #value;));
        let place = &behind.place;
        if reckons
            && kind != Kind::Float
            && let slot = local("place", span)
            && let Some(value) = number::changed(&kind, op, &quote!(*#slot), &quote!(#given), span)
        {
            let changed = quote_spanned!(at(span)=> { let #slot = &mut #place; *#slot = #value; });
            return behind.locked(&quote!(pointee_mut), &changed);
        }
        let changed = match op {
            BinOp::AddAssign(_) if is_text => quote_spanned!(span=> #place.push_str(__go::text(&#given))),
            op => quote!(#place #op #given),
        };
        behind.locked(&quote!(pointee_mut), &changed)
    }

    /// Whether `call` calls a method that changes a part of what a pointer points to.
    pub(super) fn changes_behind(&self, call: &ExprMethodCall) -> bool {
        let name = call.method.to_string();
        let changes = std_names::CHANGES_COLLECTION.contains(&name.as_str()) && !self.recursion.declares_method(&name)
            || self.declared.is_some_and(|declared| declared.is_changer(&name));
        changes
            && self.is_behind_pointer(&call.receiver)
            && !matches!(self.kind_of(&call.receiver), Kind::Ptr(_) | Kind::Handle | Kind::Interface(_))
    }

    /// `p.place.method(args)`, which changes the place and cannot wait.
    pub(super) fn call_behind(&mut self, call: &mut ExprMethodCall) -> TokenStream {
        let own = self.recursion.declares_method(&call.method.to_string());
        let mut kinds = self.kinds_of_method(call).into_iter();
        let mut behind = self.behind(&mut call.receiver, Access::Change);
        let names: Vec<Ident> = call
            .args
            .iter_mut()
            .map(|arg| self.key_behind(&mut behind, arg, &kinds.next().unwrap_or(Kind::Other)))
            .collect();
        let (place, method) = (&behind.place, &call.method);
        let called =
            if own { quote!(__go::now(#place.#method(#(#names),*))) } else { quote!(#place.#method(#(#names),*)) };
        behind.locked(&quote!(pointee_mut), &called)
    }
}
