//! `#[goroutines] fn`: an `async fn`, or what its kind asks for: the entry of the program, a test,
//! a method of a trait, a function on a cycle through `go!`.

use std::rc::Rc;

use proc_macro2::{Delimiter, Group, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Attribute, Block, FnArg, PatType, ReturnType, Signature, Type, Visibility, parse_quote};

use super::arguments;
use super::body::Lower;
use super::defer::fake_return;
use super::direction;
use super::lifetimes::{self, Named};
use super::tail::{discard_calls, discard_tail};
use super::{at, entry_point, imports, outer};
use crate::analyze::declared::{Declared, Kind};
use crate::analyze::known::{self, Known};
use crate::analyze::recursion::Recursion;
use crate::analyze::test_runner::{self, Runner};
use crate::diagnostics::Diagnostics;
use crate::syntax::options::{AllowLeaks, Setting};

/// What kind of item a function is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FunctionKind {
    /// A function under its own attribute, which may be `main`.
    Free,
    /// A function of a marked module or a method of an inherent `impl`.
    Inner,
    /// A method of the implementation of a trait for a type without generics.
    Impl,
    /// A method of a trait or of its implementation, whose future has to be `Send`.
    Trait,
    /// A method of a `dyn` trait or of its implementation, whose future is boxed.
    Dyn,
}

/// What all functions of a marked scope share.
pub(crate) struct Scope<'a> {
    pub(crate) cx: &'a mut Diagnostics,
    pub(crate) private: &'a TokenStream,
    pub(crate) recursion: &'a Recursion,
    /// What its items declare, in a `go! { … }`.
    pub(crate) declared: Option<&'a Declared>,
    /// What the innermost marked `mod` or `impl` says of its functions and methods.
    pub(crate) known: Rc<Known>,
    /// The type of the `impl` at hand, if it has a name.
    pub(crate) self_type: Option<String>,
    /// How many goroutines a test may leave behind.
    pub(crate) allow_leaks: Option<AllowLeaks>,
    /// How `main` builds the runtime.
    pub(crate) runtime: Vec<Setting>,
}

/// A function, taken apart.
pub(crate) struct Function {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    pub(crate) block: Option<Block>,
}

/// Whether `attrs` hold `#[plain]`.
pub(crate) fn is_plain(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| attr.path().is_ident("plain"))
}

/// The function in the form that its kind asks for.
pub(crate) fn expand_function(scope: &mut Scope<'_>, mut function: Function, kind: FunctionKind) -> TokenStream {
    function.attrs = function.attrs.into_iter().map(outer).collect();
    if is_plain(&function.attrs) {
        function.attrs.retain(|attr| !attr.path().is_ident("plain"));
        return unchanged(&function);
    }
    check_signature(scope.cx, &mut function);
    if function.sig.constness.is_some() || function.sig.abi.is_some() {
        return without_body(&function);
    }
    let name = function.sig.ident.to_string();
    let is_main = kind == FunctionKind::Free && function.sig.ident == "main";
    let runner = test_runner::runner(&function.attrs);
    if check_body(scope.cx, &function) {
        return without_body(&function);
    }
    let errors = scope.cx.count();
    let body = function.block.as_mut().map(|block| lower(scope, &mut function.sig, block));
    if scope.cx.count() > errors {
        // What is left of the body may end early.
        function.attrs.push(parse_quote!(#[allow(unreachable_code)]));
    }
    match kind {
        _ if is_main => entry_point::expand_main(scope, function, body),
        _ if let Some(runner @ (Runner::Libtest | Runner::Caller)) = runner => {
            entry_point::expand_test(scope, function, body, runner)
        }
        FunctionKind::Dyn => boxed(scope, function, body),
        FunctionKind::Trait => send(scope, function, body, Borrows::Implied),
        FunctionKind::Impl if scope.recursion.is_recursive(&name, &name) => recursive_method(scope, function, body),
        _ if scope.recursion.spawns_itself(&function.sig.ident.to_string()) => {
            send(scope, function, body, Borrows::Said)
        }
        _ => plain_async(scope, function, body),
    }
}

/// Reports a signature that cannot be a goroutine function, and makes it one where that is
/// possible.
fn check_signature(cx: &mut Diagnostics, function: &mut Function) {
    let sig = &mut function.sig;
    if let Some(token) = sig.asyncness.take() {
        cx.help(
            token.span,
            "this function is `async` already",
            "remove `async`: `#[goroutines]` makes the function wait",
        );
    } else if let Some(token) = &sig.constness {
        let help = "remove `const`, or keep the function plain with `#[plain]`";
        cx.help(token.span, "a `const fn` cannot wait", help);
    } else if let Some(abi) = &sig.abi {
        let help = "keep this function plain, and call `goroutines::run(…)` in it";
        cx.help(abi.extern_token.span, "an `extern` function cannot wait", help);
    } else if sig.ident == "main" && !sig.inputs.is_empty() {
        let span = sig.paren_token.span.join();
        cx.help(span, "func main must have no arguments", "read them from `std::env::args()`");
        declare_inputs(function);
    }
}

/// Reports an attribute above `#[goroutines]` that has moved the body elsewhere; whether there is
/// one.
fn check_body(cx: &mut Diagnostics, function: &Function) -> bool {
    let name = &function.sig.ident;
    let Some(attr) = function.block.as_ref().and_then(|block| test_runner::moved_by(&name.to_string(), block)) else {
        return false;
    };
    let help = if attr == "proptest" {
        "leave the property plain, and call the function in it: `goroutines::run(check(x))`".to_owned()
    } else {
        format!("put `#[goroutines]` above `#[{attr}]`")
    };
    let span = Span::call_site();
    cx.help(span, format_args!("`#[{attr}]` has moved the body away, so `#[goroutines]` does not see it"), help);
    true
}

/// Makes the arguments of `main` variables of its body, so that nothing else is wrong there.
fn declare_inputs(function: &mut Function) {
    let inputs = std::mem::take(&mut function.sig.inputs);
    let Some(block) = &mut function.block else { return };
    let lets = inputs.iter().filter_map(|input| match input {
        FnArg::Typed(PatType { pat, ty, .. }) => {
            Some(parse_quote!(let #pat: #ty = ::core::option::Option::None.unwrap();))
        }
        FnArg::Receiver(_) => None,
    });
    block.stmts.splice(0..0, lets);
}

/// What is left of a function that cannot be a goroutine function, for those who call it.
fn without_body(function: &Function) -> TokenStream {
    let Function { attrs, vis, sig, .. } = function;
    quote!(#[allow(unused_variables)] #(#attrs)* #vis #sig { loop {} })
}

/// A lowered body.
pub(crate) struct Body {
    stmts: TokenStream,
    /// Where the user's braces are: what is dropped at the end of the body is dropped there.
    braces: Span,
}

impl Body {
    /// The block, with `head` before the user's statements.
    pub(crate) fn behind(&self, head: &TokenStream) -> Group {
        let stmts = &self.stmts;
        let mut block = Group::new(Delimiter::Brace, quote!(#head #stmts));
        block.set_span(self.braces);
        block
    }
}

/// The lowered statements of a body.
fn lower(scope: &mut Scope<'_>, sig: &mut Signature, block: &mut Block) -> Body {
    let output = output(sig);
    if is_unit(&output) {
        if scope.declared.is_some() { discard_calls(block) } else { discard_tail(block) }
    }
    let mut lower = Lower::new(scope.cx, scope.recursion, scope.private.clone());
    lower.caller = sig.ident.to_string();
    lower.known = Rc::clone(&scope.known);
    lower.self_type = scope.self_type.clone();
    lower.self_taken = known::taken(sig);
    lower.hidden = known::hidden(block);
    lower.knows_locals = true;
    lower.declared = scope.declared;
    lower.returns = if scope.declared.is_some() { Kind::results(&output) } else { Vec::new() };
    if !lower.returns.is_empty() {
        direction::return_tail(block);
    }
    lower.self_is_reference = receiver_is_reference(sig);
    lower.scopes.push();
    lower.scopes.bind_params(sig);
    lower.note_params(sig);
    lower.offered.extend(crate::analyze::captures::offered(block));
    let mut again = Vec::new();
    for input in &mut sig.inputs {
        let FnArg::Typed(param) = input else { continue };
        if lower.make_offered_mutable(&mut param.pat) {
            param.attrs.push(parse_quote!(#[allow(unused_mut)]));
        } else {
            again.extend(lower.offered_again(&param.pat));
        }
    }
    block.stmts.splice(0..0, again);
    let body = lower.function_body(block, Some(&output));
    let used = lower.used.iter().map(|path| quote!(#[allow(unused_imports)] use #path as _;));
    Body { stmts: quote!(#(#used)* #body), braces: block.brace_token.span.join() }
}

fn receiver_is_reference(sig: &Signature) -> bool {
    match sig.receiver() {
        Some(receiver) => lifetimes::is_reference(receiver),
        None => false,
    }
}

pub(crate) fn output(sig: &Signature) -> Type {
    match &sig.output {
        ReturnType::Default => parse_quote!(()),
        ReturnType::Type(_, ty) => (**ty).clone(),
    }
}

pub(crate) fn is_unit(ty: &Type) -> bool {
    matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty())
}

fn unchanged(function: &Function) -> TokenStream {
    let Function { attrs, vis, sig, block } = function;
    let block = block.as_ref().map_or_else(|| quote!(;), |block| quote!(#block));
    quote!(#(#attrs)* #vis #sig #block)
}

/// Lints that the generated form, not the user's code, would trip.
pub(crate) fn allow() -> TokenStream {
    quote! {
        #[allow(clippy::diverging_sub_expression, clippy::large_futures, clippy::manual_async_fn)]
        #[allow(clippy::missing_errors_doc, clippy::unused_async, single_use_lifetimes)]
    }
}

/// `fn f(…) -> T`  →  `async fn f(…) -> T`
fn plain_async(scope: &Scope<'_>, mut function: Function, body: Option<Body>) -> TokenStream {
    function.sig.asyncness = Some(syn::Token![async](at(function.sig.fn_token.span)));
    let Function { attrs, vis, sig, .. } = &function;
    let (imports, allow) = (imports(scope.private), allow());
    let body = body.map(|body| body.behind(&imports));
    quote!(#allow #(#attrs)* #vis #sig #body)
}

/// `fn m(&self) -> T` of the implementation of a trait, which calls itself  →
/// `fn m<'a>(&'a self) -> Pin<Box<dyn Future<Output = T> + Send + 'a>>`
///
/// That the future is `Send`, as the trait says, rustc would have to see in the body, whose calls
/// of the method ask the same again. One lifetime is as much as the box can name without another
/// signature than the trait's.
fn recursive_method(scope: &Scope<'_>, mut function: Function, body: Option<Body>) -> TokenStream {
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
enum Borrows {
    Said,
    Implied,
}

/// `fn m(…) -> T`  →  `fn m(…) -> impl Future<Output = T> + Send { async move { … } }`
fn send(scope: &Scope<'_>, mut function: Function, body: Option<Body>, borrows: Borrows) -> TokenStream {
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
fn boxed(scope: &Scope<'_>, mut function: Function, body: Option<Body>) -> TokenStream {
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
