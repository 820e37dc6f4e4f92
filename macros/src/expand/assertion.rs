//! `x.(T)`, `switch x.(type)`, and what an `any` is given.
//!
//! ```text
//! x.(T)            →   match &x { it => assert_type(it, asserted::<T, _>(it)) }
//! v, ok := x.(T)   →   let (v, ok) = assert_ok(asserted::<T, _>(&x));
//! x.(S)            →   the same with `__go_as_S`, which knows the types of the block that have the methods of `S`
//! var x any = v    →   let x: Any = any(v, HOW IT IS PRINTED, HOW IT IS COMPARED);
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Expr, ExprMethodCall, GenericArgument, Type};

use super::body::Lower;
use super::number::Constant;
use super::{arrow, at};
use crate::analyze::declared::Kind;
use crate::syntax::marker;

/// The type that `call` asks for, if it is an assertion.
pub(super) fn asked(call: &ExprMethodCall) -> Option<&Type> {
    let is_assertion = [marker::ASSERT, marker::ASSERTED, marker::IS].iter().any(|name| call.method == name);
    match call.turbofish.as_ref().filter(|_| is_assertion)?.args.first()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

/// `call_site` names, which the block's items have.
fn of_interface(name: &str, what: &str, span: Span) -> Ident {
    format_ident!("__go_{}_{}", what, name, span = at(span).resolved_at(Span::call_site()))
}

impl Lower<'_> {
    /// Lowers what asks for the type of a value; `None` if `call` does not.
    pub(super) fn assertion(&mut self, call: &mut ExprMethodCall) -> Option<TokenStream> {
        let span = call.method.span();
        if call.method == marker::IS_NOTHING {
            let tag = &call.receiver;
            return Some(quote_spanned!(span=> __go::IsInterface::__go_value(&#tag).is_none()));
        }
        let ty = asked(call)?.clone();
        let value = arrow::borrowed(self, &mut call.receiver);
        let name = Ident::new("__go_value", at(span));
        let found = found(&ty, &name, span);
        let found = match call.method.to_string().as_str() {
            marker::ASSERT => quote_spanned!(span=> __go::assert_type(#name, #found)),
            marker::IS => quote_spanned!(span=> #found.is_some()),
            _ => found,
        };
        Some(quote_spanned!(span=> match #value { #name => #found }))
    }

    /// `x.(T)` where `v, ok := x.(T)` takes it.
    pub(super) fn assertion_ok(&mut self, value: &mut Expr) -> Option<TokenStream> {
        let Expr::MethodCall(call) = super::index::inner(value) else { return None };
        let (ty, span) = (asked(call)?.clone(), call.method.span());
        let value = arrow::borrowed(self, &mut call.receiver);
        let name = Ident::new("__go_value", at(span));
        let found = found(&ty, &name, span);
        let given = match Kind::of(&ty) {
            Kind::Interface(of) => {
                let zero = of_interface(&of, "zero", span);
                quote_spanned!(span=> #found.map_or_else(|| (#zero(), false), |value| (value, true)))
            }
            _ => quote_spanned!(span=> __go::assert_ok(#found)),
        };
        Some(quote_spanned!(span=> match #value { #name => #given }))
    }

    /// An `any` for `value`.
    pub(super) fn any(&mut self, value: &mut Expr) -> TokenStream {
        let kind = self.kind_of(value);
        if kind == Kind::Any {
            self.value(value);
            return value.to_token_stream();
        }
        if let (Expr::Reference(reference), false) = (&*value, self.makes_pointer(value)) {
            *value = (*reference.expr).clone();
        }
        let span = arrow::first_span(value);
        // Its type is `int` where nothing else says.
        let whole = matches!(self.constant(value), Some(Constant::Int(_)));
        if kind == Kind::Text || matches!(value, Expr::Lit(lit) if matches!(lit.lit, syn::Lit::Str(_))) {
            let text = self.text(value);
            *value = Expr::Verbatim(text);
        } else {
            self.value(value);
        }
        if let Kind::Interface(_) = kind {
            return quote_spanned!(span=> __go::any_of(#value));
        }
        let value = match whole {
            true => quote_spanned!(at(span)=> { let __go_value: ::core::primitive::isize = #value; __go_value }),
            false => value.to_token_stream(),
        };
        quote_spanned! {at(span)=>
            __go::any(
                #value,
                |__go_it| (&&&__go::Shown(__go_it)).__go_shown(),
                |__go_a, __go_b| (&&__go::Compared(__go_a, __go_b)).__go_equal(),
            )
        }
    }

    /// `x == v` of an `any` and of what is none; whether `expr` is that.
    pub(super) fn compared_any(&mut self, expr: &mut Expr) -> bool {
        let Expr::Binary(binary) = expr else { return false };
        let not = match binary.op {
            syn::BinOp::Eq(_) => None,
            syn::BinOp::Ne(_) => Some(quote!(!)),
            _ => return false,
        };
        let (left, right) = (self.kind_of(&binary.left) == Kind::Any, self.kind_of(&binary.right) == Kind::Any);
        if left == right {
            return false;
        }
        let (any, other) = match left {
            true => (&mut binary.left, &mut binary.right),
            false => (&mut binary.right, &mut binary.left),
        };
        let span = arrow::first_span(any);
        let (any, other) = (arrow::borrowed(self, any), self.any(other));
        *expr = Expr::Verbatim(quote_spanned!(span=> #not ::core::cmp::PartialEq::eq(#any, &#other)));
        true
    }
}

/// The `Option` of the value `name` as a `ty`.
fn found(ty: &Type, name: &Ident, span: Span) -> TokenStream {
    match Kind::of(ty) {
        Kind::Interface(of) => {
            let finds = of_interface(&of, "as", span);
            quote_spanned!(span=> __go::IsInterface::__go_value(#name).and_then(#finds))
        }
        _ => quote_spanned!(span=> __go::asserted::<#ty, _>(#name)),
    }
}
