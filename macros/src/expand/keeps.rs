//! What a goroutine or a deferred call keeps of what it took along, noted for dumps. The emitted
//! shape is explained in the runtime's `dispatch/holding.rs`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use super::at;
use crate::analyze::stays::Stays;

/// What was taken along: variables and slots, and how each is kept.
#[derive(Default)]
pub(crate) struct Keeps(Vec<(Ident, Stays)>);

impl Keeps {
    /// Adds the variable or slot `name`.
    pub(crate) fn add(&mut self, name: &Ident, stays: Stays) {
        self.0.push((name.clone(), stays));
    }

    /// What it has so far is the receiver of a call, which reaches into it.
    pub(crate) fn reach(&mut self) {
        self.0.iter_mut().for_each(|(_, stays)| *stays = (*stays).max(Stays::Reached));
    }

    /// Adds what `other` has.
    pub(crate) fn append(&mut self, other: Keeps) {
        self.0.extend(other.0);
    }

    /// The same for a deferred call, which keeps all of it until it begins.
    pub(crate) fn until_begun(mut self) -> Keeps {
        self.0.iter_mut().for_each(|(_, stays)| *stays = Stays::Whole);
        self
    }

    /// The future `body` of a goroutine that keeps it.
    pub(crate) fn around(&self, body: TokenStream, span: Span) -> TokenStream {
        if self.0.iter().all(|(_, stays)| *stays == Stays::No) {
            return body;
        }
        quote_spanned!(at(span)=> __go::holding(#self, #body))
    }
}

impl ToTokens for Keeps {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let kept = self.0.iter().filter(|(_, stays)| *stays != Stays::No).rev();
        tokens.extend(kept.fold(quote!(()), |rest, (name, stays)| {
            let level = proc_macro2::Literal::u8_unsuffixed(*stays as u8);
            quote_spanned!(at(name.span())=> ((&&__go::Look(&#name)).__go_held::<#level>(), #rest))
        }));
    }
}
