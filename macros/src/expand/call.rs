//! Rule 1: a call waits if it returns a future. The emitted shape is explained in the runtime's
//! `dispatch.rs`.

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;

use crate::analyze::combinators;

use super::refuse::{Extent, refuse};
use super::{at, local, vet};

/// How the future of a call is awaited.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frame {
    /// In the caller's own future.
    Inline,
    /// In a box: the call may lead back to its caller.
    Boxed,
}

/// What the place of a call expects of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    /// Maybe a type, which the call may not have.
    Type,
    /// Nothing: a wrong type cannot be.
    Nothing,
}

/// `call`, awaited if its type says so, as one expression that stands, for messages, where the
/// user's call does.
///
/// Its first and its last token have the user's spans, and so has the whole.
pub(crate) fn expand_call(call: &TokenStream, span: Span, frame: Frame) -> TokenStream {
    expand_checked_call(call, span, (frame, Expected::Type), None)
}

/// The same for a method named `name`, which may go the wrong way through a channel.
pub(crate) fn expand_method_call(call: &TokenStream, name: &Ident, frame: Frame) -> TokenStream {
    expand_checked_call(call, name.span(), (frame, Expected::Type), of_method(name).as_ref())
}

/// The refusals and the lints of a method named `name`.
pub(crate) fn of_method(name: &Ident) -> Option<TokenStream> {
    let (span, tag) = (name.span(), local("tag", name.span()));
    let refuse =
        direction(name).map(|refusal| refuse(refusal, "__go_way", &quote!(#tag), "__go_direction", Extent::at(span)));
    let vet = vet::of_method(name);
    (refuse.is_some() || vet.is_some()).then(|| quote!(#refuse #vet))
}

/// The refusal that a method of this name has to pass: Go's errors for a send on a `Receiver`, and
/// the like.
fn direction(name: &Ident) -> Option<&'static str> {
    match name.to_string().as_str() {
        "send" | "try_send" | "go_send" => Some("SendTo"),
        "recv" | "try_recv" | "go_recv" | "go_recv_ok" => Some("ReceiveFrom"),
        "close" => Some("CloseChannel"),
        _ => None,
    }
}

/// The same, with statements that see `__go_tag`, the type of what the call returns, and are never
/// run.
pub(crate) fn expand_checked_call(
    call: &TokenStream,
    span: Span,
    (frame, expected): (Frame, Expected),
    checks: Option<&TokenStream>,
) -> TokenStream {
    let (first, last) = ends(call).unwrap_or((span, span));
    let (kind, tag) = (local("call", span), local("tag", span));
    let boxed = (frame == Frame::Boxed).then(|| quote_spanned!(at(span)=> .__go_boxed()));
    let checks = checks.filter(|checks| !checks.is_empty()).map(|checks| {
        quote_spanned! {at(span)=>
            if false {
                let (#tag, _) = #kind.__go_tag();
                #checks
            }
        }
    });
    // What the call gives is one expression from its first token to its last, so that a wrong type
    // is reported once, on all of it.
    let output = Ident::new("__go_output", first);
    // Declared elsewhere: rustc would take a variable that the call moves, were it at the same
    // place, for this pattern.
    let declared = Ident::new("__go_output", first.located_at(last));
    let mut field = Literal::usize_unsuffixed(0);
    field.set_span(last);
    // Where the user's call is: rustc says `await occurs here` of it.
    let awaited = quote_spanned!(span=> .await);
    let chosen = quote_spanned!(at(span)=> if #kind.waits { #kind #boxed #awaited } else { #kind.__go_value() });
    let result = match expected {
        Expected::Type => quote_spanned!(at(span)=> let #declared = (#chosen,); #output.#field),
        Expected::Nothing => chosen,
    };
    let arm = quote_spanned! {at(span)=>
        #[allow(unreachable_code)]
        #kind => {
            #checks
            #result
        }
    };
    let keyword = Ident::new("match", first);
    let choice = choice(span);
    let mut arms = Group::new(Delimiter::Brace, arm);
    arms.set_span(last);
    quote_spanned!(at(span)=> (#keyword #call #choice #arms))
}

/// Whether `expr` may be expanded as a call.
pub(crate) fn is_call(expr: &Expr) -> bool {
    matches!(expr, Expr::Call(_) | Expr::MethodCall(_))
}

/// An expanded call as a whole statement: rustc must not say that its choice is unreachable if the
/// call never returns.
pub(crate) fn may_diverge(expanded: &TokenStream) -> TokenStream {
    quote!(#[allow(unreachable_code)] #expanded)
}

/// What makes of a call's value the choice whether it is awaited.
fn choice(span: Span) -> TokenStream {
    quote_spanned!(at(span)=> .__go_hold().__go_call())
}

/// `call.await`: the call is known to wait. The keyword stands, for messages, where the arguments
/// do.
pub(crate) fn await_known(call: &mut Expr) {
    let span = match call {
        Expr::Call(call) => call.paren_token.span.join(),
        Expr::MethodCall(call) => call.paren_token.span.join(),
        _ => return,
    };
    let base = Box::new(std::mem::replace(call, Expr::Verbatim(TokenStream::new())));
    *call = Expr::Await(syn::ExprAwait {
        attrs: Vec::new(),
        base,
        dot_token: syn::Token![.](span),
        await_token: syn::Token![await](span),
    });
}

/// `call` as the operand of a `match`: in parentheses if it begins with a struct literal, whose
/// brace would open the arms.
pub(crate) fn scrutinee(call: &Expr) -> TokenStream {
    let mut first = call;
    loop {
        first = match first {
            Expr::Call(call) => &call.func,
            Expr::MethodCall(call) => &call.receiver,
            Expr::Field(field) => &field.base,
            Expr::Index(index) => &index.expr,
            Expr::Try(attempt) => &attempt.expr,
            Expr::Await(awaited) => &awaited.base,
            Expr::Struct(_) => return quote_spanned!(call.span()=> (#call)),
            _ => return call.to_token_stream(),
        }
    }
}

/// The same of a call of something called `name`, which may return the handle of something that
/// runs already: such a handle is a value.
pub(crate) fn begun(call: &Expr, name: &str) -> TokenStream {
    let scrutinee = scrutinee(call);
    if !combinators::may_start(name) {
        return scrutinee;
    }
    quote_spanned!(at(call.span())=> #scrutinee.__go_hold().__go_begun())
}

/// Where the tokens of an expression begin and end.
fn ends(tokens: &TokenStream) -> Option<(Span, Span)> {
    let first = match tokens.clone().into_iter().next()? {
        TokenTree::Group(group) => group.span_open(),
        other => other.span(),
    };
    let last = match tokens.clone().into_iter().last()? {
        TokenTree::Group(group) => group.span_close(),
        other => other.span(),
    };
    Some((first, last))
}

/// A discarded call in a plain closure: an error if it returns a future.
pub(crate) fn expand_discard(call: &TokenStream, span: Span) -> TokenStream {
    // With the user's span: rustc quotes it in the refusal.
    let kind = Ident::new("__go_call", span);
    let refuse = refuse("PlainValue", "__go_discard", &kind.to_token_stream(), "__go_dropped", Extent::at(span));
    let choice = choice(span);
    quote_spanned! {at(span)=>
        (match #call #choice {
            #kind => {
                #refuse
                #kind.__go_value()
            }
        })
    }
}

/// Declares `tag` with the type of `value`, without a borrow on a reachable path.
pub(crate) fn told(tag: &Ident, value: &impl ToTokens, span: Span) -> TokenStream {
    quote_spanned! {at(span)=>
        let #tag = __go::tag();
        if __go::no() { __go::same(&#tag, &#value); }
    }
}

/// `call` directly under `&` or `&mut`: as a field of a tuple, so that it coerces as the plain call
/// would. Only there, because the tuple is a temporary, and what was moved out of it counts as kept
/// across a wait.
pub(crate) fn expand_borrowed(call: &TokenStream) -> TokenStream {
    quote!((#call,).0)
}
