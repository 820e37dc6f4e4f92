//! The arms of a `select!`: what the chosen case gives, and its body.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{Block, Expr};

use super::Names;
use crate::analyze::captures;
use crate::analyze::declared::Kind;
use crate::analyze::std_types::Sort;
use crate::expand::body::Lower;
use crate::expand::refuse::{call, way};
use crate::expand::{at, local, single};
use crate::syntax::select::{Case, Comm, RecvBind, SendBind};

/// What the case leaves: what was received, or how the send went and the value that was not sent.
pub(super) fn expand_take(case: &Case, names: &Names, span: Span) -> TokenStream {
    let Names { index, case: name, .. } = names;
    let chosen = local("chosen", span);
    let span = names.operand.span();
    // By path rather than by method: something that is no channel is reported once, and not for
    // each method.
    match &case.comm {
        Comm::Recv { .. } => quote_spanned! {span=>
            if #chosen == #index { __go::RecvCase::take(&mut #name) } else { ::core::option::Option::None }
        },
        Comm::Wait { .. } => quote_spanned! {span=>
            if #chosen == #index { __go::WaitCase::take(&mut #name) } else { ::core::option::Option::None }
        },
        Comm::Send { .. } => quote_spanned!(span=> if #chosen == #index {
            (::core::option::Option::Some(__go::SendCase::finish(&mut #name)), ::core::option::Option::None)
        } else {
            (::core::option::Option::None, __go::SendCase::into_value(#name))
        }),
    }
}

/// Gives the values of all cases but `chosen` back to the variables they came from.
pub(super) fn expand_restore(restored: &[Option<Ident>], names: &[Names], chosen: usize) -> TokenStream {
    let given = restored.iter().zip(names).filter(|(_, names)| names.index != chosen);
    given
        .filter_map(|(name, names)| {
            let (name, result) = (name.as_ref()?, &names.result);
            Some(quote_spanned! {at(name.span())=>
                #[allow(unused_assignments)]
                { #name = __go::unsent(#result.1); }
            })
        })
        .collect()
}

/// The attributes of a case, for its arm.
pub(super) fn lints(attrs: &[syn::Attribute]) -> TokenStream {
    let lints = attrs.iter().filter(|attr| !attr.path().is_ident("doc"));
    quote!(#(#lints)*)
}

pub(super) fn expand_arm(cx: &mut Lower<'_>, case: Case, names: &Names, restore: &TokenStream) -> TokenStream {
    let (span, attrs, index) = (at(case.span), lints(&case.attrs), names.index);
    let chosen = cx.scoped(|cx| expand_chosen(cx, case, names));
    quote_spanned!(span=> #attrs #index => { #restore #chosen })
}

/// The variables of a case, and its body.
fn expand_chosen(cx: &mut Lower<'_>, case: Case, names: &Names) -> TokenStream {
    let (result, span) = (&names.result, at(case.span));
    let again: Vec<_> = case.comm.patterns().into_iter().flat_map(|pat| cx.offered_again(pat)).collect();
    let bind = match case.comm {
        Comm::Recv { bind, .. } => expand_recv_bind(cx, bind, names, span),
        // A guard that is not bound is dropped at once, as `_ = mutex.lock()` says.
        Comm::Wait { bind: None, .. } => quote_spanned!(span=> ::core::mem::drop(#result);),
        Comm::Wait { bind: Some(pat), .. } => {
            cx.bind(&pat, false);
            let pat = single(&pat);
            quote_spanned!(span=> let #pat = __go::waited(#result);)
        }
        Comm::Send { bind: SendBind::Panics, .. } => {
            let sent = Ident::new("sent", case.span);
            quote_spanned!(case.span=> __go::#sent(#result.0);)
        }
        Comm::Send { bind: SendBind::Result(pat), .. } => {
            cx.bind(&pat, false);
            let bound = single(&pat);
            quote_spanned!(span=> let #bound = __go::outcome(#result.0);)
        }
    };
    let body = expand_body(cx, case.body);
    quote!(#bind #(#again)* #body)
}

fn expand_recv_bind(cx: &mut Lower<'_>, bind: RecvBind, names: &Names, span: Span) -> TokenStream {
    let Names { result, extent, .. } = names;
    let or_zero = if names.is_clock {
        quote_spanned!(extent.first=> __go::or_now(#result))
    } else {
        call("ZeroValue", "__go_or_zero", &way(&quote!(#result), "__go_itself", *extent), *extent)
    };
    match bind {
        RecvBind::Nothing => quote_spanned!(span=> ::core::mem::drop(#result);),
        RecvBind::Option(pat) => {
            cx.bind(&pat, false);
            cx.scopes.note(&pat, Some(Sort::Maybe));
            let pat = single(&pat);
            quote_spanned!(span=> let #pat = #result;)
        }
        RecvBind::Define(pat) => {
            cx.bind(&pat, false);
            cx.note(&pat, names.received.clone());
            let pat = single(&pat);
            quote_spanned!(span=> let #pat = #or_zero;)
        }
        RecvBind::DefineOk(pat, ok) => {
            cx.bind(&pat, false);
            cx.bind(&ok, false);
            cx.note(&pat, names.received.clone());
            cx.note(&ok, Kind::Other);
            let (pat, ok) = (single(&pat), single(&ok));
            quote_spanned! {span=>
                let #ok = #result.is_some();
                let #pat = #or_zero;
            }
        }
        RecvBind::Assign(mut place) if cx.is_behind_pointer(&place) => {
            let set = cx.set_behind(&mut place, &or_zero);
            quote_spanned!(span=> #set;)
        }
        RecvBind::Assign(mut place) => {
            cx.visit_expr_mut(&mut place);
            let place = assigned(&place);
            quote_spanned!(span=> #place = #or_zero;)
        }
        RecvBind::AssignOk(mut place, mut ok) => {
            cx.visit_expr_mut(&mut place);
            cx.visit_expr_mut(&mut ok);
            let (place, ok) = (assigned(&place), assigned(&ok));
            quote_spanned! {span=>
                let __go_ok = #result.is_some();
                #place = #or_zero;
                #ok = __go_ok;
            }
        }
    }
}

/// `place` at the head of an assignment: in parentheses if a statement could begin otherwise with
/// it.
fn assigned(place: &Expr) -> TokenStream {
    if captures::root(place).is_some_and(|root| root != "crate") {
        quote!(#place)
    } else {
        quote_spanned!(place.span()=> (#place))
    }
}

/// The statements of a case, spliced into its arm.
pub(super) fn expand_body(cx: &mut Lower<'_>, mut body: Block) -> TokenStream {
    cx.visit_block_mut(&mut body);
    let stmts = &body.stmts;
    quote!(#(#stmts)*)
}
