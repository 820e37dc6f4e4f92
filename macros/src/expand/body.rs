//! The walk through goroutine code: every call, loop and form of the language is found here and
//! handed to its own file.
//!
//! Nothing is rewritten inside sync closures (but a `go!` in one is expanded), nested items, const
//! contexts, patterns and explicit `async` blocks. The body of an `async` closure is goroutine
//! code. `.await` stays and is never doubled.

mod calls;
mod context;
mod facts;
mod forms;
mod statement;
mod walk;

pub(super) use calls::callee;
pub(crate) use context::BodyContext;
pub(crate) use forms::placeholder_handle;

use std::collections::HashSet;
use std::rc::Rc;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Block;
use syn::visit_mut::VisitMut;

use super::capture::Carried;
use super::value::{Golang, Kept};
use super::{defer, named, tail};
use crate::analyze::captures::Forms;
use crate::analyze::declared::Declared;
use crate::analyze::known::{Hidden, Known, Taken};
use crate::analyze::recursion::Recursion;
use crate::analyze::scope::Scopes;
use crate::diagnostics::Diagnostics;

/// What is known while goroutine code is lowered.
pub(crate) struct Lower<'a> {
    pub(crate) cx: &'a mut Diagnostics,
    /// The cycles of the marked scope.
    pub(crate) recursion: &'a Recursion,
    /// What the items of the same `go! { … }` declare, where there is one.
    pub(crate) declared: Option<&'a Declared>,
    /// What holds for the body at hand alone.
    pub(crate) body: BodyContext,
    /// What is known of the function in Go's spelling.
    pub(crate) golang: Golang,
    /// The path of the crate's hidden module.
    pub(crate) private: TokenStream,
    /// The function that is lowered, for the cycles.
    pub(crate) caller: String,
    /// The variables in reach.
    pub(crate) scopes: Scopes,
    /// Whether `scopes` is complete: under the attribute it is, in a lone macro call it is not.
    pub(crate) knows_locals: bool,
    /// Whether `self` is a reference here.
    pub(crate) self_is_reference: bool,
    /// What the `go!` at hand takes along, so far.
    pub(crate) carried: Vec<Carried>,
    /// Whether the next statement is the first of a new goroutine.
    pub(crate) opens: bool,
    /// Whether the next method call is that statement.
    adds: bool,
    /// Whether the next method call is a statement whose value nobody takes.
    discards: bool,
    /// Whether the next `select` is a statement in Go's spelling, whose cases have no values.
    discards_cases: bool,
    /// Whether no type is expected of the next call: it is a statement, or what a `let` without a
    /// type begins with.
    untyped: bool,
    /// Variables that some `select!` offers and may give back.
    pub(crate) offered: HashSet<String>,
    /// What the forms of the function mention, as far as they have been read.
    pub(crate) forms: Forms,
    /// The paths of the macro calls that were lowered here: the user's imports of them are used.
    pub(crate) used: Vec<TokenStream>,
    /// What the marked scope says of its functions and methods.
    pub(crate) known: Rc<Known>,
    /// The type of `self`, if it has a name, and how `self` is taken.
    pub(crate) self_type: Option<String>,
    pub(crate) self_taken: Taken,
    /// What the body at hand gives another meaning than the scope.
    pub(crate) hidden: Hidden,
}
impl<'a> Lower<'a> {
    pub(crate) fn new(cx: &'a mut Diagnostics, recursion: &'a Recursion, private: TokenStream) -> Self {
        Self {
            cx,
            recursion,
            declared: None,
            body: BodyContext::default(),
            golang: Golang::default(),
            private,
            caller: String::new(),
            scopes: Scopes::default(),
            knows_locals: false,
            self_is_reference: false,
            carried: Vec::new(),
            opens: false,
            adds: false,
            discards: false,
            discards_cases: false,
            untyped: false,
            offered: HashSet::new(),
            forms: Forms::default(),
            used: Vec::new(),
            known: Rc::default(),
            self_type: None,
            self_taken: Taken::Not,
            hidden: Hidden::default(),
        }
    }

    /// The statements of a function body, with what runs its `defer!`s.
    pub(crate) fn function_body(&mut self, block: &mut Block, output: Option<&syn::Type>) -> TokenStream {
        self.body.named = named::take(block);
        let mut params = Vec::new();
        if self.golang.count(block) {
            self.body.kept = Kept::of(block);
            params = self.declare_shared_params();
        }
        self.visit_block_mut(block);
        block.stmts.splice(0..0, params);
        let unit = syn::parse_quote!(());
        let output = output.or_else(|| tail::ends_without_value(block).then_some(&unit));
        let stmts = &block.stmts;
        if self.body.defers == 0 {
            return quote!(#(#stmts)*);
        }
        // A function literal borrows what it names, every other body owns it.
        let capture = (self.body.floor == 0).then(|| quote!(move));
        let is_named = !self.body.named.is_empty();
        defer::expand_with_defers(&quote!(#(#stmts)*), output, (capture.as_ref(), is_named), Span::mixed_site())
    }

    /// Whether the place is inside a plain closure, where nothing can wait.
    pub(crate) fn in_closure(&self) -> bool {
        self.body.depth > self.body.floor
    }

    /// Whether nothing can wait here.
    pub(crate) fn cannot_wait(&self) -> bool {
        self.in_closure() || self.body.in_plain_code
    }

    /// Whether calls are left as they are here.
    pub(super) fn leaves_calls(&self) -> bool {
        self.cannot_wait() || self.body.in_async
    }
}
