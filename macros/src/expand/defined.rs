//! `type X int` with methods: a number of a type of its own, as an enumeration has.
//!
//! ```text
//! type X int                →   struct X { value: int }   and what numbers can do
//! const A X = iota          →   const A: X = X { value: 0 };
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Fields, ItemStruct, Type};

use super::at;
use super::declaration::allow_names;
use crate::analyze::declared::Declared;
use crate::syntax::marker;

/// A type of numbers that has methods.
pub(super) fn expand_defined(private: &TokenStream, declared: &Declared, mut item: ItemStruct) -> TokenStream {
    item.attrs.retain(|attr| !attr.path().is_ident(marker::DEFINED));
    let Fields::Named(fields) = &item.fields else { return quote!(#item) };
    let Some(of) = fields.named.first().map(|field| &field.ty) else { return quote!(#item) };
    let (name, span, allow) = (&item.ident, at(item.ident.span()), allow_names());
    let operators = expand_operators(name, of);
    let own_text = declared.makes_text(&name.to_string(), "String").then(|| {
        quote_spanned! {span=>
            if ::core::matches!(verb.letter, 'v' | 's' | 'q') && !verb.sharp {
                return #private::Show::__go_show(&#private::now(self.String()), out, verb);
            }
        }
    });
    quote_spanned! {span=>
        #allow
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::cmp::PartialEq, ::core::cmp::PartialOrd)]
        #[derive(::core::default::Default, ::core::fmt::Debug)]
        #item
        impl ::core::cmp::Eq for #name where #of: ::core::cmp::Eq {}
        impl ::core::hash::Hash for #name where for<'__go> #of: ::core::hash::Hash {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&self.value, state);
            }
        }
        impl #private::GoValue for #name {}
        impl #private::Show for #name {
            fn __go_show(&self, out: &mut ::std::string::String, verb: #private::Verb) -> ::core::primitive::bool {
                #own_text
                #private::Show::__go_show(&self.value, out, verb)
            }
        }
        impl<N> #private::names::ConvertTo<N> for #name where #of: #private::names::ConvertTo<N> {
            fn __go_convert(self) -> N {
                #private::names::ConvertTo::__go_convert(self.value)
            }
        }
        impl #private::ToIndex for #name where for<'__go> #of: #private::ToIndex {
            fn __go_index(self) -> ::core::option::Option<::core::primitive::usize> {
                #private::ToIndex::__go_index(self.value)
            }
        }
        #operators
    }
}

/// `a + b`, `a += b`, `a == b` and the like, with numbers of the type and with constants.
fn expand_operators(name: &Ident, of: &Type) -> TokenStream {
    let span = at(name.span());
    let mut out = TokenStream::new();
    for (operator, method) in [("Add", "add"), ("Sub", "sub"), ("Mul", "mul"), ("Div", "div"), ("Rem", "rem")] {
        let (plain, changing) = (Ident::new(operator, span), format_ident!("{operator}Assign", span = span));
        let (method, change) = (Ident::new(method, span), format_ident!("{method}_assign", span = span));
        for (other, value) in
            [(quote!(#name), quote_spanned!(span=> other.value)), (quote!(#of), quote_spanned!(span=> other))]
        {
            out.extend(quote_spanned! {span=>
                impl ::core::ops::#plain<#other> for #name {
                    type Output = #name;
                    fn #method(self, other: #other) -> #name {
                        #name { value: ::core::ops::#plain::#method(self.value, #value) }
                    }
                }
                impl ::core::ops::#changing<#other> for #name {
                    fn #change(&mut self, other: #other) {
                        ::core::ops::#changing::#change(&mut self.value, #value);
                    }
                }
            });
        }
    }
    out.extend(quote_spanned! {span=>
        impl ::core::cmp::PartialEq<#of> for #name {
            fn eq(&self, other: &#of) -> ::core::primitive::bool {
                self.value == *other
            }
        }
        impl ::core::cmp::PartialOrd<#of> for #name {
            fn partial_cmp(&self, other: &#of) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::cmp::PartialOrd::partial_cmp(&self.value, other)
            }
        }
    });
    out
}
