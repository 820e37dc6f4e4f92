//! Which parameters of the functions of a `go! { … }` are channels: there a channel is given as in Go, without moving it, and with
//! the direction that the function takes.

use std::collections::HashMap;

use syn::visit::Visit;
use syn::{FnArg, Item, Signature};

use crate::syntax::marker::{self, Direction};

/// For each function, by name: for each parameter but `self`, the direction, if it is a channel in Go's spelling.
#[derive(Default)]
pub(crate) struct Directions {
    functions: HashMap<String, Vec<Option<Direction>>>,
}

impl Directions {
    /// The parameters of the functions among `items`, and in them; of two functions of one name only what both agree on.
    pub(crate) fn of(items: &[Item]) -> Self {
        let mut directions = Self::default();
        items.iter().for_each(|item| directions.visit_item(item));
        directions
    }

    /// The directions of the parameters of `function`.
    pub(crate) fn params(&self, function: &str) -> Option<&[Option<Direction>]> {
        self.functions.get(function).map(Vec::as_slice)
    }
}

impl<'ast> Visit<'ast> for Directions {
    fn visit_signature(&mut self, sig: &'ast Signature) {
        let params = sig.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(param) => Some(marker::direction(&param.ty)),
            FnArg::Receiver(_) => None,
        });
        let params: Vec<_> = params.collect();
        let known = self.functions.entry(sig.ident.to_string()).or_insert_with(|| params.clone());
        known.truncate(params.len());
        known.iter_mut().zip(params).for_each(|(known, param)| *known = known.filter(|known| Some(*known) == param));
    }

    fn visit_block(&mut self, _: &'ast syn::Block) {}
}
