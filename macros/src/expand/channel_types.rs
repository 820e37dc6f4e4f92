//! Types in Go's spelling, where no body has imported what they name: in signatures, structs and other items.
//!
//! `__go::Chan<T>`   →   `::goroutines::__private::Chan<T>`

use proc_macro2::TokenStream;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Item, TypePath};

use crate::syntax::marker;

/// Writes the whole path of each channel type of `item`; those in bodies of functions stay.
pub(crate) fn resolve(item: &mut Item, private: &TokenStream) {
    Resolve { private }.visit_item_mut(item);
}

struct Resolve<'a> {
    private: &'a TokenStream,
}

impl VisitMut for Resolve<'_> {
    fn visit_type_path_mut(&mut self, ty: &mut TypePath) {
        visit_mut::visit_type_path_mut(self, ty);
        if marker::is_ours(ty) {
            let (private, rest) = (self.private, ty.path.segments.iter().skip(1));
            ty.path = syn::parse_quote!(#private #(::#rest)*);
        }
    }

    fn visit_block_mut(&mut self, _: &mut Block) {}
}
