//! A place behind a pointer: what is evaluated before the pointer is locked, and the place while it is.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::visit_mut::VisitMut;
use syn::{Expr, Lit};

use crate::analyze::declared::Kind;
use crate::expand::body::Lower;
use crate::expand::{arrow, at, local};

/// How a place behind a pointer is used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Change,
}

impl Lower<'_> {
    /// The place `place` as one of what its pointer points to.
    pub(super) fn behind(&mut self, place: &mut Expr, access: Access) -> Behind {
        match place {
            Expr::Field(field) => {
                let member = field.member.clone();
                let Kind::Ptr(name) = self.kind_of(&field.base) else {
                    let mut behind = self.behind(&mut field.base, access);
                    let base = &behind.place;
                    behind.place = quote!(#base.#member);
                    return behind;
                };
                if let Some(embedded) = self.embedded_for(&name, &member) {
                    let base = &field.base;
                    let mut inner: Expr = syn::parse_quote!(#base.#embedded.#member);
                    return self.behind(&mut inner, access);
                }
                let mut behind = self.root(&mut field.base);
                let it = &behind.it;
                behind.place = quote!(#it.#member);
                behind
            }
            Expr::Index(indexed) => {
                let kind = self.kind_of(&indexed.expr);
                let mut behind = self.behind(&mut indexed.expr, access);
                self.index_behind(&kind, &mut behind, &mut indexed.index, access);
                behind
            }
            Expr::Path(_) if self.is_shared(place) => {
                let mut behind = Behind::of(place.to_token_stream(), arrow::first_span(place));
                let it = &behind.it;
                behind.place = quote!((*#it));
                behind
            }
            Expr::Paren(paren) => self.behind(&mut paren.expr, access),
            Expr::Group(group) => self.behind(&mut group.expr, access),
            Expr::Unary(unary) => {
                let mut behind = self.root(&mut unary.expr);
                let it = &behind.it;
                behind.place = quote!((*#it));
                behind
            }
            other => self.root(other),
        }
    }

    /// What `pointer` points to.
    fn root(&mut self, pointer: &mut Expr) -> Behind {
        let span = arrow::first_span(pointer);
        self.visit_expr_mut(pointer);
        Behind::of(pointer.to_token_stream(), span)
    }

    /// `base[index]`, where the index is evaluated before the lock is taken.
    fn index_behind(&mut self, kind: &Kind, behind: &mut Behind, index: &mut Expr, access: Access) {
        let span = arrow::first_span(index);
        let base = behind.place.clone();
        if let Expr::Range(range) = index {
            let (mut start, mut end) = (range.start.clone(), range.end.clone());
            for end in [&mut start, &mut end].into_iter().flatten() {
                let key = self.key_behind(behind, end, &Kind::Int);
                **end = syn::parse_quote_spanned!(span=> __go::index(#key));
            }
            let limits = &range.limits;
            behind.place = quote!(#base[#start #limits #end]);
            return;
        }
        let of_key = if let Kind::Map { key, .. } = kind { (**key).clone() } else { Kind::Other };
        let text = of_key == Kind::Text;
        if let (Expr::Lit(lit), Kind::List(_) | Kind::Variadic(_) | Kind::Text) = (&*index, kind)
            && matches!(lit.lit, Lit::Int(_))
        {
            behind.place = match kind {
                Kind::Text => quote_spanned!(span=> __go::byte_at(&#base, #index)),
                _ => quote!(#base[#index]),
            };
            return;
        }
        let key = self.key_behind(behind, index, &of_key);
        behind.place = match (kind, access) {
            (Kind::Map { value, .. }, Access::Read) => {
                let get = if let Kind::Interface(_) = **value { "map_at" } else { "map_get" };
                let get = Ident::new(get, span);
                if text {
                    quote_spanned!(span=> __go::#get(&#base, __go::text(&#key)))
                } else {
                    quote_spanned!(span=> __go::#get(&#base, &#key))
                }
            }
            (Kind::Map { .. }, Access::Change) => quote_spanned!(span=> (*__go::map_slot(&mut #base, #key))),
            (Kind::Text, _) => quote_spanned!(span=> __go::byte_at(&#base, __go::index(#key))),
            (Kind::List(_) | Kind::Variadic(_), _) => quote_spanned!(span=> #base[__go::index(#key)]),
            _ => quote!(#base[#key]),
        };
    }

    /// Evaluates `key` before the lock is taken.
    pub(super) fn key_behind(&mut self, behind: &mut Behind, key: &mut Expr, kind: &Kind) -> Ident {
        let span = arrow::first_span(key);
        let name = local(&format!("key_{}", behind.count), span);
        behind.count += 1;
        self.given(key, kind);
        behind.keys.extend(quote_spanned!(at(span)=> let #name = #key;));
        name
    }

    /// A copy of what `take` makes of the place `place`.
    pub(super) fn read_behind(
        &mut self,
        place: &mut Expr,
        take: impl FnOnce(&TokenStream) -> TokenStream,
    ) -> TokenStream {
        let behind = self.behind(place, Access::Read);
        let taken = take(&behind.place);
        behind.locked(&quote!(pointee), &taken)
    }
}

/// A place behind a pointer.
pub(super) struct Behind {
    /// The pointer.
    pointer: TokenStream,
    span: Span,
    /// What it points to, while it is locked.
    it: Ident,
    /// What is evaluated before.
    pub(super) keys: TokenStream,
    count: usize,
    /// The place, in terms of `it`.
    pub(super) place: TokenStream,
}

impl Behind {
    /// What `pointer` points to.
    fn of(pointer: TokenStream, span: Span) -> Behind {
        Behind { pointer, span, it: local("it", span), keys: TokenStream::new(), count: 0, place: TokenStream::new() }
    }

    /// `used` while the pointer is locked.
    pub(super) fn locked(&self, lock: &TokenStream, used: &TokenStream) -> TokenStream {
        let Behind { pointer, span, it, keys, .. } = self;
        let name = local("pointer", *span);
        let mutable = (lock.to_string() == "pointee_mut").then(|| quote!(mut));
        let lock: TokenStream = lock
            .clone()
            .into_iter()
            .map(|mut token| {
                token.set_span(*span);
                token
            })
            .collect();
        let locked = quote_spanned!(*span=> __go::#lock(#name));
        quote_spanned! {at(*span)=> {
            let #name = &#pointer;
            #keys
            let #mutable #it = #locked;
            #[allow(clippy::let_unit_value)]
            let __go_used = #used;
            ::core::mem::drop(#it);
            __go_used
        }}
    }
}
