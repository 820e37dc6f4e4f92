//! Arguments live until the call ends, as in every function of Rust's: a function whose body
//! becomes an `async move` block keeps there those that it does not name, too.
//!
//! ```text
//! fn m(self, x: T, (a, b): U)   →   fn m(self, x: T, __go_argument_1: U) { async move {
//!                                       let _ = &self;
//!                                       let x = x;
//!                                       let __go_argument_1 = __go_argument_1;
//!                                       let (a, b) = __go_argument_1;
//!                                       …
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, FnArg, Pat, PatType, ReceiverKind, Signature, Type};

use super::{at, local};

/// The statements that keep the arguments of `sig`, whose patterns become names.
pub(crate) fn keep(sig: &mut Signature) -> TokenStream {
    sig.inputs.iter_mut().enumerate().map(|(index, input)| keep_one(input, index)).collect()
}

fn keep_one(input: &mut FnArg, index: usize) -> TokenStream {
    match input {
        FnArg::Receiver(receiver) if matches!(receiver.kind, ReceiverKind::Reference(..)) => TokenStream::new(),
        FnArg::Receiver(receiver) => {
            let this = &receiver.self_token;
            quote_spanned!(at(this.span)=> let _ = &#this;)
        }
        FnArg::Typed(PatType { attrs, pat, ty, .. }) => {
            let attrs: Vec<_> = attrs.iter().filter(|attr| is_for_statements(attr)).collect();
            let pattern = pat.clone();
            if let Pat::Ident(named) = &mut **pat
                && named.by_ref.is_none()
                && named.subpat.is_none()
            {
                // A reference has nothing to drop.
                if matches!(**ty, Type::Reference(_)) && named.mutability.is_none() {
                    return TokenStream::new();
                }
                named.mutability = None;
                return bind(&attrs, &pattern, &named.ident);
            }
            let name = local(&format!("argument_{index}"), pattern.span());
            **pat = syn::parse_quote!(#name);
            let (kept, bound) = (bind(&attrs, &name, &name), bind(&attrs, &pattern, &name));
            quote_spanned!(at(pattern.span())=> #kept #bound)
        }
    }
}

fn bind(attrs: &[&Attribute], pattern: &impl ToTokens, name: &Ident) -> TokenStream {
    quote_spanned!(at(name.span())=> #(#attrs)* #[allow(clippy::all, clippy::pedantic)] let #pattern = #name;)
}

/// Whether an attribute of a parameter may stand on a statement: its condition, and lints.
fn is_for_statements(attr: &Attribute) -> bool {
    ["cfg", "cfg_attr", "allow", "expect", "warn", "deny"].iter().any(|name| attr.path().is_ident(name))
}
