//! The operands and the operations of a `select!`, evaluated once in the order of the text.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;

use super::Names;
use crate::analyze::captures;
use crate::expand::at;
use crate::expand::body::Lower;
use crate::expand::refuse::{Extent, call, refuse, way};
use crate::syntax::select::{Case, Comm, RecvBind, SendBind, offered_name};

/// Whether `channel` is something that is borrowed where it stands, and not a value that is made
/// here.
fn is_place(channel: &Expr) -> bool {
    match channel {
        Expr::Path(_) | Expr::Field(_) | Expr::Index(_) => true,
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Deref(_)),
        Expr::Paren(paren) => is_place(&paren.expr),
        Expr::Group(group) => is_place(&group.expr),
        _ => false,
    }
}

/// Reports `case v <- ch:` with a new name `v`, which should be `case v := <-ch:`, and goes on with
/// that.
pub(super) fn check_direction(cx: &mut Lower<'_>, comm: &mut Comm) {
    let Comm::Send { channel, value, bind: SendBind::Panics } = comm else { return };
    let (Some(name), Some(sent)) = (offered_name(channel), offered_name(value)) else { return };
    let is_known = |name: &Ident| cx.scopes.get(&name.to_string()).is_some() || cx.is_global(&name.to_string());
    if !cx.knows_locals || is_known(name) || !is_known(sent) || !captures::reads_as_variable(&name.to_string()) {
        return;
    }
    let help = format_args!("to receive, write `case {name} := <-{sent}:`");
    cx.cx.help(name.span(), format_args!("`{name}` is not a channel: nothing of that name is declared"), help);
    let pat = syn::parse_quote!(#name);
    *comm = Comm::Recv { channel: value.clone(), bind: RecvBind::Define(pat) };
}

/// The variable that gets its value back when this case is not chosen.
pub(super) fn restored(cx: &Lower<'_>, case: &Case) -> Option<Ident> {
    let Comm::Send { value, channel, .. } = &case.comm else { return None };
    if cx.is_text_channel(channel) {
        return None;
    }
    let name = offered_name(value)?;
    let local = cx.scopes.get(&name.to_string())?;
    (local.depth == cx.body.depth).then(|| name.clone())
}

/// Channel, value and guard of a case, evaluated on entry.
pub(super) fn expand_operands(cx: &mut Lower<'_>, case: &mut Case, names: &Names) -> TokenStream {
    let Names { operand, value, guard, .. } = names;
    let span = at(case.span);
    let guarded = case.guard.as_mut().map(|cond| {
        cx.visit_expr_mut(cond);
        quote_spanned!(span=> let #guard: ::core::primitive::bool = #cond;)
    });
    let sends = matches!(case.comm, Comm::Send { .. });
    let channel = match &mut case.comm {
        Comm::Recv { channel, .. } | Comm::Send { channel, .. } => channel,
        Comm::Wait { call, .. } => {
            let operation = expand_operation(cx, call, names);
            return quote!(#guarded #operation);
        }
    };
    let is_place = is_place(channel);
    let is_known = is_place && cx.is_channel(channel, sends);
    let of_text = cx.is_text_channel(channel);
    cx.visit_expr_mut(channel);
    let channel = if is_place {
        quote_spanned!(at(channel.span())=> let #operand = &#channel;)
    } else {
        quote_spanned!(at(channel.span())=> let #operand = #channel; let #operand = &#operand;)
    };
    let direction = if is_known { TokenStream::new() } else { expand_direction(&case.comm, names) };
    let value = match &mut case.comm {
        Comm::Send { value: expr, .. } => {
            cx.share_in_message(expr);
            if of_text {
                *expr = Expr::Verbatim(cx.text(expr));
            } else if cx.is_golang() {
                cx.value(expr);
            } else {
                cx.visit_expr_mut(expr);
            }
            let item = call("Sends", "__go_item", &quote!(#operand), names.extent);
            // The first assignment is dead; it says what type is expected of the second.
            Some(quote_spanned! {span=>
                #[allow(clippy::useless_let_if_seq)]
                let #value;
                if __go::no() { __go::stop(); #value = #item; } else { #value = #expr; }
            })
        }
        Comm::Recv { .. } | Comm::Wait { .. } => None,
    };
    quote!(#guarded #channel #direction #value)
}

/// The operation of a case that is no send or receive: its call is made, and what it returns is not
/// awaited.
fn expand_operation(cx: &mut Lower<'_>, operation: &mut Expr, names: &Names) -> TokenStream {
    let operand = &names.operand;
    let span = at(operation.span());
    match operation {
        Expr::MethodCall(call) => {
            let borrowed = is_place(&call.receiver);
            cx.visit_expr_mut(&mut call.receiver);
            call.args.iter_mut().for_each(|arg| cx.visit_expr_mut(arg));
            let receiver = &call.receiver;
            let (value, kept) = if borrowed {
                (quote!(#receiver), None)
            } else {
                // Kept until the end of the `select!`, for the operation may borrow it.
                let value = &names.value;
                (quote!(#value), Some(quote_spanned!(span=> let mut #value = #receiver;)))
            };
            let allow = kept.is_some().then(|| quote!(#[allow(unused_mut)]));
            if call.method == "join" && call.args.is_empty() {
                let extent = Extent::of(receiver);
                let handle = quote_spanned!(receiver.span()=> &#value);
                let tag = quote_spanned!(extent.first=> &__go::tag_of(#handle));
                let refused = refuse("JoinInCase", "__go_way", &tag, "__go_join_way", extent);
                let way = way(&quote_spanned!(extent.first=> && #tag), "__go_join_way", extent);
                return quote_spanned!(span=> #allow #kept #refused let #operand = #way.__go_joined(#handle););
            }
            let (method, turbofish, args) = (&call.method, &call.turbofish, &call.args);
            let operation = quote_spanned!(method.span()=> #value.#method #turbofish(#args));
            let checked = expand_checked_operation(names);
            quote_spanned!(span=> #allow #kept let #operand = #operation; #checked)
        }
        Expr::Call(call) => {
            call.args.iter_mut().for_each(|arg| cx.visit_expr_mut(arg));
            let checked = expand_checked_operation(names);
            quote_spanned!(span=> let #operand = #call; #checked)
        }
        _ => unreachable!("the syntax of a case takes calls alone"),
    }
}

/// Refuses what is no operation of this crate that waits, and goes on with one that is.
fn expand_checked_operation(names: &Names) -> TokenStream {
    let Names { operand, extent, .. } = names;
    let span = extent.first;
    let tag = quote_spanned!(span=> &__go::tag_of(&#operand));
    let refused =
        ["WaitInCase", "FutureInCase"].map(|refusal| refuse(refusal, "__go_way", &tag, "__go_wait_way", *extent));
    let way = way(&quote_spanned!(span=> && #tag), "__go_wait_way", *extent);
    quote_spanned!(at(span)=> #(#refused)* let #operand = #way.__go_operation(#operand);)
}

/// Refuses an operand that goes the wrong way, and goes on with one that does not.
fn expand_direction(comm: &Comm, names: &Names) -> TokenStream {
    let Names { operand, extent, .. } = names;
    let (refusals, checked) = match comm {
        Comm::Recv { .. } => (["ChannelToReceiveFrom", "ReceiveFrom"], "__go_receiving"),
        Comm::Send { .. } => (["ChannelToSendTo", "SendTo"], "__go_sending"),
        Comm::Wait { .. } => return TokenStream::new(),
    };
    let span = extent.first;
    let tag = quote_spanned!(span=> __go::tag_of(#operand));
    let refused = refusals.map(|refusal| refuse(refusal, "__go_way", &tag, "__go_channel", *extent));
    let way = way(&quote_spanned!(span=> && #tag), "__go_channel", *extent);
    let checked = Ident::new(checked, at(span));
    quote_spanned!(at(span)=> #(#refused)* let #operand = #way.#checked(#operand);)
}
