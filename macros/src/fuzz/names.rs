//! Generated code looks nothing up in the user's scope: a type, a trait, a function or a macro of
//! the user may have any of Rust's names.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use super::Entry;
use super::corpus::Corpus;
use crate::syntax::go;

/// What a program can use without an import, and may declare anew.
const RUST: &str = "
    bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize
    Option Some None Result Ok Err Box Vec String ToString ToOwned Clone Copy Send Sync Sized Drop Fn FnMut FnOnce AsyncFn
    AsRef AsMut Into From TryFrom TryInto Default Iterator IntoIterator Extend DoubleEndedIterator ExactSizeIterator
    FromIterator Eq PartialEq Ord PartialOrd Debug Hash Future IntoFuture Pin Unpin Ordering Deref DerefMut Arc Rc Output Item
    drop size_of align_of std core alloc
    vec format print println eprint eprintln panic assert assert_eq assert_ne debug_assert write writeln matches unreachable
    todo unimplemented dbg concat stringify include_str env line file thread_local compile_error cfg format_args
    test derive
";

#[test]
fn generated_code_names_nothing_of_the_scope() {
    let corpus = Corpus::read();
    let rust: BTreeSet<&str> = RUST.split_whitespace().collect();
    let (mut named, mut tried) = (BTreeMap::new(), 0);
    for (entry, tokens) in corpus.inputs() {
        // Once as it is, and once with other names in place of Rust's, behind which generated ones
        // would hide.
        for input in [tokens.clone(), renamed(tokens.clone(), &rust)] {
            let expansion = entry.expand(input.clone());
            if !expansion.is_accepted() {
                continue;
            }
            tried += 1;
            let (mut written, mut found) = (BTreeSet::new(), BTreeSet::new());
            words(input.clone(), &mut written);
            looked_up(expansion.into_tokens(), &mut found);
            for name in found.difference(&written).filter(|name| rust.contains(&***name)) {
                named.entry(name.clone()).or_insert_with(|| input.to_string());
            }
        }
    }
    assert!(tried > 2_000, "only {tried} inputs were accepted");
    assert!(named.is_empty(), "generated code names {named:#?}");
}

/// `tokens` with other names in place of those in `names`.
fn renamed(tokens: TokenStream, names: &BTreeSet<&str>) -> TokenStream {
    let renamed = |token| match token {
        TokenTree::Ident(name) if names.contains(&*name.to_string()) => {
            Ident::new(&format!("{name}x"), name.span()).into()
        }
        TokenTree::Group(group) => Group::new(group.delimiter(), self::renamed(group.stream(), names)).into(),
        token => token,
    };
    tokens.into_iter().map(renamed).collect()
}

/// Every identifier in `tokens`.
fn words(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => _ = found.insert(name.to_string()),
            TokenTree::Group(group) => words(group.stream(), found),
            _ => {}
        }
    }
}

/// The identifiers in `tokens` that may be looked up in the scope: not behind `::`, `.` or `'`, and
/// not declared there.
fn looked_up(tokens: TokenStream, found: &mut BTreeSet<String>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            // Of the attributes only `derive` looks names up.
            TokenTree::Group(group) if is_attribute(&tokens[..at], group) => {
                let mut list = group.stream().into_iter();
                if list.next().is_some_and(|name| name.to_string() == "derive") {
                    looked_up(list.collect(), found);
                }
            }
            TokenTree::Group(group) => looked_up(group.stream(), found),
            TokenTree::Ident(name) if is_looked_up(&tokens, at) => _ = found.insert(name.to_string()),
            _ => {}
        }
    }
}

fn is_looked_up(tokens: &[TokenTree], at: usize) -> bool {
    let mark = |back: usize| match at.checked_sub(back).map(|at| &tokens[at]) {
        Some(TokenTree::Punct(mark)) => mark.as_char(),
        _ => ' ',
    };
    let names_a_type = matches!(tokens.get(at + 1), Some(TokenTree::Punct(mark)) if mark.as_char() == '=');
    match mark(1) {
        '\'' => false,
        ':' => mark(2) != ':',
        '.' => mark(2) == '.',
        // `Future<Output = T>` and `type Output = T`
        '<' if names_a_type => false,
        _ => !matches!(at.checked_sub(1).map(|at| tokens[at].to_string()).as_deref(), Some("fn" | "type" | "struct")),
    }
}

fn is_attribute(before: &[TokenTree], group: &Group) -> bool {
    let after_hash = matches!(before.last(), Some(TokenTree::Punct(mark)) if mark.as_char() == '#');
    after_hash && group.delimiter() == Delimiter::Bracket
}

impl Corpus {
    /// Every part of the corpus as it is, with the macros that take it.
    fn inputs(&self) -> impl Iterator<Item = (Entry, TokenStream)> {
        let items = self.items().iter().flat_map(|item| ["", "dyn"].map(|options| (Entry::Attribute(options), item)));
        let bodies = self.go_bodies().iter();
        let bodies =
            bodies.flat_map(|body| [go::Delimiter::Brace, go::Delimiter::Paren].map(|by| (Entry::Go(by), body)));
        let selects = self.select_bodies().iter().map(|body| (Entry::Select, body));
        let types = self.types().iter().map(|item| (Entry::Share, item));
        items.chain(bodies).chain(selects).chain(types).map(|(entry, tokens)| (entry, tokens.clone()))
    }
}
