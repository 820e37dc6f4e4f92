//! The std macros whose arguments are expressions, and so goroutine code; other macros' tokens are
//! left alone.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Expr, Ident, Lit, Macro, Pat, Token, punctuated::Punctuated};

use super::{gotokens, marker, owner};

/// The parsed arguments of a std macro.
pub(crate) enum Args {
    /// `a, b, name = c`, also with a trailing comma.
    List(Vec<Arg>),
    /// `vec![value; len]`.
    Repeat(Expr, Expr),
    /// `matches!(expr, pattern if guard)`.
    Matches(Expr, Box<Pat>, Option<Expr>),
}

/// One argument, with the name of a named one.
pub(crate) struct Arg {
    pub(crate) name: Option<Ident>,
    pub(crate) value: Expr,
}

/// Macros whose arguments are plain expressions, with the index of their format string.
const KNOWN: &[(&str, Option<usize>)] = &[
    ("assert", Some(1)),
    ("assert_eq", Some(2)),
    ("assert_ne", Some(2)),
    ("dbg", None),
    ("debug_assert", Some(1)),
    ("debug_assert_eq", Some(2)),
    ("debug_assert_ne", Some(2)),
    ("eprint", Some(0)),
    ("eprintln", Some(0)),
    ("format", Some(0)),
    ("format_args", Some(0)),
    ("matches", None),
    ("panic", Some(0)),
    ("print", Some(0)),
    ("println", Some(0)),
    ("todo", Some(0)),
    ("unimplemented", Some(0)),
    ("unreachable", Some(0)),
    ("vec", None),
    ("write", Some(1)),
    ("writeln", Some(1)),
];

/// Whether `name` is the name of a known macro.
pub(crate) fn is_known(name: &str) -> bool {
    KNOWN.iter().any(|(known, _)| *known == name)
}

/// The name of a known macro, if `mac` is one.
pub(crate) fn known(mac: &Macro) -> Option<&'static str> {
    let name = mac.path.segments.last()?.ident.to_string();
    let (known, _) = KNOWN.iter().find(|(known, _)| *known == name)?;
    owner::is_std(mac).then_some(*known)
}

/// Where the format string of the known macro `name` stands.
fn format_index(name: &str) -> Option<usize> {
    KNOWN.iter().find(|(known, _)| *known == name).and_then(|(_, index)| *index)
}

/// The arguments of a known macro; `None` for any other macro, and for arguments that rustc will
/// complain about.
pub(crate) fn args(mac: &Macro) -> Option<Args> {
    let name = known(mac)?;
    let tokens = mac.tokens.clone();
    match name {
        "matches" => parse_matches.parse2(tokens).ok(),
        "vec" => parse_repeat.parse2(tokens.clone()).or_else(|_| parse_list.parse2(tokens)).ok(),
        _ => parse_list.parse2(tokens).ok(),
    }
}

/// What `mac` shows of its arguments beside their values: their tokens, as written.
pub(crate) fn shown(mac: &Macro, args: &Args) -> Option<Shown> {
    let name = known(mac)?;
    let Args::List(list) = args else { return None };
    let written = || list.iter().map(|arg| written(&arg.value)).collect();
    match name {
        "assert" | "debug_assert" if list.len() == 1 => Some(Shown::Assertion(written())),
        "dbg" => Some(Shown::Values(written())),
        _ => None,
    }
}

/// The tokens that a macro shows.
pub(crate) enum Shown {
    /// `assert!(cond)`
    Assertion(Vec<TokenStream>),
    /// `dbg!(a, b)`
    Values(Vec<TokenStream>),
}

fn written(value: &Expr) -> TokenStream {
    spelled(value.to_token_stream())
}

/// Go's tokens in place of their markers: `<-c`.
fn spelled(tokens: TokenStream) -> TokenStream {
    let mut spelled = Vec::new();
    let mut rest = tokens.into_iter().peekable();
    while let Some(mut token) = rest.next() {
        let is_arrow = matches!(&token, TokenTree::Punct(hash) if hash.as_char() == '#')
            && matches!(rest.peek(), Some(TokenTree::Group(group)) if group.stream().to_string() == marker::RECV);
        if is_arrow {
            rest.nth(1);
            spelled.extend(gotokens::joint('<', '-', token.span()));
        } else if let TokenTree::Group(group) = &token {
            let mut inner = Group::new(group.delimiter(), self::spelled(group.stream()));
            inner.set_span(group.span());
            spelled.push(inner.into());
        } else {
            marker::restore(&mut token);
            spelled.push(token);
        }
    }
    spelled.into_iter().collect()
}

/// Has `mac` show what the user wrote, where lowering changed its arguments.
pub(crate) fn show(mac: &mut Macro, args: &mut Args, shown: Option<Shown>) {
    let Args::List(list) = args else { return };
    match shown {
        Some(Shown::Assertion(written)) if is_changed(&list[0], &written[0]) => {
            let written = &written[0];
            let text = format!("assertion failed: {}", text_of(written));
            list.extend([quote!("{}"), quote!(#text)].map(|value| Arg { name: None, value: Expr::Verbatim(value) }));
        }
        Some(Shown::Values(written)) if list.iter().zip(&written).any(|(arg, written)| is_changed(arg, written)) => {
            let span = mac.path.span();
            mac.path = syn::parse_quote_spanned!(span=> __go::dbg);
            for (arg, written) in list.iter_mut().zip(&written) {
                let value = &arg.value;
                let text = text_of(written);
                arg.value = Expr::Verbatim(quote!((#value; #text)));
            }
        }
        _ => {}
    }
}

fn text_of(written: &TokenStream) -> String {
    gotokens::text(&written.clone().into_iter().collect::<Vec<_>>())
}

fn is_changed(arg: &Arg, written: &TokenStream) -> bool {
    arg.value.to_token_stream().to_string() != written.to_string()
}

/// Writes changed arguments back.
pub(crate) fn set_args(mac: &mut Macro, args: &Args) {
    mac.tokens = match args {
        Args::List(list) => {
            let list = list.iter().map(|Arg { name, value }| match name {
                Some(name) => quote::quote!(#name = #value),
                None => value.to_token_stream(),
            });
            quote::quote!(#(#list),*)
        }
        Args::Repeat(value, len) => quote::quote!(#value; #len),
        Args::Matches(expr, pat, None) => quote::quote!(#expr, #pat),
        Args::Matches(expr, pat, Some(guard)) => quote::quote!(#expr, #pat if #guard),
    };
}

/// The names that the format string of `mac` takes from the scope, as in `println!("{name}")`.
pub(crate) fn format_names(mac: &Macro, args: &Args) -> Vec<Ident> {
    let (Some(index), Args::List(list)) = (known(mac).and_then(format_index), args) else { return Vec::new() };
    let Some(Arg { name: None, value: Expr::Lit(lit) }) = list.get(index) else { return Vec::new() };
    let Lit::Str(text) = &lit.lit else { return Vec::new() };
    let named = |name: &str| list.iter().any(|arg| arg.name.as_ref().is_some_and(|given| given == name));
    inline_names(&text.value())
        .into_iter()
        .filter(|name| !named(name))
        .filter_map(|name| syn::parse_str::<Ident>(&name).ok())
        .map(|mut name| {
            name.set_span(text.span());
            name
        })
        .collect()
}

/// The identifiers in `{name}`, `{name:…}`, `{:width$}` and `{:.precision$}`.
fn inline_names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        rest = &rest[open + 1..];
        if let Some(after) = rest.strip_prefix('{') {
            rest = after;
            continue;
        }
        let Some(close) = rest.find('}') else { break };
        let (name, spec) = rest[..close].split_once(':').unwrap_or((&rest[..close], ""));
        names.push(name.trim().to_owned());
        names.extend(spec.split('$').rev().skip(1).filter_map(trailing_name));
        rest = &rest[close + 1..];
    }
    names
}

/// The identifier at the end of `text`, as the `w` of `>w` in `{:>w$}`.
fn trailing_name(text: &str) -> Option<String> {
    let start = text.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
    Some(text[start..].to_owned()).filter(|name| name.starts_with(|c: char| c.is_alphabetic() || c == '_'))
}

impl Parse for Arg {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Ident) && input.peek2(Token![=]) && !input.peek2(Token![==]) && !input.peek2(Token![=>]) {
            let name = input.parse()?;
            input.parse::<Token![=]>()?;
            return Ok(Self { name: Some(name), value: input.parse()? });
        }
        Ok(Self { name: None, value: input.parse()? })
    }
}

fn parse_list(input: ParseStream<'_>) -> syn::Result<Args> {
    let list = Punctuated::<Arg, Token![,]>::parse_terminated(input)?;
    Ok(Args::List(list.into_iter().collect()))
}

fn parse_repeat(input: ParseStream<'_>) -> syn::Result<Args> {
    let value = input.parse()?;
    input.parse::<Token![;]>()?;
    Ok(Args::Repeat(value, input.parse()?))
}

fn parse_matches(input: ParseStream<'_>) -> syn::Result<Args> {
    let expr = input.parse()?;
    input.parse::<Token![,]>()?;
    let pat = Box::new(Pat::parse_multi_with_leading_vert(input)?);
    let guard = if input.parse::<Option<Token![if]>>()?.is_some() { Some(input.parse()?) } else { None };
    input.parse::<Option<Token![,]>>()?;
    Ok(Args::Matches(expr, pat, guard))
}
