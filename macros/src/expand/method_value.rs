//! `f := c.inc`: a method as a function value, with its receiver.
//!
//! ```text
//! c.inc   →   { let receiver = c.clone(); func_of_0(move || { let receiver = receiver.clone(); Box::pin(async move { receiver.inc().await }) }) }
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::{ExprField, Member};

use super::at;
use super::body::Lower;

impl Lower<'_> {
    /// How many parameters the method has that `field` names, if it names one.
    pub(super) fn method_value(&self, field: &ExprField) -> Option<usize> {
        let (Some(declared), Member::Named(name)) = (self.declared, &field.member) else { return None };
        let name = name.to_string();
        let is_method = declared.declares_method(&name) && !declared.has_field(&name);
        if is_method { declared.params(&name).map(<[_]>::len) } else { None }
    }

    /// Lowers a method that is a value; `None` if `field` is none.
    pub(super) fn expand_method_value(&mut self, field: &mut ExprField) -> Option<TokenStream> {
        let count = self.method_value(field)?;
        let Member::Named(name) = &field.member else { return None };
        let name = name.clone();
        let span = at(name.span());
        let args: Vec<Ident> = (0..count).map(|index| format_ident!("__go_arg_{}", index, span = span)).collect();
        let make = format_ident!("func_of_{}", count, span = span);
        self.value(&mut field.base);
        let base = &field.base;
        Some(quote_spanned! {span=> {
            let __go_receiver = ::core::clone::Clone::clone(&#base);
            __go::#make(move |#(#args),*| -> __go::Call<_> {
                #[allow(unused_mut)]
                let mut __go_receiver = ::core::clone::Clone::clone(&__go_receiver);
                ::std::boxed::Box::pin(async move { __go_receiver.#name(#(#args),*).await })
            })
        }})
    }
}
