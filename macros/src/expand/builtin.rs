//! `make(chan T, n)`, `len(x)`, `cap(x)`, `close(c)`, `append(xs, x)` and the like, unless the
//! block has something of that name.
//!
//! ```text
//! append(xs, x, y)   →   { let mut list = xs; list.push(x); list.push(y); list }
//! delete(m, k)       →   m.remove(&k)
//! min(a, b, c)       →   smaller(smaller(a, b), c)
//! panic(v)           →   panic!("{}", SHOWN(v))
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{Expr, ExprCall, Lit, UnOp};

use super::at;
use super::body::Lower;
use crate::analyze::declared::Kind;
use crate::syntax::marker::{Form, Function, SPREAD};
use crate::syntax::{gotokens, marker};

/// What the built-in function that `func` names is called in the runtime.
pub(crate) fn callee(cx: &Lower<'_>, func: &Expr) -> Option<TokenStream> {
    let Expr::Path(path) = func else { return None };
    let word = path.path.get_ident()?;
    let name = word.to_string();
    let name = name.strip_prefix("__go_").filter(|name| marker::function(name).is_some_and(by_reference))?;
    if cx.scopes.get(name).is_some() || cx.recursion.declares(name) {
        return None;
    }
    let builtin = Ident::new(name, word.span());
    Some(quote_spanned!(at(word.span())=> __go::#builtin))
}

fn by_reference(function: &Function) -> bool {
    function.form == Form::Reference
}

/// A call of a built-in function; `None` if it is the user's own, whose name it has then.
pub(crate) fn expand_builtin(cx: &mut Lower<'_>, call: &mut ExprCall) -> Option<TokenStream> {
    let (word, name) = marker::builtin(call)?;
    let word = Ident::new(&name, word.span());
    match marker::function(name.trim_end_matches(SPREAD))?.form {
        Form::Make => return Some(expand_make(cx, call, &word)),
        Form::Code => return expand_function(cx, call, &word),
        Form::Reference => {}
    }
    let Some(callee) = callee(cx, &call.func) else {
        *call.func = syn::parse_quote!(#word);
        return None;
    };
    call.args.iter_mut().for_each(|arg| cx.visit_expr_mut(arg));
    let args = call.args.iter().map(|arg| {
        let first = arg.to_token_stream().into_iter().next().map_or(word.span(), |token| token.span());
        let arg = match arg {
            Expr::Verbatim(tokens) => super::call::expand_borrowed(tokens),
            other => other.to_token_stream(),
        };
        quote_spanned!(first=> &#arg)
    });
    // In a block of items `len` and `cap` give Go's `int`.
    let converts = cx.is_golang() && name != "close" && !cx.golang.sizes;
    let called = quote!(#callee(#(#args),*));
    Some(if converts { quote_spanned!(at(word.span())=> __go::names::int(#called)) } else { called })
}

/// The functions with code of their own: the shapes are above; `None` if it is the user's own.
fn expand_function(cx: &mut Lower<'_>, call: &mut ExprCall, word: &Ident) -> Option<TokenStream> {
    let name = word.to_string();
    let text = name.trim_end_matches(SPREAD);
    if cx.scopes.get(text).is_some() || cx.recursion.declares(text) {
        let own = Ident::new(text, word.span());
        *call.func = syn::parse_quote!(#own);
        return None;
    }
    let span = at(word.span());
    let mut args = call.args.iter_mut();
    let first = args.next()?;
    Some(match name.as_str() {
        "append" | "append_all" => {
            let element = match cx.kind_of(first) {
                Kind::List(element) if name == "append" => *element,
                _ => Kind::Other,
            };
            cx.visit_expr_mut(first);
            let method = Ident::new(if name == "append" { "push" } else { "extend" }, word.span());
            let rest: Vec<_> = args
                .map(|value| {
                    if name == "append_all" && cx.kind_of(value) == Kind::Text {
                        let bytes = super::arrow::borrowed(cx, value);
                        return quote_spanned!(span=> __go_list.extend(__go::list_of::<::core::primitive::u8>(#bytes)););
                    }
                    cx.given(value, &element);
                    quote_spanned!(span=> __go_list.#method(#value);)
                })
                .collect();
            quote_spanned!(span=> { let mut __go_list = #first; #(#rest)* __go_list })
        }
        "delete" => {
            let key = args.next()?;
            if let Some(deleted) = cx.delete_element(first, key) {
                return Some(deleted);
            }
            cx.visit_expr_mut(first);
            let key = super::arrow::borrowed(cx, key);
            quote_spanned!(span=> ::core::mem::drop(#first.remove(#key)))
        }
        "clear" => {
            cx.visit_expr_mut(first);
            quote_spanned!(span=> #first.clear())
        }
        "panic" => {
            let value = super::arrow::borrowed(cx, first);
            quote_spanned!(span=> __go::go_panic((&&&__go::Shown(#value)).__go_shown()))
        }
        "min" | "max" => {
            let choose = Ident::new(if name == "min" { "smaller" } else { "greater" }, word.span());
            cx.visit_expr_mut(first);
            let first = first.to_token_stream();
            args.fold(first, |chosen, value| {
                cx.visit_expr_mut(value);
                quote_spanned!(span=> __go::#choose(#chosen, #value))
            })
        }
        _ => return None,
    })
}

/// `make(chan T)`, `make(chan T, n)`
fn expand_make(cx: &mut Lower<'_>, call: &mut ExprCall, word: &Ident) -> TokenStream {
    let element = match &*call.func {
        Expr::Path(path) => path.path.segments.last().map(|last| last.arguments.to_token_stream()),
        _ => None,
    };
    if let Some(extra) = call.args.iter().nth(1) {
        let count = call.args.len() + 1;
        let tokens: Vec<_> = element.into_iter().flatten().collect();
        let element = gotokens::text(tokens.get(3..tokens.len().saturating_sub(1)).unwrap_or_default());
        let args: Vec<_> = call.args.to_token_stream().into_iter().collect();
        let message = format!(
            "invalid operation: make(chan {element}, {}) expects 1 or 2 arguments; found {count}\nhelp: the second is the size \
             of the buffer: `make(chan {element}, 10)`",
            gotokens::text(&args)
        );
        cx.cx.push(syn::Error::new_spanned(extra, message));
        return quote!(loop {});
    }
    let Some(size) = call.args.first_mut() else {
        let make = Ident::new("make", word.span());
        // The user's own span: the call says where the channel was made.
        return quote_spanned!(word.span()=> __go::#make #element ());
    };
    check_size(cx, size);
    cx.visit_expr_mut(size);
    let place = super::arrow::first_span(size);
    let tokens: Vec<_> = element.into_iter().flatten().collect();
    let element: TokenStream =
        tokens.get(3..tokens.len().saturating_sub(1)).unwrap_or_default().iter().cloned().collect();
    quote_spanned!(place=> __go::make_sized::<#element, _>(#size))
}

/// Refuses what can be seen to be no size.
fn check_size(cx: &mut Lower<'_>, size: &Expr) {
    let text = gotokens::text(&size.to_token_stream().into_iter().collect::<Vec<_>>());
    let message = match size {
        Expr::Lit(lit) if matches!(lit.lit, Lit::Float(_)) => {
            format!("{text} (untyped float constant) truncated to int\nhelp: give the size as a whole number")
        }
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) && matches!(&*unary.expr, Expr::Lit(_)) => {
            format!(
                "invalid argument: index {text} (constant of type int) must not be negative\nhelp: `0` means no buffer"
            )
        }
        _ => return,
    };
    cx.cx.push(syn::Error::new(size.span(), message));
}
