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

mod arm;
mod operation;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::body::Lower;
use super::refuse::{Extent, call};
use super::{at, local};
use crate::analyze::declared::Kind;
use crate::syntax::select::{Case, Comm, Select};
use arm::{expand_arm, expand_body, expand_restore, expand_take, lints};
use operation::{check_direction, expand_operands, restored};

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
    /// What is known of what is received.
    received: Kind,
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
            received: Kind::Other,
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
        let Comm::Recv { channel, .. } = &case.comm else { continue };
        names.is_clock = cx.is_clock(channel);
        if let Kind::Channel(_, received) = cx.kind_of(channel) {
            names.received = *received;
        }
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
