//! Composite literals of lists and maps, and of structs by position.
//!
//! ```text
//! []T{a, b}          →   ::std::vec![a, b]
//! [2]T{a, b}         →   [a, b]
//! map[K]V{k: v}      →   map([(k, v)])
//! P{1, 2}            →   P::__go_of(1, 2)        of a `type P struct`
//! struct{}{}         →   ()
//! ```

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::chan_type::type_end;
use super::declaration::{as_string, is_string};
use super::go_type;
use super::gotokens::{
    contents, group, group_at, ident, ident_at, is_brace, is_define, is_fat_arrow, is_ident, is_joint, is_lone_equals,
    is_punct, joint, ours, punct, punct_at,
};
use super::marker;
use super::params::split_list;
use super::respell::{Place, Respell};

/// Whether the braces at `at` belong to a literal of a list or a map.
pub(super) fn follows_type(tokens: &[TokenTree], at: usize) -> bool {
    (0..at)
        .any(|begin| (go_type::begins(tokens, begin) || is_map(tokens, begin)) && type_end(tokens, begin) == Some(at))
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
        let end = type_end(tokens, at)?;
        let span = tokens[at].span();
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

    fn elements(&mut self, body: &Group, ty: &[TokenTree]) -> Vec<TokenTree> {
        let mut out = Vec::new();
        let inner = contents(body);
        for element in split_list(&inner) {
            out.extend(self.element_of(element, ty));
            out.push(punct(',', body.span()));
        }
        out
    }

    /// One element of type `ty`; `{1, 2}` stands for `T{1, 2}`.
    fn element_of(&mut self, element: &[TokenTree], ty: &[TokenTree]) -> Vec<TokenTree> {
        if let [TokenTree::Group(body)] = element
            && body.delimiter() == Delimiter::Brace
        {
            let mut literal = ty.to_vec();
            if punct_at(ty, 0, '*') {
                literal[0] = punct('&', ty[0].span());
            }
            literal.push(element[0].clone());
            return self.run(&literal, Place::Inner);
        }
        // `&P{ … }` in a list of interfaces: the value itself.
        let element = if self.names_interface(ty, 0) && punct_at(element, 0, '&') { &element[1..] } else { element };
        let value = self.run(element, Place::Inner);
        let shares = self.names_pointer(ty, 0) || ident_at(ty, 0, "chan");
        if let ([name @ TokenTree::Ident(word)], true) = (element, shares)
            && word != "nil"
        {
            let mut lent = vec![punct('&', ours(name.span()))];
            lent.extend(value);
            return super::gotokens::clone_of_tokens(lent, ours(name.span()));
        }
        match element.first() {
            Some(TokenTree::Literal(number)) if element.len() == 1 && is_float(ty) => vec![as_float(number)],
            Some(first) if is_string(ty) => as_string(value, first.span()),
            Some(first) if self.names_interface(ty, 0) => self.as_interface(value, ty, first.span()),
            Some(first) if is_ident(first, "func") => value,
            Some(first) if ident_at(ty, 0, "func") || self.names_func_type(ty, 0) => as_func(value, first.span()),
            _ => value,
        }
    }

    /// `{ let value: Arc<dyn ty> = value; value }`
    fn as_interface(&mut self, value: Vec<TokenTree>, ty: &[TokenTree], span: proc_macro2::Span) -> Vec<TokenTree> {
        let ty = self.go_type(ty, 0).map_or_else(Vec::new, |(ty, _)| ty).into_iter().collect::<TokenStream>();
        let value: TokenStream = value.into_iter().collect();
        // The walk makes a value of the interface where a `let` says its type.
        let made = quote::quote_spanned!(ours(span)=> { let __go_value: #ty = #value; __go_value });
        made.into_iter().collect()
    }

    fn key(&mut self, element: &[TokenTree], ty: &[TokenTree]) -> Vec<TokenTree> {
        self.element_of(element, ty)
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

fn is_float(ty: &[TokenTree]) -> bool {
    ident_at(ty, 0, "float64") || ident_at(ty, 0, "float32")
}

/// `2` as `2.0`.
fn as_float(number: &proc_macro2::Literal) -> TokenTree {
    let text = number.to_string();
    let whole = text.chars().all(|c| c.is_ascii_digit());
    let mut float = match format!("{text}.0").parse::<proc_macro2::Literal>() {
        Ok(float) if whole => float,
        _ => number.clone(),
    };
    float.set_span(number.span());
    float.into()
}

/// `__go::func(value)`
fn as_func(value: Vec<TokenTree>, span: proc_macro2::Span) -> Vec<TokenTree> {
    let mut call = vec![ident("__go", ours(span))];
    call.extend(joint(':', ':', span));
    call.extend([ident("func", span), group(Delimiter::Parenthesis, value, span)]);
    call
}

/// Whether the braces hold values without names: `{1, 2}`.
fn is_by_position(body: &Group) -> bool {
    let tokens = contents(body);
    let parts = split_list(&tokens);
    let Some(first) = parts.first() else { return false };
    let statement = (0..tokens.len()).any(|at| {
        is_punct(&tokens[at], ';') || is_fat_arrow(&tokens, at) || is_define(&tokens, at) || is_lone_equals(&tokens, at)
    });
    let value = |part: &&[TokenTree]| matches!(part, [TokenTree::Ident(word)] if word == "true" || word == "false" || word == "nil");
    let named = parts.iter().all(|part| matches!(part, [TokenTree::Ident(_)])) && !parts.iter().any(value)
        || (matches!(first, [TokenTree::Ident(_) | TokenTree::Literal(_), ..])
            && punct_at(first, 1, ':')
            && !is_joint(first, 1, ':', ':'))
        || punct_at(first, 0, '.')
        || punct_at(first, 0, '#');
    let other = parts.iter().any(|part| {
        punct_at(part, 0, '.')
            || (matches!(part, [TokenTree::Ident(_), ..]) && punct_at(part, 1, ':') && !is_joint(part, 1, ':', ':'))
    });
    let word = matches!(first.first(), Some(TokenTree::Ident(_)))
        && parts.len() == 1
        && !matches!(first, [_, TokenTree::Group(_)]);
    !other
        && !statement
        && !named
        && !word
        && !first.is_empty()
        && (!first.iter().any(is_brace) || begins_literal(first))
        && (parts.len() > 1 || matches!(first, [TokenTree::Literal(_)]))
}

/// Whether `value` begins as a literal with braces does: `P{ … }`, `&P{ … }`, `[]T{ … }`,
/// `func() { … }`.
fn begins_literal(value: &[TokenTree]) -> bool {
    let value = if punct_at(value, 0, '&') { &value[1..] } else { value };
    match value.first() {
        Some(TokenTree::Ident(name)) => {
            let name = name.to_string();
            name.starts_with(char::is_uppercase) || ["func", "map", "make", "struct"].contains(&name.as_str())
        }
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Bracket,
        _ => false,
    }
}

/// Whether a value follows the token at `at`.
fn begins_value(tokens: &[TokenTree], at: usize) -> bool {
    let compares = at > 0 && matches!(&tokens[at - 1], TokenTree::Punct(mark) if "=!<>".contains(mark.as_char()));
    match &tokens[at] {
        // `&point{1, 2}`
        TokenTree::Punct(mark) if mark.as_char() == '&' => at == 0 || begins_value(tokens, at - 1),
        TokenTree::Punct(mark) => {
            (mark.as_char() == '=' && !compares) || mark.as_char() == ',' || is_arrow_end(tokens, at)
        }
        TokenTree::Ident(word) => word == "return",
        _ => false,
    }
}

fn is_arrow_end(tokens: &[TokenTree], at: usize) -> bool {
    at > 0 && is_joint(tokens, at - 1, '<', '-')
}

fn is_operand(tokens: &[TokenTree], at: usize) -> bool {
    super::gotokens::follows_operand(tokens, at + 1)
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
