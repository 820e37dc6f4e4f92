//! `func`: function literals, and functions in the Go-looking form.
//!
//! ```text
//! literal = ["move"] "func" "(" params ")" [["->"] type] block
//! item    = attrs [visibility] ("fn" | "func") name [generics] "(" params ")" [["->"] type] [where] block
//! ```
//!
//! Parameters have Rust's patterns and types (channel types in Go's spelling too); those of a `func` can be assigned to, as in Go.

use proc_macro2::{Delimiter, Group, Span, TokenTree};

use super::chan_type::angle_end;
use super::gotokens::{
    contents, group, group_at, ident, ident_at, is_brace, is_ident, is_joint, is_punct, joint, ours, punct, punct_at,
    stream,
};
use super::marker;
use super::respell::{Place, Respell, placeholder};

/// The parts of a function in the Go-looking form, as token positions.
struct Parts {
    params: usize,
    body: usize,
}

/// The parts of the literal whose `func` stands at `at`.
fn literal(tokens: &[TokenTree], at: usize) -> Option<Parts> {
    group_at(tokens, at + 1, Delimiter::Parenthesis)?;
    let body = (at + 2..tokens.len()).find(|&at| is_brace(&tokens[at]) || is_punct(&tokens[at], ';'))?;
    is_brace(&tokens[body]).then_some(Parts { params: at + 1, body })
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
        closure.push(operand[parts.body].clone());
        Some((closure, parts.body + 1))
    }

    /// `|params| -> type`
    fn head(&mut self, tokens: &[TokenTree], parts: &Parts, span: Span) -> Vec<TokenTree> {
        let mut head = vec![punct('|', span)];
        if let Some(params) = group_at(tokens, parts.params, Delimiter::Parenthesis) {
            head.extend(self.params(params));
        }
        head.push(punct('|', span));
        head.extend(self.result(&tokens[parts.params + 1..parts.body]));
        head
    }

    fn closure(&mut self, tokens: &[TokenTree], parts: &Parts, span: Span) -> Vec<TokenTree> {
        let mut closure = self.head(tokens, parts, span);
        if let TokenTree::Group(body) = &tokens[parts.body] {
            closure.push(self.group(body, Place::Block));
        }
        closure
    }

    /// The parameters of a `func`, which are variables that can be assigned to.
    fn params(&mut self, params: &Group) -> Vec<TokenTree> {
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
        if !is_joint(tokens, 0, '-', '>') && !is_ident(first, "where") {
            out.extend(joint('-', '>', first.span()));
        }
        out.extend(self.run(tokens, Place::Inner));
        out
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

    /// An item in a Go-looking block: a `func` is goroutine code, everything else is left alone, but for channel types.
    pub(super) fn nested_item(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        if ident_at(tokens, at, "func") && matches!(tokens.get(at + 1), Some(TokenTree::Ident(_))) {
            out.extend(marker::attribute(marker::FUNC, tokens[at].span()));
            return self.item(tokens, at, out);
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
            if super::chan_type::begins(tokens, at, super::chan_type::Expect::Maybe)
                && at > 0
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

    /// A function in the Go-looking form, where items stand.
    pub(super) fn item(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let golang = ident_at(tokens, at, "func");
        if !golang && !ident_at(tokens, at, "fn") {
            return None;
        }
        let span = tokens[at].span();
        if golang && group_at(tokens, at + 1, Delimiter::Parenthesis).is_some() {
            let end = self.receiver(tokens, at)?;
            nothing(out, span);
            return Some(end);
        }
        let name = at + 1;
        let generics = punct_at(tokens, name + 1, '<').then(|| angle_end(tokens, name + 1)).flatten();
        let params = generics.map_or(name + 1, |close| close + 1);
        if let Some(types) = group_at(tokens, params, Delimiter::Bracket) {
            let help = "type parameters stand in angle brackets: `func name<T: Send>(…)`";
            self.cx.help(types.span(), "unexpected [, expected (", help);
            nothing(out, span);
            return (params..tokens.len()).find(|&at| is_brace(&tokens[at])).map(|body| body + 1);
        }
        let list = group_at(tokens, params, Delimiter::Parenthesis)?;
        let body = (params + 1..tokens.len()).find(|&at| is_brace(&tokens[at]) || is_punct(&tokens[at], ';'))?;
        out.push(ident("fn", span));
        out.extend_from_slice(&tokens[name..=name]);
        out.extend(self.run(&tokens[name + 1..params], Place::Inner));
        let inputs = if golang && is_brace(&tokens[body]) {
            self.params(list)
        } else {
            self.run(&contents(list), Place::Params)
        };
        let mut new = Group::new(Delimiter::Parenthesis, inputs.into_iter().collect());
        new.set_span(list.span());
        out.push(new.into());
        let result = &tokens[params + 1..body];
        out.extend(if golang { self.result(result) } else { self.run(result, Place::Inner) });
        out.push(match &tokens[body] {
            TokenTree::Group(body) => self.group(body, Place::Block),
            semicolon => semicolon.clone(),
        });
        Some(body + 1)
    }

    /// `func (s *Server) run() { … }`
    fn receiver(&mut self, tokens: &[TokenTree], at: usize) -> Option<usize> {
        let body = (at + 2..tokens.len()).find(|&at| is_brace(&tokens[at]))?;
        let help = "a method stands in an `impl`: `impl Server { func run(&self) { … } }`";
        self.cx.help(tokens[at + 1].span(), "unexpected (, expected the name of the function", help);
        Some(body + 1)
    }
}

/// `const _: () = ();`, in place of an item with an error, whose attributes and visibility are in `out` already.
fn nothing(out: &mut Vec<TokenTree>, span: Span) {
    if let [.., token, TokenTree::Group(_)] = &out[..]
        && is_ident(token, "pub")
    {
        out.pop();
    }
    if out.last().is_some_and(|token| is_ident(token, "pub")) {
        out.pop();
    }
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
        if ident_at(tokens, word, modifier) && modifies {
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
    match keyword.to_string().as_str() {
        "fn" | "struct" | "enum" | "trait" | "mod" | "union" | "func" if named => ends_with_brace(word),
        "impl" => ends_with_brace(word),
        "macro_rules" => Some(word + 4 + usize::from(punct_at(tokens, word + 4, ';'))),
        "use" | "type" | "extern" => (word..tokens.len()).find(|&at| is_punct(&tokens[at], ';')).map(|end| end + 1),
        "static" | "const" if named => (word..tokens.len()).find(|&at| is_punct(&tokens[at], ';')).map(|end| end + 1),
        "func" if group_at(tokens, word + 1, Delimiter::Parenthesis).is_some() && is_receiver(tokens, word) => {
            ends_with_brace(word)
        }
        _ => None,
    }
}

/// Whether `func (…) name` stands at `at`.
fn is_receiver(tokens: &[TokenTree], at: usize) -> bool {
    matches!(tokens.get(at + 2), Some(TokenTree::Ident(_)))
        && group_at(tokens, at + 3, Delimiter::Parenthesis).is_some()
}
