//! The type of the pointers to a struct.

use proc_macro2::TokenStream;
use quote::{format_ident, quote_spanned};

use crate::expand::at;
use crate::expand::declaration::Texts;
use crate::syntax::pointer::POINTER;

/// The type of the pointers to a struct, with what every pointer can do in Go.
pub(crate) fn expand_pointer(
    private: &TokenStream,
    item: &syn::ItemStruct,
    Texts { own_text, as_error, error }: Texts,
) -> TokenStream {
    let (name, vis, span) = (&item.ident, &item.vis, at(item.ident.span()));
    let pointer = format_ident!("{}{}", POINTER, name, span = name.span());
    let text = name.to_string();
    quote_spanned! {span=>
        #[doc(hidden)]
        #[allow(non_camel_case_types, dead_code)]
        #vis struct #pointer(#private::Shared<#name>);
        #[allow(dead_code)]
        impl #pointer {
            fn __go_new(value: #name) -> Self {
                Self(#private::Shared::new(value))
            }
            #[track_caller]
            fn __go_load(&self) -> #name where #name: ::core::clone::Clone {
                #private::load(self)
            }
        }
        impl #private::GoPointer for #pointer {
            type Target = #name;
            fn __go_shared(&self) -> &#private::Shared<#name> {
                &self.0
            }
        }
        impl ::core::clone::Clone for #pointer {
            fn clone(&self) -> Self {
                Self(::core::clone::Clone::clone(&self.0))
            }
        }
        impl ::core::default::Default for #pointer {
            fn default() -> Self {
                Self(::core::default::Default::default())
            }
        }
        impl ::core::cmp::PartialEq for #pointer {
            fn eq(&self, other: &Self) -> ::core::primitive::bool {
                self.0 == other.0
            }
        }
        impl ::core::cmp::Eq for #pointer {}
        impl ::core::hash::Hash for #pointer {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&self.0, state);
            }
        }
        impl ::core::fmt::Debug for #pointer {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(if self.0.is_nil() { "nil" } else { #text })
            }
        }
        impl #private::Share for #pointer {}
        impl #private::Nil for #pointer {
            fn __go_nil() -> Self {
                ::core::default::Default::default()
            }
            fn __go_is_nil(&self) -> ::core::primitive::bool {
                self.0.is_nil()
            }
        }
        impl #private::Show for #pointer {
            fn __go_show(&self, out: &mut ::std::string::String, verb: #private::Verb) -> ::core::primitive::bool {
                #[allow(unused_imports)]
                use #private::traits::*;
                #own_text
                #private::show_pointer(self, out, verb, |it, out| {
                    #private::show_as(&*(&&&#private::Shown(it)).__go_shown(), out, verb)
                })
            }
            #as_error
        }
        #error
    }
}
