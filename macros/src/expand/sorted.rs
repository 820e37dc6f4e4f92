//! `sort.Interface`: what has the methods `Len`, `Less` and `Swap` can be sorted.
//!
//! ```text
//! func (a X) Len() int { … }   and Less, Swap   →   impl SortInterface for X { … }
//! sort.Sort(X(xs))   →   { let mut it = X(take(&mut xs)); Sort(&mut it); xs = it.value; }
//! sort.Sort(x)       →   Sort(&mut x)
//! ```

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::visit_mut::VisitMut;
use syn::{Expr, ExprMethodCall, ImplItem, Item, Type};

use super::body::Lower;
use super::{at, local};

/// The impls of `SortInterface` for the types among `items` that have its methods.
pub(super) fn implementations(private: &TokenStream, items: &[Item]) -> Vec<Item> {
    let mut types: Vec<&Ident> = Vec::new();
    let mut methods: HashMap<String, HashSet<String>> = HashMap::new();
    for item in items {
        let Item::Impl(block) = item else { continue };
        let (None, Type::Path(ty)) = (&block.trait_, &*block.self_ty) else { continue };
        let Some(name) = ty.path.get_ident() else { continue };
        for item in &block.items {
            if let ImplItem::Fn(method) = item {
                if !methods.contains_key(&name.to_string()) {
                    types.push(name);
                }
                methods.entry(name.to_string()).or_default().insert(method.sig.ident.to_string());
            }
        }
    }
    let has = |name: &str, wanted: &[&str]| {
        methods.get(name).is_some_and(|methods| wanted.iter().all(|method| methods.contains(*method)))
    };
    let mut out = Vec::new();
    for ty in types.into_iter().filter(|ty| has(&ty.to_string(), &["Len", "Less", "Swap"])) {
        out.push(Item::Verbatim(quote_spanned! {at(ty.span())=>
            impl #private::go_sort::Interface for #ty {
                fn __go_sort_len(&self) -> ::core::primitive::isize {
                    #private::now(self.Len())
                }
                fn __go_less(&self, i: ::core::primitive::isize, j: ::core::primitive::isize) -> ::core::primitive::bool {
                    #private::now(self.Less(i, j))
                }
                fn __go_swap(&mut self, i: ::core::primitive::isize, j: ::core::primitive::isize) {
                    #private::now(self.Swap(i, j));
                }
            }
        }));
    }
    out
}

/// `sort.Sort(x)`, `sort.Stable(x)` and `sort.IsSorted(x)`.
pub(super) fn expand(cx: &mut Lower<'_>, call: &mut ExprMethodCall, path: &TokenStream) -> Option<TokenStream> {
    let span = at(call.method.span());
    let mut list = call.args.first()?.clone();
    let mut reverses = 0;
    while let Some(inner) = of_package(cx, &list, "Reverse") {
        list = inner;
        reverses += 1;
    }
    let reversed = |mut sorted: TokenStream| {
        for _ in 0..reverses {
            sorted = quote_spanned!(span=> __go::go_sort::Reverse(#sorted));
        }
        sorted
    };
    let name = local("sorted", span);
    let converted = converts(cx, &list);
    let Some((convert, mut place)) = converted else {
        let sorted = reversed(quote!(&mut *#name));
        cx.place(&mut list);
        return Some(quote_spanned!(span=> { let #name = &mut #list; #path(&mut #sorted) }));
    };
    let sorted = reversed(quote!(&mut #name));
    if cx.is_behind_pointer(&place) {
        let mut value = place.clone();
        cx.visit_expr_mut(&mut value);
        let back = quote!(#name.value);
        let set = cx.set_behind(&mut place, &back);
        return Some(quote_spanned!(span=> { let mut #name = #convert(#value); #path(&mut #sorted); #set }));
    }
    if call.method == "IsSorted" {
        let list = super::arrow::borrowed(cx, &mut place);
        let list = quote_spanned!(span=> #convert(::core::clone::Clone::clone(#list)));
        return Some(quote_spanned!(span=> { let mut #name = #list; #path(&mut #sorted) }));
    }
    if !matches!(place, Expr::Path(_) | Expr::Field(_) | Expr::Index(_)) {
        cx.visit_expr_mut(&mut place);
        return Some(quote_spanned!(span=> { let mut #name = #convert(#place); #path(&mut #sorted) }));
    }
    cx.place(&mut place);
    let result = local("result", span);
    Some(quote_spanned!(span=> {
        let mut #name = #convert(::core::mem::take(&mut #place));
        let #result = #path(&mut #sorted);
        #place = #name.value.into();
        #result
    }))
}

/// `X(place)`, of a list that is a type of its own: what converts, and the place.
fn converts(cx: &Lower<'_>, list: &Expr) -> Option<(TokenStream, Expr)> {
    for name in ["IntSlice", "StringSlice", "Float64Slice"] {
        if let Some(place) = of_package(cx, list, name) {
            let name = Ident::new(name, at(super::arrow::first_span(list)));
            return Some((quote!(__go::go_sort::#name), place));
        }
    }
    let Expr::Call(call) = list else { return None };
    let Expr::Path(path) = &*call.func else { return None };
    let name = path.path.get_ident()?;
    cx.declared?.wrapped(&name.to_string())?;
    Some((name.to_token_stream(), call.args.first()?.clone()))
}

/// The argument of `sort.name(x)`.
fn of_package(cx: &Lower<'_>, expr: &Expr, name: &str) -> Option<Expr> {
    let (package, member) = super::package::named(cx, expr)?;
    let Expr::MethodCall(call) = expr else { return None };
    (package == "sort" && member == name).then(|| call.args.first().cloned()).flatten()
}
