//! What every input becomes, in a file: to compare a rewrite of the macros with what was before it.
//!
//! Each token is followed by the line and column of its span, so that a message that points
//! elsewhere is a difference too.

use std::env;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};

use fastrand::Rng;
use proc_macro2::{TokenStream, TokenTree};

use super::Entry;
use super::corpus::Corpus;
use super::mutate::mutate;
use crate::syntax::go::Delimiter;

/// Writes what the programs, and mutated parts of them, become to the file that
/// `GOROUTINES_FUZZ_DUMP` names.
#[test]
fn expansions_to_a_file() {
    let Some(path) = env::var_os("GOROUTINES_FUZZ_DUMP") else { return };
    let mut out = BufWriter::new(File::create(path).expect("a writable file"));
    let corpus = Corpus::read();
    let mut inputs: Vec<(Entry, TokenStream)> = Vec::new();
    inputs.extend(corpus.items().iter().map(|item| (Entry::Attribute(""), item.clone())));
    inputs.extend(corpus.types().iter().map(|item| (Entry::Share, item.clone())));
    for body in corpus.go_bodies() {
        for delimiter in [Delimiter::Brace, Delimiter::Paren, Delimiter::Unknown] {
            inputs.push((Entry::Go(delimiter), body.clone()));
        }
    }
    inputs.extend(corpus.select_bodies().iter().map(|body| (Entry::Select, body.clone())));
    for index in 0..super::number("GOROUTINES_FUZZ_INPUTS", 4_000) {
        let rng = &mut Rng::with_seed(index << 24);
        let item = corpus.item(rng);
        inputs.push((Entry::Attribute(""), mutate(rng, &corpus, item)));
        let body = corpus.go_body(rng);
        inputs.push((Entry::Go(Delimiter::Brace), mutate(rng, &corpus, body)));
    }
    for (entry, tokens) in inputs {
        let mut line = String::new();
        show(entry.expand(tokens).into_tokens(), &mut line);
        writeln!(out, "{entry:?}:{line}").expect("a writable file");
    }
}

fn show(tokens: TokenStream, line: &mut String) {
    for token in tokens {
        let at = token.span().start();
        match &token {
            TokenTree::Group(group) => {
                let _ = write!(line, " {:?}@{}.{}[", group.delimiter(), at.line, at.column);
                show(group.stream(), line);
                line.push(']');
            }
            leaf => {
                let _ = write!(line, " {leaf}@{}.{}", at.line, at.column);
            }
        }
    }
}
