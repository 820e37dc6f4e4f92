//! `defer!`: the calls that run at the end of the function, last in first out, also when it panics.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;

use super::call::told;
use super::keeps::Keeps;
use super::{at, local};
use crate::syntax::marker;

/// Pushes a deferred future on the function's list.
pub(crate) fn expand_defer(prelude: &TokenStream, keeps: &Keeps, future: &TokenStream, span: Span) -> TokenStream {
    let defers = local("defers", span);
    quote_spanned! {at(span)=> {
        #prelude
        #defers.push(#keeps, #future)
    }}
}

/// A function's body that contains `defer!`: run it, then what it deferred, then go on with its
/// value or its panic.
pub(crate) fn expand_with_defers(
    body: &TokenStream,
    output: Option<&Type>,
    (capture, named): (Option<&TokenStream>, bool),
    span: Span,
) -> TokenStream {
    let (defers, result, tag) = (local("defers", span), local("result", span), local("tag", span));
    let told = told(&tag, &result, span);
    let typed = output.map(fake_return);
    let shared = capture.map(|_| quote_spanned!(at(span)=> let #defers = &#defers;));
    let results = named.then(|| {
        let results = Ident::new(marker::RESULTS, at(span));
        quote_spanned!(at(span)=> let #results = __go::Results::new(); let #results = &#results;)
    });
    let finish = if named {
        let results = Ident::new(marker::RESULTS, at(span));
        quote_spanned!(at(span)=> finish_named(#defers, #result, __go_zero, #results))
    } else {
        quote_spanned!(at(span)=> finish(#defers, #result, __go_zero))
    };
    quote_spanned! {at(span)=> {
        #results
        let #defers = __go::Defers::new();
        let #result = #defers.catch({
            #shared
            async #capture { #typed #body }
        })
        .await;
        #told
        let __go_zero = (&&__go::output_tag(&#tag)).__go_zero();
        __go::#finish.await
    }}
}

/// Tells an `async` block its type, so that `?` and `into()` in it know where they lead.
pub(crate) fn fake_return(output: &Type) -> TokenStream {
    if has_impl_trait(output) || matches!(output, Type::Never(_)) {
        return TokenStream::new();
    }
    quote! {
        #[allow(unreachable_code, clippy::diverging_sub_expression, clippy::needless_return, clippy::let_unit_value)]
        if __go::no() {
            let __go_output: #output = loop {};
            return __go_output;
        }
    }
}

fn has_impl_trait(ty: &Type) -> bool {
    struct Find(bool);
    impl syn::visit::Visit<'_> for Find {
        fn visit_type_impl_trait(&mut self, _: &syn::TypeImplTrait) {
            self.0 = true;
        }
    }
    let mut find = Find(false);
    syn::visit::Visit::visit_type(&mut find, ty);
    find.0
}
