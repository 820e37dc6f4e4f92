//! What a word or a sign of Go's becomes.

use proc_macro2::{Delimiter, TokenTree};

use super::Respell;
use super::place::{Place, expect, is_qualified};
use crate::syntax::chan_type::{self, Expect};
use crate::syntax::gotokens::{
    follows_operand, group_at, ident_at, is_arrow, is_brace, is_ident, is_joint, is_punct, punct_at, starts_statement,
};
use crate::syntax::{marker, package, std_macro};

impl Respell<'_> {
    /// A form that begins with a word, wherever an expression or a type may stand.
    pub(super) fn word(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        place: Place,
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        let word = tokens[at].to_string();
        let negates =
            ["if", "while", "match", "return", "in", "else", "case", "break", "switch"].contains(&word.as_str());
        if punct_at(tokens, at + 1, '!') && !is_joint(tokens, at + 1, '!', '=') && !negates {
            return self.macro_call(tokens, at, out);
        }
        match word.as_str() {
            "chan" => self.chan_word(tokens, at, place, out),
            _ if !self.generics.is_empty()
                && !is_qualified(tokens, at)
                && let Some(end) = self.instance(tokens, at, out) =>
            {
                Some(end)
            }
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
            word if (word == "nil" || marker::function(word).is_some()) && !is_qualified(tokens, at) => {
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
    pub(super) fn arrow(&mut self, tokens: &[TokenTree], at: usize, place: Place, out: &mut Vec<TokenTree>) -> usize {
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
    pub(crate) fn field_c(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
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
            crate::syntax::gotokens::ident(marker::TIMER_CHANNEL, span),
            crate::syntax::gotokens::group(Delimiter::Parenthesis, Vec::new(), span),
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

pub(super) fn copy_attribute(tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> usize {
    let bang = usize::from(punct_at(tokens, at + 1, '!'));
    let is_attribute = group_at(tokens, at + 1 + bang, Delimiter::Bracket).is_some();
    let end = if is_attribute { at + 2 + bang } else { at + 1 };
    out.extend_from_slice(&tokens[at..end]);
    end
}

/// `x++` and `x--`, which are statements.
pub(super) fn step_operator(tokens: &[TokenTree], at: usize, place: Place, out: &mut Vec<TokenTree>) -> Option<usize> {
    let sign = if is_punct(&tokens[at], '+') { '+' } else { '-' };
    if place != Place::Block || !punct_at(tokens, at + 1, sign) || !follows_operand(tokens, at) {
        return None;
    }
    let ends = tokens.get(at + 2).is_none_or(|token| is_punct(token, ';') || is_punct(token, ',') || is_brace(token));
    if !ends {
        return None;
    }
    let span = tokens[at].span();
    out.extend(crate::syntax::gotokens::joint(sign, '=', span));
    let mut one = proc_macro2::Literal::usize_unsuffixed(1);
    one.set_span(span);
    out.push(one.into());
    Some(at + 2)
}

/// Replaces a value with an error.
pub(crate) fn placeholder(span: proc_macro2::Span) -> Vec<TokenTree> {
    use crate::syntax::gotokens::{group, ident};
    vec![ident("loop", span), group(Delimiter::Brace, Vec::new(), span)]
}
