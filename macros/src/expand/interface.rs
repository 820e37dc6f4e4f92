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
pub(super) fn expand_interface(item: &mut ItemTrait) {
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
}

/// The impls of the interfaces among `items` for the types whose methods are theirs, and for what
/// holds any of these.
pub(super) fn implementations(items: &[Item]) -> Vec<Item> {
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
        for (ty, _) in types.iter().filter(|(_, methods)| satisfies(methods)) {
            out.push(implementation(name, &parse_quote!(#ty), &wanted, &quote!(#ty)));
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
