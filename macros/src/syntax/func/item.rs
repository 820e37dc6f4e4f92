//! `func` among items: functions and methods, and the visibility of exported names.

use proc_macro2::{Delimiter, Group, Span, TokenTree};

use super::body_of;
use super::end::item_end;
use crate::syntax::chan_type::angle_end;
use crate::syntax::gotokens::{
    contents, group, group_at, ident, ident_at, is_brace, is_ident, is_joint, is_punct, punct, punct_at, within,
};
use crate::syntax::respell::{Place, Respell};
use crate::syntax::{boxed, marker, method, raw};

impl Respell<'_> {
    /// An item in a Go-looking block: a `func` is goroutine code, everything else is left alone,
    /// but for channel types.
    pub(crate) fn nested_item(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        if ident_at(tokens, at, "func") && matches!(tokens.get(at + 1), Some(TokenTree::Ident(_))) {
            out.extend(marker::attribute(marker::FUNC, tokens[at].span()));
            return self.function(tokens, at, None, out);
        }
        if ident_at(tokens, at, "func") && is_receiver(tokens, at) {
            return self.method(tokens, at, out);
        }
        if ["var", "const", "type", "package", "import"].iter().any(|word| ident_at(tokens, at, word)) {
            return None;
        }
        let end = item_end(tokens, at)?.min(tokens.len());
        out.extend(self.types_only(&tokens[at..end]));
        Some(end)
    }

    /// Respells the channel types in `tokens`, and nothing else.
    fn types_only(&mut self, tokens: &[TokenTree]) -> Vec<TokenTree> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if crate::syntax::chan_type::begins(tokens, at, crate::syntax::chan_type::Expect::Type)
                && at > 0
                && !is_joint(tokens, at.saturating_sub(2), ':', ':')
                && (is_punct(&tokens[at - 1], ':') || is_punct(&tokens[at - 1], '>') || is_punct(&tokens[at - 1], '<'))
            {
                let (ty, end) = self.channel_type(tokens, at);
                out.extend(ty);
                at = end;
                continue;
            }
            out.push(match &tokens[at] {
                TokenTree::Group(inner) if inner.delimiter() != Delimiter::None => {
                    let mut new =
                        Group::new(inner.delimiter(), self.types_only(&contents(inner)).into_iter().collect());
                    new.set_span(inner.span());
                    new.into()
                }
                other => other.clone(),
            });
            at += 1;
        }
        out
    }

    /// An item in Go's spelling, where items stand.
    pub(crate) fn item(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let begins = at == 0
            || is_punct(&tokens[at - 1], ';')
            || is_brace(&tokens[at - 1])
            || group_at(tokens, at - 1, Delimiter::Bracket).is_some()
            || is_ident(&tokens[at - 1], "pub")
            || at > 1 && is_ident(&tokens[at - 2], "pub");
        if !begins {
            return self.function(tokens, at, None, out);
        }
        match tokens[at].to_string().as_str() {
            "package" | "import" => self.clause(tokens, at),
            "var" | "const" | "type" => self.visible(tokens, at, out),
            _ => self.function(tokens, at, None, out),
        }
    }

    /// A declaration with its visibility, which is that of each of its items, and of the fields
    /// with a capital.
    fn visible(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let visibility = take_visibility(out);
        let mut items = Vec::new();
        let outer = std::mem::replace(&mut self.visibility, visibility.clone());
        let end = self.declaration(tokens, at, Place::Items, &mut items);
        self.visibility = outer;
        if end.is_none() {
            out.extend(visibility);
            return None;
        }
        const KEYWORDS: &[&str] = &["const", "fn", "static", "struct", "trait", "type"];
        for (at, token) in items.iter().enumerate() {
            let begins = at == 0 || is_punct(&items[at - 1], ';') || matches!(&items[at - 1], TokenTree::Group(_));
            if begins && KEYWORDS.iter().any(|word| is_ident(token, word)) {
                out.extend(visibility.iter().cloned());
            }
            out.push(token.clone());
        }
        end
    }

    /// A function in the Go-looking form, where items stand; with the `receiver` of a method of
    /// Go's.
    pub(crate) fn function(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        receiver: Option<Vec<TokenTree>>,
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        let golang = ident_at(tokens, at, "func");
        if !golang && !ident_at(tokens, at, "fn") {
            return None;
        }
        let span = tokens[at].span();
        if golang && receiver.is_none() && group_at(tokens, at + 1, Delimiter::Parenthesis).is_some() {
            return self.method(tokens, at, out);
        }
        let name = at + 1;
        let generics = punct_at(tokens, name + 1, '<').then(|| angle_end(tokens, name + 1)).flatten();
        let params = generics.map_or(name + 1, |close| close + 1);
        let brackets = group_at(tokens, params, Delimiter::Bracket);
        let type_params = match brackets {
            Some(list) if golang && generics.is_none() => self.type_params(list),
            _ => None,
        };
        if let (Some(types), None) = (brackets, &type_params) {
            let help =
                "each type parameter has a constraint, `func name[T any](…)`; Rust's are `func name<T: Send>(…)`";
            self.cx.help(types.span(), "unexpected [, expected (", help);
            nothing(out, span);
            return (params..tokens.len()).find(|&at| is_brace(&tokens[at])).map(|body| body + 1);
        }
        let params = params + usize::from(type_params.is_some());
        let list = group_at(tokens, params, Delimiter::Parenthesis)?;
        let body = body_of(tokens, params + 1)?;
        let moved = if golang { self.moved(&tokens[body]) } else { None };
        let runs = golang && receiver.is_none() && ident_at(tokens, name, "init") && list.stream().is_empty();
        out.push(ident("fn", span));
        out.push(match &tokens[name] {
            init if runs => ident(marker::INIT, init.span()),
            name if golang => raw::name(name),
            name => name.clone(),
        });
        match type_params {
            Some(type_params) => out.extend(type_params),
            None => out.extend(self.run(&tokens[name + 1..params], Place::Inner)),
        }
        let statements = group_at(tokens, body, Delimiter::Brace).map(contents).unwrap_or_default();
        let mut inputs = receiver.unwrap_or_default();
        inputs.extend(if golang && is_brace(&tokens[body]) {
            let changing = std::mem::take(&mut self.changing);
            let inputs = self.go_params(list, &|name| method::changes(&statements, name, &changing));
            self.changing = changing;
            inputs
        } else {
            self.run(&contents(list), Place::Params)
        });
        let mut new = Group::new(Delimiter::Parenthesis, inputs.into_iter().collect());
        new.set_span(list.span());
        out.push(new.into());
        let result = &tokens[params + 1..body];
        out.extend(if golang { self.result(result) } else { self.run(result, Place::Inner) });
        out.push(match &tokens[body] {
            TokenTree::Group(body) if golang => {
                let body = self.with_results(result, moved.as_ref().unwrap_or(body));
                self.group(&body, Place::Block)
            }
            TokenTree::Group(body) => self.group(body, Place::Block),
            semicolon => semicolon.clone(),
        });
        Some(body + 1)
    }
}

impl Respell<'_> {
    /// The body of a function whose values move to the heap; `None` where none does.
    fn moved(&self, body: &TokenTree) -> Option<Group> {
        let TokenTree::Group(body) = body else { return None };
        if self.cx.pointees.is_empty() {
            return None;
        }
        let pointees = boxed::Structs { names: &self.cx.pointees, results: &self.results };
        let moved = boxed::moved(&contents(body), &pointees, &self.cx.pointer_methods)?;
        Some(within(body, moved))
    }
}

/// Takes `pub` or `pub(…)` from the end of `out`.
pub(crate) fn take_visibility(out: &mut Vec<TokenTree>) -> Vec<TokenTree> {
    let restricted = match &out[..] {
        [.., token, TokenTree::Group(group)] => is_ident(token, "pub") && group.delimiter() == Delimiter::Parenthesis,
        _ => false,
    };
    let is_plain = out.last().is_some_and(|token| is_ident(token, "pub"));
    out.split_off(out.len() - if restricted { 2 } else { usize::from(is_plain) })
}

/// `const _: () = ();`, in place of an item with an error, whose attributes and visibility are in
/// `out` already.
fn nothing(out: &mut Vec<TokenTree>, span: Span) {
    take_visibility(out);
    let unit = || group(Delimiter::Parenthesis, Vec::new(), span);
    out.extend([ident("const", span), ident("_", span), punct(':', span), unit()]);
    out.extend([punct('=', span), unit(), punct(';', span)]);
}

/// Whether `func (…) name` stands at `at`.
pub(super) fn is_receiver(tokens: &[TokenTree], at: usize) -> bool {
    group_at(tokens, at + 1, Delimiter::Parenthesis).is_some()
        && matches!(tokens.get(at + 2), Some(TokenTree::Ident(_)))
        && group_at(tokens, at + 3, Delimiter::Parenthesis).is_some()
}
