//! `#[derive(Share)]`: a struct or enum of handles is a handle.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::visit::Visit;
use syn::{Data, DeriveInput, Fields, GenericParam, Generics, Ident, Type, WherePredicate, parse_quote};

use super::imports;
use super::refuse::{Extent, refuse};
use crate::diagnostics::Diagnostics;

/// `impl Share`, with a check that every field is a handle.
pub(crate) fn expand_share(cx: &mut Diagnostics, private: &TokenStream, input: &DeriveInput) -> TokenStream {
    let fields: Vec<&Type> = match &input.data {
        Data::Struct(data) => types(&data.fields),
        Data::Enum(data) => data.variants.iter().flat_map(|variant| types(&variant.fields)).collect(),
        Data::Union(data) => {
            let help = "make it a `struct` or an `enum` of handles";
            cx.help(data.union_token.span, "`Share` can be derived for structs and enums", help);
            return TokenStream::new();
        }
    };
    let name = &input.ident;
    let mut generics = input.generics.clone();
    let (generic, concrete): (Vec<&Type>, Vec<&Type>) =
        fields.iter().partition(|ty| names_parameter(ty, &input.generics));
    let bounds = generics.make_where_clause();
    bounds.predicates.extend(generic.iter().map(|field| -> WherePredicate { parse_quote!(#field: #private::Share) }));
    if !input.generics.params.is_empty() {
        // A derived `Clone` may ask more of a parameter than its fields do: then the type is a
        // handle as far as it is `Clone`.
        let (_, args, _) = input.generics.split_for_impl();
        generics.make_where_clause().predicates.push(parse_quote!(#name #args: ::core::clone::Clone));
    }
    let (params, args, bounds) = generics.split_for_impl();
    let checks = concrete.iter().map(|field| {
        let extent = Extent::of(field);
        let tag = quote_spanned!(extent.first=> __go::tag::<#field>());
        refuse("HandleField", "__go_field", &tag, "__go_handle", extent)
    });
    let imports = imports(private);
    quote! {
        impl #params #private::Share for #name #args #bounds {}
        const _: fn() = || {
            #imports
            #(#checks)*
        };
    }
}

/// Whether `ty` names a parameter of `generics`: only then can the user of the type decide whether
/// it is a handle.
fn names_parameter(ty: &Type, generics: &Generics) -> bool {
    struct Names<'a>(&'a Generics, bool);
    impl Visit<'_> for Names<'_> {
        fn visit_ident(&mut self, ident: &Ident) {
            self.1 |= self.0.params.iter().any(|param| match param {
                GenericParam::Type(param) => param.ident == *ident,
                GenericParam::Const(param) => param.ident == *ident,
                GenericParam::Lifetime(param) => param.lifetime.ident == *ident,
            });
        }
    }
    let mut names = Names(generics, false);
    names.visit_type(ty);
    names.1
}

fn types(fields: &Fields) -> Vec<&Type> {
    fields.iter().map(|field| &field.ty).collect()
}
