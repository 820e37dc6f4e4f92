//! `xs[i]` and `m[k]` in a block of items, as far as Go's spelling says that they are a slice, a
//! string or a map.
//!
//! ```text
//! xs[i]            →   xs[index(i)]                      an index of any whole type
//! s[i]             →   byte_at(&s, index(i))
//! m[k]             →   map_get(&m, &k)                   the zero value where the key is missing
//! m[k] = v         →   map_set(&mut m, k, v)
//! m[k] += v        →   *map_slot(&mut m, k) += v
//! v, ok := m[k]    →   map_get_ok(&m, &k)
//! ```

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::visit_mut::VisitMut;
use syn::{Expr, ExprIndex, ExprRange};

use super::arrow;
use super::body::Lower;
use crate::analyze::declared::Kind;

impl Lower<'_> {
    /// Lowers what reads `xs[i]`, `s[i]` or `m[k]`; whether `expr` is one that Go's spelling knows.
    pub(super) fn index(&mut self, expr: &mut Expr) -> bool {
        let Expr::Index(indexed) = expr else { return false };
        let kind = self.kind_of(&indexed.expr);
        let span = arrow::first_span(&indexed.expr);
        match (kind, &*indexed.index) {
            (Kind::Map { key, value }, _) => {
                let get = if let Kind::Interface(_) = *value { "map_at" } else { "map_get" };
                let get = proc_macro2::Ident::new(get, span);
                let (map, key) = (arrow::borrowed(self, &mut indexed.expr), self.key(&mut indexed.index, &key));
                *expr = Expr::Verbatim(quote_spanned!(span=> __go::#get(#map, #key)));
            }
            (Kind::List(_) | Kind::Variadic(_) | Kind::Text, Expr::Range(_)) => self.range_index(indexed),
            (Kind::Text, _) => {
                let text = arrow::borrowed(self, &mut indexed.expr);
                self.list_index(&mut indexed.index);
                let index = &indexed.index;
                *expr = Expr::Verbatim(quote_spanned!(span=> __go::byte_at(#text, #index)));
            }
            (Kind::List(_) | Kind::Variadic(_), _) => {
                self.visit_expr_mut(&mut indexed.expr);
                self.list_index(&mut indexed.index);
            }
            _ => return false,
        }
        true
    }

    /// `xs[i..j]`, whose ends are of any whole type.
    pub(super) fn range_index(&mut self, indexed: &mut ExprIndex) {
        self.visit_expr_mut(&mut indexed.expr);
        let Expr::Range(ExprRange { start, end, .. }) = &mut *indexed.index else { return };
        for end in [start, end].into_iter().flatten() {
            self.list_index(end);
        }
    }

    fn list_index(&mut self, index: &mut Expr) {
        if matches!(index, Expr::Lit(_)) {
            return;
        }
        self.visit_expr_mut(index);
        let span = arrow::first_span(index);
        *index = Expr::Verbatim(quote_spanned!(span=> __go::index(#index)));
    }

    /// The key of a map, borrowed.
    fn key(&mut self, key: &mut Expr, kind: &Kind) -> TokenStream {
        if *kind == Kind::Any {
            let key = self.any(key);
            return quote!(&#key);
        }
        let text = *kind == Kind::Text;
        let span = arrow::first_span(key);
        if self.number_given(key, kind) {
            return quote_spanned!(span=> &#key);
        }
        let key = arrow::borrowed(self, key);
        if text { quote_spanned!(span=> __go::text(#key)) } else { key }
    }

    /// The key of a map, for the map to own.
    fn own_key(&mut self, key: &mut Expr, kind: &Kind) -> TokenStream {
        self.given(key, kind);
        key.to_token_stream()
    }

    /// The place `expr`, which is assigned to or changed.
    pub(super) fn place(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Index(indexed) => match self.kind_of(&indexed.expr) {
                Kind::Map { key: kind, .. } => {
                    let span = arrow::first_span(&indexed.expr);
                    self.place(&mut indexed.expr);
                    let key = self.own_key(&mut indexed.index, &kind);
                    let map = of_receiver(&indexed.expr);
                    *expr = Expr::Verbatim(quote_spanned!(span=> (*__go::map_slot(&mut #map, #key))));
                }
                kind => {
                    self.place(&mut indexed.expr);
                    match kind {
                        Kind::List(_) | Kind::Variadic(_) => self.list_index(&mut indexed.index),
                        _ => self.visit_expr_mut(&mut indexed.index),
                    }
                }
            },
            Expr::Field(field) => self.place(&mut field.base),
            Expr::Paren(paren) => self.place(&mut paren.expr),
            other => self.visit_expr_mut(other),
        }
    }

    /// Whether `place` is an element of a map.
    pub(super) fn is_map_element(&self, place: &Expr) -> bool {
        match place {
            Expr::Index(indexed) => matches!(self.kind_of(&indexed.expr), Kind::Map { .. }),
            Expr::Paren(paren) => self.is_map_element(&paren.expr),
            _ => false,
        }
    }

    /// `m[k] = value`, where `value` is lowered already.
    pub(super) fn set_element(&mut self, place: &mut Expr, value: &TokenStream) -> Option<TokenStream> {
        let Expr::Index(indexed) = inner(place) else { return None };
        let Kind::Map { key: kind, .. } = self.kind_of(&indexed.expr) else { return None };
        let span = arrow::first_span(&indexed.expr);
        self.place(&mut indexed.expr);
        let key = self.own_key(&mut indexed.index, &kind);
        let map = of_receiver(&indexed.expr);
        Some(quote_spanned!(span=> {
            let __go_key = #key;
            let __go_value = #value;
            __go::map_set(&mut #map, __go_key, __go_value)
        }))
    }

    /// `m[k]` where `v, ok := m[k]` takes it.
    pub(super) fn element_ok(&mut self, value: &mut Expr) -> Option<TokenStream> {
        let Expr::Index(indexed) = inner(value) else { return None };
        let Kind::Map { key: kind, .. } = self.kind_of(&indexed.expr) else { return None };
        let span = arrow::first_span(&indexed.expr);
        let (map, key) = (arrow::borrowed(self, &mut indexed.expr), self.key(&mut indexed.index, &kind));
        Some(quote_spanned!(span=> __go::map_get_ok(#map, #key)))
    }

    /// `delete(m, k)` of a map that Go's spelling knows.
    pub(super) fn delete_element(&mut self, map: &mut Expr, key: &mut Expr) -> Option<TokenStream> {
        let Kind::Map { key: kind, .. } = self.kind_of(map) else { return None };
        let span = arrow::first_span(map);
        self.place(map);
        let (key, map) = (self.key(key, &kind), of_receiver(map));
        Some(quote_spanned!(span=> __go::map_delete(&mut #map, #key)))
    }

    /// `left op= right`; whether `left` is a place that Go's spelling knows.
    pub(super) fn changed_in_place(&mut self, expr: &mut Expr) -> bool {
        let Expr::Binary(change) = expr else { return false };
        if self.kind_of(&change.left) == Kind::Text && matches!(change.op, syn::BinOp::AddAssign(_)) {
            let right = arrow::borrowed(self, &mut change.right);
            self.place(&mut change.left);
            let (left, span) = (&change.left, arrow::first_span(&change.left));
            *expr = Expr::Verbatim(quote_spanned!(span=> #left.push_str(__go::text(#right))));
            return true;
        }
        if self.number_changed(expr) {
            return true;
        }
        let Expr::Binary(change) = expr else { return false };
        if !matches!(*change.left, Expr::Index(_) | Expr::Field(_)) {
            return false;
        }
        self.visit_expr_mut(&mut change.right);
        let by_map = self.has_map_element(&change.left);
        self.place(&mut change.left);
        if by_map {
            let (left, op, right) = (&change.left, &change.op, &change.right);
            *expr = Expr::Verbatim(quote!({ let __go_value = #right; #left #op __go_value; }));
        }
        true
    }

    pub(super) fn has_map_element(&self, place: &Expr) -> bool {
        match place {
            Expr::Index(indexed) => self.is_map_element(place) || self.has_map_element(&indexed.expr),
            Expr::Field(field) => self.has_map_element(&field.base),
            Expr::Paren(paren) => self.has_map_element(&paren.expr),
            _ => false,
        }
    }
}

/// `map`, or `*self` of a map that is a type of its own.
fn of_receiver(map: &Expr) -> TokenStream {
    match map {
        Expr::Path(path) if path.path.is_ident("self") => quote!((*#map)),
        map => map.to_token_stream(),
    }
}

/// `expr` without parentheses.
pub(super) fn inner(expr: &mut Expr) -> &mut Expr {
    match expr {
        Expr::Paren(paren) => inner(&mut paren.expr),
        other => other,
    }
}
