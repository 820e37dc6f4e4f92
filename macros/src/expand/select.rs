//! `select!`: the operands top to bottom, one wait on all of them, then the chosen case's body in
//! the surrounding code.
//!
//! ```text
//! {
//!     let operand_0 = &rx; let operand_1 = &tx; let value_1 = v;
//!     let (chosen, result_0, result_1) = {
//!         let mut case_0 = Receives::case(operand_0); let mut case_1 = Sends::case(operand_1, value_1);
//!         let chosen = select(&mut [&mut case_0, &mut case_1]).await;
//!         (chosen, case_0.take_if(chosen == 0), case_1.into_outcome(chosen == 1))
//!     };                                                     // the cases are gone: the bodies may assign to the channels
//!     match chosen { 0 => { let v = …; BODY } … }
//! }
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{Block, Expr};

use super::body::Lower;
use super::refuse::{Extent, call, refuse, way};
use super::{at, local, single};
use crate::analyze::captures;
use crate::analyze::std_types::Sort;
use crate::syntax::select::{Case, Comm, RecvBind, Select, SendBind, offered_name};

/// What the parts of one case are called in the expansion.
struct Names {
    index: usize,
    /// Where the channel is.
    extent: Extent,
    operand: Ident,
    value: Ident,
    guard: Ident,
    case: Ident,
    result: Ident,
    /// Whether the channel is one of times, which is never closed.
    is_clock: bool,
}

impl Names {
    /// Each name stands where what is wrong with its type is to be shown.
    fn new(index: usize, case: &Case) -> Self {
        let name = |part: &str, span: Span| local(&format!("{part}_{index}"), span);
        let (channel, value) = match &case.comm {
            Comm::Recv { channel, .. } => (channel.span(), channel.span()),
            Comm::Send { channel, value, .. } => (channel.span(), value.span()),
            Comm::Wait { call, .. } => (call.span(), call.span()),
        };
        let extent = match &case.comm {
            Comm::Recv { channel, .. } | Comm::Send { channel, .. } | Comm::Wait { call: channel, .. } => {
                Extent::of(channel)
            }
        };
        Self {
            index,
            extent,
            operand: name("operand", channel),
            value: name("value", value),
            guard: name("guard", case.span),
            case: name("case", channel),
            result: name("result", channel),
            is_clock: false,
        }
    }
}

/// A whole `select!`, as one block expression. A case under a `#[cfg]` is a choice between two of
/// them:
///
/// ```text
/// { #[cfg(x)] { SELECT WITH THE CASE } #[cfg(not(x))] { SELECT WITHOUT } }
/// ```
pub(crate) fn expand_select(cx: &mut Lower<'_>, select: Select, span: Span) -> TokenStream {
    let Some(condition) = select.condition() else { return expand_certain(cx, select, span) };
    let with = expand_select(cx, select.under(&condition, true), span);
    let without = expand_select(cx, select.under(&condition, false), span);
    quote_spanned!(at(span)=> { #[cfg(#condition)] { #with } #[cfg(not(#condition))] { #without } })
}

/// A `select!` of whose cases none is under a condition.
fn expand_certain(cx: &mut Lower<'_>, mut select: Select, span: Span) -> TokenStream {
    select.cases.iter_mut().for_each(|case| check_direction(cx, &mut case.comm));
    let names: Vec<Names> = select.cases.iter().enumerate().map(|(index, case)| Names::new(index, case)).collect();
    let mut names = names;
    for (names, case) in names.iter_mut().zip(&select.cases) {
        names.is_clock = matches!(&case.comm, Comm::Recv { channel, .. } if cx.is_clock(channel));
    }
    let (mut cases, default) = (select.cases, select.defaults.into_iter().next());
    let restored: Vec<Option<Ident>> = cases.iter().map(|case| restored(cx, case)).collect();
    let operands: Vec<_> = cases.iter_mut().zip(&names).map(|(case, names)| expand_operands(cx, case, names)).collect();
    let made: Vec<_> = cases.iter().zip(&names).map(|(case, names)| expand_case(case, names)).collect();
    let case_names: Vec<_> = names.iter().map(|names| &names.case).collect();
    let results: Vec<_> = names.iter().map(|names| &names.result).collect();
    let takes: Vec<_> = cases.iter().zip(&names).map(|(case, names)| expand_take(case, names, span)).collect();
    let chosen = local("chosen", span);
    let default_index = names.len();
    let wait = if default.is_some() {
        quote_spanned!(span=> __go::try_select(&mut [#(&mut #case_names),*]).await.unwrap_or(#default_index))
    } else {
        quote_spanned!(span=> __go::select(&mut [#(&mut #case_names),*]).await)
    };
    let arms: Vec<_> = cases
        .into_iter()
        .enumerate()
        .map(|(index, case)| {
            let restore = expand_restore(&restored, &names, index);
            expand_arm(cx, case, &names[index], &restore)
        })
        .collect();
    let default = default.map(|default| {
        let restore = expand_restore(&restored, &names, default_index);
        let (body, attrs) = (expand_body(cx, default.body), lints(&default.attrs));
        quote_spanned!(at(default.span)=> #attrs #default_index => { #restore #body })
    });
    quote_spanned! {at(span)=> {
        #(#operands)*
        #[allow(unused_variables)]
        let (#chosen, #(#results,)*) = {
            #(#made)*
            let #chosen: ::core::primitive::usize = #wait;
            (#chosen, #(#takes,)*)
        };
        match #chosen {
            #(#arms)*
            #default
            _ => __go::no_such_case(),
        }
    }}
}

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
fn check_direction(cx: &mut Lower<'_>, comm: &mut Comm) {
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
fn restored(cx: &Lower<'_>, case: &Case) -> Option<Ident> {
    let Comm::Send { value, channel, .. } = &case.comm else { return None };
    if cx.is_text_channel(channel) {
        return None;
    }
    let name = offered_name(value)?;
    let local = cx.scopes.get(&name.to_string())?;
    (local.depth == cx.scopes.depth).then(|| name.clone())
}

/// Channel, value and guard of a case, evaluated on entry.
fn expand_operands(cx: &mut Lower<'_>, case: &mut Case, names: &Names) -> TokenStream {
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

/// The case itself.
fn expand_case(case: &Case, names: &Names) -> TokenStream {
    let Names { operand, value, guard, case: name, extent, .. } = names;
    let guarded = case.guard.as_ref().map(|_| quote_spanned!(at(case.span)=> .only_if(#guard)));
    let made = match &case.comm {
        Comm::Recv { .. } => call("Receives", "__go_case", &quote!(#operand), *extent),
        Comm::Send { .. } => call("Sends", "__go_case", &quote!(#operand, #value), *extent),
        Comm::Wait { .. } => quote_spanned!(extent.first=> __go::wait_case(#operand)),
    };
    quote_spanned!(at(extent.first)=> let mut #name = #made #guarded;)
}

/// What the case leaves: what was received, or how the send went and the value that was not sent.
fn expand_take(case: &Case, names: &Names, span: Span) -> TokenStream {
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
fn expand_restore(restored: &[Option<Ident>], names: &[Names], chosen: usize) -> TokenStream {
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
fn lints(attrs: &[syn::Attribute]) -> TokenStream {
    let lints = attrs.iter().filter(|attr| !attr.path().is_ident("doc"));
    quote!(#(#lints)*)
}

fn expand_arm(cx: &mut Lower<'_>, case: Case, names: &Names, restore: &TokenStream) -> TokenStream {
    let Names { index, result, .. } = names;
    let (span, attrs) = (at(case.span), lints(&case.attrs));
    cx.scopes.push();
    let again: Vec<_> = case.comm.patterns().into_iter().flat_map(|pat| cx.offered_again(pat)).collect();
    let bind = match case.comm {
        Comm::Recv { bind, .. } => expand_recv_bind(cx, bind, names, span),
        // A guard that is not bound is dropped at once, as `_ = mutex.lock()` says.
        Comm::Wait { bind: None, .. } => quote_spanned!(span=> ::core::mem::drop(#result);),
        Comm::Wait { bind: Some(pat), .. } => {
            cx.scopes.bind(&pat, false);
            let pat = single(&pat);
            quote_spanned!(span=> let #pat = __go::waited(#result);)
        }
        Comm::Send { bind: SendBind::Panics, .. } => {
            let sent = Ident::new("sent", case.span);
            quote_spanned!(case.span=> __go::#sent(#result.0);)
        }
        Comm::Send { bind: SendBind::Result(pat), .. } => {
            cx.scopes.bind(&pat, false);
            let bound = single(&pat);
            quote_spanned!(span=> let #bound = __go::outcome(#result.0);)
        }
    };
    let body = expand_body(cx, case.body);
    cx.scopes.pop();
    quote_spanned!(span=> #attrs #index => { #restore #bind #(#again)* #body })
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
            cx.scopes.bind(&pat, false);
            cx.scopes.note(&pat, Some(Sort::Maybe));
            let pat = single(&pat);
            quote_spanned!(span=> let #pat = #result;)
        }
        RecvBind::Define(pat) => {
            cx.scopes.bind(&pat, false);
            let pat = single(&pat);
            quote_spanned!(span=> let #pat = #or_zero;)
        }
        RecvBind::DefineOk(pat, ok) => {
            cx.scopes.bind(&pat, false);
            cx.scopes.bind(&ok, false);
            let (pat, ok) = (single(&pat), single(&ok));
            quote_spanned! {span=>
                let #ok = #result.is_some();
                let #pat = #or_zero;
            }
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
fn expand_body(cx: &mut Lower<'_>, mut body: Block) -> TokenStream {
    cx.visit_block_mut(&mut body);
    let stmts = &body.stmts;
    quote!(#(#stmts)*)
}
