//! The functions of an item, taken apart.

use syn::{ImplItemFn, ItemFn, TraitItemFn, Visibility};

use crate::expand::function::Function;

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
