//! `#[goroutines] fn`: an `async fn`, or what its kind asks for: the entry of the program, a test,
//! a method of a trait, a function on a cycle through `go!`.

mod lower;
mod output;

pub(crate) use lower::Body;
pub(crate) use output::{is_unit, output};

use std::rc::Rc;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Attribute, Block, FnArg, PatType, Signature, Visibility, parse_quote};

use super::{at, entry_point, imports, outer};
use crate::analyze::declared::Declared;
use crate::analyze::known::Known;
use crate::analyze::recursion::Recursion;
use crate::analyze::test_runner::{self, Runner};
use crate::diagnostics::Diagnostics;
use crate::syntax::options::{AllowLeaks, Setting};
use lower::lower;
use output::{Borrows, boxed, recursive_method, send};

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
