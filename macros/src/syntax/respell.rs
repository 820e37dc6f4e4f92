//! The pre-pass: tokens with Go's forms become tokens that Rust's grammar can carry, with
//! [markers](super::marker) for the walk.
//!
//! Everything that is no form of Go's goes through as it is, so Rust in a Go-looking block is
//! untouched, and the tokens keep their spans. How the doubtful readings are decided:
//!
//! - `<-` without a space is one token: a receive where an operand is expected, a send behind one.
//!   `a < -b` stays a comparison, and `<<-` a shift unless `chan` follows.
//! - `x++` and `x--` count only before `;`, `,`, `{` or the end.
//! - `go`, `defer`, `select`, `switch`, `var`, `func`, `chan` are words of the language only where
//!   a form of theirs begins, and names everywhere else. `len(x)`, `cap(x)`, `close(x)`,
//!   `make(chan …)` and `nil` are Go's unless a local variable, or a function of the same block,
//!   has the name; `self::len(x)` is always the user's.
//! - Attributes, items nested in a block, and the tokens of macros that are not std's are left
//!   alone (types excepted).

mod place;
mod word;

pub(crate) use place::Place;
pub(super) use word::placeholder;

use std::collections::{HashMap, HashSet};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::gotokens::{
    contents, follows_operand, ident_at, is_brace, is_fat_arrow, is_joint, is_punct, starts_statement,
};
use super::{lines, marker, method, raw};
use crate::diagnostics::Diagnostics;
use place::{is_read, place_in, variadic};
use word::{copy_attribute, step_operator};

/// The pre-pass, with the errors that it meets.
pub(crate) struct Respell<'a> {
    pub(super) cx: &'a mut Diagnostics,
    /// The methods of the block that change their receiver.
    pub(super) changing: HashSet<String>,
    /// The block's function types: what each name stands for.
    pub(super) func_types: HashMap<String, Vec<TokenTree>>,
    /// What the block's functions give.
    pub(super) results: HashMap<String, Vec<TokenTree>>,
    /// The block's interfaces.
    pub(super) interfaces: HashSet<String>,
    /// The block's functions with type parameters in Go's spelling.
    pub(super) generics: HashSet<String>,
    /// Whether `copy` is Go's: in a block of items that has nothing of that name.
    pub(super) copies: bool,
    /// The visibility of the type that is being declared.
    pub(super) visibility: Vec<TokenTree>,
}

/// Respells `tokens`.
pub(crate) fn respell(cx: &mut Diagnostics, tokens: TokenStream, place: Place) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut tokens = raw::names(tokens);
    if place == Place::Items {
        tokens = super::anonymous::named(tokens);
    }
    let interfaces = super::declaration::interfaces(&tokens);
    let results = super::declaration::results(&tokens);
    let copies = place == Place::Items && !declares(&tokens, "copy");
    if place == Place::Items {
        cx.pointees.extend(super::pointer::pointees(&tokens));
        cx.pointer_methods = super::boxed::pointer_methods(&tokens);
        cx.with_methods.extend(method::receivers(&tokens));
        let numbers = super::declaration::numbers(&tokens);
        cx.numbers = numbers.into_iter().filter(|name| cx.with_methods.contains(name)).collect();
        cx.wrapped = super::declaration::wrapped(&tokens, &cx.with_methods);
        cx.clocks = !super::pointer::declares_field(&tokens, "C");
    }
    let shares = |name: &str| cx.wrapped.contains_key(name);
    let changing = if place == Place::Inner { HashSet::new() } else { method::changing(&tokens, &shares) };
    let mut func_types = super::declaration::func_types(&tokens);
    func_types.retain(|name, _| !cx.wrapped.contains_key(name));
    let generics = super::func::generics(&tokens);
    Respell { cx, changing, func_types, results, interfaces, generics, copies, visibility: Vec::new() }
        .run(&tokens, place)
        .into_iter()
        .collect()
}

/// Whether `tokens` declare a function `name`, or import something of that name.
fn declares(tokens: &[TokenTree], name: &str) -> bool {
    let mut within_use = false;
    (0..tokens.len()).any(|at| {
        within_use = ident_at(tokens, at, "use") || within_use && !is_punct(&tokens[at], ';');
        let follows_func = at > 0 && (ident_at(tokens, at - 1, "fn") || ident_at(tokens, at - 1, "func"));
        match &tokens[at] {
            TokenTree::Ident(word) => word == name && (within_use || follows_func),
            TokenTree::Group(group) => within_use && names(group, name),
            _ => false,
        }
    })
}

/// Whether `name` is among the names of the import list `group`.
fn names(group: &Group, name: &str) -> bool {
    group.stream().into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == name,
        TokenTree::Group(group) => names(&group, name),
        _ => false,
    })
}

impl Respell<'_> {
    /// Respells one list of tokens, with the groups in it.
    pub(super) fn run(&mut self, tokens: &[TokenTree], place: Place) -> Vec<TokenTree> {
        let ended;
        let tokens = match place {
            Place::Block | Place::Items => {
                ended = lines::end_statements(self.cx, tokens);
                &ended[..]
            }
            Place::Inner | Place::Params => tokens,
        };
        let mut out = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while at < tokens.len() {
            at = self.step(tokens, at, place, &mut out);
        }
        out
    }

    /// Respells what begins at `at`, and returns where that ends.
    fn step(&mut self, tokens: &[TokenTree], at: usize, place: Place, out: &mut Vec<TokenTree>) -> usize {
        let next = match place {
            Place::Items => self.item(tokens, at, out),
            Place::Block if starts_statement(tokens, at) => self.statement(tokens, at, out),
            _ => None,
        };
        next.unwrap_or_else(|| self.token(tokens, at, place, out))
    }

    /// A statement in Go's spelling, if one begins at `at`.
    fn statement(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        if let Some(end) = self.nested_item(tokens, at, out) {
            return Some(end);
        }
        match &tokens[at] {
            TokenTree::Ident(word) => match word.to_string().as_str() {
                "go" | "defer" => self.go_statement(tokens, at, out),
                "select" => self.select_statement(tokens, at, out),
                "for" => self.for_statement(tokens, at, &[], out),
                "return" => self.return_statement(tokens, at, out),
                "switch" => self.switch_statement(tokens, at, out),
                "var" | "const" | "type" => self.declaration(tokens, at, Place::Block, out),
                "package" | "import" => self.clause(tokens, at),
                "fallthrough" | "goto" => self.slip(tokens, at, out),
                _ => self.simple_statement(tokens, at, out),
            },
            TokenTree::Punct(_) if is_punct(&tokens[at], '\'') => self.labeled(tokens, at, out),
            TokenTree::Punct(_) if is_punct(&tokens[at], '#') => None,
            TokenTree::Punct(_) | TokenTree::Group(_) if !is_brace(&tokens[at]) => {
                self.simple_statement(tokens, at, out)
            }
            _ => None,
        }
    }

    /// What is the same in every place: operators, types, literals and calls in Go's spelling.
    fn token(&mut self, tokens: &[TokenTree], at: usize, place: Place, out: &mut Vec<TokenTree>) -> usize {
        match &tokens[at] {
            // A field or a method whose name is a keyword in Rust.
            TokenTree::Ident(name)
                if at > 0
                    && is_punct(&tokens[at - 1], '.')
                    && !(at > 1 && is_punct(&tokens[at - 2], '.'))
                    && name != "await" =>
            {
                let is_clock = name == "C" && self.cx.clocks && is_read(tokens, at + 1);
                if is_clock {
                    out.push(super::gotokens::ident(marker::TIMER_CHANNEL, name.span()));
                    out.push(super::gotokens::group(Delimiter::Parenthesis, Vec::new(), name.span()));
                    return at + 1;
                }
                out.push(raw::name(&tokens[at]));
                return at + 1;
            }
            // A field whose name is a keyword in Rust, in a literal.
            TokenTree::Ident(name)
                if matches!(place, Place::Inner | Place::Block)
                    && (at == 0 || is_punct(&tokens[at - 1], ','))
                    && tokens.get(at + 1).is_some_and(|next| is_punct(next, ':'))
                    && !is_joint(tokens, at + 1, ':', ':')
                    && name != "self" =>
            {
                out.push(raw::name(&tokens[at]));
                return at + 1;
            }
            TokenTree::Ident(_) => {
                if let Some(end) = self.word(tokens, at, place, out) {
                    return end;
                }
            }
            TokenTree::Punct(punct) => match punct.as_char() {
                '#' => return copy_attribute(tokens, at, out),
                '.' if let Some(end) = self.assertion(tokens, at, out) => return end,
                '<' if is_joint(tokens, at, '<', '-') => return self.arrow(tokens, at, place, out),
                '+' | '-' => {
                    if let Some(end) = step_operator(tokens, at, place, out) {
                        return end;
                    }
                }
                '=' if is_fat_arrow(tokens, at) => {
                    out.extend_from_slice(&tokens[at..at + 2]);
                    return at + 2;
                }
                ':' if super::gotokens::is_define(tokens, at) => return self.stray_define(tokens, at, out),
                _ => {}
            },
            TokenTree::Group(group) => {
                if group.delimiter() == Delimiter::Bracket
                    && let Some(end) = self.list_literal(tokens, at, out)
                {
                    return end;
                }
                if group.delimiter() == Delimiter::Bracket
                    && follows_operand(tokens, at)
                    && let Some(range) = super::composite::range(group)
                {
                    out.push(self.group(&range, Place::Inner));
                    out.extend(marker::slice(group.span()));
                    return at + 1;
                }
                out.push(self.group(group, place_in(tokens, at, group, place)));
                return at + 1;
            }
            TokenTree::Literal(_) => {}
        }
        out.push(tokens[at].clone());
        at + 1
    }

    /// `group`, with its contents respelled; a captured fragment of `macro_rules!` is Rust already.
    pub(super) fn group(&mut self, group: &Group, place: Place) -> TokenTree {
        if group.delimiter() == Delimiter::None {
            return group.clone().into();
        }
        let inner = contents(group);
        let tokens = match variadic(&inner) {
            Some(begin) if group.delimiter() == Delimiter::Parenthesis => {
                let mut tokens = self.run(&inner[..begin], place);
                tokens.extend(marker::prefix(marker::ALL, group.span_close()));
                let list = self.run(&inner[begin..inner.len() - 3], place);
                tokens.push(super::gotokens::group(Delimiter::Parenthesis, list, group.span_close()));
                tokens
            }
            _ => self.run(&inner, place),
        };
        let mut new = Group::new(group.delimiter(), tokens.into_iter().collect());
        new.set_span(group.span());
        new.into()
    }
}
