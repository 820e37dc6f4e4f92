//! Composite literals of lists and maps, and of structs by position.
//!
//! ```text
//! []T{a, b}          →   ::std::vec![a, b]
//! [2]T{a, b}         →   [a, b]
//! map[K]V{k: v}      →   map([(k, v)])
//! P{1, 2}            →   P::__go_of(1, 2)        of a `type P struct`
//! struct{}{}         →   ()
//! ```

mod begin;
mod element;

use proc_macro2::{Delimiter, Group, TokenTree};

use super::chan_type::type_end;
use super::gotokens::{
    contents, group, group_at, ident, ident_at, is_define, is_ident, is_joint, is_punct, joint, ours, punct, punct_at,
};
use super::params::split_list;
use super::respell::{Place, Respell};
use super::{go_type, marker};
use begin::{begins_value, is_by_position, is_operand};

/// Whether the braces at `at` belong to a literal of a list or a map.
pub(super) fn follows_type(tokens: &[TokenTree], at: usize) -> bool {
    // `[]byte(s) {`: a conversion, and the body of a loop.
    let converts = at > 2
        && group_at(tokens, at - 1, Delimiter::Parenthesis).is_some()
        && matches!(&tokens[at - 2], TokenTree::Ident(word) if word != "func");
    !converts
        && (0..at).any(|begin| {
            (go_type::begins(tokens, begin) || is_map(tokens, begin)) && type_end(tokens, begin) == Some(at)
        })
}

fn is_map(tokens: &[TokenTree], at: usize) -> bool {
    ident_at(tokens, at, "map") && group_at(tokens, at + 1, Delimiter::Bracket).is_some()
}

impl Respell<'_> {
    /// `[]T{ … }`, `[N]T{ … }` or a conversion `[]T(x)` at `at`.
    pub(super) fn list_literal(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        if !go_type::begins(tokens, at) || (at > 0 && is_operand(tokens, at - 1)) {
            return None;
        }
        let span = tokens[at].span();
        let converts = group_at(tokens, at, Delimiter::Bracket).is_some_and(|of| of.stream().is_empty());
        if let (true, Some(TokenTree::Ident(_)), Some(value)) =
            (converts, tokens.get(at + 1), group_at(tokens, at + 2, Delimiter::Parenthesis))
            && !ident_at(tokens, at + 1, "func")
        {
            let (element, _) = self.go_type(&tokens[at + 1..at + 2], 0)?;
            let mut lent = vec![punct('&', ours(span))];
            lent.push(group(Delimiter::Parenthesis, self.run(&contents(value), Place::Inner), value.span()));
            out.extend(marker::typed_call("list_of", element, lent, span));
            return Some(at + 3);
        }
        let end = type_end(tokens, at)?;
        if group_at(tokens, end, Delimiter::Parenthesis).is_some() {
            let (ty, _) = self.go_type(tokens, at)?;
            let ty = [vec![punct('<', span)], ty, vec![punct('>', span)]].concat();
            out.extend(ty);
            out.extend(joint(':', ':', span));
            out.push(ident("from", span));
            return Some(end);
        }
        let body = group_at(tokens, end, Delimiter::Brace)?;
        let brackets = group_at(tokens, at, Delimiter::Bracket)?;
        let elements = self.elements(body, &tokens[at + 1..end]);
        if brackets.stream().is_empty() {
            let mut list = go_type::std_path(&["vec"], span);
            list.extend([punct('!', span), group(Delimiter::Bracket, elements, body.span())]);
            let (ty, _) = self.go_type(tokens, at + 1)?;
            out.extend(marker::typed_call("list", ty, list, span));
        } else if contents(brackets).iter().all(|token| is_punct(token, '.')) {
            out.push(group(Delimiter::Bracket, elements, body.span()));
        } else {
            let mut list = go_type::std_path(&["vec"], span);
            list.extend([punct('!', span), group(Delimiter::Bracket, elements, body.span())]);
            let (mut types, _) = self.go_type(tokens, at + 1)?;
            let length = self.run(&contents(brackets), Place::Inner);
            types.push(punct(',', span));
            types.extend(self.array_length(length, span));
            out.extend(marker::typed_call("array", types, list, span));
        }
        Some(end + 1)
    }

    /// `map[K]V{ … }` at `at`.
    pub(super) fn map_literal(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        if !is_map(tokens, at) {
            return None;
        }
        let end = type_end(tokens, at)?;
        let body = group_at(tokens, end, Delimiter::Brace)?;
        let span = tokens[at].span();
        let key = contents(group_at(tokens, at + 1, Delimiter::Bracket)?);
        let mut pairs = Vec::new();
        let inner = contents(body);
        for pair in split_list(&inner) {
            let colon = (0..pair.len()).find(|&at| {
                is_punct(&pair[at], ':')
                    && !is_joint(pair, at, ':', ':')
                    && !(at > 0 && is_joint(pair, at - 1, ':', ':'))
            });
            let Some(colon) = colon else {
                let help = "write `map[K]V{key: value}`";
                self.cx.help(pair[0].span(), "missing key in map literal", help);
                break;
            };
            let mut entry = self.key(&pair[..colon], &key);
            entry.push(punct(',', span));
            entry.extend(self.element_of(&pair[colon + 1..], &tokens[at + 2..end]));
            pairs.extend([group(Delimiter::Parenthesis, entry, span), punct(',', span)]);
        }
        let (ty, _) = self.go_type(tokens, at)?;
        // By the trait: the prelude of 2018 has no `FromIterator`.
        out.extend([vec![punct('<', span)], ty, vec![ident("as", span)]].concat());
        for name in ["core", "iter", "FromIterator"] {
            out.extend(joint(':', ':', span));
            out.push(ident(name, ours(span)));
        }
        out.extend([punct('<', span), ident("_", span), punct('>', span), punct('>', span)]);
        out.extend(joint(':', ':', span));
        out.push(ident("from_iter", span));
        out.push(group(Delimiter::Parenthesis, vec![group(Delimiter::Bracket, pairs, span)], span));
        Some(end + 1)
    }

    /// `P{1, 2}` and `struct{}{}` at `at`.
    pub(super) fn struct_literal(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        let span = tokens[at].span();
        if at > 0 && punct_at(tokens, at - 1, '.') {
            return None;
        }
        if is_ident(&tokens[at], "struct") {
            let body = group_at(tokens, at + 1, Delimiter::Brace)?;
            let value = group_at(tokens, at + 2, Delimiter::Brace)?;
            if !body.stream().is_empty() || !value.stream().is_empty() {
                return None;
            }
            out.push(group(Delimiter::Parenthesis, Vec::new(), span));
            return Some(at + 3);
        }
        if self.is_wrapped(tokens, at) && self.wrapped_literal(tokens, at, out).is_some() {
            return Some(at + 2);
        }
        let body = group_at(tokens, at + 1, Delimiter::Brace)?;
        const DECLARE: &[&str] = &["enum", "struct", "union", "trait", "impl", "for", "mod"];
        if at > 0 && DECLARE.iter().any(|word| is_ident(&tokens[at - 1], word)) {
            return None;
        }
        let is_literal = tokens[at].to_string().starts_with(char::is_uppercase)
            || at.checked_sub(1).is_none_or(|before| begins_value(tokens, before));
        if !is_literal || !is_by_position(body) {
            return None;
        }
        out.push(tokens[at].clone());
        out.extend(joint(':', ':', span));
        out.push(ident("__go_of", ours(span)));
        let inner = contents(body);
        let mut values = Vec::new();
        for value in split_list(&inner) {
            values.extend(self.run(value, Place::Inner));
            values.push(punct(',', span));
        }
        let mut list = Group::new(Delimiter::Parenthesis, values.into_iter().collect());
        list.set_span(body.span());
        out.push(list.into());
        Some(at + 2)
    }
}

impl Respell<'_> {
    /// `X{ … }` of a list or a map that is a type of its own: `X([]T{ … })`. With `&` in front it is
    /// what a constructor gives.
    fn wrapped_literal(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<()> {
        let before = at.checked_sub(1);
        // `for x := range xs { … }` and the like have a block there.
        let is_value = before.is_none_or(|before| {
            begins_value(tokens, before)
                || matches!(&tokens[before], TokenTree::Punct(mark) if "&(:=,".contains(mark.as_char()))
        });
        if !is_value {
            return None;
        }
        let span = tokens[at].span();
        let mut literal = self.cx.wrapped.get(&tokens[at].to_string())?.clone();
        literal.push(tokens[at + 1].clone());
        let value = self.run(&literal, Place::Inner);
        let made = vec![tokens[at].clone(), group(Delimiter::Parenthesis, value, span)];
        let points = out.last().is_some_and(|last| is_punct(last, '&'))
            && !(out.len() > 1 && is_punct(&out[out.len() - 2], '&'));
        if points {
            out.pop();
            out.push(ident("__go", ours(span)));
            out.extend(joint(':', ':', span));
            out.extend([ident("pointed", ours(span)), group(Delimiter::Parenthesis, made, span)]);
        } else {
            out.extend(made);
        }
        Some(())
    }
}

/// `[i:j]` as `[i..j]`.
pub(super) fn range(brackets: &Group) -> Option<Group> {
    let tokens = contents(brackets);
    let colon = (0..tokens.len()).find(|&at| is_punct(&tokens[at], ':'))?;
    let path = is_joint(&tokens, colon, ':', ':') || is_define(&tokens, colon);
    if path || tokens.iter().filter(|token| is_punct(token, ':')).count() > 1 {
        return None;
    }
    let span = tokens[colon].span();
    let mut range = tokens[..colon].to_vec();
    range.extend(joint('.', '.', span));
    range.extend_from_slice(&tokens[colon + 1..]);
    let mut new = Group::new(Delimiter::Bracket, range.into_iter().collect());
    new.set_span(brackets.span());
    Some(new)
}
