//! Items in Go's spelling: what `type`, `var`, `const` and methods become.
//!
//! ```text
//! type P struct { x i32 }      →   struct P { x: i32 }  and Clone, Default, PartialEq, Debug, Go's printing, as far as its fields have them
//! type S interface { M() }     →   #[goroutines(dyn)] trait S { fn M(&self); }
//! var x = P { … }              →   static x: LazyLock<P> = LazyLock::new(|| P { … });   and each use of it is `(*x)`
//! const A = 1                  →   const A: isize = 1;   and each use of it is `1`
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Attribute, Expr, Fields, Item, ItemConst, ItemStatic, ItemStruct, Stmt, Type, parse_quote};

use super::body::Lower;
use super::{at, imports, interface};
use crate::analyze::captures;
use crate::analyze::declared::{Declared, Kind};
use crate::analyze::recursion::Recursion;
use crate::diagnostics::Diagnostics;
use crate::syntax::marker;

/// Lints that Go's names would trip.
pub(crate) fn allow_names() -> Attribute {
    parse_quote!(#[allow(non_snake_case, non_camel_case_types, non_upper_case_globals)])
}

/// `items` without the markers of Go's declarations; Go's names trip no lint.
pub(crate) fn lower(cx: &mut Diagnostics, private: &TokenStream, declared: &Declared, items: Vec<Item>) -> Vec<Item> {
    let mut out = Vec::with_capacity(items.len());
    let implementations = interface::implementations(&items);
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
            Item::Static(item) if marker::has(&item.attrs, marker::GLOBAL) => {
                out.push(Item::Verbatim(expand_global(cx, private, declared, item)));
                continue;
            }
            Item::Const(item) if marker::is_const(&item.attrs) => {
                out.push(Item::Verbatim(expand_const(Some(declared), &item)));
                continue;
            }
            Item::Trait(ref mut item) if marker::has(&item.attrs, marker::INTERFACE) => {
                interface::expand_interface(item)
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

fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    match item {
        Item::Fn(item) => Some(&mut item.attrs),
        Item::Impl(item) => Some(&mut item.attrs),
        Item::Trait(item) => Some(&mut item.attrs),
        Item::Struct(item) => Some(&mut item.attrs),
        Item::Enum(item) => Some(&mut item.attrs),
        Item::Type(item) => Some(&mut item.attrs),
        Item::Mod(item) => Some(&mut item.attrs),
        Item::Const(item) => Some(&mut item.attrs),
        Item::Static(item) => Some(&mut item.attrs),
        _ => None,
    }
}

/// A struct of Go's, with what every struct can do in Go.
pub(crate) fn expand_struct(private: &TokenStream, declared: &Declared, mut item: ItemStruct) -> TokenStream {
    item.attrs.retain(|attr| !attr.path().is_ident(marker::STRUCT) && !attr.path().is_ident(marker::POINTEE));
    let allow = allow_names();
    if !item.generics.params.is_empty() {
        return quote!(#allow #[allow(dead_code)] #[derive(::core::clone::Clone)] #item);
    }
    let name = &item.ident;
    let span = at(name.span());
    let embedded = take_embedded(&mut item);
    let name = &item.ident;
    let embedded = embedded.map(|(field, ty)| expand_embedded(name, &field, &ty));
    let (names, types): (Vec<_>, Vec<&Type>) = match &item.fields {
        Fields::Named(fields) => {
            fields.named.iter().filter_map(|field| Some((field.ident.clone()?, &field.ty))).unzip()
        }
        _ => (Vec::new(), Vec::new()),
    };
    // A bound with a lifetime of its own is looked at where the impl is used: a field without it
    // takes the impl away, no more.
    let bound = |bound: TokenStream| quote_spanned!(span=> #(for<'__go> #types: #bound),*);
    let (clone, default, equal) =
        (bound(quote!(::core::clone::Clone)), bound(quote!(#private::Zero)), bound(quote!(::core::cmp::PartialEq)));
    let (debug, show) = (bound(quote!(::core::fmt::Debug)), bound(quote!(#private::Show)));
    let shared = names.iter().all(|name| !declared.is_assigned(&name.to_string()));
    let shared = shared.then(|| quote_spanned!(span=> impl #private::GoShared for #name where #clone {}));
    let text = name.to_string();
    let (own_text, error) = expand_texts(private, declared, name, &debug);
    let pointer = declared.is_pointee(&text).then(|| {
        let pointer = format_ident!("{}{}", crate::syntax::pointer::POINTER, name, span = name.span());
        let texts = expand_texts(private, declared, &pointer, &TokenStream::new());
        super::pointer::expand_pointer(private, &item, texts)
    });
    let field_names = names.iter().map(ToString::to_string).collect::<Vec<_>>();
    let fields_args = names.iter().zip(&types).map(|(name, ty)| {
        let param = format_ident!("__go_{}", name, span = span);
        quote!(#param: #ty)
    });
    let params = names.iter().map(|name| format_ident!("__go_{}", name, span = span));
    quote_spanned! {span=>
        #allow
        #[allow(dead_code)]
        #item
        impl ::core::clone::Clone for #name where #clone {
            fn clone(&self) -> Self {
                Self { #(#names: ::core::clone::Clone::clone(&self.#names)),* }
            }
        }
        impl ::core::default::Default for #name where #default {
            fn default() -> Self {
                Self { #(#names: #private::zero()),* }
            }
        }
        impl ::core::cmp::PartialEq for #name where #equal {
            fn eq(&self, other: &Self) -> ::core::primitive::bool {
                true #(&& self.#names == other.#names)*
            }
        }
        impl ::core::fmt::Debug for #name where #debug {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(#text) #(.field(#field_names, &self.#names))* .finish()
            }
        }
        impl #private::Show for #name where #show {
            fn __go_show(&self, out: &mut ::std::string::String, verb: #private::Verb) -> ::core::primitive::bool {
                #own_text
                #private::show_fields(&[#((#field_names, &self.#names)),*], out, verb)
            }
        }
        impl #private::GoValue for #name where #clone {}
        #error
        #embedded
        #shared
        #pointer
        #allow
        impl #name {
            #[doc(hidden)]
            #[allow(dead_code, clippy::too_many_arguments)]
            fn __go_of(#(#fields_args),*) -> Self {
                Self { #(#names: #params),* }
            }
        }
    }
}

/// How a struct with a method `String()` or `Error()` is printed, and that one with `Error()` is an
/// error.
fn expand_texts(
    private: &TokenStream,
    declared: &Declared,
    name: &Ident,
    debug: &TokenStream,
) -> (Option<TokenStream>, Option<TokenStream>) {
    let (text, span) = (name.to_string(), at(name.span()));
    let makes = |method: &str| declared.makes_text(&text, method).then(|| Ident::new(method, span));
    let own_text = makes("Error").or_else(|| makes("String")).map(|method| {
        quote_spanned! {span=>
            if ::core::matches!(verb.letter, 'v' | 's' | 'q') && !verb.sharp {
                return #private::Show::__go_show(&#private::now(self.#method()), out, verb);
            }
        }
    });
    let source = declared.has_method(&text, "Unwrap").then(|| {
        quote_spanned! {span=>
            fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
                #private::unwrapped(#private::now(self.Unwrap()));
                ::core::option::Option::None
            }
        }
    });
    let error = makes("Error").map(|method| {
        quote_spanned! {span=>
            impl ::core::fmt::Display for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.write_str(&#private::now(self.#method()))
                }
            }
            impl ::core::error::Error for #name where #debug {
                #source
            }
        }
    });
    (own_text, error)
}

/// The embedded field of `item`, without its marker.
fn take_embedded(item: &mut ItemStruct) -> Option<(Ident, Type)> {
    let Fields::Named(fields) = &mut item.fields else { return None };
    let field = fields.named.iter_mut().find(|field| marker::has(&field.attrs, marker::EMBEDDED))?;
    field.attrs.retain(|attr| !attr.path().is_ident(marker::EMBEDDED));
    Some((field.ident.clone()?, field.ty.clone()))
}

/// A struct has the fields and the methods of what is embedded in it.
fn expand_embedded(name: &Ident, field: &Ident, ty: &Type) -> TokenStream {
    quote_spanned! {at(name.span())=>
        impl ::core::ops::Deref for #name {
            type Target = #ty;

            fn deref(&self) -> &#ty {
                &self.#field
            }
        }
        impl ::core::ops::DerefMut for #name {
            fn deref_mut(&mut self) -> &mut #ty {
                &mut self.#field
            }
        }
    }
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
