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

use std::collections::{HashMap, HashSet};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::chan_type::{self, Expect};
use super::gotokens::{
    contents, follows_operand, group_at, ident_at, is_arrow, is_brace, is_fat_arrow, is_ident, is_joint, is_punct,
    punct_at, starts_statement,
};
use super::{lines, marker, method, package, raw, std_macro};
use crate::diagnostics::Diagnostics;

/// What the tokens are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The statements of a block, the arms of a `match`, the fields of a struct.
    Block,
    /// Expressions, patterns or types.
    Inner,
    /// The parameters of a function.
    Params,
    /// Items.
    Items,
}

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
    /// Whether `copy` is Go's: in a block of items that has nothing of that name.
    pub(super) copies: bool,
    /// The visibility of the type that is being declared.
    pub(super) visibility: Vec<TokenTree>,
}

/// Respells `tokens`.
pub(crate) fn respell(cx: &mut Diagnostics, tokens: TokenStream, place: Place) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let tokens = raw::names(tokens);
    let changing = if place == Place::Inner { HashSet::new() } else { method::changing(&tokens) };
    let func_types = super::declaration::func_types(&tokens);
    let interfaces = super::declaration::interfaces(&tokens);
    let results = super::declaration::results(&tokens);
    let copies = place == Place::Items && !declares(&tokens, "copy");
    if place == Place::Items {
        cx.pointees.extend(super::pointer::pointees(&tokens));
        cx.with_methods.extend(method::receivers(&tokens));
        let numbers = super::declaration::numbers(&tokens);
        cx.numbers = numbers.into_iter().filter(|name| cx.with_methods.contains(name)).collect();
        cx.clocks = !super::pointer::declares_field(&tokens, "C");
    }
    Respell { cx, changing, func_types, results, interfaces, copies, visibility: Vec::new() }
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
            TokenTree::Ident(_) => {
                if let Some(end) = self.word(tokens, at, place, out) {
                    return end;
                }
            }
            TokenTree::Punct(punct) => match punct.as_char() {
                '#' => return copy_attribute(tokens, at, out),
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

    /// A form that begins with a word, wherever an expression or a type may stand.
    fn word(&mut self, tokens: &[TokenTree], at: usize, place: Place, out: &mut Vec<TokenTree>) -> Option<usize> {
        let word = tokens[at].to_string();
        let negates =
            ["if", "while", "match", "return", "in", "else", "case", "break", "switch"].contains(&word.as_str());
        if punct_at(tokens, at + 1, '!') && !is_joint(tokens, at + 1, '!', '=') && !negates {
            return self.macro_call(tokens, at, out);
        }
        match word.as_str() {
            "chan" => self.chan_word(tokens, at, place, out),
            "map" if !is_qualified(tokens, at) => self.map_literal(tokens, at, out),
            _ if group_at(tokens, at + 1, Delimiter::Brace).is_some()
                && let Some(end) = self.struct_literal(tokens, at, out) =>
            {
                Some(end)
            }
            "sync" | "atomic"
                if package::is_member(tokens, at) && group_at(tokens, at + 3, Delimiter::Brace).is_some() =>
            {
                self.zero_of_package(tokens, at, out)
            }
            // A lone block knows no import of the file: a `copy` may be the user's there.
            "new" | "copy"
                if group_at(tokens, at + 1, Delimiter::Parenthesis).is_some()
                    && !is_qualified(tokens, at)
                    && (word == "new" || self.copies) =>
            {
                self.builtin(tokens, at, out)
            }
            "if" => self.if_statement(tokens, at, out),
            "func" | "move" => self.func_literal(tokens, at, out),
            "go" | "defer" if place != Place::Block || !starts_statement(tokens, at) => {
                self.go_as_value(tokens, at, out)
            }
            "select" if group_at(tokens, at + 1, Delimiter::Brace).is_some() => self.select_statement(tokens, at, out),
            "make" | "nil" | "len" | "cap" | "close" | "append" | "delete" | "min" | "max" | "panic" | "clear"
                if !is_qualified(tokens, at) =>
            {
                self.builtin(tokens, at, out)
            }
            _ => None,
        }
    }

    fn chan_word(&mut self, tokens: &[TokenTree], at: usize, place: Place, out: &mut Vec<TokenTree>) -> Option<usize> {
        if is_qualified(tokens, at) {
            return None;
        }
        if let Some((end, element)) = chan_type::called_type(tokens, at) {
            let help = format!("write `make(chan {element})`, or Rust's `chan::<{element}>(0)`");
            let name = format!("chan<{element}>()");
            let place = proc_macro2::TokenStream::from_iter(tokens[at..end].iter().cloned());
            self.cx.push(syn::Error::new_spanned(place, format!("`{name}` is not a function call\nhelp: {help}")));
            out.extend(placeholder(tokens[at].span()));
            return Some(end);
        }
        let sends = is_joint(tokens, at + 1, '<', '-');
        if sends && place == Place::Block && starts_statement(tokens, at) {
            return None;
        }
        let expect = expect(tokens, at, place);
        let begins = chan_type::begins(tokens, at, expect) || (sends && expect == Expect::Type);
        if !begins {
            return None;
        }
        let (ty, end) = self.channel_type(tokens, at);
        out.extend(ty);
        Some(end)
    }

    /// `<-`, in all its meanings.
    fn arrow(&mut self, tokens: &[TokenTree], at: usize, place: Place, out: &mut Vec<TokenTree>) -> usize {
        let span = tokens[at].span();
        let is_type = ident_at(tokens, at + 2, "chan") && chan_type::begins(tokens, at, expect(tokens, at, place));
        if is_type {
            let (ty, end) = self.channel_type(tokens, at);
            out.extend(ty);
            return end;
        }
        if !is_arrow(tokens, at) {
            out.push(tokens[at].clone());
            return at + 1;
        }
        if follows_operand(tokens, at) {
            out.extend(marker::infix(marker::SEND, span));
        } else {
            out.extend(marker::prefix(marker::RECV, span));
            if let Some(end) = self.field_c(tokens, at + 2, out) {
                return end;
            }
        }
        at + 2
    }

    /// `timer.C` at `at`, which is a method here.
    pub(super) fn field_c(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let mut end = at;
        while let Some(token) = tokens.get(end) {
            let goes_on = match token {
                TokenTree::Ident(_) => end == at || is_punct(&tokens[end - 1], '.'),
                TokenTree::Group(group) => end > at && group.delimiter() != Delimiter::Brace,
                TokenTree::Punct(mark) => mark.as_char() == '.',
                TokenTree::Literal(_) => false,
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        let name = end.checked_sub(1).filter(|name| *name > at + 1 && is_ident(&tokens[*name], "C"))?;
        let chain = self.run(&tokens[at..name], Place::Inner);
        let span = tokens[name].span();
        out.extend(chain);
        out.extend([
            super::gotokens::ident(marker::TIMER_CHANNEL, span),
            super::gotokens::group(Delimiter::Parenthesis, Vec::new(), span),
        ]);
        Some(end)
    }

    /// `name!(…)`: the arguments of std's macros are expressions, all others are left alone.
    fn macro_call(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let word = tokens[at].to_string();
        if word == "go" && punct_at(tokens, at + 2, '<') {
            return self.angle_go(tokens, at, out);
        }
        let named = usize::from(matches!(tokens.get(at + 2), Some(TokenTree::Ident(_))));
        let Some(TokenTree::Group(group)) = tokens.get(at + 2 + named) else { return None };
        out.extend_from_slice(&tokens[at..at + 2 + named]);
        out.push(if std_macro::is_known(&word) && named == 0 {
            self.group(group, Place::Inner)
        } else {
            group.clone().into()
        });
        Some(at + 3 + named)
    }
}

/// Where the last argument begins, if `...` stands behind it: `f(a, xs...)`.
fn variadic(tokens: &[TokenTree]) -> Option<usize> {
    let end = tokens.len().checked_sub(3).filter(|end| *end > 0)?;
    let dots = (end..tokens.len()).all(|at| is_punct(&tokens[at], '.'));
    let begin = tokens[..end].iter().rposition(|token| is_punct(token, ',')).map_or(0, |comma| comma + 1);
    (dots && follows_operand(tokens, end) && begin < end).then_some(begin)
}

/// Respells the content of the group at `at`, which itself is at `place`.
fn place_in(tokens: &[TokenTree], at: usize, group: &Group, place: Place) -> Place {
    match group.delimiter() {
        Delimiter::Brace if place == Place::Items => {
            let item = tokens[..at].iter().rev().take_while(|token| !is_punct(token, ';') && !is_brace(token));
            let mut words = item.filter(|token| matches!(token, TokenTree::Ident(_)));
            let has_items = words.any(|word| ["impl", "trait", "mod"].iter().any(|keyword| is_ident(word, keyword)));
            let mut words = tokens[..at].iter().rev().take_while(|token| !is_punct(token, ';') && !is_brace(token));
            let has_fields = words.any(|word| ["struct", "union"].iter().any(|keyword| is_ident(word, keyword)));
            match (has_items, has_fields) {
                (true, _) => Place::Items,
                (_, true) => Place::Params,
                _ => Place::Inner,
            }
        }
        Delimiter::Brace => Place::Block,
        _ if at >= 2 && is_ident(&tokens[at - 2], "fn") => Place::Params,
        _ => Place::Inner,
    }
}

/// Whether a type must stand at `at`.
fn expect(tokens: &[TokenTree], at: usize, place: Place) -> Expect {
    let Some(before) = at.checked_sub(1) else { return Expect::Maybe };
    let behind_arrow = before > 0 && is_joint(tokens, before - 1, '-', '>');
    let behind_colon = (is_punct(&tokens[before], ':') || is_punct(&tokens[before], ','))
        && !(before > 0 && is_joint(tokens, before - 1, ':', ':'))
        && (place == Place::Params || in_let(tokens, before));
    if behind_arrow || behind_colon || is_punct(&tokens[before], '<') { Expect::Type } else { Expect::Maybe }
}

/// Returns true if the `:` at `at` belongs to a `let`, before its `=`.
fn in_let(tokens: &[TokenTree], at: usize) -> bool {
    for before in (0..at).rev() {
        match &tokens[before] {
            token if is_ident(token, "let") => return true,
            token if is_punct(token, ';') || is_punct(token, '=') || is_brace(token) => return false,
            _ => {}
        }
    }
    false
}

/// Whether the word at `at` is part of a path, a field or a method, or the name of a declaration.
fn is_qualified(tokens: &[TokenTree], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return is_joint(tokens, at + 1, ':', ':') };
    is_punct(&tokens[before], '.') && !(before > 0 && is_joint(tokens, before - 1, '.', '.'))
        || (before > 0 && is_joint(tokens, before - 1, ':', ':'))
        || is_joint(tokens, at + 1, ':', ':')
        || is_ident(&tokens[before], "fn")
        || is_ident(&tokens[before], "let")
}

/// Whether what ends before `at` is neither called nor assigned to.
fn is_read(tokens: &[TokenTree], at: usize) -> bool {
    group_at(tokens, at, Delimiter::Parenthesis).is_none() && !super::gotokens::is_lone_equals(tokens, at)
}

fn copy_attribute(tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> usize {
    let bang = usize::from(punct_at(tokens, at + 1, '!'));
    let is_attribute = group_at(tokens, at + 1 + bang, Delimiter::Bracket).is_some();
    let end = if is_attribute { at + 2 + bang } else { at + 1 };
    out.extend_from_slice(&tokens[at..end]);
    end
}

/// `x++` and `x--`, which are statements.
fn step_operator(tokens: &[TokenTree], at: usize, place: Place, out: &mut Vec<TokenTree>) -> Option<usize> {
    let sign = if is_punct(&tokens[at], '+') { '+' } else { '-' };
    if place != Place::Block || !punct_at(tokens, at + 1, sign) || !follows_operand(tokens, at) {
        return None;
    }
    let ends = tokens.get(at + 2).is_none_or(|token| is_punct(token, ';') || is_punct(token, ',') || is_brace(token));
    if !ends {
        return None;
    }
    let span = tokens[at].span();
    out.extend(super::gotokens::joint(sign, '=', span));
    let mut one = proc_macro2::Literal::usize_unsuffixed(1);
    one.set_span(span);
    out.push(one.into());
    Some(at + 2)
}

/// Replaces a value with an error.
pub(super) fn placeholder(span: proc_macro2::Span) -> Vec<TokenTree> {
    use super::gotokens::{group, ident};
    vec![ident("loop", span), group(Delimiter::Brace, Vec::new(), span)]
}
