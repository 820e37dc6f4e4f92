//! What is known of a body in Go's spelling beside its scopes: how often it names each name, and what it
//! assigns to.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Block, Expr};

use crate::analyze::declared::Kind;
use crate::analyze::reads;
use crate::expand::kept;

/// What is known of a body beside its scopes.
#[derive(Default)]
pub(crate) struct Golang {
    /// The constants of the body that have no type.
    pub(crate) consts: HashMap<String, Expr>,
    /// What Go's spelling says of the types of variables.
    pub(super) kinds: HashMap<String, Kind>,
    /// The parameters and the body of the function.
    pub(crate) inputs: TokenStream,
    body: TokenStream,
    is_counted: bool,
    /// How often the function names each name; counted when it is asked, as is what follows.
    uses: OnceCell<HashMap<String, usize>>,
    /// The names that are assigned to.
    assigned: OnceCell<HashSet<String>>,
    /// The names that goroutines and function values assign to without declaring them.
    shared: OnceCell<kept::Shared>,
    /// Whether `len` and `cap` give Rust's `usize` here.
    pub(crate) sizes: bool,
    /// Whether a `go`, a `defer` or a `func` in Go's spelling is at hand, which shares what it
    /// takes along.
    pub(crate) shares: bool,
}

/// How often a body names each name elsewhere than as the function of a call that is made where it
/// stands.
#[derive(Clone, Default)]
pub(crate) struct Kept {
    body: TokenStream,
    counts: OnceCell<HashMap<String, usize>>,
}

impl Kept {
    pub(crate) fn of(block: &Block) -> Self {
        Self { body: block.to_token_stream(), counts: OnceCell::new() }
    }

    /// Whether the variable `name`, a function literal, is only called.
    pub(crate) fn is_only_called(&self, name: &str) -> bool {
        let counts = || {
            let mut counts = HashMap::new();
            kept::count(self.body.clone(), false, &mut counts);
            counts
        };
        self.counts.get_or_init(counts).get(name).is_none_or(|count| *count <= 1)
    }
}

impl Golang {
    /// Keeps the body of a function as it is written, whose names all its parts may ask for; whether
    /// `block` is that one, the outermost.
    pub(crate) fn count(&mut self, block: &Block) -> bool {
        let is_outermost = !std::mem::replace(&mut self.is_counted, true);
        if is_outermost {
            self.body = block.to_token_stream();
        }
        is_outermost
    }

    /// Whether the function only reads the list `name`.
    pub(crate) fn only_reads(&self, name: &str) -> bool {
        reads::reads_only(self.body.clone(), name, &|_| false)
    }

    /// Whether something is assigned to the variable `name`.
    pub(crate) fn is_assigned(&self, name: &str) -> bool {
        let assigned = || {
            let mut assigned = HashSet::new();
            kept::assigned(self.body.clone(), &mut assigned);
            assigned
        };
        self.assigned.get_or_init(assigned).contains(name)
    }

    /// How a goroutine or a function value of the function changes the variable `name` outside.
    pub(crate) fn is_shared(&self, name: &str) -> Option<kept::Change> {
        self.shared.get_or_init(|| kept::shared(self.body.clone())).get(name).copied()
    }

    /// Whether `name` stands elsewhere than in its declaration and in one use.
    pub(super) fn is_used_again(&self, name: &str) -> bool {
        let uses = || {
            let mut uses = HashMap::new();
            count(self.inputs.clone(), &mut uses);
            count(self.body.clone(), &mut uses);
            uses
        };
        name == "self" || self.uses.get_or_init(uses).get(name).is_none_or(|count| *count > 2)
    }
}

pub(super) fn count(tokens: TokenStream, uses: &mut HashMap<String, usize>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => *uses.entry(name.to_string()).or_default() += 1,
            TokenTree::Group(group) => count(group.stream(), uses),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                for part in text.split('{').skip(1) {
                    let end = part.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(part.len());
                    *uses.entry(part[..end].to_owned()).or_default() += 1;
                }
            }
            TokenTree::Punct(_) => {}
        }
    }
}
