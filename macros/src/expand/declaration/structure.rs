//! `type P struct`: a struct with Clone, Default, Debug, `==`, and Go's way to print.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Attribute, Fields, Item, ItemStruct, Type};

use super::allow_names;
use crate::analyze::declared::Declared;
use crate::expand::at;
use crate::syntax::marker;

pub(super) fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    match item {
        Item::Fn(item) => Some(&mut item.attrs),
        Item::Impl(item) => Some(&mut item.attrs),
        Item::Trait(item) => Some(&mut item.attrs),
        Item::Struct(item) => Some(&mut item.attrs),
        Item::Enum(item) => Some(&mut item.attrs),
        Item::Type(item) => Some(&mut item.attrs),
        Item::Mod(item) => Some(&mut item.attrs),
        Item::Const(item) => Some(&mut item.attrs),
        Item::Static(item) => Some(&mut item.attrs),
        _ => None,
    }
}

/// A struct of Go's, with what every struct can do in Go.
pub(crate) fn expand_struct(private: &TokenStream, declared: &Declared, mut item: ItemStruct) -> TokenStream {
    item.attrs.retain(|attr| !attr.path().is_ident(marker::STRUCT) && !attr.path().is_ident(marker::POINTEE));
    let allow = allow_names();
    if !item.generics.params.is_empty() {
        return quote!(#allow #[allow(dead_code)] #[derive(::core::clone::Clone)] #item);
    }
    let span = at(item.ident.span());
    let embedded = take_embedded(&mut item);
    let name = &item.ident;
    let embedded = embedded.map(|(field, ty)| expand_embedded(name, &field, &ty));
    let (names, types): (Vec<_>, Vec<&Type>) = match &item.fields {
        Fields::Named(fields) => {
            fields.named.iter().filter_map(|field| Some((field.ident.clone()?, &field.ty))).unzip()
        }
        _ => (Vec::new(), Vec::new()),
    };
    // A bound with a lifetime of its own is looked at where the impl is used: a field without it
    // takes the impl away, no more.
    let bound = |bound: TokenStream| quote_spanned!(span=> #(for<'__go> #types: #bound),*);
    let (clone, equal) = (bound(quote!(::core::clone::Clone)), bound(quote!(::core::cmp::PartialEq)));
    let zeros = types.iter().map(|ty| is_time(ty).then(|| quote!(<#private::OfTimers>)));
    let default = quote_spanned!(span=> #(for<'__go> #types: #private::Zero #zeros),*);
    let (debug, show) = (bound(quote!(::core::fmt::Debug)), bound(quote!(#private::Show)));
    let shared = names.iter().all(|name| !declared.is_assigned(&name.to_string()));
    let shared = shared.then(|| quote_spanned!(span=> impl #private::GoShared for #name where #clone {}));
    let text = name.to_string();
    let Texts { own_text, as_error, error } = expand_texts(private, declared, name, &debug);
    let pointer = declared.is_pointee(&text).then(|| {
        let pointer = format_ident!("{}{}", crate::syntax::pointer::POINTER, name, span = name.span());
        let texts = expand_texts(private, declared, &pointer, &TokenStream::new());
        crate::expand::pointer::expand_pointer(private, &item, texts)
    });
    let field_names = names.iter().map(ToString::to_string).collect::<Vec<_>>();
    let fields_args = names.iter().zip(&types).map(|(name, ty)| {
        let param = format_ident!("__go_{}", name, span = span);
        quote!(#param: #ty)
    });
    let params = names.iter().map(|name| format_ident!("__go_{}", name, span = span));
    quote_spanned! {span=>
        #allow
        #[allow(dead_code)]
        #item
        impl ::core::clone::Clone for #name where #clone {
            fn clone(&self) -> Self {
                Self { #(#names: ::core::clone::Clone::clone(&self.#names)),* }
            }
        }
        impl ::core::default::Default for #name where #default {
            fn default() -> Self {
                Self { #(#names: #private::zero()),* }
            }
        }
        impl ::core::cmp::PartialEq for #name where #equal {
            fn eq(&self, other: &Self) -> ::core::primitive::bool {
                true #(&& self.#names == other.#names)*
            }
        }
        impl ::core::fmt::Debug for #name where #debug {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(#text) #(.field(#field_names, &self.#names))* .finish()
            }
        }
        impl #private::Show for #name where #show {
            fn __go_show(&self, out: &mut ::std::string::String, verb: #private::Verb) -> ::core::primitive::bool {
                #own_text
                #private::show_fields(&[#((#field_names, &self.#names)),*], out, verb)
            }
            #as_error
        }
        impl #private::GoValue for #name where #clone {}
        #error
        #embedded
        #shared
        #pointer
        #allow
        impl #name {
            #[doc(hidden)]
            #[allow(dead_code, clippy::too_many_arguments)]
            fn __go_of(#(#fields_args),*) -> Self {
                Self { #(#names: #params),* }
            }
        }
    }
}

/// Whether `ty` is `time.Time`, whose zero value is no `Default`.
fn is_time(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let mut segments = path.path.segments.iter().rev();
    segments.next().is_some_and(|last| last.ident == "Time")
        && segments.next().is_some_and(|package| package.ident == "go_time")
}

/// What `String()` and `Error()` make of a type.
pub(crate) struct Texts {
    /// The start of the method that prints it.
    pub(crate) own_text: Option<TokenStream>,
    /// The method that gives the error that it is.
    pub(crate) as_error: Option<TokenStream>,
    /// That it is an error.
    pub(crate) error: Option<TokenStream>,
}

/// How a struct with a method `String()` or `Error()` is printed, and that one with `Error()` is an
/// error.
fn expand_texts(private: &TokenStream, declared: &Declared, name: &Ident, debug: &TokenStream) -> Texts {
    let (text, span) = (name.to_string(), at(name.span()));
    let makes = |method: &str| declared.makes_text(&text, method).then(|| Ident::new(method, span));
    let own_text = makes("Error").or_else(|| makes("String")).map(|method| {
        quote_spanned! {span=>
            if ::core::matches!(verb.letter, 'v' | 's' | 'q') && !verb.sharp {
                return #private::Show::__go_show(&#private::now(self.#method()), out, verb);
            }
        }
    });
    let source = declared.has_method(&text, "Unwrap").then(|| {
        quote_spanned! {span=>
            fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
                #private::unwrapped(#private::now(self.Unwrap()));
                ::core::option::Option::None
            }
        }
    });
    let error = makes("Error").map(|method| {
        quote_spanned! {span=>
            impl ::core::fmt::Display for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.write_str(&#private::now(self.#method()))
                }
            }
            impl ::core::error::Error for #name where #debug {
                #source
            }
        }
    });
    let as_error = makes("Error").map(|_| {
        quote_spanned! {span=>
            fn __go_as_error(&self) -> ::core::option::Option<#private::names::error> {
                ::core::option::Option::Some(#private::error_of(self))
            }
        }
    });
    Texts { own_text, as_error, error }
}

/// The embedded field of `item`, without its marker.
fn take_embedded(item: &mut ItemStruct) -> Option<(Ident, Type)> {
    let Fields::Named(fields) = &mut item.fields else { return None };
    let field = fields.named.iter_mut().find(|field| marker::has(&field.attrs, marker::EMBEDDED))?;
    field.attrs.retain(|attr| !attr.path().is_ident(marker::EMBEDDED));
    Some((field.ident.clone()?, field.ty.clone()))
}

/// A struct has the fields and the methods of what is embedded in it.
fn expand_embedded(name: &Ident, field: &Ident, ty: &Type) -> TokenStream {
    quote_spanned! {at(name.span())=>
        impl ::core::ops::Deref for #name {
            type Target = #ty;

            fn deref(&self) -> &#ty {
                &self.#field
            }
        }
        impl ::core::ops::DerefMut for #name {
            fn deref_mut(&mut self) -> &mut #ty {
                &mut self.#field
            }
        }
    }
}
