//! The macros as functions from tokens to tokens, which also run outside a macro call.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use crate::analyze::recursion::Recursion;
use crate::diagnostics::Diagnostics;
use crate::expand::body::Lower;
use crate::expand::{self, imports, paths};
use crate::syntax;
use crate::syntax::fragment::hold_together;
use crate::syntax::go::{Delimiter, Keyword, Spelling, Written};
use crate::syntax::options::Options;
use crate::syntax::owner;

/// What a macro call becomes.
pub(crate) struct Expansion {
    /// The user's code, lowered; after an error, as much of it as could be read.
    code: TokenStream,
    /// The errors, as items or statements that make rustc report them.
    errors: TokenStream,
    /// Whether the two stand in an expression, where they have to be one block.
    is_expression: bool,
}

impl Expansion {
    /// Whether the call is without errors.
    #[cfg(test)]
    pub(crate) fn is_accepted(&self) -> bool {
        self.errors.is_empty()
    }

    /// The tokens in place of the call.
    pub(crate) fn into_tokens(self) -> TokenStream {
        let Self { code, errors, is_expression } = self;
        if is_expression { quote!({ #errors #code }) } else { quote!(#code #errors) }
    }
}

/// `#[goroutines(options)] item`
pub(crate) fn goroutines(options: TokenStream, item: TokenStream) -> Expansion {
    let mut cx = Diagnostics::new();
    let options: Options = cx.ok(syn::parse2(options)).unwrap_or_default();
    let (private, item) = prepare(options.path.as_ref(), item);
    let code = match syn::parse2(item.clone()) {
        Ok(item) => expand::item::expand_item(&mut cx, &options, &private, item),
        Err(error) => unreadable(&mut cx, &options, &private, item, error),
    };
    Expansion { code, errors: cx.finish(), is_expression: false }
}

/// `go!(tokens)` outside marked code.
pub(crate) fn go(delimiter: Delimiter, tokens: TokenStream) -> Expansion {
    if delimiter != Delimiter::Paren && syntax::items::are_items(&tokens) {
        return items(tokens);
    }
    let span = Span::call_site();
    let written = Written { keyword: Keyword::Go, spelling: Spelling::Macro, delimiter };
    lone(tokens, |lower, tokens| {
        lower.body.in_plain_code = true;
        let parsed = syntax::go::parse(lower.cx, written, tokens, span);
        let started = parsed.map(|parsed| expand::go::expand_go(lower, parsed, span));
        // What was read of a block with an error may lack a declaration.
        started.filter(|_| lower.cx.count() == 0).unwrap_or_else(expand::body::placeholder_handle)
    })
}

/// An item with a mistake of syntax in it, which rustc has reported.
fn unreadable(
    cx: &mut Diagnostics,
    options: &Options,
    private: &TokenStream,
    item: TokenStream,
    error: syn::Error,
) -> TokenStream {
    match expand::unread::without_bodies(item.clone()) {
        Some(mut rest) => {
            expand::unread::allow_unused(&mut rest);
            let (rest, check) =
                (expand::item::expand_item(cx, options, private, rest), expand::unread::expand_check(&item));
            quote!(#rest #check)
        }
        None => {
            match expand::unread::go_spelling(item.clone()) {
                Some(token) => {
                    let help = "write `Receiver<T>` for `<-chan T`, `Sender<T>` for `chan<- T` and `Chan<T>` for `chan T`, or \
                                put the function into `go! { … }`";
                    cx.help(
                        token,
                        "Go's spelling is read in `go! { … }`, not in a function with `#[goroutines]`",
                        help,
                    );
                }
                None => cx.push(error),
            }
            item
        }
    }
}

/// The path of the crate's hidden module, and the user's tokens as they are read: fragments hold
/// together, and whose a macro is has been noted.
fn prepare(given: Option<&syn::Path>, tokens: TokenStream) -> (TokenStream, TokenStream) {
    let own = paths::own(given);
    let has_fragments = owner::note(paths::name(&own), &tokens);
    (paths::private(&own), if has_fragments { hold_together(tokens) } else { tokens })
}

/// `go! { items }`
fn items(tokens: TokenStream) -> Expansion {
    let mut cx = Diagnostics::new();
    let (private, tokens) = prepare(None, tokens);
    if syntax::imports::report_missing(&mut cx, &tokens) {
        return Expansion { code: syntax::imports::stub(&tokens), errors: cx.finish(), is_expression: false };
    }
    syntax::body::names_are_imported(true);
    let items = syntax::items::parse(&mut cx, tokens);
    let code = expand::item::expand_items(&mut cx, &private, items);
    Expansion { code, errors: cx.finish(), is_expression: false }
}

/// `select! { tokens }` outside marked code.
pub(crate) fn select(tokens: TokenStream) -> Expansion {
    lone(tokens, |lower, tokens| {
        let parsed = syntax::select::parse(lower.cx, tokens);
        expand::select::expand_select(lower, parsed, Span::call_site())
    })
}

/// `defer!(…)` outside marked code, where no function runs it.
pub(crate) fn defer(_tokens: TokenStream) -> Expansion {
    let mut cx = Diagnostics::new();
    let help = "mark the function with `#[goroutines]`";
    cx.help(Span::call_site(), "`defer!` is outside a goroutine function", help);
    Expansion { code: TokenStream::new(), errors: cx.finish(), is_expression: true }
}

/// `#[derive(Share)] input`
pub(crate) fn derive_share(input: TokenStream) -> Expansion {
    let mut cx = Diagnostics::new();
    let private = paths::private(&paths::own(None));
    let code = cx.ok(syn::parse2(input)).map(|input| expand::share::expand_share(&mut cx, &private, &input));
    Expansion { code: code.unwrap_or_default(), errors: cx.finish(), is_expression: false }
}

/// Expands a macro call that stands outside marked code.
fn lone(tokens: TokenStream, expand: impl FnOnce(&mut Lower<'_>, TokenStream) -> TokenStream) -> Expansion {
    let mut cx = Diagnostics::new();
    let recursion = Recursion::default();
    let (private, tokens) = prepare(None, tokens);
    let mut lower = Lower::new(&mut cx, &recursion, private.clone());
    lower.scopes.push();
    let expanded = expand(&mut lower, tokens);
    let imports = imports(&private);
    Expansion { code: quote!(#imports #expanded), errors: cx.finish(), is_expression: true }
}
