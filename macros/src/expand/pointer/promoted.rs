//! The methods that a pointer has beside its own: those of an embedded field, and those of the value.

use proc_macro2::Ident;
use quote::format_ident;
use syn::visit_mut::VisitMut;
use syn::{Expr, ExprMethodCall, Item, Member, Type};

use crate::analyze::declared::Kind;
use crate::expand::body::Lower;
use crate::syntax::marker;
use crate::syntax::pointer::POINTER;

impl Lower<'_> {
    /// The embedded field through which a pointer to `name` has `member`.
    pub(super) fn embedded_for(&self, name: &str, member: &Member) -> Option<Ident> {
        let Member::Named(member) = member else { return None };
        let declared = self.declared?;
        let own = declared.fields(name)?.iter().any(|(field, _)| field == member);
        if own { None } else { declared.embedded(name).cloned() }
    }

    /// `p.Lock()` of an embedded lock, which is lowered as `p.Mutex.Lock()`; whether `expr` is
    /// that.
    pub(super) fn promote(&mut self, expr: &mut Expr) -> bool {
        let Expr::MethodCall(call) = &mut *expr else { return false };
        if !self.promoted(call) {
            return false;
        }
        self.visit_expr_mut(expr);
        true
    }

    /// Makes `p.Mutex.Lock()` of `p.Lock()`; whether `call` is that of an embedded field.
    pub(crate) fn promoted(&self, call: &mut ExprMethodCall) -> bool {
        let Kind::Ptr(name) = self.kind_of(&call.receiver) else { return false };
        let Some(declared) = self.declared else { return false };
        let method = call.method.to_string();
        let is_field =
            declared.fields(&name).is_some_and(|fields| fields.iter().any(|(field, _)| call.method == *field));
        let own = is_field || declared.has_method(&name, &method) || method.starts_with("__go");
        let Some(embedded) = declared.embedded(&name).filter(|_| !own).cloned() else { return false };
        let base = &call.receiver;
        *call.receiver = syn::parse_quote!(#base.#embedded);
        true
    }
}

/// The methods of values that their pointers have as well.
pub(crate) fn forwarders(items: &[Item]) -> Vec<Item> {
    let pointees: Vec<&Ident> = items
        .iter()
        .filter_map(|item| match item {
            Item::Struct(item) if marker::has(&item.attrs, marker::POINTEE) => Some(&item.ident),
            _ => None,
        })
        .collect();
    let mut out = Vec::new();
    for item in items {
        let Item::Impl(block) = item else { continue };
        let Type::Path(ty) = &*block.self_ty else { continue };
        let Some(name) = ty.path.get_ident().filter(|name| pointees.contains(name)) else { continue };
        if !marker::has(&block.attrs, marker::METHODS) {
            continue;
        }
        for item in &block.items {
            if let syn::ImplItem::Fn(method) = item {
                out.push(forwarder(name, &method.vis, &method.sig));
            }
        }
    }
    out
}

/// The method `sig` of the values of `name`, for its pointers.
fn forwarder(name: &Ident, vis: &syn::Visibility, sig: &syn::Signature) -> Item {
    let pointer = format_ident!("{}{}", POINTER, name, span = name.span());
    let (method, output) = (&sig.ident, &sig.output);
    let types = sig.inputs.iter().filter_map(|input| match input {
        syn::FnArg::Typed(param) => Some(&*param.ty),
        syn::FnArg::Receiver(_) => None,
    });
    let types: Vec<&Type> = types.collect();
    let args: Vec<Ident> = (0..types.len()).map(|index| format_ident!("arg_{}", index)).collect();
    let methods = Ident::new(marker::METHODS, method.span());
    syn::parse_quote! {
        #[#methods]
        impl #pointer {
            #vis fn #method(&self, #(#args: #types),*) #output {
                let value = self.__go_load();
                #name::#method(&value, #(#args),*)
            }
        }
    }
}
