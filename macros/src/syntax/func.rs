//! `func`: function literals, and functions in the Go-looking form.
//!
//! ```text
//! literal = ["move"] "func" "(" params ")" [["->"] results] block
//! item    = attrs [visibility] ("fn" | "func") [receiver] name [generics] "(" params ")" [["->"] results] [where] block
//! ```
//!
//! The parameters and results of a `func` are Go's ([`params`](super::params)) or Rust's; its
//! parameters can be assigned to. Those of an `fn` are Rust's, with channel types in Go's spelling.

use std::collections::HashSet;

use proc_macro2::{Delimiter, Group, Span, TokenTree};

use super::chan_type::angle_end;
use super::gotokens::{
    contents, group, group_at, ident, ident_at, is_brace, is_ident, is_joint, is_punct, joint, ours, punct, punct_at,
    stream,
};
use super::params::{declare_results, result_names};
use super::respell::{Place, Respell, placeholder};
use super::results::Results;
use super::{go_type, labels, marker, method, raw};

/// The parts of a function in the Go-looking form, as token positions.
struct Parts {
    params: usize,
    body: usize,
}

/// The parts of the literal whose `func` stands at `at`.
fn literal(tokens: &[TokenTree], at: usize) -> Option<Parts> {
    group_at(tokens, at + 1, Delimiter::Parenthesis)?;
    let body = body_of(tokens, at + 2)?;
    is_brace(&tokens[body]).then_some(Parts { params: at + 1, body })
}

/// Where the body of a function stands whose result begins at `at`, or the `;` in its place; the
/// braces of `struct{}` and `interface{}` in the result are none.
fn body_of(tokens: &[TokenTree], at: usize) -> Option<usize> {
    let found = (at..tokens.len()).find(|&at| is_brace(&tokens[at]) || is_punct(&tokens[at], ';'))?;
    let of_type = is_ident(&tokens[found - 1], "struct") || is_ident(&tokens[found - 1], "interface");
    if of_type && is_brace(&tokens[found]) { body_of(tokens, found + 1) } else { Some(found) }
}

impl Respell<'_> {
    /// A function literal as a value.
    pub(super) fn func_literal(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let moved = ident_at(tokens, at, "move");
        let func = if moved { at + 1 } else { at };
        if !ident_at(tokens, func, "func") {
            return None;
        }
        let span = tokens[func].span();
        let Some(parts) = literal(tokens, func) else { return self.no_params(tokens, func, out) };
        let mut closure = marker::attribute(marker::FUNC, span).to_vec();
        closure.push(ident("async", span));
        if moved {
            closure.push(tokens[at].clone());
        }
        closure.extend(self.closure(tokens, &parts, span));
        out.push(group(Delimiter::Parenthesis, closure, ours(span)));
        Some(parts.body + 1)
    }

    /// A function literal that `go` or `defer` calls, as a closure, and where it ends.
    pub(super) fn func_operand(&mut self, operand: &[TokenTree]) -> Option<(Vec<TokenTree>, usize)> {
        if !ident_at(operand, 0, "func") {
            return None;
        }
        let parts = literal(operand, 0)?;
        let span = operand[0].span();
        let mut closure = self.head(operand, &parts, span);
        // The statements are respelled where the operand is parsed.
        let TokenTree::Group(body) = &operand[parts.body] else { return None };
        closure.push(self.with_results(&operand[parts.params + 1..parts.body], body).into());
        Some((closure, parts.body + 1))
    }

    /// `|params| -> type`
    fn head(&mut self, tokens: &[TokenTree], parts: &Parts, span: Span) -> Vec<TokenTree> {
        let mut head = vec![punct('|', span)];
        if let Some(params) = group_at(tokens, parts.params, Delimiter::Parenthesis) {
            let body = group_at(tokens, parts.body, Delimiter::Brace).map(contents).unwrap_or_default();
            let params = self.go_params(params, &|name| method::changes(&body, name, &Default::default()));
            head.extend(params);
        }
        head.push(punct('|', span));
        head.extend(self.result(&tokens[parts.params + 1..parts.body]));
        head
    }

    fn closure(&mut self, tokens: &[TokenTree], parts: &Parts, span: Span) -> Vec<TokenTree> {
        let mut closure = self.head(tokens, parts, span);
        if let TokenTree::Group(body) = &tokens[parts.body] {
            let body = self.with_results(&tokens[parts.params + 1..parts.body], body);
            closure.push(self.group(&body, Place::Block));
        }
        closure
    }

    /// The parameters of a `func`, which are variables that can be assigned to.
    pub(super) fn params(&mut self, params: &Group) -> Vec<TokenTree> {
        let mut out = Vec::new();
        let tokens = self.run(&contents(params), Place::Params);
        for (at, token) in tokens.iter().enumerate() {
            let starts = at == 0 || is_punct(&tokens[at - 1], ',');
            let named = matches!(token, TokenTree::Ident(name) if name != "self" && name != "mut" && name != "_")
                && punct_at(&tokens, at + 1, ':')
                && !is_joint(&tokens, at + 1, ':', ':');
            if starts && named {
                let span = ours(token.span());
                out.extend(marker::allow_unused_mut(span));
                out.push(ident("mut", span));
            }
            out.push(token.clone());
        }
        out
    }

    /// What a function returns; Go leaves out the arrow.
    fn result(&mut self, tokens: &[TokenTree]) -> Vec<TokenTree> {
        let mut out = Vec::new();
        let Some(first) = tokens.first() else { return out };
        if is_joint(tokens, 0, '-', '>') || is_ident(first, "where") {
            out.extend(self.run(tokens, Place::Inner));
            return out;
        }
        out.extend(joint('-', '>', first.span()));
        // A constructor gives what Go's points to.
        let pointer = go_type::is_pointer(tokens, 0) && !self.names_pointer(tokens, 0);
        match self.result_type(tokens, usize::from(pointer)) {
            Some((ty, end)) => {
                out.extend(if pointer { marker::pointer(ty, first.span()) } else { ty });
                out.extend(self.run(tokens.get(end..).unwrap_or_default(), Place::Inner));
            }
            None => out.extend(self.run(tokens, Place::Inner)),
        }
        out
    }

    /// `body` with the named results that `result` has: variables that a bare `return` gives.
    fn with_results(&mut self, result: &[TokenTree], body: &Group) -> Group {
        let pointer = go_type::is_pointer(result, 0) && !self.names_pointer(result, 0);
        let named = match group_at(result, 0, Delimiter::Parenthesis) {
            Some(list) if result.len() == 1 => self.named_results(list),
            _ => Vec::new(),
        };
        if named.is_empty() && !pointer {
            return body.clone();
        }
        let mut statements = contents(body);
        if pointer {
            statements = without_references(&statements, &self.cx.pointees);
        }
        if !named.is_empty() {
            let mut new = declare_results(&named);
            statements = Results::deferred(&named, &statements).unwrap_or(statements);
            new.extend(labels::bare_returns(&statements, &result_names(&named, body.span_close())));
            statements = new;
        }
        let mut new = Group::new(Delimiter::Brace, statements.into_iter().collect());
        new.set_span(body.span());
        new
    }

    /// `func` that no list of parameters follows.
    fn no_params(&mut self, tokens: &[TokenTree], func: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let body = tokens.get(func + 1).filter(|token| is_brace(token))?;
        let help = "a function literal has a list of parameters, if an empty one: `func() { … }`";
        let message = format!("unexpected {{, expected (\nhelp: {help}");
        self.cx.push(syn::Error::new_spanned(stream(&tokens[func..=func]), message));
        out.extend(placeholder(body.span()));
        let called = usize::from(group_at(tokens, func + 2, Delimiter::Parenthesis).is_some());
        Some(func + 2 + called)
    }

    /// An item in a Go-looking block: a `func` is goroutine code, everything else is left alone,
    /// but for channel types.
    pub(super) fn nested_item(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
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
            if super::chan_type::begins(tokens, at, super::chan_type::Expect::Type)
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
    pub(super) fn item(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
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
    pub(super) fn function(
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
        if let Some(types) = group_at(tokens, params, Delimiter::Bracket) {
            let help = "write type parameters in angle brackets: `func name<T: Send>(…)`";
            self.cx.help(types.span(), "unexpected [, expected (", help);
            nothing(out, span);
            return (params..tokens.len()).find(|&at| is_brace(&tokens[at])).map(|body| body + 1);
        }
        let list = group_at(tokens, params, Delimiter::Parenthesis)?;
        let body = body_of(tokens, params + 1)?;
        let runs = golang && receiver.is_none() && ident_at(tokens, name, "init") && list.stream().is_empty();
        out.push(ident("fn", span));
        out.push(match &tokens[name] {
            init if runs => ident(marker::INIT, init.span()),
            name if golang => raw::name(name),
            name => name.clone(),
        });
        out.extend(self.run(&tokens[name + 1..params], Place::Inner));
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
                let body = self.with_results(result, body);
                self.group(&body, Place::Block)
            }
            TokenTree::Group(body) => self.group(body, Place::Block),
            semicolon => semicolon.clone(),
        });
        Some(body + 1)
    }
}

/// `tokens` without the `&` of `&P{ … }`, where a function returns what it points to.
fn without_references(tokens: &[TokenTree], pointees: &HashSet<String>) -> Vec<TokenTree> {
    let mut out: Vec<TokenTree> = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let refers = is_punct(token, '&')
            && matches!(tokens.get(at + 1), Some(TokenTree::Ident(name)) if !pointees.contains(&name.to_string()))
            && matches!(tokens.get(at + 1), Some(TokenTree::Ident(name)) if name.to_string().starts_with(char::is_uppercase) || group_at(tokens, at + 2, Delimiter::Brace).is_some())
            && group_at(tokens, at + 2, Delimiter::Brace).is_some()
            && out.last().is_none_or(|last| is_ident(last, "return") || is_punct(last, '='));
        if refers {
            continue;
        }
        out.push(match token {
            TokenTree::Group(inner) if inner.delimiter() == Delimiter::Brace => {
                let mut new =
                    Group::new(inner.delimiter(), without_references(&contents(inner), pointees).into_iter().collect());
                new.set_span(inner.span());
                new.into()
            }
            other => other.clone(),
        });
    }
    out
}

/// Takes `pub` or `pub(…)` from the end of `out`.
pub(super) fn take_visibility(out: &mut Vec<TokenTree>) -> Vec<TokenTree> {
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

/// Where the item that begins at `at` ends; `None` if none does.
pub(super) fn item_end(tokens: &[TokenTree], at: usize) -> Option<usize> {
    let mut word = at;
    if ident_at(tokens, word, "pub") {
        word += 1;
        word += usize::from(group_at(tokens, word, Delimiter::Parenthesis).is_some());
    }
    for modifier in ["default", "const", "async", "unsafe", "extern"] {
        let modifies = ["fn", "unsafe", "extern", "impl", "trait", "async", "func"]
            .iter()
            .any(|next| ident_at(tokens, word + 1, next) || ident_at(tokens, word + 2, next));
        let listed = group_at(tokens, word + 1, Delimiter::Parenthesis).is_some();
        if ident_at(tokens, word, modifier) && modifies && !listed {
            word += 1;
            word += usize::from(matches!(tokens.get(word), Some(TokenTree::Literal(_))));
        }
    }
    let TokenTree::Ident(keyword) = tokens.get(word)? else { return None };
    let named = matches!(tokens.get(word + 1), Some(TokenTree::Ident(_)));
    let ends_with_brace = |at: usize| {
        let end = (at..tokens.len()).find(|&at| is_punct(&tokens[at], ';') || is_brace(&tokens[at]))?;
        Some(end + 1)
    };
    let semicolon = || (word..tokens.len()).find(|&at| is_punct(&tokens[at], ';')).map(|end| end + 1);
    let listed = group_at(tokens, word + 1, Delimiter::Parenthesis).is_some();
    match keyword.to_string().as_str() {
        "func" if named => body_of(tokens, word + 2).map(|end| end + 1),
        "fn" | "struct" | "enum" | "trait" | "mod" | "union" if named => ends_with_brace(word),
        "impl" => ends_with_brace(word),
        "macro_rules" => Some(word + 4 + usize::from(punct_at(tokens, word + 4, ';'))),
        "use" | "extern" => semicolon(),
        "static" if named => semicolon(),
        "package" if named => Some(go_end(tokens, word)),
        "import" if listed || named || matches!(tokens.get(word + 1), Some(TokenTree::Literal(_))) => {
            Some(go_end(tokens, word))
        }
        "const" | "var" | "type" if listed => Some(go_end(tokens, word)),
        "type" if is_braced_type(tokens, word) => Some(go_end(tokens, word)),
        "const" | "var" | "type" if named => Some(go_end(tokens, word)),
        "func" if listed && is_receiver(tokens, word) => body_of(tokens, word + 4).map(|end| end + 1),
        _ => None,
    }
}

/// Whether `type name struct { … }` or `type name interface { … }` stands at `at`.
fn is_braced_type(tokens: &[TokenTree], at: usize) -> bool {
    let end = (at..tokens.len()).find(|&at| is_punct(&tokens[at], ';') || is_brace(&tokens[at])).unwrap_or(at);
    end > at
        && is_brace(&tokens[end])
        && (is_ident(&tokens[end - 1], "struct") || is_ident(&tokens[end - 1], "interface"))
}

/// Where the declaration of Go's that begins at `at` ends, whose lines are not ended yet.
fn go_end(tokens: &[TokenTree], at: usize) -> usize {
    if is_braced_type(tokens, at) {
        let brace = (at..tokens.len()).find(|&at| is_brace(&tokens[at])).unwrap_or(at);
        return brace + 1 + usize::from(punct_at(tokens, brace + 1, ';'));
    }
    const ITEMS: &[&str] = &[
        "func",
        "fn",
        "type",
        "var",
        "const",
        "import",
        "package",
        "struct",
        "enum",
        "impl",
        "use",
        "pub",
        "static",
        "mod",
        "trait",
        "unsafe",
        "async",
        "macro_rules",
        "extern",
    ];
    for end in at + 2..tokens.len() {
        let begins = ITEMS.iter().any(|word| ident_at(tokens, end, word)) || is_punct(&tokens[end], '#');
        if is_punct(&tokens[end], ';') {
            return end + 1;
        }
        if begins && !super::declaration::on_one_line(tokens, end) {
            return end;
        }
    }
    tokens.len()
}

/// Whether `func (…) name` stands at `at`.
fn is_receiver(tokens: &[TokenTree], at: usize) -> bool {
    group_at(tokens, at + 1, Delimiter::Parenthesis).is_some()
        && matches!(tokens.get(at + 2), Some(TokenTree::Ident(_)))
        && group_at(tokens, at + 3, Delimiter::Parenthesis).is_some()
}
