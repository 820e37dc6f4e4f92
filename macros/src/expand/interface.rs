//! Interfaces in a block of items: a type whose methods are those of an interface satisfies it, as
//! in Go.
//!
//! ```text
//! type S interface { M(x int) int }     →   #[goroutines(dyn)] trait S: Send + Sync { fn M(&self, x: int) -> int; }
//! func (p P) M(x int) int { … }         →   #[goroutines(dyn)] impl S for P { fn M(&self, x: int) -> int { P::M(self, x) } }
//! s S                                   →   s: Arc<dyn S>
//! ```
//!
//! A method that changes its receiver takes it alone, so it is none of an interface.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{FnArg, Ident, ImplItem, Item, ItemTrait, Signature, TraitItem, Type, parse_quote};

use crate::syntax::marker;

/// Makes a trait of an interface.
pub(super) fn expand_interface(private: &TokenStream, item: &mut ItemTrait) {
    item.attrs.retain(|attr| !attr.path().is_ident(marker::INTERFACE));
    item.attrs.push(parse_quote!(#[goroutines(dyn)]));
    let name = item.ident.to_string();
    let methods = signatures(item).into_iter().map(|sig| sig.ident.to_string()).collect::<Vec<_>>().join(", ");
    let message = format!("cannot use `{{Self}}` as {name} value: it has not the methods {methods} of {name}");
    let note = "the types of parameters and results are the same, and a method of an interface changes no field of its receiver";
    item.attrs.push(
        parse_quote!(#[diagnostic::on_unimplemented(message = #message, label = "not implemented", note = #note)]),
    );
    item.supertraits.push(parse_quote!(::core::marker::Send));
    item.supertraits.push(parse_quote!(::core::marker::Sync));
    item.supertraits.push(parse_quote!(#private::Dynamic));
}

/// The impls of the interfaces among `items` for the types whose methods are theirs, and for what
/// holds any of these.
pub(super) fn implementations(private: &TokenStream, items: &[Item]) -> Vec<Item> {
    let mut types: Vec<(&Ident, HashMap<String, &Signature>)> = Vec::new();
    for item in items {
        let Item::Impl(block) = item else { continue };
        let (None, Type::Path(ty)) = (&block.trait_, &*block.self_ty) else { continue };
        let (Some(name), true) = (ty.path.get_ident(), block.generics.params.is_empty()) else { continue };
        let at = types.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            types.push((name, HashMap::new()));
            types.len() - 1
        });
        for item in &block.items {
            if let ImplItem::Fn(method) = item {
                types[at].1.insert(method.sig.ident.to_string(), &method.sig);
            }
        }
    }
    let mut out = Vec::new();
    let asks = items.iter().any(|item| asks_for_types(item.to_token_stream()));
    for item in items {
        let Item::Trait(interface) = item else { continue };
        if !marker::has(&interface.attrs, marker::INTERFACE) {
            continue;
        }
        let wanted = signatures(interface);
        let satisfies = |methods: &HashMap<String, &Signature>| {
            !wanted.is_empty()
                && wanted.iter().all(|sig| methods.get(&sig.ident.to_string()).is_some_and(|own| is_same(own, sig)))
        };
        let name = &interface.ident;
        let satisfying: Vec<&Ident> =
            types.iter().filter(|(_, methods)| satisfies(methods)).map(|(ty, _)| *ty).collect();
        for ty in &satisfying {
            out.push(implementation(name, &parse_quote!(#ty), &wanted, &quote!(#ty)));
        }
        if asks {
            out.extend(asked(private, name, &wanted, &satisfying));
        }
        out.push(implementation(name, &parse_quote!(::std::sync::Arc<dyn #name>), &wanted, &quote!((dyn #name))));
    }
    out
}

fn signatures(interface: &ItemTrait) -> Vec<&Signature> {
    let methods = interface.items.iter().filter_map(|item| match item {
        TraitItem::Fn(method) => Some(&method.sig),
        _ => None,
    });
    methods.collect()
}

/// Whether two methods have the same parameters and results, and share their receiver.
fn is_same(own: &Signature, wanted: &Signature) -> bool {
    let receiver = |sig: &Signature| sig.receiver().map(|receiver| receiver.to_token_stream().to_string());
    let types = |sig: &Signature| -> Vec<String> { params(sig).map(|ty| ty.to_token_stream().to_string()).collect() };
    receiver(own) == receiver(wanted)
        && types(own) == types(wanted)
        && own.output.to_token_stream().to_string() == wanted.output.to_token_stream().to_string()
}

fn params(sig: &Signature) -> impl Iterator<Item = &Type> {
    sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(param) => Some(&*param.ty),
        FnArg::Receiver(_) => None,
    })
}

/// `impl interface for ty`, whose methods call those of `callee`.
fn implementation(interface: &Ident, ty: &Type, methods: &[&Signature], callee: &TokenStream) -> Item {
    let methods = methods.iter().map(|sig| {
        let (name, output) = (&sig.ident, &sig.output);
        let types: Vec<&Type> = params(sig).collect();
        let args: Vec<Ident> = (0..types.len()).map(|index| format_ident!("arg_{}", index)).collect();
        let this = if let Type::Path(path) = ty
            && path.path.get_ident().is_none()
        {
            quote!(&**self)
        } else {
            quote!(self)
        };
        quote!(fn #name(&self, #(#args: #types),*) #output { <#callee>::#name(#this, #(#args),*) })
    });
    parse_quote! {
        #[goroutines(dyn)]
        #[allow(non_snake_case)]
        impl #interface for #ty { #(#methods)* }
    }
}

/// Whether `tokens` ask a value for its type.
fn asks_for_types(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        proc_macro2::TokenTree::Group(group) => asks_for_types(group.stream()),
        proc_macro2::TokenTree::Ident(word) => {
            [marker::ASSERT, marker::ASSERTED, marker::IS].iter().any(|name| word == name)
        }
        _ => false,
    })
}

/// What `x.(S)` gives: a function that knows the `types` that satisfy the interface, and its nil,
/// whose methods panic.
fn asked(private: &TokenStream, interface: &Ident, methods: &[&Signature], types: &[&Ident]) -> [Item; 3] {
    let finds = format_ident!("__go_as_{}", interface);
    let (zero, nil) = (format_ident!("__go_zero_{}", interface), format_ident!("__go_nil_{}", interface));
    let methods = methods.iter().map(|sig| {
        let (name, output) = (&sig.ident, &sig.output);
        let types: Vec<&Type> = params(sig).collect();
        let ty = match output {
            syn::ReturnType::Type(_, ty) => quote!(#ty),
            syn::ReturnType::Default => quote!(()),
        };
        quote!(fn #name(&self, #(_: #types),*) #output {
            let value: #ty = #private::nil_method::<#ty>();
            value
        })
    });
    let functions = quote! {
        #[allow(non_snake_case, dead_code)]
        fn #finds(value: &dyn ::core::any::Any) -> ::core::option::Option<#private::Interface<dyn #interface>> {
            #(if let ::core::option::Option::Some(value) = value.downcast_ref::<#types>() {
                return ::core::option::Option::Some(::std::sync::Arc::new(::core::clone::Clone::clone(value)));
            })*
            let _ = value;
            ::core::option::Option::None
        }
        #[allow(non_snake_case, dead_code)]
        fn #zero() -> #private::Interface<dyn #interface> {
            ::std::sync::Arc::new(#nil)
        }
    };
    [
        Item::Verbatim(functions),
        Item::Verbatim(quote!(#[allow(non_camel_case_types, dead_code)] struct #nil;)),
        parse_quote! {
            #[goroutines(dyn)]
            #[allow(non_snake_case, unreachable_code, clippy::let_unit_value, clippy::let_and_return)]
            impl #interface for #nil { #(#methods)* }
        },
    ]
}
