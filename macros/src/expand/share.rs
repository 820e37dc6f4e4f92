//! `#[derive(Share)]`: a struct or enum of handles is a handle.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields, Type};

use crate::diagnostics::Diagnostics;

/// `impl Share`, with a check that every field is a handle.
pub(crate) fn expand_share(cx: &mut Diagnostics, private: &TokenStream, input: &DeriveInput) -> TokenStream {
    let fields: Vec<&Type> = match &input.data {
        Data::Struct(data) => types(&data.fields),
        Data::Enum(data) => data.variants.iter().flat_map(|variant| types(&variant.fields)).collect(),
        Data::Union(data) => {
            cx.error(data.union_token.span, "`Share` can be derived for structs and enums");
            return TokenStream::new();
        }
    };
    let name = &input.ident;
    let mut generics = input.generics.clone();
    let bounds = generics.make_where_clause();
    for field in &fields {
        bounds.predicates.push(
            syn::parse2(quote_spanned!(field.span()=> #field: #private::Share))
                .unwrap_or_else(|error| unreachable!("generated bound: {error}")),
        );
    }
    let (params, args, bounds) = generics.split_for_impl();
    quote! {
        impl #params #private::Share for #name #args #bounds {}
    }
}

fn types(fields: &Fields) -> Vec<&Type> {
    fields.iter().map(|field| &field.ty).collect()
}
