//! `make(chan T, n)`, `len(x)`, `cap(x)`, `close(c)` and `nil`.

use proc_macro2::{Delimiter, TokenTree};

use super::chan_type;
use super::gotokens::{contents, group_at, ident, ident_at, is_joint, is_punct, joint, punct, punct_at};
use super::marker;
use super::respell::{Place, Respell};

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
        if marker::FUNCTIONS.contains(&word.as_str()) {
            return self.other_builtin(tokens, at, out);
        }
        let one = !list.is_empty() && !list[..list.len() - 1].iter().any(|token| is_punct(token, ','));
        if !one {
            return None;
        }
        out.push(ident(&format!("__go_{word}"), span));
        out.push(self.group(arguments, Place::Inner));
        Some(at + 2)
    }

    /// `append(xs, x)`, `panic(v)` and the like.
    fn other_builtin(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let span = tokens[at].span();
        let arguments = group_at(tokens, at + 1, Delimiter::Parenthesis)?;
        let list = contents(arguments);
        let count = super::params::split_list(&list).len();
        let fits = match tokens[at].to_string().as_str() {
            "panic" | "clear" => count == 1,
            "delete" => count == 2,
            _ => count >= 2,
        };
        if !fits {
            return None;
        }
        let dots = list.len() > 3 && (list.len() - 3..list.len()).all(|at| punct_at(&list, at, '.'));
        let list = if dots { &list[..list.len() - 3] } else { &list[..] };
        let mut arguments =
            proc_macro2::Group::new(Delimiter::Parenthesis, self.run(list, Place::Inner).into_iter().collect());
        arguments.set_span(tokens[at + 1].span());
        out.push(ident(&format!("__go_{}{}", tokens[at], if dots { "_all" } else { "" }), span));
        out.push(arguments.into());
        Some(at + 2)
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
        let mut arguments =
            proc_macro2::Group::new(Delimiter::Parenthesis, self.run(sizes, Place::Inner).into_iter().collect());
        arguments.set_span(tokens[at + 1].span());
        out.push(arguments.into());
        Some(at + 2)
    }

    /// `make([]T, n)` and `make(map[K]V)`.
    fn make_other(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        list: &[TokenTree],
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        let is_slice = group_at(list, 0, Delimiter::Bracket).is_some_and(|group| group.stream().is_empty());
        let is_map = ident_at(list, 0, "map") && group_at(list, 1, Delimiter::Bracket).is_some();
        if !is_slice && !is_map {
            return None;
        }
        let help = if is_slice { "write `vec![zero; n]`" } else { "write `HashMap::<K, V>::new()`" };
        let message = "`make` only makes channels: for lists and maps use Rust's `Vec` and `HashMap`";
        self.cx.help(tokens[at].span(), message, help);
        out.extend(super::respell::placeholder(tokens[at].span()));
        Some(at + 2)
    }
}
