//! What the marked scope itself says of the functions and methods that it declares: whether they wait, or return something that
//! is no future. A call of one of those needs no choice by type.
//!
//! Only names that can mean nothing else are known. Not known are: a function with an attribute that may change it; a name that is
//! declared twice; a name that the body at hand may give another meaning (a variable, an item of its own, a foreign macro that
//! mentions it); a method that a std trait could offer by value, where that would be found first.

use std::collections::{HashMap, HashSet};

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, ImplItem, Item, ItemImpl, Macro, ReturnType, Signature, Stmt, Type, UseTree};

use super::{captures, std_types};
use crate::syntax::{self, std_macro};

/// What calling a function means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calling {
    /// It returns a future, which is awaited.
    Waits,
    /// It returns something that is no future.
    Plain,
}

/// The functions, methods and types of a marked scope.
#[derive(Default)]
pub(crate) struct Known {
    /// `None` for those of which nothing is known.
    functions: HashMap<String, Option<Calling>>,
    /// By type and name.
    methods: HashMap<(String, String), Option<Calling>>,
    types: HashSet<String>,
}

impl Known {
    /// What the items of a marked module say.
    pub(crate) fn of_module(items: &[Item]) -> Self {
        let mut known = Self::default();
        for item in items {
            match item {
                Item::Fn(function) => {
                    let calling = known.calling(&function.attrs, &function.sig);
                    note(&mut known.functions, function.sig.ident.to_string(), calling);
                }
                Item::Impl(block) if block.trait_.is_none() => known.add_impl(block),
                Item::Struct(item) => drop(known.types.insert(item.ident.to_string())),
                Item::Enum(item) => drop(known.types.insert(item.ident.to_string())),
                Item::Type(item) => drop(known.types.insert(item.ident.to_string())),
                _ => {}
            }
        }
        known
    }

    /// What a marked `impl` says of its own type.
    pub(crate) fn of_impl(block: &ItemImpl) -> Self {
        let mut known = Self::default();
        if block.trait_.is_none() {
            known.add_impl(block);
        }
        known
    }

    fn add_impl(&mut self, block: &ItemImpl) {
        let Some(ty) = type_name(&block.self_ty) else { return };
        for item in &block.items {
            if let ImplItem::Fn(method) = item {
                let calling = self.calling(&method.attrs, &method.sig);
                note(&mut self.methods, (ty.clone(), method.sig.ident.to_string()), calling);
            }
        }
    }

    fn calling(&self, attrs: &[Attribute], sig: &Signature) -> Option<Calling> {
        if !attrs.iter().all(is_inert) {
            return None;
        }
        let plain = attrs.iter().any(|attr| attr.path().is_ident("plain")) || sig.constness.is_some() || sig.abi.is_some();
        match (&sig.output, plain) {
            (_, false) => Some(Calling::Waits),
            (ReturnType::Default, true) => Some(Calling::Plain),
            (ReturnType::Type(_, ty), true) => self.is_no_future(ty).then_some(Calling::Plain),
        }
    }

    /// Whether `ty` is a type of std's that is no future.
    fn is_no_future(&self, ty: &Type) -> bool {
        std_types::is_no_future(ty) && !type_name(ty).is_some_and(|name| self.declares(&name))
    }

    /// Whether the scope declares a type called `name`.
    pub(crate) fn declares(&self, name: &str) -> bool {
        self.types.contains(name)
    }

    /// What calling the function `name` means.
    pub(crate) fn function(&self, name: &str) -> Option<Calling> {
        *self.functions.get(name)?
    }

    /// What calling the method or associated function `name` of `ty` means.
    pub(crate) fn method(&self, ty: &str, name: &str) -> Option<Calling> {
        if BY_VALUE.contains(&name) {
            return None;
        }
        *self.methods.get(&(ty.to_owned(), name.to_owned()))?
    }
}

/// Methods that std's traits offer by value: they come before a method that takes `&self`.
const BY_VALUE: &[&str] = &[
    "into", "try_into", "into_iter", "into_future", "count", "last", "sum", "product", "min", "max", "fold", "for_each", "collect", "map", "filter", "take", "skip",
    "rev", "chain", "zip", "enumerate", "peekable", "inspect", "cycle", "eq", "ne", "lt", "le", "gt", "ge", "cmp", "partial_cmp", "clone", "borrow",
    "borrow_mut", "add", "sub", "mul", "div", "rem", "neg", "not", "join", "step_by", "partition", "unzip", "flatten", "fuse", "to_string", "to_owned",
];

fn note<K: std::hash::Hash + Eq>(map: &mut HashMap<K, Option<Calling>>, name: K, calling: Option<Calling>) {
    map.entry(name).and_modify(|known| *known = None).or_insert(calling);
}

/// Whether an attribute leaves the signature of its function as it is.
fn is_inert(attr: &Attribute) -> bool {
    const INERT: &[&str] =
        &["doc", "allow", "warn", "deny", "expect", "must_use", "inline", "cold", "track_caller", "deprecated", "plain"];
    INERT.iter().any(|name| attr.path().is_ident(name))
}

/// The name of a type that is a plain identifier, generic arguments or not.
pub(crate) fn type_name(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    let [segment] = path.path.segments.iter().collect::<Vec<_>>()[..] else { return None };
    path.qself.is_none().then(|| segment.ident.to_string())
}

/// The names that a body may give another meaning than the scope around it.
pub(crate) fn hidden(body: &Block) -> Hidden {
    let mut hidden = Hidden::default();
    hidden.visit_block(body);
    hidden
}

/// Names with a meaning of their own in a body.
#[derive(Default)]
pub(crate) struct Hidden {
    names: HashSet<String>,
    /// A glob import, or something that cannot be seen through.
    all: bool,
}

impl Hidden {
    pub(crate) fn hides(&self, name: &str) -> bool {
        self.all || self.names.contains(name)
    }

    fn tokens(&mut self, tokens: TokenStream) {
        self.names.extend(captures::idents(tokens).iter().map(ToString::to_string));
    }

    fn import(&mut self, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => self.import(&path.tree),
            UseTree::Name(name) => drop(self.names.insert(name.ident.to_string())),
            UseTree::Rename(rename) => drop(self.names.insert(rename.rename.to_string())),
            UseTree::Glob(_) => self.all = true,
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree)),
            _ => self.all = true,
        }
    }
}

impl<'ast> Visit<'ast> for Hidden {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Use(item) => self.import(&item.tree),
            other => self.tokens(other.to_token_stream()),
        }
    }

    fn visit_stmt(&mut self, stmt: &'ast Stmt) {
        if let Stmt::Macro(mac) = stmt
            && std_macro::known(&mac.mac).is_none()
            && syntax::form(&mac.mac).is_none()
        {
            self.tokens(mac.mac.tokens.clone());
        }
        visit::visit_stmt(self, stmt);
    }

    /// A form of the language may hold items in turn.
    fn visit_macro(&mut self, mac: &'ast Macro) {
        let declares = |name: &proc_macro2::Ident| name == "use" || name == "fn" || name == "macro_rules";
        if syntax::form(mac).is_some() && captures::idents(mac.tokens.clone()).iter().any(declares) {
            self.all = true;
        }
    }
}
