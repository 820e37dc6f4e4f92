//! `package main` and `import (…)`: read and dropped, since what is imported is at hand. An import of
//! a package that this crate does not mirror is an error that names what Rust has for it.

use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};
use quote::quote;

use super::gotokens::{contents, group_at, ident_at, is_ident, is_joint, punct_at};
use super::package::is_package;
use super::respell::Respell;
use crate::diagnostics::Diagnostics;

/// What Rust has in place of a package: the beginning of Go's path, and what to write.
const IN_RUST: &[(&str, &str)] = &[
    ("bufio", "`for line in io::lines(&conn)` for sockets, `std::io::BufReader` for files"),
    ("bytes", "`Vec<u8>` and the methods of slices"),
    ("cmp", "`std::cmp`"),
    ("container/heap", "`std::collections::BinaryHeap`"),
    ("container/list", "`std::collections::VecDeque`"),
    ("crypto", "the crates of RustCrypto, such as `sha2`"),
    ("database/sql", "the crates `sqlx` or `rusqlite`"),
    ("encoding/json", "the crates `serde` and `serde_json`"),
    ("encoding", "the crate `serde` and its formats"),
    ("flag", "`std::env::args()`, or the crate `clap`"),
    ("golang.org/x/sync/errgroup", "`sync::ErrGroup`"),
    ("golang.org/x/sync/semaphore", "`sync::Semaphore`"),
    ("golang.org/x/sync/singleflight", "`sync::SingleFlight`"),
    ("golang.org/x/time/rate", "`rate::Limiter`"),
    ("io", "`std::io`, and `goroutines::io` for sockets"),
    ("log", "`eprintln!`, or the crates `log` and `tracing`"),
    ("maps", "the methods of `HashMap`"),
    ("net/http", "the crates `axum`, `hyper` or `reqwest`, which run in goroutines"),
    ("net", "`goroutines::net`: `net::TcpListener::bind(addr)`, `net::dial(addr)`"),
    ("os/exec", "`std::process::Command`"),
    ("os/signal", "`signal::notify(&ch, [Signal::INTERRUPT])`"),
    ("path", "`std::path`"),
    ("reflect", "traits and generics"),
    ("regexp", "the crate `regex`"),
    ("slices", "the methods of slices and `Vec`"),
    ("syscall", "`goroutines::signal` for signals, or the crate `libc`"),
    ("testing", "`#[goroutines] #[test] fn name() { … }`"),
    ("unicode", "the methods of `char` and `str`"),
    ("unsafe", "nothing: this crate has no unsafe code"),
];

impl Respell<'_> {
    /// `package main`, `import "fmt"`, `import ( … )`: nothing.
    pub(super) fn clause(&mut self, tokens: &[TokenTree], at: usize) -> Option<usize> {
        let end = match tokens.get(at + 1)? {
            TokenTree::Ident(_) if ident_at(tokens, at, "package") => at + 2,
            TokenTree::Literal(_) if ident_at(tokens, at, "import") => at + 2,
            TokenTree::Ident(_)
                if ident_at(tokens, at, "import") && matches!(tokens.get(at + 2), Some(TokenTree::Literal(_))) =>
            {
                at + 3
            }
            TokenTree::Group(_)
                if ident_at(tokens, at, "import") && group_at(tokens, at + 1, Delimiter::Parenthesis).is_some() =>
            {
                at + 2
            }
            _ => return None,
        };
        Some(if punct_at(tokens, end, ';') && !is_joint(tokens, end, ';', ';') { end + 1 } else { end })
    }
}

/// Reports each package that `tokens`, items, import and this crate does not mirror. What follows from
/// the lack of one is no mistake of its own: the caller stops if there are any.
pub(crate) fn report_missing(cx: &mut Diagnostics, tokens: &TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let before = cx.count();
    // Of `cmp` the constraint is read.
    let orders = tokens.windows(3).any(|part| is_ident(&part[0], "cmp") && is_ident(&part[2], "Ordered"))
        || tokens.iter().any(|token| {
            matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket
                && group.stream().to_string().replace(' ', "").contains("cmp.Ordered"))
        });
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Literal(path) = token
            && (ident_at(&tokens, at.wrapping_sub(1), "import") || ident_at(&tokens, at.wrapping_sub(2), "import"))
        {
            report(cx, path, orders);
        }
        if let Some(list) = group_at(&tokens, at, Delimiter::Parenthesis)
            && ident_at(&tokens, at.wrapping_sub(1), "import")
        {
            for token in contents(list) {
                if let TokenTree::Literal(path) = token {
                    report(cx, &path, orders);
                }
            }
        }
    }
    cx.count() > before
}

/// What is left of items that are not read: a `main`, if they have one, so that rustc does not miss it.
pub(crate) fn stub(tokens: &TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is_main = |at: &usize| {
        ident_at(&tokens, *at, "main") && ["func", "fn"].iter().any(|word| ident_at(&tokens, at.wrapping_sub(1), word))
    };
    (0..tokens.len())
        .find(is_main)
        .map(|_| {
            quote!(
                fn main() {}
            )
        })
        .unwrap_or_default()
}

/// Reports the package `path`, unless it is mirrored, or is the `cmp` of `cmp.Ordered`.
fn report(cx: &mut Diagnostics, literal: &Literal, orders: bool) {
    let text = literal.to_string();
    let path = text.trim_matches(['"', '`']);
    if orders && path == "cmp" {
        return;
    }
    let mut names = path.rsplit('/').skip_while(|name| name.starts_with('v') && name[1..].parse::<u32>().is_ok());
    if names.next().is_some_and(is_package) {
        return;
    }
    let known = IN_RUST.iter().find(|(start, _)| path.strip_prefix(start).is_some_and(is_end));
    let help = match known {
        Some((_, rust)) => format!("leave the import out and use {rust}"),
        None => "leave the import out and use a crate of Rust's in its place".to_owned(),
    };
    cx.help(literal.span(), format_args!("package {path} is not read by its Go name"), help);
}

/// Whether a path that begins with a name of the table ends there, or goes on below it.
fn is_end(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('/')
}
