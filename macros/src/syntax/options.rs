//! The options of `#[goroutines(…)]`: `dyn`, `crate = path` for a crate that is re-exported,
//! `allow_leaks` for a test, and on `main` what the runtime's builder sets:
//! `workers = 4, on_panic = handler`.

use syn::parse::{Parse, ParseStream};
use syn::{Expr, Ident, LitInt, Path, Token, punctuated::Punctuated};

use super::runtime_names::SETTINGS;

/// The options in the parentheses of the attribute.
#[derive(Default)]
pub(crate) struct Options {
    /// Methods of a trait return boxed futures, so that the trait can be used as `dyn`.
    pub(crate) boxed: Option<Token![dyn]>,
    /// Where the crate is found.
    pub(crate) path: Option<Path>,
    /// How many goroutines a test may leave behind.
    pub(crate) allow_leaks: Option<AllowLeaks>,
    /// What the runtime's builder is to set.
    pub(crate) runtime: Vec<Setting>,
}

/// `name = value`: a method of the runtime's builder, and its argument.
#[derive(Clone)]
pub(crate) struct Setting {
    pub(crate) name: Ident,
    pub(crate) value: Expr,
}

/// `allow_leaks`: any number, or `allow_leaks = N`.
#[derive(Clone)]
pub(crate) struct AllowLeaks {
    /// The word itself.
    pub(crate) word: Ident,
    /// The number.
    pub(crate) number: Option<LitInt>,
}

#[expect(clippy::large_enum_variant, reason = "one at a time, read and taken apart at once")]
enum Opt {
    Dyn(Token![dyn]),
    Crate(Path),
    AllowLeaks(AllowLeaks),
    Setting(Setting),
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
        if input.peek(Ident) && SETTINGS.contains(&&*input.fork().parse::<Ident>()?.to_string()) {
            let name = input.parse()?;
            input.parse::<Token![=]>()?;
            return Ok(Opt::Setting(Setting { name, value: input.parse()? }));
        }
        if input.peek(Ident) && input.fork().parse::<Ident>()? == "allow_leaks" {
            let word = input.parse()?;
            let number = if input.parse::<Option<Token![=]>>()?.is_some() { Some(input.parse()?) } else { None };
            return Ok(Opt::AllowLeaks(AllowLeaks { word, number }));
        }
        Err(input.error(
            "unknown option of `#[goroutines]`\nhelp: the options are `dyn`, `crate = path`, `allow_leaks` on a test, and \
             on `main` what `Runtime::builder()` sets, such as `workers = 4`",
        ))
    }
}

impl Parse for Options {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut options = Self::default();
        for opt in Punctuated::<Opt, Token![,]>::parse_terminated(input)? {
            match opt {
                Opt::Dyn(token) => options.boxed = Some(token),
                Opt::Crate(path) => options.path = Some(path),
                Opt::AllowLeaks(allow) => options.allow_leaks = Some(allow),
                Opt::Setting(setting) => options.runtime.push(setting),
            }
        }
        Ok(options)
    }
}
