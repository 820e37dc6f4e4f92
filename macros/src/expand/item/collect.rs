//! What the items of a scope declare, collected before any is lowered.

use std::collections::HashSet;

use syn::{Block, Ident, ImplItem, ImplItemFn, Item, ItemFn, TraitItem, TraitItemFn, Visibility};

use crate::expand::function::Function;

pub(super) fn own_traits(items: &[Item]) -> HashSet<Ident> {
    items
        .iter()
        .filter_map(|item| match item {
            Item::Trait(item) => Some(item.ident.clone()),
            _ => None,
        })
        .collect()
}

/// The functions of a scope, with their bodies.
pub(super) fn collect<'a>(item: &'a Item, bodies: &mut Vec<(String, &'a Block)>) {
    match item {
        Item::Fn(function) => bodies.push((function.sig.ident.to_string(), &*function.block)),
        Item::Impl(block) => bodies.extend(block.items.iter().filter_map(|item| match item {
            ImplItem::Fn(method) => Some((method.sig.ident.to_string(), &method.block)),
            _ => None,
        })),
        Item::Trait(item) => bodies.extend(item.items.iter().filter_map(|item| match item {
            TraitItem::Fn(method) => method.default.as_ref().map(|body| (method.sig.ident.to_string(), body)),
            _ => None,
        })),
        Item::Mod(module) => {
            for item in module.content.iter().flat_map(|(_, items)| items) {
                collect(item, bodies);
            }
        }
        _ => {}
    }
}

/// The names of a scope's methods.
pub(super) fn collect_methods(item: &Item, methods: &mut Vec<String>) {
    let mut add = |sig: &syn::Signature| methods.extend(sig.receiver().map(|_| sig.ident.to_string()));
    match item {
        Item::Fn(function) => add(&function.sig),
        Item::Impl(block) => block.items.iter().for_each(|item| {
            if let ImplItem::Fn(method) = item {
                add(&method.sig);
            }
        }),
        Item::Trait(item) => item.items.iter().for_each(|item| {
            if let TraitItem::Fn(method) = item {
                add(&method.sig);
            }
        }),
        Item::Mod(module) => {
            module.content.iter().flat_map(|(_, items)| items).for_each(|item| collect_methods(item, methods));
        }
        _ => {}
    }
}

pub(super) fn of_fn(function: ItemFn) -> Function {
    let ItemFn { attrs, vis, sig, block, .. } = function;
    Function { attrs, vis, sig, block: Some(*block) }
}

pub(super) fn of_method(method: ImplItemFn) -> Function {
    let ImplItemFn { attrs, vis, sig, block, .. } = method;
    Function { attrs, vis, sig, block: Some(block) }
}

pub(super) fn of_trait_method(method: TraitItemFn) -> Function {
    let TraitItemFn { attrs, sig, default, .. } = method;
    Function { attrs, vis: Visibility::Inherited, sig, block: default }
}
