//! Items in Go's spelling: what `type`, `var`, `const` and methods become.
//!
//! ```text
//! type P struct { x i32 }      →   struct P { x: i32 }  and Clone, Default, PartialEq, Debug, Go's printing, as far as its fields have them
//! type S interface { M() }     →   #[goroutines(dyn)] trait S { fn M(&self); }
//! var x = P { … }              →   static x: LazyLock<P> = LazyLock::new(|| P { … });   and each use of it is `(*x)`
//! const A = 1                  →   const A: isize = 1;   and each use of it is `1`
//! ```

mod structure;

pub(crate) use structure::{Texts, expand_struct};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, Expr, Item, ItemConst, ItemStatic, Stmt, Type, parse_quote};

use super::body::Lower;
use super::{at, imports, interface, sorted};
use crate::analyze::captures;
use crate::analyze::declared::{Declared, Kind};
use crate::analyze::recursion::Recursion;
use crate::diagnostics::Diagnostics;
use crate::syntax::marker;
use structure::attributes;

/// Lints that Go's names would trip.
pub(crate) fn allow_names() -> Attribute {
    parse_quote!(#[allow(non_snake_case, non_camel_case_types, non_upper_case_globals)])
}

/// `items` without the markers of Go's declarations; Go's names trip no lint.
pub(crate) fn lower(cx: &mut Diagnostics, private: &TokenStream, declared: &Declared, items: Vec<Item>) -> Vec<Item> {
    let mut out = Vec::with_capacity(items.len());
    let mut implementations = interface::implementations(private, &items);
    implementations.extend(sorted::implementations(private, &items));
    for mut item in items.into_iter().chain(implementations) {
        match item {
            Item::Struct(item) if marker::has(&item.attrs, marker::STRUCT) => {
                out.push(Item::Verbatim(expand_struct(private, declared, item)));
                continue;
            }
            Item::Struct(item) if marker::has(&item.attrs, marker::DEFINED) => {
                out.push(Item::Verbatim(super::defined::expand_defined(private, declared, item)));
                continue;
            }
            Item::Struct(item) if marker::has(&item.attrs, marker::WRAPPED) => {
                out.push(Item::Verbatim(super::wrapped::expand_wrapped(private, declared, item)));
                continue;
            }
            Item::Static(item) if marker::has(&item.attrs, marker::GLOBAL) => {
                out.push(Item::Verbatim(expand_global(cx, private, declared, item)));
                continue;
            }
            Item::Const(item) if marker::is_const(&item.attrs) => {
                out.push(Item::Verbatim(expand_const(Some(declared), &item)));
                continue;
            }
            Item::Trait(ref mut item) if marker::has(&item.attrs, marker::INTERFACE) => {
                interface::expand_interface(private, item)
            }
            _ => {}
        }
        if let Item::Fn(function) = &mut item
            && ends_at_once(Some(declared), &function.sig)
        {
            end_at_once(function);
        }
        if let Some(attrs) = attributes(&mut item) {
            attrs.retain(|attr| !attr.path().is_ident(marker::METHODS));
            attrs.insert(0, allow_names());
        }
        out.push(item);
    }
    out
}

/// Whether `sig` is that of a `func main`, whose end is the program's.
pub(crate) fn ends_at_once(declared: Option<&Declared>, sig: &syn::Signature) -> bool {
    declared.is_some() && sig.ident == "main" && sig.inputs.is_empty() && matches!(sig.output, syn::ReturnType::Default)
}

/// Ends `main` without dropping its variables, unless it has calls to run at its end.
fn end_at_once(main: &mut syn::ItemFn) {
    let tokens = main.block.to_token_stream();
    if captures::idents(tokens).iter().any(|word| word == "__go_defer" || word == "defer") {
        return;
    }
    if let Some(Stmt::Expr(last, semi @ None)) = main.block.stmts.last_mut()
        && !matches!(last, Expr::ForLoop(_) | Expr::While(_) | Expr::If(_) | Expr::Match(_) | Expr::Block(_))
    {
        *semi = Some(Default::default());
    }
    if let Some(Stmt::Macro(mac)) = main.block.stmts.last_mut() {
        mac.semi_token.get_or_insert_with(Default::default);
    }
    main.attrs.push(parse_quote!(#[allow(unreachable_code)]));
    main.block.stmts.push(Stmt::Expr(Expr::Verbatim(quote!(__go::main_ends().await)), None));
}

/// A variable among items, which is made when it is first used.
fn expand_global(
    cx: &mut Diagnostics,
    private: &TokenStream,
    declared: &Declared,
    mut item: ItemStatic,
) -> TokenStream {
    let recursion = Recursion::default();
    let mut lower = Lower::new(cx, &recursion, private.clone());
    lower.declared = Some(declared);
    lower.knows_locals = true;
    lower.scopes.push();
    let kind = Kind::of(&item.ty);
    lower.given(&mut item.expr, &kind);
    let ItemStatic { vis, ident, ty, expr, .. } = &item;
    let (imports, allow) = (imports(private), allow_names());
    quote_spanned! {at(ident.span())=>
        #allow
        #[allow(dead_code)]
        #vis static #ident: ::std::sync::LazyLock<#ty> = ::std::sync::LazyLock::new(|| {
            #imports
            __go::now(async { #expr })
        });
    }
}

/// A constant; one that only a function can make is none in Rust, and its uses stand for its value.
pub(crate) fn expand_const(declared: Option<&Declared>, item: &ItemConst) -> TokenStream {
    let unknown = matches!(&*item.ty, Type::Infer(_));
    if unknown || !is_constant(&item.expr) {
        return TokenStream::new();
    }
    let ItemConst { vis, ident, ty, expr, .. } = item;
    let allow = allow_names();
    let value = match declared.is_some_and(|declared| declared.is_number(ty)) {
        true => quote!(#ty { value: #expr }),
        false => quote!(#expr),
    };
    quote!(#allow #[allow(dead_code)] #vis const #ident: #ty = #value;)
}

/// Whether the value of a constant is made of literals and other constants alone.
fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) | Expr::Path(_) => true,
        Expr::Unary(unary) => is_constant(&unary.expr),
        Expr::Binary(binary) => is_constant(&binary.left) && is_constant(&binary.right),
        Expr::Paren(paren) => is_constant(&paren.expr),
        Expr::Group(group) => is_constant(&group.expr),
        Expr::Cast(cast) => is_constant(&cast.expr),
        _ => false,
    }
}
