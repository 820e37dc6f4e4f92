//! What holds for the body at hand alone: of a function, a goroutine, a literal, an `async` block.
//! It is swapped whole where a body begins and ends.

use proc_macro2::Ident;
use syn::Pat;

use super::Lower;
use crate::analyze::declared::Kind;
use crate::expand::capture::Carried;
use crate::expand::value::Kept;

/// What holds for the body at hand.
#[derive(Clone, Default)]
pub(crate) struct BodyContext {
    /// What the body returns, if it says so in Go's spelling.
    pub(crate) returns: Vec<Kind>,
    /// How many closures stand around the place.
    pub(crate) depth: usize,
    /// How many of them, from outside, end with a function literal in Go's spelling, in which one
    /// can wait.
    pub(crate) floor: usize,
    /// Whether the arguments of a `go!` in plain code are at hand, where nothing can wait.
    pub(crate) in_plain_code: bool,
    /// Whether an explicit `async` block is at hand, in which only Go's forms are lowered.
    pub(crate) in_async: bool,
    /// Whether the body of a function value is at hand, whose captured variables are not its own.
    pub(crate) in_func: bool,
    /// How many loops of the body stand around the place.
    pub(crate) loops: usize,
    /// How many `defer!`s the body has had so far.
    pub(crate) defers: usize,
    /// How many goroutines the body starts so far, in the order of the text; a loop that starts
    /// some yields.
    pub(crate) starts: usize,
    /// The named results that deferred calls may assign to.
    pub(crate) named: Vec<Ident>,
    /// How often the body names each name.
    pub(crate) kept: Kept,
}

impl BodyContext {
    /// The context of a goroutine that is started here.
    pub(crate) fn goroutine(&self) -> Self {
        Self { in_func: self.in_func, ..Self::default() }
    }

    /// The context of an explicit `async` block here, in which calls are the user's own.
    pub(crate) fn async_block(&self) -> Self {
        Self { returns: Vec::new(), floor: self.depth, in_plain_code: false, in_async: true, ..self.clone() }
    }

    /// The context of a function literal here that returns `returns`, in which one can wait.
    pub(crate) fn literal(&self, returns: Vec<Kind>) -> Self {
        let depth = self.depth + 1;
        Self { returns, depth, floor: depth, in_plain_code: false, in_async: false, ..self.clone() }
    }
}

impl Lower<'_> {
    /// Lowers a body in which `inner` holds; returns what held at its end as well.
    pub(crate) fn in_body<T>(&mut self, inner: BodyContext, lower: impl FnOnce(&mut Self) -> T) -> (T, BodyContext) {
        let outer = std::mem::replace(&mut self.body, inner);
        let lowered = self.scoped(lower);
        (lowered, std::mem::replace(&mut self.body, outer))
    }

    /// Lowers a form that takes variables along; returns what it takes.
    pub(crate) fn carrying<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> (T, Vec<Carried>) {
        let outer = std::mem::take(&mut self.carried);
        let lowered = lower(self);
        (lowered, std::mem::replace(&mut self.carried, outer))
    }

    /// Lowers a form that shares what it takes along if it is in Go's spelling.
    pub(crate) fn sharing<T>(&mut self, shares: bool, lower: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.golang.shares, shares);
        let lowered = lower(self);
        self.golang.shares = outer;
        lowered
    }

    /// Declares the variables of `pat`, here.
    pub(crate) fn bind(&mut self, pat: &Pat, reference: bool) {
        self.scopes.bind_at(pat, reference, self.body.depth);
    }
}
