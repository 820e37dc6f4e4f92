//! `type X []T`, `type X map[K]V` and `type X func(A) B` with methods: a type of its own, which does
//! what it is made of does.
//!
//! ```text
//! type X []T      →   struct X { value: Vec<T> }   with `Deref`, and what Go does with lists
//! X(xs)           →   X(xs), a function that takes the list, or an `X`
//! X{a, b}         →   X([]T{a, b})
//! x X             →   x: __go::Named<X, Vec<T>>, which is `X`
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::{ItemStruct, Type};

use super::at;
use super::declaration::allow_names;
use crate::analyze::declared::{Declared, Kind};
use crate::syntax::marker;

/// A list, a map or a function that is a type of its own.
pub(super) fn expand_wrapped(private: &TokenStream, declared: &Declared, mut item: ItemStruct) -> TokenStream {
    item.attrs.retain(|attr| !attr.path().is_ident(marker::WRAPPED));
    let Some(of) = item.fields.iter().next().map(|field| field.ty.clone()) else { return quote!(#item) };
    let (name, span, allow) = (&item.ident, at(item.ident.span()), allow_names());
    let own = match Kind::of(&of) {
        Kind::Func(_) => expand_func(private, name, &of),
        kind => expand_collection(private, name, &of, &kind),
    };
    let own_text = ["Error", "String"].into_iter().find(|method| declared.makes_text(&name.to_string(), method));
    let own_text = own_text.map(|method| {
        let method = Ident::new(method, span);
        quote_spanned! {span=>
            if ::core::matches!(verb.letter, 'v' | 's' | 'q') && !verb.sharp {
                return #private::Show::__go_show(&#private::now(self.#method()), out, verb);
            }
        }
    });
    quote_spanned! {span=>
        #allow
        #[allow(dead_code)]
        #item
        impl ::core::clone::Clone for #name where for<'__go> #of: ::core::clone::Clone {
            fn clone(&self) -> Self {
                Self { value: ::core::clone::Clone::clone(&self.value) }
            }
        }
        impl ::core::default::Default for #name {
            fn default() -> Self {
                Self { value: ::core::default::Default::default() }
            }
        }
        impl ::core::fmt::Debug for #name where for<'__go> #of: ::core::fmt::Debug {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.value, f)
            }
        }
        impl ::core::ops::Deref for #name {
            type Target = #of;
            fn deref(&self) -> &#of {
                &self.value
            }
        }
        impl ::core::ops::DerefMut for #name {
            fn deref_mut(&mut self) -> &mut #of {
                &mut self.value
            }
        }
        impl #private::Nil for #name {
            fn __go_nil() -> Self {
                ::core::default::Default::default()
            }
            fn __go_is_nil(&self) -> ::core::primitive::bool {
                #private::Nil::__go_is_nil(&self.value)
            }
        }
        impl #private::Show for #name where for<'__go> #of: #private::Show {
            fn __go_show(&self, out: &mut ::std::string::String, verb: #private::Verb) -> ::core::primitive::bool {
                #own_text
                #private::Show::__go_show(&self.value, out, verb)
            }
        }
        #own
    }
}

/// A function value: a handle, and a function value itself where one is taken.
fn expand_func(private: &TokenStream, name: &Ident, of: &Type) -> TokenStream {
    let signature = match of {
        Type::Path(path) => path.path.segments.last().map(|last| match &last.arguments {
            syn::PathArguments::AngleBracketed(of) => of.args.clone(),
            _ => Default::default(),
        }),
        _ => None,
    };
    quote_spanned! {at(name.span())=>
        impl #private::Share for #name {}
        impl #private::IntoFunc<#signature> for #name {
            fn into_func(self) -> #of {
                self.value
            }
        }
    }
}

/// A list or a map: one can measure it, range over it, and compare it as what it is made of.
fn expand_collection(private: &TokenStream, name: &Ident, of: &Type, kind: &Kind) -> TokenStream {
    let measures = ["Len", "Cap"].into_iter().filter(|bound| *bound == "Len" || matches!(kind, Kind::List(_)));
    let measures = measures.map(|bound| {
        let method = Ident::new(if bound == "Len" { "__go_len" } else { "__go_cap" }, at(name.span()));
        let bound = Ident::new(bound, at(name.span()));
        quote_spanned! {at(name.span())=>
            impl #private::#bound for #name {
                fn #method(&self) -> ::core::primitive::usize {
                    #private::#bound::#method(&self.value)
                }
            }
        }
    });
    let ranges = [("RangeOver", "__go_range"), ("RangeTwo", "__go_range_two")].map(|(bound, method)| {
        let (bound, method) = (Ident::new(bound, at(name.span())), Ident::new(method, at(name.span())));
        quote_spanned! {at(name.span())=>
            impl #private::#bound for #name where for<'__go> #of: #private::#bound {
                type Over<'a> = <#of as #private::#bound>::Over<'a>;
                fn #method(&self) -> Self::Over<'_> {
                    #private::#bound::#method(&self.value)
                }
            }
        }
    });
    quote_spanned! {at(name.span())=>
        impl ::core::convert::From<#name> for #of {
            fn from(own: #name) -> #of {
                own.value
            }
        }
        impl ::core::iter::IntoIterator for #name {
            type Item = <#of as ::core::iter::IntoIterator>::Item;
            type IntoIter = <#of as ::core::iter::IntoIterator>::IntoIter;
            fn into_iter(self) -> Self::IntoIter {
                ::core::iter::IntoIterator::into_iter(self.value)
            }
        }
        impl<__T: ?::core::marker::Sized> ::core::convert::AsRef<__T> for #name where #of: ::core::convert::AsRef<__T> {
            fn as_ref(&self) -> &__T {
                ::core::convert::AsRef::as_ref(&self.value)
            }
        }
        impl ::core::cmp::PartialEq for #name where for<'__go> #of: ::core::cmp::PartialEq {
            fn eq(&self, other: &Self) -> ::core::primitive::bool {
                self.value == other.value
            }
        }
        #(#measures)*
        #(#ranges)*
    }
}
