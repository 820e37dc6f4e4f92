//! `chan T`, `<-chan T` and `chan<- T`, wherever a type stands.
//!
//! ```text
//! channel = "chan" element | "chan" "<-" element | "<-" "chan" element
//! element = channel | "struct" "{" "}" | a type of Rust's
//! ```
//!
//! `<-` binds to the leftmost `chan`. A `chan` that no type follows is a name like any other:
//! `chan(1)`, `chan.len()`.

use proc_macro2::{Delimiter, Span, TokenTree};

use super::gotokens::{group, group_at, ident_at, is_any, is_joint, is_punct, punct_at};
use super::respell::Respell;
use super::{go_type, marker};

/// How sure the place is that a type stands there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    /// Only what cannot go on as an expression is a type.
    Maybe,
    /// A type stands here.
    Type,
}

/// Whether `<-chan` stands at `at`.
fn is_receive_only(tokens: &[TokenTree], at: usize) -> bool {
    is_joint(tokens, at, '<', '-') && ident_at(tokens, at + 2, "chan")
}

/// Whether a type may begin at `at`, behind `chan`.
fn starts_type(tokens: &[TokenTree], at: usize, expect: Expect) -> bool {
    const NOT_A_TYPE: &[&str] =
        &["as", "else", "if", "in", "match", "loop", "for", "while", "where", "break", "continue", "return"];
    match tokens.get(at) {
        Some(TokenTree::Ident(name)) => !is_any(name, NOT_A_TYPE),
        Some(TokenTree::Group(group)) => match group.delimiter() {
            Delimiter::None => true,
            Delimiter::Brace => false,
            Delimiter::Bracket => expect == Expect::Type || go_type::begins(tokens, at),
            Delimiter::Parenthesis => expect == Expect::Type,
        },
        Some(TokenTree::Punct(punct)) => match punct.as_char() {
            '<' => is_receive_only(tokens, at),
            '&' => expect == Expect::Type || punct_at(tokens, at + 1, '\''),
            '*' | '!' => expect == Expect::Type,
            _ => false,
        },
        Some(TokenTree::Literal(_)) | None => false,
    }
}

/// Whether a channel type begins at `at`.
pub(super) fn begins(tokens: &[TokenTree], at: usize, expect: Expect) -> bool {
    if is_receive_only(tokens, at) {
        return starts_type(tokens, at + 3, expect);
    }
    if !ident_at(tokens, at, "chan") {
        return false;
    }
    let element = if is_joint(tokens, at + 1, '<', '-') { at + 3 } else { at + 1 };
    starts_type(tokens, element, if element == at + 3 { Expect::Type } else { expect })
}

impl Respell<'_> {
    /// The channel type at `at`, and where it ends.
    pub(super) fn channel_type(&mut self, tokens: &[TokenTree], at: usize) -> (Vec<TokenTree>, usize) {
        let span = tokens[at].span();
        let (name, element) = if is_receive_only(tokens, at) {
            ("Receiver", at + 3)
        } else if is_joint(tokens, at + 1, '<', '-') {
            ("Sender", at + 3)
        } else {
            ("Chan", at + 1)
        };
        let (element, end) = self.element(tokens, element, span);
        (marker::channel_type(name, element, span), end)
    }

    /// The element type at `at`, and where it ends; reported if there is none.
    pub(super) fn element(&mut self, tokens: &[TokenTree], at: usize, chan: Span) -> (Vec<TokenTree>, usize) {
        if begins(tokens, at, Expect::Type) {
            return self.channel_type(tokens, at);
        }
        if let Some(found) = self.go_type(tokens, at) {
            return found;
        }
        self.cx.help(chan, "missing channel element type", "name what the channel holds: `chan i32`");
        (vec![group(Delimiter::Parenthesis, Vec::new(), chan)], at)
    }
}

/// Where the type that begins at `at` ends; `None` if none does.
pub(super) fn type_end(tokens: &[TokenTree], at: usize) -> Option<usize> {
    match tokens.get(at)? {
        TokenTree::Group(_) if go_type::begins(tokens, at) => type_end(tokens, at + 1),
        TokenTree::Group(group) => (group.delimiter() != Delimiter::Brace).then_some(at + 1),
        TokenTree::Punct(punct) => match punct.as_char() {
            '&' => type_end(tokens, skip_reference(tokens, at + 1)),
            '*' if ident_at(tokens, at + 1, "const") || ident_at(tokens, at + 1, "mut") => type_end(tokens, at + 2),
            '*' => type_end(tokens, at + 1),
            '!' => Some(at + 1),
            '<' if is_receive_only(tokens, at) => type_end(tokens, at + 3),
            '<' => path_end(tokens, angle_end(tokens, at)? + 1),
            ':' => path_end(tokens, at),
            _ => None,
        },
        TokenTree::Ident(name) => match name.to_string().as_str() {
            "dyn" | "impl" => bounds_end(tokens, at + 1),
            "chan" => type_end(tokens, if is_joint(tokens, at + 1, '<', '-') { at + 3 } else { at + 1 }),
            "fn" => Some(result_end(tokens, at + 2)),
            "map" if group_at(tokens, at + 1, Delimiter::Bracket).is_some() => type_end(tokens, at + 2),
            "struct" | "interface" => group_at(tokens, at + 1, Delimiter::Brace).map(|_| at + 2),
            "func" => {
                group_at(tokens, at + 1, Delimiter::Parenthesis)?;
                let result = type_end(tokens, at + 2).filter(|end| *end <= tokens.len());
                Some(result.filter(|_| go_type::starts_result(tokens, at + 2)).unwrap_or(at + 2))
            }
            _ if punct_at(tokens, at + 1, '.') && matches!(tokens.get(at + 2), Some(TokenTree::Ident(_))) => {
                Some(at + 3)
            }
            _ => path_end(tokens, at),
        },
        TokenTree::Literal(_) => None,
    }
}

fn skip_reference(tokens: &[TokenTree], mut at: usize) -> usize {
    if punct_at(tokens, at, '\'') {
        at += 2;
    }
    if ident_at(tokens, at, "mut") { at + 1 } else { at }
}

/// `path + path + 'lifetime`
fn bounds_end(tokens: &[TokenTree], at: usize) -> Option<usize> {
    let mut end = if punct_at(tokens, at, '\'') { at + 2 } else { path_end(tokens, at)? };
    while punct_at(tokens, end, '+') {
        end = if punct_at(tokens, end + 1, '\'') { end + 3 } else { path_end(tokens, end + 1)? };
    }
    Some(end)
}

/// `a::b<C>::d`, `Fn(A) -> B`
fn path_end(tokens: &[TokenTree], mut at: usize) -> Option<usize> {
    loop {
        if is_joint(tokens, at, ':', ':') {
            at += 2;
        }
        if punct_at(tokens, at, '<') {
            at = angle_end(tokens, at)? + 1;
        } else {
            let TokenTree::Ident(_) = tokens.get(at)? else { return None };
            at += 1;
            if group_at(tokens, at, Delimiter::Parenthesis).is_some() {
                return Some(result_end(tokens, at + 1));
            }
            if punct_at(tokens, at, '<') && !is_joint(tokens, at, '<', '-') && !is_joint(tokens, at, '<', '=') {
                at = angle_end(tokens, at)? + 1;
            }
        }
        if !is_joint(tokens, at, ':', ':') {
            return Some(at);
        }
    }
}

/// Behind the parameters of a function type.
fn result_end(tokens: &[TokenTree], at: usize) -> usize {
    if is_joint(tokens, at, '-', '>') { type_end(tokens, at + 2).unwrap_or(at + 2) } else { at }
}

/// Where the `>` stands that closes the `<` at `at`.
pub(super) fn angle_end(tokens: &[TokenTree], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = at;
    while at < tokens.len() {
        if is_punct(&tokens[at], ';') {
            return None;
        }
        if is_joint(tokens, at, '-', '>') || is_joint(tokens, at, '=', '>') {
            at += 2;
            continue;
        }
        if is_receive_only(tokens, at) || (at > 0 && is_joint(tokens, at, '<', '-') && ident_at(tokens, at - 1, "chan"))
        {
            at += 2;
            continue;
        }
        match &tokens[at] {
            token if is_punct(token, '<') => depth += 1,
            token if is_punct(token, '>') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// `chan<T>()`, which the grammar lacks: the place behind it.
pub(super) fn called_type(tokens: &[TokenTree], at: usize) -> Option<(usize, String)> {
    if !ident_at(tokens, at, "chan") || !punct_at(tokens, at + 1, '<') || is_joint(tokens, at + 1, '<', '-') {
        return None;
    }
    let close = angle_end(tokens, at + 1)?;
    group_at(tokens, close + 1, Delimiter::Parenthesis)?;
    Some((close + 2, super::gotokens::text(&tokens[at + 2..close])))
}
