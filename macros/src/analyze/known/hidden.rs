//! What a body gives another meaning than the marked scope.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Block, Ident, Item, Macro, Stmt, UseTree};

use crate::analyze::captures;
use crate::syntax::{self, std_macro};

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

    pub(super) fn import(&mut self, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => self.import(&path.tree),
            UseTree::Name(name) => drop(self.names.insert(name.ident.to_string())),
            UseTree::Rename(rename) => drop(self.names.insert(rename.rename.to_string())),
            UseTree::Glob(_) => self.all = true,
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree)),
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
        let declares = |name: &Ident| name == "use" || name == "fn" || name == "macro_rules";
        if syntax::form(mac).is_some() && captures::idents(mac.tokens.clone()).iter().any(declares) {
            self.all = true;
        }
    }
}
