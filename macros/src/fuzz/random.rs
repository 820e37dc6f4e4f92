//! Token streams without sense: Rust's and Go's tokens in any order, nested a little.

use fastrand::Rng;
use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};

use super::corpus::{Corpus, pick};

/// Pieces of either language, whole or cut off.
const PIECES: &[&str] = &[
    "<-",
    ":=",
    "++",
    "--",
    "=>",
    "->",
    "::",
    "..",
    "..=",
    "...",
    "&mut",
    "&&",
    "||",
    "|x|",
    "<-chan",
    "chan<-",
    "chan i32",
    "chan",
    "case",
    "default",
    "default:",
    "case v := <-c:",
    "case c <- v:",
    "case v, ok := <-c:",
    "case v = <-c:",
    "case <-c:",
    "v = c.recv() =>",
    "c.send(v) =>",
    "default =>",
    "go",
    "func",
    "func()",
    "func(x: i32)",
    "range",
    "for v := range c",
    "for i := 0; i < n; i++",
    "select",
    "select {}",
    "defer",
    "defer f();",
    "go f();",
    "make(chan i32)",
    "make(chan i32, 1)",
    "close(c)",
    "len(c)",
    "cap(c)",
    "if",
    "if let",
    "else",
    "match x",
    "loop",
    "while",
    "for x in xs",
    "let",
    "let x = ",
    "mut",
    "ref",
    "move",
    "move ||",
    "return",
    "break",
    "continue",
    "'a",
    "'a:",
    "async",
    "async move",
    "await",
    ".await",
    "fn",
    "fn f()",
    "impl",
    "impl T for U",
    "trait",
    "mod",
    "struct S",
    "enum E",
    "union",
    "const",
    "static",
    "unsafe",
    "extern \"C\"",
    "dyn",
    "where",
    "pub",
    "pub(crate)",
    "use a::b;",
    "self",
    "Self",
    "super",
    "crate",
    "r#type",
    "r#fn",
    "_",
    "x",
    "y",
    "f",
    "c",
    "ok",
    "T",
    "i32",
    "Vec<T>",
    "x: i32",
    "x.y",
    "x.0",
    "x.0.1",
    "f(x)",
    "a::b(x)",
    "x.f(y)",
    "S(x)",
    "Some(x)",
    "&x",
    "*x",
    "-x",
    "!x",
    "x?",
    "x as T",
    "x = y",
    "x += 1",
    "1",
    "1.",
    "1.5",
    "-1",
    "18446744073709551616",
    "0xff",
    "\"{x}\"",
    "\"{r#type} {x:>w$} {0} {{\"",
    "b\"x\"",
    "'c'",
    "c\"x\"",
    "true",
    "go!(f(x))",
    "go! { f(x) }",
    "go!(|m| { f(m) }(x))",
    "go!(move || {}())",
    "defer!(f(x))",
    "select! { case v := <-c: f(v) }",
    "println!(\"{x}\")",
    "vec![x; 3]",
    "matches!(x, 1 | 2 if f(x))",
    "m!(self)",
    "#[a]",
    "#![a]",
    "#[test]",
    "#[plain]",
    "#[goroutines]",
    "///",
    ";",
    ";",
    ";",
    ",",
    ",",
    ":",
    "=",
    "$",
    "@",
    "~",
    "`",
];

/// A short stream of any tokens.
pub(super) fn stream(rng: &mut Rng, corpus: &Corpus) -> TokenStream {
    nested(rng, corpus, 4)
}

fn nested(rng: &mut Rng, corpus: &Corpus, depth: u32) -> TokenStream {
    (0..rng.u32(0..10)).flat_map(|_| some(rng, corpus, depth)).collect()
}

/// One token, a group, or a piece.
fn some(rng: &mut Rng, corpus: &Corpus, depth: u32) -> TokenStream {
    match rng.u8(..10) {
        0..=4 => piece(rng),
        5 => corpus.leaf(rng).into(),
        6 => TokenTree::Punct(Punct::new(*pick(rng, &['<', '-', ':', '=', '+', '|', '&', '.', '\'']), spacing(rng)))
            .into(),
        _ if depth == 0 => piece(rng),
        _ => TokenTree::Group(Group::new(delimiter(rng), nested(rng, corpus, depth - 1))).into(),
    }
}

/// A piece of either language.
pub(super) fn piece(rng: &mut Rng) -> TokenStream {
    // Some pieces are no tokens by themselves, as a lone quote.
    (*pick(rng, PIECES)).parse().unwrap_or_else(|_| TokenTree::Ident(Ident::new("x", Span::call_site())).into())
}

pub(super) fn delimiter(rng: &mut Rng) -> Delimiter {
    *pick(rng, &[Delimiter::Parenthesis, Delimiter::Brace, Delimiter::Brace, Delimiter::Bracket, Delimiter::None])
}

pub(super) fn spacing(rng: &mut Rng) -> Spacing {
    *pick(rng, &[Spacing::Joint, Spacing::Alone])
}
