//! Room 3: goroutine code becomes ordinary async Rust. One file per construct; [`body`] walks the
//! code and finds them.
//!
//! Generated names begin with `__go` and have mixed-site hygiene; generated paths all go through
//! the alias `__go` of the crate's hidden module, which every lowered body imports once.

mod again;
pub(crate) mod arguments;
pub(crate) mod arrow;
mod assertion;
pub(crate) mod body;
pub(crate) mod builtin;
pub(crate) mod call;
pub(crate) mod capture;
pub(crate) mod channel_types;
mod closure;
pub(crate) mod declaration;
pub(crate) mod defer;
pub(crate) mod define;
mod defined;
pub(crate) mod direction;
mod duration;
mod entry_point;
pub(crate) mod for_loop;
pub(crate) mod func;
pub(crate) mod function;
pub(crate) mod go;
pub(crate) mod golang;
mod index;
mod init;
mod interface;
pub(crate) mod item;
mod keeps;
mod kept;
pub(crate) mod lifetimes;
mod message;
mod method_value;
mod named;
pub(crate) mod number;
mod offered;
mod on_behalf;
pub(crate) mod package;
pub(crate) mod paths;
mod places;
mod pointer;
pub(crate) mod refuse;
pub(crate) mod select;
pub(crate) mod share;
mod shared;
mod sorted;
pub(crate) mod tail;
pub(crate) mod unread;
pub(crate) mod value;
pub(crate) mod vet;
mod wrapped;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{AttrStyle, Attribute, Pat};

/// A span of ours that points at the user's `span`: our hygiene, the user's place in messages.
pub(crate) fn at(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

/// A local name of ours; `name` may hold a raw identifier.
pub(crate) fn local(name: &str, span: Span) -> Ident {
    Ident::new(&format!("__go_{}", name.replace("r#", "")), at(span))
}

/// `pat` where one pattern is expected: alternatives need parentheses there.
pub(crate) fn single(pat: &Pat) -> TokenStream {
    if matches!(pat, Pat::Or(_)) { quote_spanned!(pat.span()=> (#pat)) } else { quote!(#pat) }
}

/// An attribute as it stands before its item: `#![…]` at the head of a body says the same as `#[…]`
/// before it.
pub(crate) fn outer(mut attr: Attribute) -> Attribute {
    attr.style = AttrStyle::Outer;
    attr
}

/// What every lowered body imports once.
pub(crate) fn imports(private: &TokenStream) -> TokenStream {
    quote! {
        #[allow(unused_imports)]
        use #private as __go;
        #[allow(unused_imports)]
        use #private::traits::*;
    }
}
