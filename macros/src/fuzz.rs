//! No input makes a macro panic, and what a macro accepts parses as Rust: shown on random and on
//! mutated token streams.
//!
//! The accepted programs of `tests/ui` and the examples are the corpus. Every input has a number,
//! and the seed and the number say what it is: a failure prints both, and the input.
//! `GOROUTINES_FUZZ_SEED` and `GOROUTINES_FUZZ_INPUTS` set the seed and how many inputs there are
//! in all; `-- --nocapture` shows the figures. With `GOROUTINES_FUZZ_DUMP` [`dump`] writes what the
//! inputs become.

mod corpus;
mod dump;
mod mutate;
mod names;
mod random;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;
use std::{env, fmt};

use fastrand::Rng;
use proc_macro2::TokenStream;

use self::corpus::Corpus;
use crate::entry::{self, Expansion};
use crate::syntax::go::Delimiter;

/// How many inputs there are in all, where the environment does not say.
const INPUTS: u64 = 100_000;

/// An entry point, and what it is given besides its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    Attribute(&'static str),
    Go(Delimiter),
    Select,
    Defer,
    Share,
}

impl Entry {
    fn expand(self, tokens: TokenStream) -> Expansion {
        match self {
            Entry::Attribute(options) => entry::goroutines(options.parse().expect("tokens"), tokens),
            Entry::Go(delimiter) => entry::go(delimiter, tokens),
            Entry::Select => entry::select(tokens),
            Entry::Defer => entry::defer(tokens),
            Entry::Share => entry::derive_share(tokens),
        }
    }

    /// Why what the entry point made of accepted tokens is no Rust, if it is none.
    fn parse(self, expansion: TokenStream) -> syn::Result<()> {
        match self {
            Entry::Attribute(_) | Entry::Share => syn::parse2::<syn::File>(expansion).map(drop),
            // Functions in the Go-looking form, where items stand.
            Entry::Go(_) if syn::parse2::<syn::File>(expansion.clone()).is_ok() => Ok(()),
            Entry::Go(_) | Entry::Select | Entry::Defer => syn::parse2::<syn::Block>(expansion).map(drop),
        }
    }
}

/// What became of an input.
enum Outcome {
    Accepted,
    Rejected,
    Failed(String),
}

fn run(entry: Entry, tokens: &TokenStream) -> Outcome {
    let expansion = match catch_unwind(AssertUnwindSafe(|| entry.expand(tokens.clone()))) {
        Ok(expansion) => expansion,
        Err(_) => return Outcome::Failed("the macro panicked".to_owned()),
    };
    let accepted = expansion.is_accepted();
    let expansion = expansion.into_tokens();
    if !accepted {
        return Outcome::Rejected;
    }
    match entry.parse(expansion.clone()) {
        Ok(()) => Outcome::Accepted,
        Err(error) => Outcome::Failed(format!("what it accepted is no Rust: {error}\n  it became: {expansion}")),
    }
}

/// How many inputs were tried, and what became of them.
#[derive(Default)]
struct Figures {
    accepted: u64,
    rejected: u64,
    failures: Vec<String>,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { accepted, rejected, failures } = self;
        let inputs = accepted + rejected + failures.len() as u64;
        write!(f, "{inputs} inputs: {accepted} accepted, {rejected} rejected, {} failed", failures.len())
    }
}

/// Tries a share of all inputs, and fails if one of them does.
fn fuzz(name: &str, percent: u64, input: impl Fn(&mut Rng) -> (Entry, TokenStream)) {
    let seed = number("GOROUTINES_FUZZ_SEED", 1);
    let inputs = number("GOROUTINES_FUZZ_INPUTS", INPUTS) * percent / 100;
    println!("{name}: GOROUTINES_FUZZ_SEED={seed}");
    let start = Instant::now();
    let mut figures = Figures::default();
    for index in 0..inputs {
        let (entry, tokens) = input(&mut Rng::with_seed(seed ^ (index << 24)));
        match run(entry, &tokens) {
            Outcome::Accepted => figures.accepted += 1,
            Outcome::Rejected => figures.rejected += 1,
            Outcome::Failed(why) => {
                figures.failures.push(format!("input {index}, {entry:?}: {why}\n  it was: {tokens}"))
            }
        }
        if figures.failures.len() == 20 {
            break;
        }
    }
    println!("{name}: {figures}, {:.1} s", start.elapsed().as_secs_f64());
    assert!(figures.failures.is_empty(), "seed {seed}\n{}", figures.failures.join("\n\n"));
}

fn number(variable: &str, default: u64) -> u64 {
    env::var(variable).ok().map_or(default, |text| text.parse().expect("a number"))
}

fn any_entry(rng: &mut Rng) -> Entry {
    match rng.u8(..20) {
        0..=7 => attribute(rng),
        8..=12 => go(rng),
        13..=16 => Entry::Select,
        17 => Entry::Defer,
        _ => Entry::Share,
    }
}

fn attribute(rng: &mut Rng) -> Entry {
    let options = [
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "dyn",
        "crate = a::b",
        "dyn, crate = a",
        "dyn dyn",
        "crate =",
        "workers = 4, on_panic = f",
    ];
    Entry::Attribute(options[rng.usize(..options.len())])
}

fn go(rng: &mut Rng) -> Entry {
    let delimiters = [Delimiter::Brace, Delimiter::Paren, Delimiter::Unknown];
    Entry::Go(delimiters[rng.usize(..delimiters.len())])
}

#[test]
fn random_tokens() {
    let corpus = Corpus::read();
    fuzz("random tokens", 45, |rng| (any_entry(rng), random::stream(rng, &corpus)));
}

#[test]
fn random_function_bodies() {
    let corpus = Corpus::read();
    fuzz("random function bodies", 15, |rng| {
        let body = random::stream(rng, &corpus);
        (attribute(rng), quote::quote!(fn f(a: &A, mut b: B) { #body }))
    });
}

#[test]
fn mutated_items() {
    let corpus = Corpus::read();
    fuzz("mutated items", 20, |rng| {
        let item = corpus.item(rng);
        let entry = if rng.u8(..20) == 0 { any_entry(rng) } else { attribute(rng) };
        (entry, mutate::mutate(rng, &corpus, item))
    });
}

#[test]
fn mutated_types() {
    let corpus = Corpus::read();
    fuzz("mutated types", 5, |rng| {
        let item = corpus.type_item(rng);
        (Entry::Share, mutate::mutate(rng, &corpus, item))
    });
}

#[test]
fn mutated_calls() {
    let corpus = Corpus::read();
    fuzz("mutated calls", 15, |rng| {
        let (entry, tokens) =
            if rng.bool() { (go(rng), corpus.go_body(rng)) } else { (Entry::Select, corpus.select_body(rng)) };
        (entry, mutate::mutate(rng, &corpus, tokens))
    });
}
