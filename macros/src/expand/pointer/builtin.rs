//! Go's built-in functions on a place behind a pointer: `len(p.xs)`, `delete(p.m, k)`, `v, ok := p.m[k]`.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Expr;

use super::place::Access;
use crate::analyze::declared::Kind;
use crate::expand::body::Lower;
use crate::expand::{arrow, at};
use crate::syntax::marker;

impl Lower<'_> {
    /// `len(p.xs)`, `delete(p.m, k)` and the like.
    pub(super) fn builtin_behind(&mut self, name: &str, call: &mut syn::ExprCall) -> Option<TokenStream> {
        let first = call.args.first()?.clone();
        if !self.is_behind_pointer(&first) || self.scopes.get(name).is_some() || self.recursion.declares(name) {
            return None;
        }
        let mut place = first.clone();
        let span = arrow::first_span(&first);
        match name {
            "len" | "cap" if !matches!(self.kind_of(&first), Kind::Channel(..)) => {
                let name = Ident::new(name, span);
                let sizes = self.golang.sizes;
                Some(self.read_behind(&mut place, |place| {
                    let size = quote_spanned!(span=> __go::#name(&#place));
                    if sizes { size } else { quote_spanned!(at(span)=> __go::names::int(#size)) }
                }))
            }
            "clear" => {
                let behind = self.behind(&mut place, Access::Change);
                let place = &behind.place;
                Some(behind.locked(&quote!(pointee_mut), &quote!(#place.clear())))
            }
            "delete" => {
                let of_key = if let Kind::Map { key, .. } = self.kind_of(&first) { *key } else { Kind::Other };
                let text = of_key == Kind::Text;
                let mut behind = self.behind(&mut place, Access::Change);
                let key = call.args.iter_mut().nth(1)?;
                let key = self.key_behind(&mut behind, key, &of_key);
                let place = &behind.place;
                let key = if text { quote!(__go::text(&#key)) } else { quote!(&#key) };
                Some(behind.locked(&quote!(pointee_mut), &quote_spanned!(span=> __go::map_delete(&mut #place, #key))))
            }
            _ => None,
        }
    }

    /// `v, ok := p.m[k]`
    pub(crate) fn element_ok_behind(&mut self, value: &Expr) -> Option<TokenStream> {
        let Expr::Index(indexed) = marker::strip(value) else { return None };
        let Kind::Map { key: of_key, .. } = self.kind_of(&indexed.expr) else { return None };
        if !self.is_behind_pointer(&indexed.expr) {
            return None;
        }
        let mut indexed = indexed.clone();
        let span = arrow::first_span(&indexed.expr);
        let mut behind = self.behind(&mut indexed.expr, Access::Read);
        let key = self.key_behind(&mut behind, &mut indexed.index, &of_key);
        let place = &behind.place;
        let key = if *of_key == Kind::Text { quote!(__go::text(&#key)) } else { quote!(&#key) };
        Some(behind.locked(&quote!(pointee), &quote_spanned!(span=> __go::map_get_ok(&#place, #key))))
    }
}
