//! What `#[goroutines]` stands on: a function, an `impl`, a `trait`, or an inline `mod`.

use std::collections::HashSet;
use std::rc::Rc;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Block, Ident, ImplItem, ImplItemFn, Item, ItemFn, ItemImpl, ItemMod, ItemTrait, TraitItem, TraitItemFn, Visibility,
};

use super::function::{Function, FunctionKind, Scope, expand_function, is_plain};
use super::{channel_types, declaration, init, pointer};
use crate::analyze::declared::Declared;
use crate::analyze::known::{self, Known};
use crate::analyze::recursion::Recursion;
use crate::analyze::test_runner;
use crate::diagnostics::Diagnostics;
use crate::syntax::options::{AllowLeaks, Options};

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
    let mut bodies = Vec::new();
    collect(&item, &mut bodies);
    let mut methods = Vec::new();
    collect_methods(&item, &mut methods);
    let recursion = Recursion::of(bodies).with_methods(methods);
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
            scope.known = Rc::new(Known::of_impl(&block));
            expand_impl(&mut scope, block, options.boxed.is_some())
        }
        Item::Trait(item) => expand_trait(&mut scope, item, options.boxed.is_some()),
        Item::Mod(module) => expand_mod(&mut scope, module),
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
    items.extend(pointer::forwarders(&items));
    let declared = Declared::of(&items);
    init::call_from_main(cx, &mut items);
    items.iter_mut().for_each(|item| channel_types::resolve(item, private));
    let items = declaration::lower(cx, private, &declared, items);
    let (mut bodies, mut methods) = (Vec::new(), Vec::new());
    items.iter().for_each(|item| {
        collect(item, &mut bodies);
        collect_methods(item, &mut methods);
    });
    let recursion = Recursion::of(bodies).with_methods(methods);
    let known = Rc::new(Known::of_module(&items));
    let mut scope = Scope {
        cx,
        private,
        recursion: &recursion,
        declared: Some(&declared),
        known,
        self_type: None,
        allow_leaks: None,
        runtime: Vec::new(),
    };
    let own_traits = own_traits(&items);
    let expanded = items.into_iter().map(|item| match item {
        Item::Fn(function) if !is_plain_fn(&function) => {
            expand_function(&mut scope, of_fn(function), FunctionKind::Free)
        }
        other => expand_mod_item(&mut scope, other, &own_traits).to_token_stream(),
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

fn own_traits(items: &[Item]) -> HashSet<Ident> {
    items
        .iter()
        .filter_map(|item| match item {
            Item::Trait(item) => Some(item.ident.clone()),
            _ => None,
        })
        .collect()
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

/// The functions of a scope, with their bodies.
fn collect<'a>(item: &'a Item, bodies: &mut Vec<(String, &'a Block)>) {
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
fn collect_methods(item: &Item, methods: &mut Vec<String>) {
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

fn of_fn(function: ItemFn) -> Function {
    let ItemFn { attrs, vis, sig, block, .. } = function;
    Function { attrs, vis, sig, block: Some(*block) }
}

fn of_method(method: ImplItemFn) -> Function {
    let ImplItemFn { attrs, vis, sig, block, .. } = method;
    Function { attrs, vis, sig, block: Some(block) }
}

fn of_trait_method(method: TraitItemFn) -> Function {
    let TraitItemFn { attrs, sig, default, .. } = method;
    Function { attrs, vis: Visibility::Inherited, sig, block: default }
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
fn expand_mod(scope: &mut Scope<'_>, mut module: ItemMod) -> TokenStream {
    let Some((_, items)) = &mut module.content else {
        let help = "write the module's body here, or mark its functions";
        scope.cx.help(module.mod_token.span, "`#[goroutines]` needs the body of the module", help);
        return module.to_token_stream();
    };
    let own_traits = own_traits(items);
    let outer = std::mem::replace(&mut scope.known, Rc::new(Known::of_module(items)));
    for item in items {
        let old = std::mem::replace(item, Item::Verbatim(TokenStream::new()));
        *item = expand_mod_item(scope, old, &own_traits);
    }
    scope.known = outer;
    module.to_token_stream()
}

fn expand_mod_item(scope: &mut Scope<'_>, mut item: Item, own_traits: &HashSet<Ident>) -> Item {
    if let Some(own) = take_own_attribute(scope.cx, &mut item) {
        let boxed = own.boxed.is_some();
        if let (Some(allow), Item::Fn(function)) = (own.allow_leaks, &item) {
            return expand_allowed(scope, allow, function.clone());
        }
        return Item::Verbatim(match item {
            Item::Impl(block) => expand_impl(scope, block, boxed),
            Item::Trait(item) => expand_trait(scope, item, boxed),
            Item::Mod(module) => expand_mod(scope, module),
            Item::Fn(function) => expand_function(scope, of_fn(function), FunctionKind::Inner),
            other => other.to_token_stream(),
        });
    }
    match item {
        Item::Fn(function) if !is_plain_fn(&function) => {
            Item::Verbatim(expand_function(scope, of_fn(function), FunctionKind::Inner))
        }
        Item::Fn(function) => Item::Verbatim(expand_function(scope, plain(function), FunctionKind::Inner)),
        Item::Impl(block) if is_own(&block, own_traits) => Item::Verbatim(expand_impl(scope, block, false)),
        Item::Trait(item) => Item::Verbatim(expand_trait(scope, item, false)),
        Item::Mod(module) if module.content.is_some() => Item::Verbatim(expand_mod(scope, module)),
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

/// A `const` or `extern` function of a marked module stays as it is, like one under `#[plain]`; an
/// `async fn` is async already.
fn is_plain_fn(function: &ItemFn) -> bool {
    let sig = &function.sig;
    is_plain(&function.attrs) || sig.constness.is_some() || sig.abi.is_some()
}

fn plain(function: ItemFn) -> Function {
    let mut function = of_fn(function);
    if !is_plain(&function.attrs) {
        function.attrs.push(syn::parse_quote!(#[plain]));
    }
    function
}

/// Whether `block` is an inherent `impl`, or one of a trait that the module declares.
fn is_own(block: &ItemImpl, own_traits: &HashSet<Ident>) -> bool {
    match &block.trait_ {
        None => true,
        Some((.., path, _)) => path.segments.last().is_some_and(|last| own_traits.contains(&last.ident)),
    }
}

/// Reports a second `#[goroutines]` on the same item.
fn check_once(cx: &mut Diagnostics, item: &mut Item) {
    while let Some(again) = take_attribute(item) {
        cx.push(syn::Error::new_spanned(
            again.path(),
            "`#[goroutines]` appears here twice\nhelp: remove one of the two",
        ));
    }
}

/// Takes a `#[goroutines(…)]` off the item.
fn take_attribute(item: &mut Item) -> Option<syn::Attribute> {
    let attrs = match item {
        Item::Fn(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::Trait(item) => &mut item.attrs,
        Item::Mod(item) => &mut item.attrs,
        _ => return None,
    };
    let is_own = |attr: &syn::Attribute| attr.path().segments.last().is_some_and(|last| last.ident == "goroutines");
    let at = attrs.iter().position(is_own)?;
    Some(attrs.remove(at))
}

/// Takes a `#[goroutines(…)]` of the item's own off it: the module's attribute does its work.
fn take_own_attribute(cx: &mut Diagnostics, item: &mut Item) -> Option<Options> {
    let attr = take_attribute(item)?;
    check_once(cx, item);
    Some(match &attr.meta {
        syn::Meta::List(list) => syn::parse2(list.tokens.clone()).unwrap_or_default(),
        _ => Options::default(),
    })
}
