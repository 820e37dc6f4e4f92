//! The errors of one macro call: collected everywhere, reported together.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::Error;

/// Collects errors; must be [finished](Diagnostics::finish), so that none is lost.
pub(crate) struct Diagnostics {
    errors: Vec<Error>,
    finished: bool,
    /// The structs of the block that something points to: read with the items, and needed where a
    /// body is read later.
    pub(crate) pointees: HashSet<String>,
    /// The methods of the pointers to each struct of the block.
    pub(crate) pointer_methods: HashMap<String, HashSet<String>>,
    /// Whether `x.C` can only be the channel of a timer: in a block of items that declares no field
    /// of that name.
    pub(crate) clocks: bool,
    /// The types of the block that have methods.
    pub(crate) with_methods: HashSet<String>,
    /// Those of them that are numbers.
    pub(crate) numbers: HashSet<String>,
    /// The lists, maps and functions of the block that are types of their own, each with what it is
    /// made of.
    pub(crate) wrapped: HashMap<String, Vec<TokenTree>>,
}

impl Diagnostics {
    pub(crate) fn new() -> Self {
        Self {
            errors: Vec::new(),
            finished: false,
            pointees: HashSet::new(),
            pointer_methods: HashMap::new(),
            clocks: false,
            with_methods: HashSet::new(),
            numbers: HashSet::new(),
            wrapped: HashMap::new(),
        }
    }

    /// Reports `message` on `span`, with what to write instead.
    pub(crate) fn help(&mut self, span: Span, message: impl Display, help: impl Display) {
        self.errors.push(Error::new(span, format!("{message}\nhelp: {help}")));
    }

    /// How many errors have been reported.
    pub(crate) fn count(&self) -> usize {
        self.errors.len()
    }

    /// Reports an error of syn's.
    pub(crate) fn push(&mut self, error: Error) {
        self.errors.push(error);
    }

    /// The value of `result`, or its error reported.
    pub(crate) fn ok<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    /// All errors, as items or statements that make rustc report them.
    pub(crate) fn finish(mut self) -> TokenStream {
        self.finished = true;
        self.errors.iter().map(Error::to_compile_error).collect()
    }
}

impl Drop for Diagnostics {
    fn drop(&mut self) {
        assert!(self.finished || std::thread::panicking(), "diagnostics dropped before they were reported");
    }
}
