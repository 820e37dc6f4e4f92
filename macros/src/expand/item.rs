//! What `#[goroutines]` stands on: a function, an `impl`, a `trait`, or an inline `mod`.

mod attribute;
mod parts;

use std::rc::Rc;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit_mut::VisitMut;
use syn::{ImplItem, Item, ItemFn, ItemImpl, ItemMod, ItemTrait, TraitItem};

use super::function::{FunctionKind, Scope, expand_function};
use super::number::Regroup;
use super::{channel_types, declaration, init, pointer};
use crate::analyze::declared::Declared;
use crate::analyze::facts::{ModuleFacts, ScopeFacts};
use crate::analyze::known;
use crate::analyze::recursion::Recursion;
use crate::analyze::test_runner;
use crate::diagnostics::Diagnostics;
use crate::syntax::options::{AllowLeaks, Options};
use attribute::{check_once, is_own, is_plain_fn, plain, take_own_attribute};
use parts::{of_fn, of_method, of_trait_method};

/// Expands the item under the attribute; an item it cannot stand on is reported and kept as it is.
pub(crate) fn expand_item(
    cx: &mut Diagnostics,
    options: &Options,
    private: &TokenStream,
    mut item: Item,
) -> TokenStream {
    check_once(cx, &mut item);
    if let Some(token) = &options.boxed
        && !matches!(&item, Item::Trait(_))
        && !matches!(&item, Item::Impl(block) if block.trait_.is_some())
    {
        let help = "write `#[goroutines]` here";
        cx.help(token.span, "`dyn` is for a `trait` and for an `impl` of one", help);
    }
    if let Some(AllowLeaks { word, .. }) = &options.allow_leaks
        && !matches!(&item, Item::Mod(_))
        && !matches!(&item, Item::Fn(function) if test_runner::runner(&function.attrs).is_some())
    {
        let help = "remove it; other functions may leave goroutines behind anyway";
        cx.help(word.span(), "`allow_leaks` is for a `#[test]` and for a `mod` with tests", help);
    }
    if let Some(setting) = options.runtime.first()
        && !matches!(&item, Item::Fn(function) if function.sig.ident == "main")
    {
        let help = "build a runtime of its own for other functions: `Runtime::builder()`";
        cx.help(setting.name.span(), format_args!("`{}` is an option of `main`", setting.name), help);
    }
    let ScopeFacts { recursion, module: facts } = ScopeFacts::of_item(&item);
    let allow_leaks = options.allow_leaks.clone();
    let mut scope = Scope {
        cx,
        private,
        recursion: &recursion,
        declared: None,
        known: Rc::default(),
        self_type: None,
        allow_leaks,
        runtime: options.runtime.clone(),
    };
    match item {
        Item::Fn(function) => expand_function(&mut scope, of_fn(function), FunctionKind::Free),
        Item::Impl(block) => {
            scope.known = facts.known;
            expand_impl(&mut scope, block, options.boxed.is_some())
        }
        Item::Trait(item) => expand_trait(&mut scope, item, options.boxed.is_some()),
        Item::Mod(module) => expand_mod(&mut scope, module, facts),
        other => {
            let message = "`#[goroutines]` goes on `fn`, `impl`, `trait` and inline `mod`";
            scope.cx.help(first_span(&other), message, "move the attribute to the functions that wait");
            other.to_token_stream()
        }
    }
}

/// Expands the items of a `go! { … }`: every function is goroutine code, as in a marked module, and
/// `main` the program's entry.
pub(crate) fn expand_items(cx: &mut Diagnostics, private: &TokenStream, items: Vec<Item>) -> TokenStream {
    let mut items = items;
    items.iter_mut().for_each(|item| Regroup.visit_item_mut(item));
    items.extend(pointer::forwarders(&items));
    let declared = Declared::of(&items);
    init::call_from_main(cx, &mut items);
    items.iter_mut().for_each(|item| channel_types::resolve(item, private));
    let items = declaration::lower(cx, private, &declared, items);
    let ScopeFacts { recursion, module: mut facts } = ScopeFacts::of_items(&items);
    let mut scope = Scope {
        cx,
        private,
        recursion: &recursion,
        declared: Some(&declared),
        known: Rc::clone(&facts.known),
        self_type: None,
        allow_leaks: None,
        runtime: Vec::new(),
    };
    let expanded = items.into_iter().map(|item| match item {
        Item::Fn(function) if !is_plain_fn(&function) => {
            expand_function(&mut scope, of_fn(function), FunctionKind::Free)
        }
        other => expand_mod_item(&mut scope, other, &mut facts).to_token_stream(),
    });
    let expanded: TokenStream = expanded.collect();
    // Go's predeclared names, which any name of the user's hides.
    quote!(#[allow(unused_imports)] use #private::names::*; #expanded)
}

/// Expands a `func` in a block.
pub(crate) fn expand_nested(cx: &mut Diagnostics, private: &TokenStream, mut function: ItemFn) -> TokenStream {
    init::is_called(&mut function);
    let recursion = Recursion::of([(function.sig.ident.to_string(), &*function.block)]);
    let mut scope = Scope {
        cx,
        private,
        recursion: &recursion,
        declared: None,
        known: Rc::default(),
        self_type: None,
        allow_leaks: None,
        runtime: Vec::new(),
    };
    expand_function(&mut scope, of_fn(function), FunctionKind::Inner)
}

fn first_span(item: &Item) -> proc_macro2::Span {
    use syn::spanned::Spanned;
    match item {
        Item::Struct(item) => item.struct_token.span,
        Item::Enum(item) => item.enum_token.span,
        Item::Const(item) => item.const_token.span,
        Item::Static(item) => item.static_token.span,
        other => other.span(),
    }
}

fn expand_impl(scope: &mut Scope<'_>, mut block: ItemImpl, boxed: bool) -> TokenStream {
    let kind = match (&block.trait_, boxed) {
        (Some(_), true) => FunctionKind::Dyn,
        (Some(_), false) if block.generics.params.is_empty() => FunctionKind::Impl,
        _ => FunctionKind::Inner,
    };
    scope.self_type = known::type_name(&block.self_ty);
    let items = std::mem::take(&mut block.items).into_iter().map(|item| match item {
        ImplItem::Fn(method) => ImplItem::Verbatim(expand_function(scope, of_method(method), kind)),
        other => other,
    });
    block.items = items.collect();
    scope.self_type = None;
    block.to_token_stream()
}

fn expand_trait(scope: &mut Scope<'_>, mut item: ItemTrait, boxed: bool) -> TokenStream {
    let kind = if boxed { FunctionKind::Dyn } else { FunctionKind::Trait };
    let items = std::mem::take(&mut item.items).into_iter().map(|item| match item {
        TraitItem::Fn(method) => TraitItem::Verbatim(expand_function(scope, of_trait_method(method), kind)),
        other => other,
    });
    item.items = items.collect();
    item.to_token_stream()
}

/// Every function of the module, but not the methods of foreign traits, which have signatures of
/// their own.
fn expand_mod(scope: &mut Scope<'_>, mut module: ItemMod, mut facts: ModuleFacts) -> TokenStream {
    let Some((_, items)) = &mut module.content else {
        let help = "write the module's body here, or mark its functions";
        scope.cx.help(module.mod_token.span, "`#[goroutines]` needs the body of the module", help);
        return module.to_token_stream();
    };
    let outer = std::mem::replace(&mut scope.known, Rc::clone(&facts.known));
    for item in items {
        let old = std::mem::replace(item, Item::Verbatim(TokenStream::new()));
        *item = expand_mod_item(scope, old, &mut facts);
    }
    scope.known = outer;
    module.to_token_stream()
}

fn expand_mod_item(scope: &mut Scope<'_>, mut item: Item, facts: &mut ModuleFacts) -> Item {
    let module = match &item {
        Item::Mod(module) if module.content.is_some() => facts.next_module(),
        _ => ModuleFacts::default(),
    };
    if let Some(own) = take_own_attribute(scope.cx, &mut item) {
        let boxed = own.boxed.is_some();
        if let (Some(allow), Item::Fn(function)) = (own.allow_leaks, &item) {
            return expand_allowed(scope, allow, function.clone());
        }
        return Item::Verbatim(match item {
            Item::Impl(block) => expand_impl(scope, block, boxed),
            Item::Trait(item) => expand_trait(scope, item, boxed),
            Item::Mod(item) => expand_mod(scope, item, module),
            Item::Fn(function) => expand_function(scope, of_fn(function), FunctionKind::Inner),
            other => other.to_token_stream(),
        });
    }
    match item {
        Item::Fn(function) if !is_plain_fn(&function) => {
            Item::Verbatim(expand_function(scope, of_fn(function), FunctionKind::Inner))
        }
        Item::Fn(function) => Item::Verbatim(expand_function(scope, plain(function), FunctionKind::Inner)),
        Item::Impl(block) if is_own(&block, &facts.own_traits) => Item::Verbatim(expand_impl(scope, block, false)),
        Item::Trait(item) => Item::Verbatim(expand_trait(scope, item, false)),
        Item::Mod(item) if item.content.is_some() => Item::Verbatim(expand_mod(scope, item, module)),
        other => other,
    }
}

/// A test with its own `allow_leaks`, in a marked module.
fn expand_allowed(scope: &mut Scope<'_>, allow: AllowLeaks, function: ItemFn) -> Item {
    let of_module = scope.allow_leaks.replace(allow);
    let expanded = expand_function(scope, of_fn(function), FunctionKind::Inner);
    scope.allow_leaks = of_module;
    Item::Verbatim(expanded)
}
