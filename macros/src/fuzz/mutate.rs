//! Small changes to a program: what a slip of the hand, a Go habit or a careless macro does to it.

use fastrand::Rng;
use proc_macro2::{Group, Ident, Literal, Punct, Span, TokenStream, TokenTree};

use super::corpus::{Corpus, pick};
use super::random;

/// Names with a meaning of their own somewhere.
const NAMES: &[&str] = &[
    "_",
    "self",
    "Self",
    "super",
    "crate",
    "async",
    "await",
    "__go_value",
    "go",
    "chan",
    "case",
    "default",
    "select",
    "func",
    "range",
    "move",
    "mut",
    "ref",
    "box",
    "dyn",
    "fn",
    "let",
    "union",
    "main",
    "test",
    "plain",
    "goroutines",
    "x",
    "X",
    "é",
];

/// `tokens` after one to four changes.
pub(super) fn mutate(rng: &mut Rng, corpus: &Corpus, tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens;
    for _ in 0..rng.u32(1..=4).min(rng.u32(1..=4)) {
        tokens = mutate_once(rng, corpus, tokens);
    }
    tokens
}

/// Walks down to some token and changes it there.
fn mutate_once(rng: &mut Rng, corpus: &Corpus, tokens: TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let groups: Vec<usize> = (0..tokens.len()).filter(|&at| matches!(tokens[at], TokenTree::Group(_))).collect();
    if !groups.is_empty() && rng.u8(..4) > 0 {
        let at = *pick(rng, &groups);
        if let TokenTree::Group(group) = &tokens[at] {
            let mut new = Group::new(group.delimiter(), mutate_once(rng, corpus, group.stream()));
            new.set_span(group.span());
            tokens[at] = TokenTree::Group(new);
        }
    } else {
        change(rng, corpus, &mut tokens);
    }
    tokens.into_iter().collect()
}

/// Changes something in this list of tokens.
fn change(rng: &mut Rng, corpus: &Corpus, tokens: &mut Vec<TokenTree>) {
    let (start, end) = range(rng, tokens);
    match rng.u8(..16) {
        0 => drop(tokens.drain(start..end)),
        1 => insert(tokens, end, tokens[start..end].to_vec()),
        2 if !tokens.is_empty() => {
            let (a, b) = (rng.usize(..tokens.len()), rng.usize(..tokens.len()));
            tokens.swap(a, b);
        }
        3 => insert(tokens, start, random::piece(rng)),
        4 => drop(tokens.splice(start..end, random::piece(rng))),
        5 => drop(tokens.splice(start..end, [corpus.leaf(rng)])),
        6 => drop(tokens.splice(start..end, [TokenTree::Group(corpus.group(rng).clone())])),
        7 => insert(tokens, start, part(rng, corpus)),
        8 => drop(tokens.splice(start..end, part(rng, corpus))),
        9 => {
            let inner = tokens.drain(start..end).collect();
            tokens.insert(start, TokenTree::Group(Group::new(random::delimiter(rng), inner)));
        }
        10 => regroup(rng, tokens),
        11 => unwrap(tokens, start),
        12 | 13 => rename(rng, tokens),
        14 => respell(rng, tokens),
        _ => statement(rng, tokens),
    }
}

fn insert(tokens: &mut Vec<TokenTree>, at: usize, new: impl IntoIterator<Item = TokenTree>) {
    drop(tokens.splice(at..at, new));
}

/// Some tokens that stand beside each other, few more often than many.
fn range(rng: &mut Rng, tokens: &[TokenTree]) -> (usize, usize) {
    let start = rng.usize(..=tokens.len());
    let length = rng.usize(..4).min(rng.usize(..4)) + 1;
    (start, (start + length).min(tokens.len()))
}

/// Some tokens of another program.
fn part(rng: &mut Rng, corpus: &Corpus) -> Vec<TokenTree> {
    let other: Vec<_> = corpus.group(rng).stream().into_iter().collect();
    let (start, end) = range(rng, &other);
    other[start..end].to_vec()
}

/// Gives a group other delimiters.
fn regroup(rng: &mut Rng, tokens: &mut [TokenTree]) {
    for token in tokens {
        if let TokenTree::Group(group) = token
            && rng.bool()
        {
            *token = TokenTree::Group(Group::new(random::delimiter(rng), group.stream()));
            return;
        }
    }
}

/// Takes the delimiters off a group.
fn unwrap(tokens: &mut Vec<TokenTree>, start: usize) {
    let group = (start..tokens.len()).find_map(|at| match &tokens[at] {
        TokenTree::Group(group) => Some((at, group.stream())),
        _ => None,
    });
    if let Some((at, inner)) = group {
        drop(tokens.splice(at..=at, inner));
    }
}

/// Gives a name another one, that of another token of the list or one with a meaning of its own.
fn rename(rng: &mut Rng, tokens: &mut [TokenTree]) {
    let names: Vec<usize> = (0..tokens.len()).filter(|&at| matches!(tokens[at], TokenTree::Ident(_))).collect();
    if names.is_empty() {
        return;
    }
    let new = match rng.u8(..3) {
        0 => tokens[*pick(rng, &names)].clone(),
        1 => TokenTree::Ident(Ident::new_raw(pick::<&str>(rng, &["type", "x", "fn", "await"]), Span::call_site())),
        _ => TokenTree::Ident(Ident::new(pick::<&str>(rng, NAMES), Span::call_site())),
    };
    tokens[*pick(rng, &names)] = new;
}

/// Sets a mark apart from the next one or joins the two, or gives a literal another value.
fn respell(rng: &mut Rng, tokens: &mut [TokenTree]) {
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if rng.u8(..3) == 0 => {
                *token = TokenTree::Punct(Punct::new(punct.as_char(), random::spacing(rng)));
                return;
            }
            TokenTree::Literal(_) if rng.bool() => {
                let new = [
                    Literal::u64_unsuffixed(u64::MAX),
                    Literal::string("{r#fn} {"),
                    Literal::f64_unsuffixed(0.5),
                    Literal::i8_suffixed(1),
                ];
                *token = TokenTree::Literal(pick(rng, &new).clone());
                return;
            }
            _ => {}
        }
    }
}

/// Moves, doubles or drops a whole statement.
fn statement(rng: &mut Rng, tokens: &mut Vec<TokenTree>) {
    let ends: Vec<usize> = (0..tokens.len())
        .filter(|&at| matches!(&tokens[at], TokenTree::Punct(punct) if matches!(punct.as_char(), ';' | ',')))
        .collect();
    if ends.len() < 2 {
        return;
    }
    let which = rng.usize(1..ends.len());
    let statement: Vec<_> = tokens.drain(ends[which - 1] + 1..=ends[which]).collect();
    let to = if rng.bool() { 0 } else { ends[which - 1] + 1 };
    for _ in 0..rng.usize(..3) {
        insert(tokens, to, statement.clone());
    }
}
