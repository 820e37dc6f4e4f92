//! What the items of a scope say of their functions and methods, and what its imports hide.

use std::collections::HashMap;
use std::hash::Hash;

use syn::{Attribute, Ident, ImplItem, Item, ItemImpl, ReturnType, Signature, UseTree};

use super::{Calling, Known, OURS, taken, type_name};
use crate::analyze::bodies::Body;
use crate::analyze::std_types;

impl Known {
    /// Notes what an item of the scope says.
    pub(crate) fn add_item(&mut self, item: &Item) {
        match item {
            Item::Fn(function) => {
                let calling = calling(&function.attrs, &function.sig);
                self.declared.add_output(None, &function.sig);
                let name = function.sig.ident.to_string();
                self.bodies.extend(Body::of(&function.sig, &function.block).map(|body| (name.clone(), body)));
                note(&mut self.functions, name, calling);
            }
            Item::Impl(block) if block.trait_.is_none() => self.add_impl(block),
            Item::Struct(item) => {
                self.add_type(&item.ident);
                self.declared.add_fields(&item.ident.to_string(), &item.fields, &item.generics);
                self.constructors.insert((None, item.ident.to_string()));
            }
            Item::Enum(item) => {
                self.add_type(&item.ident);
                let variant = |variant: &syn::Variant| (Some(item.ident.to_string()), variant.ident.to_string());
                self.constructors.extend(item.variants.iter().map(variant));
                let name = item.ident.to_string();
                let fields = |variant| self.declared.add_variant(&name, variant, &item.generics);
                item.variants.iter().for_each(fields);
            }
            Item::Union(item) => self.add_type(&item.ident),
            Item::Type(item) => self.add_type(&item.ident),
            Item::Use(item) => self.import(&item.tree, &mut Vec::new()),
            // It comes before one of that name in the prelude.
            Item::Mod(item) => drop(self.ours.insert(item.ident.to_string(), String::new())),
            _ => {}
        }
    }

    /// What a marked `impl` says of its own type.
    pub(crate) fn of_impl(block: &ItemImpl) -> Self {
        let mut known = Self::default();
        if block.trait_.is_none() {
            known.add_impl(block);
        }
        known
    }

    fn add_type(&mut self, name: &Ident) {
        self.shadows_std |= std_types::is_value(&name.to_string());
        self.shadows_wrapper |= std_types::is_wrapper(&name.to_string());
        self.types.insert(name.to_string());
    }

    fn add_impl(&mut self, block: &ItemImpl) {
        let Some(ty) = type_name(&block.self_ty).filter(|_| block.attrs.iter().all(is_inert)) else { return };
        for item in &block.items {
            if let ImplItem::Fn(method) = item {
                let calling = calling(&method.attrs, &method.sig).map(|calling| (calling, taken(&method.sig)));
                self.declared.add_output(Some((&ty, &block.generics)), &method.sig);
                note(&mut self.methods, (ty.clone(), method.sig.ident.to_string()), calling);
            }
        }
    }

    /// Notes what an import takes from this crate.
    fn import(&mut self, tree: &UseTree, path: &mut Vec<String>) {
        match tree {
            UseTree::Path(tree) => {
                path.push(tree.ident.to_string());
                self.import(&tree.tree, path);
                path.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, path)),
            UseTree::Name(name) => self.import_name(&name.ident, &name.ident, path),
            UseTree::Rename(rename) => self.import_name(&rename.ident, &rename.rename, path),
            UseTree::Glob(_) if matches!(&path[..], [first, second] if first == "goroutines" && second == "prelude") => {
                for name in OURS {
                    self.ours.entry((*name).to_owned()).or_insert_with(|| (*name).to_owned());
                }
            }
            _ => {}
        }
    }

    fn import_name(&mut self, name: &Ident, here: &Ident, path: &[String]) {
        let is_std = path.first().is_some_and(|first| first == "std" || first == "core" || first == "alloc");
        self.shadows_std |= !is_std && std_types::is_value(&here.to_string());
        self.shadows_wrapper |= !is_std && std_types::is_wrapper(&here.to_string());
        self.imports_arc |= here == "Arc" && is_std && name == "Arc";
        // A name that is imported by itself comes before one of a glob import.
        let ours = match path {
            [first] if first == "goroutines" => name.to_string(),
            [first, second] if first == "goroutines" && (second == "prelude" || second == "sync") => name.to_string(),
            _ => String::new(),
        };
        self.ours.insert(here.to_string(), ours);
    }
}

/// Notes what is known of `name`: nothing if it is there twice.
fn note<K: Hash + Eq, V>(map: &mut HashMap<K, Option<V>>, name: K, calling: Option<V>) {
    map.entry(name).and_modify(|known| *known = None).or_insert(calling);
}

pub(crate) fn calling(attrs: &[Attribute], sig: &Signature) -> Option<Calling> {
    if !attrs.iter().all(is_inert) || sig.ident == "main" {
        return None;
    }
    let plain = attrs.iter().any(|attr| attr.path().is_ident("plain")) || sig.constness.is_some() || sig.abi.is_some();
    match &sig.output {
        _ if !plain => Some(Calling::Waits),
        ReturnType::Default => Some(Calling::Plain),
        ReturnType::Type(_, ty) => std_types::is_no_future(ty).then_some(Calling::Plain),
    }
}

/// Whether an attribute leaves the signature of its function as it is.
pub(crate) fn is_inert(attr: &Attribute) -> bool {
    const INERT: &[&str] = &[
        "doc",
        "allow",
        "warn",
        "deny",
        "expect",
        "must_use",
        "inline",
        "cold",
        "track_caller",
        "deprecated",
        "plain",
    ];
    INERT.iter().any(|name| attr.path().is_ident(name))
}
