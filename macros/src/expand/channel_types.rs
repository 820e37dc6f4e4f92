//! Types in Go's spelling, where no body has imported what they name: in signatures, structs and
//! other items.
//!
//! `__go::Chan<T>`   →   `::goroutines::__private::Chan<T>`

use proc_macro2::TokenStream;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Item, Path};

/// Writes the whole path of each channel type of `item`; those in bodies of functions stay.
pub(crate) fn resolve(item: &mut Item, private: &TokenStream) {
    Resolve { private }.visit_item_mut(item);
}

struct Resolve<'a> {
    private: &'a TokenStream,
}

impl VisitMut for Resolve<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        if path.segments.first().is_some_and(|first| first.ident == "__go") {
            let (private, rest) = (self.private, path.segments.iter().skip(1));
            *path = syn::parse_quote!(#private #(::#rest)*);
        }
    }

    fn visit_block_mut(&mut self, _: &mut Block) {}
}
