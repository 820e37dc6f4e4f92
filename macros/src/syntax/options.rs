//! The options of `#[goroutines(…)]`: `dyn`, and `crate = path` for a crate that is re-exported.

use syn::parse::{Parse, ParseStream};
use syn::{Path, Token, punctuated::Punctuated};

/// What stands in the parentheses of the attribute.
#[derive(Default)]
pub(crate) struct Options {
    /// Methods of a trait return boxed futures, so that the trait can be used as `dyn`.
    pub(crate) boxed: Option<Token![dyn]>,
    /// Where the crate is found.
    pub(crate) path: Option<Path>,
}

enum Opt {
    Dyn(Token![dyn]),
    Crate(Path),
}

impl Parse for Opt {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Token![dyn]) {
            return input.parse().map(Opt::Dyn);
        }
        if input.peek(Token![crate]) {
            input.parse::<Token![crate]>()?;
            input.parse::<Token![=]>()?;
            return input.call(Path::parse_mod_style).map(Opt::Crate);
        }
        Err(input.error("unknown option of `#[goroutines]`\nhelp: the options are `dyn` and `crate = path`"))
    }
}

impl Parse for Options {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut options = Self::default();
        for opt in Punctuated::<Opt, Token![,]>::parse_terminated(input)? {
            match opt {
                Opt::Dyn(token) => options.boxed = Some(token),
                Opt::Crate(path) => options.path = Some(path),
            }
        }
        Ok(options)
    }
}
