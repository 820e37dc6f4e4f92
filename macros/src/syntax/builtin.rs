//! Go's built-in functions: those of the table in [`marker`], `new`, `copy` and `nil`.

use proc_macro2::{Delimiter, Group, TokenTree};

use super::chan_type;
use super::gotokens::{contents, group_at, ident, ident_at, is_joint, is_punct, joint, punct, punct_at};
use super::params::split_list;
use super::respell::{Place, Respell};
use super::{marker, package};

/// Whether `token` is a name as types have them.
fn is_type_name(token: &TokenTree) -> bool {
    const PREDECLARED: &[&str] =
        &["int", "string", "bool", "error", "byte", "rune", "float64", "float32", "map", "chan"];
    match token {
        TokenTree::Ident(name) => {
            let name = name.to_string();
            name.starts_with(char::is_uppercase)
                || PREDECLARED.contains(&name.as_str())
                || name.starts_with("int")
                || name.starts_with("uint")
        }
        _ => false,
    }
}

impl Respell<'_> {
    pub(super) fn builtin(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let word = tokens[at].to_string();
        let span = tokens[at].span();
        if word == "nil" {
            let is_value = group_at(tokens, at + 1, Delimiter::Parenthesis).is_none() && !punct_at(tokens, at + 1, ':');
            out.extend(is_value.then(|| ident(marker::NIL, span)));
            return is_value.then_some(at + 1);
        }
        let arguments = group_at(tokens, at + 1, Delimiter::Parenthesis)?;
        let list = contents(arguments);
        if word == "make" {
            return self.make(tokens, at, &list, out);
        }
        if word == "new" {
            if let [of @ TokenTree::Ident(name)] = &list[..]
                && self.is_pointee(&name.to_string())
            {
                let zero = marker::typed_call("zero", list.clone(), Vec::new(), span);
                out.push(super::pointer::pointer_name(of, of.span()));
                out.extend(joint(':', ':', span));
                out.push(ident("__go_new", span));
                out.push(super::gotokens::group(Delimiter::Parenthesis, zero, span));
                return Some(at + 2);
            }
            let is_type = list.first().is_some_and(|first| is_type_name(first) || package::is_member(&list, 0));
            let end = chan_type::type_end(&list, 0).filter(|end| is_type && *end == list.len());
            end?;
            let (ty, _) = self.go_type(&list, 0)?;
            out.extend(marker::typed_call("zero", ty, Vec::new(), span));
            return Some(at + 2);
        }
        if word == "copy" {
            return self.copy(&list, span, out).map(|()| at + 2);
        }
        let function = marker::function(&word)?;
        let (list, spreads) = match &list[..] {
            [rest @ .., a, b, c] if !rest.is_empty() && [a, b, c].iter().all(|dot| is_punct(dot, '.')) => (rest, true),
            list => (list, false),
        };
        if !function.takes.contains(&split_list(list).len()) || spreads && !function.spreads {
            return None;
        }
        out.push(ident(&format!("__go_{word}{}", if spreads { marker::SPREAD } else { "" }), span));
        let mut called = Group::new(Delimiter::Parenthesis, self.run(list, Place::Inner).into_iter().collect());
        called.set_span(arguments.span());
        out.push(called.into());
        Some(at + 2)
    }

    /// `sync.Mutex{}`
    pub(super) fn zero_of_package(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        let body = group_at(tokens, at + 3, Delimiter::Brace)?;
        if !body.stream().is_empty() {
            return None;
        }
        let (ty, _) = self.go_type(tokens, at)?;
        out.extend(marker::typed_call("zero", ty, Vec::new(), tokens[at].span()));
        Some(at + 4)
    }

    /// `copy(to, from)`
    fn copy(&mut self, list: &[TokenTree], span: proc_macro2::Span, out: &mut Vec<TokenTree>) -> Option<()> {
        let [to, from] = split_list(list)[..] else { return None };
        let part = |this: &mut Self, tokens: &[TokenTree]| {
            // A part of a list is a copy elsewhere: here it is the part itself.
            let mut part = this.run(tokens, Place::Inner);
            let sliced =
                part.len() > 3 && matches!(&part[part.len() - 2], TokenTree::Ident(name) if name == marker::SLICE);
            part.truncate(part.len() - if sliced { 3 } else { 0 });
            part
        };
        let (to, from) = (part(self, to), part(self, from));
        let mut args = vec![punct('&', span), ident("mut", span)];
        args.extend(to);
        args.extend([punct(',', span), punct('&', span)]);
        args.extend(from);
        out.push(ident("__go", super::gotokens::ours(span)));
        out.extend(joint(':', ':', span));
        out.extend([ident("copy", span), super::gotokens::group(Delimiter::Parenthesis, args, span)]);
        Some(())
    }

    fn make(&mut self, tokens: &[TokenTree], at: usize, list: &[TokenTree], out: &mut Vec<TokenTree>) -> Option<usize> {
        let span = tokens[at].span();
        let is_channel = chan_type::begins(list, 0, chan_type::Expect::Type);
        let is_missing = ident_at(list, 0, "chan") && (list.len() == 1 || punct_at(list, 1, ','));
        if !is_channel && !is_missing {
            return self.make_other(tokens, at, list, out);
        }
        let has_direction = punct_at(list, 0, '<') || is_joint(list, 1, '<', '-');
        let (element, end) = self.element(list, if has_direction { 3 } else { 1 }, list[0].span());
        let sizes = &list[end..];
        let sizes = if punct_at(sizes, 0, ',') { &sizes[1..] } else { sizes };
        out.push(ident(marker::MAKE, span));
        out.extend(joint(':', ':', span));
        out.push(punct('<', span));
        out.extend(element);
        out.push(punct('>', span));
        let mut arguments = Group::new(Delimiter::Parenthesis, self.run(sizes, Place::Inner).into_iter().collect());
        arguments.set_span(tokens[at + 1].span());
        out.push(arguments.into());
        Some(at + 2)
    }

    /// `make([]T, n)`, `make([]T, n, cap)`, `make(map[K]V)` and `make(map[K]V, n)`.
    fn make_other(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        list: &[TokenTree],
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        if self.is_wrapped(list, 0) && (list.len() == 1 || punct_at(list, 1, ',')) {
            let of = self.cx.wrapped.get(&list[0].to_string())?.clone();
            let underlying = [&of[..], &list[1..]].concat();
            let mut value = Vec::new();
            self.make_other(tokens, at, &underlying, &mut value)?;
            out.push(list[0].clone());
            out.push(super::gotokens::group(Delimiter::Parenthesis, value, tokens[at].span()));
            return Some(at + 2);
        }
        let is_slice = group_at(list, 0, Delimiter::Bracket).is_some_and(|group| group.stream().is_empty());
        let is_map = ident_at(list, 0, "map") && group_at(list, 1, Delimiter::Bracket).is_some();
        if !is_slice && !is_map {
            return None;
        }
        let span = tokens[at].span();
        let end = chan_type::type_end(list, 0)?;
        let sizes = split_list(list.get(end..)?).len();
        let types = if is_slice { self.go_type(list, 1)?.0 } else { self.map_types(list)? };
        let name = match (is_slice, sizes) {
            (true, 1) => "make_list",
            (true, 2) => "make_list_of",
            (false, 0) => "make_map",
            (false, 1) => "make_map_of",
            _ => {
                let ty = super::gotokens::text(&list[..end]);
                let (expects, help) = match is_slice {
                    true => ("2 or 3", "give its length: `make([]T, n)`"),
                    false => ("1 or 2", "write `make(map[K]V)`"),
                };
                let message = format!("invalid operation: make({ty}) expects {expects} arguments; found {}", sizes + 1);
                self.cx.help(span, message, help);
                out.extend(super::respell::placeholder(span));
                return Some(at + 2);
            }
        };
        let sizes = if punct_at(list, end, ',') { &list[end + 1..] } else { &[] };
        let sizes = self.run(sizes, Place::Inner);
        out.extend(marker::typed_call(name, types, sizes, span));
        Some(at + 2)
    }

    /// `K, V` of `map[K]V`.
    fn map_types(&mut self, list: &[TokenTree]) -> Option<Vec<TokenTree>> {
        let key = contents(group_at(list, 1, Delimiter::Bracket)?);
        let mut types = self.go_type(&key, 0)?.0;
        types.push(punct(',', list[0].span()));
        types.extend(self.go_type(list, 2)?.0);
        Some(types)
    }
}
