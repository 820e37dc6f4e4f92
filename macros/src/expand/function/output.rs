//! The types of lowered functions: what they return, `Send`, and boxes for recursion.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{ReturnType, Signature, Type, parse_quote};

use super::lower::Body;
use super::{Function, Scope, allow, plain_async};
use crate::expand::defer::fake_return;
use crate::expand::lifetimes::{self, Named};
use crate::expand::{arguments, imports};

pub(crate) fn output(sig: &Signature) -> Type {
    match &sig.output {
        ReturnType::Default => parse_quote!(()),
        ReturnType::Type(_, ty) => (**ty).clone(),
    }
}

pub(crate) fn is_unit(ty: &Type) -> bool {
    matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty())
}

/// `fn m(&self) -> T` of the implementation of a trait, which calls itself  →
/// `fn m<'a>(&'a self) -> Pin<Box<dyn Future<Output = T> + Send + 'a>>`
///
/// That the future is `Send`, as the trait says, rustc would have to see in the body, whose calls
/// of the method ask the same again. One lifetime is as much as the box can name without another
/// signature than the trait's.
pub(super) fn recursive_method(scope: &Scope<'_>, mut function: Function, body: Option<Body>) -> TokenStream {
    let written = function.sig.clone();
    let output = output(&function.sig);
    let typed = fake_return(&output);
    let Named { output, lifetimes } = lifetimes::name(&mut function.sig, &output);
    let lifetime = match &lifetimes[..] {
        [] => parse_quote!('static),
        [lifetime] => lifetime.clone(),
        _ => {
            function.sig = written;
            return plain_async(scope, function, body);
        }
    };
    let private = scope.private;
    function.sig.output = parse_quote!(-> #private::Boxed<#lifetime, #output>);
    let kept = arguments::keep(&mut function.sig);
    let Function { attrs, vis, sig, .. } = &function;
    let (imports, allow) = (imports(scope.private), allow());
    let body = body.map(|body| body.behind(&quote!(#imports #typed #kept)));
    quote! {
        #allow
        #[allow(refining_impl_trait)]
        #(#attrs)* #vis #sig { #private::boxed(async move #body) }
    }
}

/// Whether the future's lifetimes are written out: before edition 2024 a function has to say them,
/// in a trait they are implied.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Borrows {
    Said,
    Implied,
}

/// `fn m(…) -> T`  →  `fn m(…) -> impl Future<Output = T> + Send { async move { … } }`
pub(super) fn send(scope: &Scope<'_>, mut function: Function, body: Option<Body>, borrows: Borrows) -> TokenStream {
    let output = output(&function.sig);
    let typed = fake_return(&output);
    let Named { output, lifetimes } = lifetimes::name(&mut function.sig, &output);
    let private = scope.private;
    let said = if borrows == Borrows::Said { lifetimes } else { Vec::new() };
    let captures = said.iter().map(|lifetime| quote!(+ #private::Captures<#lifetime>));
    let span = function.sig.fn_token.span;
    function.sig.output = syn::parse2(quote_spanned! {span=>
        -> impl ::core::future::Future<Output = #output> + ::core::marker::Send #(#captures)*
    })
    .unwrap_or_else(|error| unreachable!("generated signature: {error}"));
    let kept = body.is_some().then(|| arguments::keep(&mut function.sig));
    let Function { attrs, vis, sig, .. } = &function;
    let (imports, allow) = (imports(scope.private), allow());
    match body {
        Some(body) => {
            let body = body.behind(&quote!(#imports #typed #kept));
            quote!(#allow #(#attrs)* #vis #sig { async move #body })
        }
        None => quote!(#allow #(#attrs)* #vis #sig;),
    }
}

fn outlives_future(param: &mut syn::GenericParam) {
    match param {
        syn::GenericParam::Lifetime(param) => param.bounds.push(parse_quote!('__go)),
        syn::GenericParam::Type(param) => param.bounds.push(parse_quote!('__go)),
        syn::GenericParam::Const(_) => {}
    }
}

/// `fn m(&self) -> T` →
/// `fn m<'go, 'a: 'go>(&'a self) -> Pin<Box<dyn Future<Output = T> + Send + 'go>> where Self: 'go`
pub(super) fn boxed(scope: &Scope<'_>, mut function: Function, body: Option<Body>) -> TokenStream {
    let output = output(&function.sig);
    let typed = fake_return(&output);
    let Named { output, .. } = lifetimes::name(&mut function.sig, &output);
    // Inline, for a bound in a `where` clause cannot have the `#[cfg]` of its parameter.
    function.sig.generics.params.iter_mut().for_each(outlives_future);
    function.sig.generics.params.insert(0, parse_quote!('__go));
    if function.sig.receiver().is_some() {
        function.sig.generics.make_where_clause().predicates.push(parse_quote!(Self: '__go));
    }
    let span = function.sig.fn_token.span;
    function.sig.output = syn::parse2(quote_spanned! {span=>
        -> ::core::pin::Pin<::std::boxed::Box<
            dyn ::core::future::Future<Output = #output> + ::core::marker::Send + '__go>>
    })
    .unwrap_or_else(|error| unreachable!("generated signature: {error}"));
    let kept = body.is_some().then(|| arguments::keep(&mut function.sig));
    let Function { attrs, vis, sig, .. } = &function;
    let (imports, allow) = (imports(scope.private), allow());
    match body {
        Some(body) => {
            let body = body.behind(&quote!(#imports #typed #kept));
            quote!(#allow #(#attrs)* #vis #sig { ::std::boxed::Box::pin(async move #body) })
        }
        None => quote!(#allow #(#attrs)* #vis #sig;),
    }
}
