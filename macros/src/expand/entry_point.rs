//! What is called from plain code: `main`, and tests.
//!
//! ```text
//! fn main() -> T                 →   fn main() -> ExitCode { run_main(async move { … }) }
//! (workers = 4) fn main()        →   fn main() -> ExitCode { Runtime::builder().workers(4).build_global(); run_main(…) }
//! #[test] fn t()                 →   #[test] fn t() { run_test(async move { … }, 0); }
//! #[test] fn t() -> Result       →   #[test] fn t() -> ExitCode { run_test(async move { … }, 0) }
//! #[rstest] fn t(x: X) -> T      →   #[rstest] fn t(x: X) -> T { run(async move { … }) }
//! #[tokio::test] fn t()          →   #[tokio::test] async fn t() { … }
//! ```

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::visit_mut::{self, VisitMut};
use syn::{FnArg, parse_quote};

use super::declaration;
use super::defer::fake_return;
use super::function::{Body, Function, Scope, allow, is_unit, output};
use super::{at, imports};
use crate::analyze::test_runner::Runner;
use crate::syntax::options::{AllowLeaks, Setting};

/// `fn main`.
pub(crate) fn expand_main(scope: &Scope<'_>, mut function: Function, body: Option<Body>) -> TokenStream {
    let head = head(scope, &function);
    let run = if declaration::ends_at_once(scope.declared, &function.sig) { "run_go_main" } else { "run_main" };
    function.sig.output = parse_quote!(-> ::std::process::ExitCode);
    let (run, configured) = (runs(scope, &function, run), configured(scope));
    entry(&function, body.map(|body| body.behind(&head)).map(|body| quote!(#configured #run(async move #body))))
}

/// Builds the default runtime as the options say.
fn configured(scope: &Scope<'_>) -> Option<TokenStream> {
    let first = scope.runtime.first()?;
    let private = scope.private;
    let settings = scope.runtime.iter().map(|Setting { name, value }| quote!(.#name(#value)));
    Some(quote_spanned! {at(first.name.span())=>
        if let ::core::result::Result::Err(error) = #private::Runtime::builder()#(#settings)*.build_global() {
            ::core::panic!("{error}");
        }
    })
}

/// A test that is a plain function for whoever calls it.
pub(crate) fn expand_test(
    scope: &Scope<'_>,
    mut function: Function,
    body: Option<Body>,
    runner: Runner,
) -> TokenStream {
    let head = head(scope, &function);
    let output = output(&function.sig);
    let body = body.map(|body| body.behind(&head));
    let allowed = allowed(scope);
    let run_test = runs(scope, &function, "run_test");
    let called = if is_unit(&output) {
        quote!(#run_test(async move #body, #allowed);)
    } else if runner == Runner::Libtest {
        function.sig.output = parse_quote!(-> ::std::process::ExitCode);
        quote!(#run_test(async move #body, #allowed))
    } else {
        let run = runs(scope, &function, "run");
        quote!(#run(async move #body))
    };
    function.sig.inputs.iter_mut().for_each(outlive);
    entry(&function, Some(called))
}

/// What a caller gives a test is a constant, or made for it: as a reference it lives as long as the
/// goroutine.
fn outlive(input: &mut FnArg) {
    struct Static;
    impl VisitMut for Static {
        fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
            reference.lifetime.get_or_insert_with(|| parse_quote!('static));
            visit_mut::visit_type_reference_mut(self, reference);
        }
    }
    if let FnArg::Typed(param) = input {
        Static.visit_type_mut(&mut param.ty);
    }
}

fn entry(function: &Function, body: Option<TokenStream>) -> TokenStream {
    let (Function { attrs, vis, sig, .. }, allow) = (function, allow());
    quote!(#allow #(#attrs)* #vis #sig { #body })
}

/// What stands before the user's statements.
fn head(scope: &Scope<'_>, function: &Function) -> TokenStream {
    let (imports, typed) = (imports(scope.private), fake_return(&output(&function.sig)));
    quote!(#imports #typed)
}

/// The runtime's function `name`, at the place of the user's.
fn runs(scope: &Scope<'_>, function: &Function, name: &str) -> TokenStream {
    let (private, span) = (scope.private, function.sig.ident.span());
    let name = proc_macro2::Ident::new(name, span);
    quote_spanned!(span=> #private::#name)
}

/// How many goroutines a test may leave behind.
fn allowed(scope: &Scope<'_>) -> TokenStream {
    match &scope.allow_leaks {
        None => quote!(0),
        Some(AllowLeaks { number: None, .. }) => quote!(::core::primitive::usize::MAX),
        Some(AllowLeaks { number: Some(number), .. }) => quote!(#number),
    }
}
