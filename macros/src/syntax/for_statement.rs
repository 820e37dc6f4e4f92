//! `for` in Go's spelling. A header with `in` is Rust's.
//!
//! ```text
//! for = [label ":"] "for" header block
//! header = "" | condition | [simple] ";" [condition] ";" [simple] | [name ["," name] (":=" | "=")] "range" expr
//! ```
//!
//! ```text
//! for INIT; COND; POST { BODY }
//!     →   { INIT; let mut again = false; loop { if again { POST } again = true; if !(COND) { break; } { BODY } } }
//! ```
//!
//! So `continue` runs `POST`, and what a goroutine, a deferred call or a closure takes along of a
//! loop variable is the value of its iteration: Go gives each iteration a variable of its own to
//! the same end.

use proc_macro2::{Delimiter, Group, Span, TokenTree};

use super::gotokens::{
    contents, group, ident, ident_at, is_brace, is_define, is_ident, is_joint, is_punct, ours, punct, punct_at,
    split_commas, stream,
};
use super::respell::{Place, Respell};
use super::{composite, marker};

impl Respell<'_> {
    pub(super) fn for_statement(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        label: &[TokenTree],
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        let brace = body(tokens, at)?;
        let TokenTree::Group(body) = &tokens[brace] else { return None };
        let header = &tokens[at + 1..brace];
        let is_rust = header.iter().any(|token| is_ident(token, "in"))
            || (punct_at(header, 0, '<') && !is_joint(header, 0, '<', '-'));
        if is_rust {
            return None;
        }
        let span = tokens[at].span();
        let semicolons: Vec<usize> = (0..header.len()).filter(|&at| is_punct(&header[at], ';')).collect();
        match semicolons[..] {
            [] if range(header).is_some() => self.range_loop(header, body, label, span, out),
            [] => {
                out.extend_from_slice(label);
                out.push(ident(if header.is_empty() { "loop" } else { "while" }, span));
                out.extend(self.run(header, Place::Inner));
                out.push(self.group(body, Place::Block));
            }
            [first, second] => {
                let clauses = (&header[..first], &header[first + 1..second], &header[second + 1..]);
                self.clause_loop(clauses, body, label, span, out);
            }
            _ => {
                let help = "a loop with clauses has three: `for i := 0; i < n; i++ { … }`";
                let message = format!("expected for loop condition\nhelp: {help}");
                self.cx.push(syn::Error::new_spanned(stream(header), message));
                out.extend([ident("loop", span), group(Delimiter::Brace, Vec::new(), span)]);
            }
        }
        Some(brace + 1)
    }

    fn clause_loop(
        &mut self,
        (init, condition, post): (&[TokenTree], &[TokenTree], &[TokenTree]),
        body: &Group,
        label: &[TokenTree],
        span: Span,
        out: &mut Vec<TokenTree>,
    ) {
        let ours = ours(span);
        let again = || ident("__go_again", ours);
        let braces = |tokens| group(Delimiter::Brace, tokens, ours);
        let mut round = Vec::new();
        if !post.is_empty() {
            let post = self.simple(post, span);
            round.extend([ident("if", ours), again(), braces(post)]);
            round.extend([again(), punct('=', ours), ident("true", ours), punct(';', ours)]);
        }
        if !condition.is_empty() {
            let condition = self.run(condition, Place::Inner);
            round.extend([ident("if", ours), punct('!', ours), group(Delimiter::Parenthesis, condition, ours)]);
            round.push(braces(vec![ident("break", ours), punct(';', ours)]));
        }
        round.push(self.group(body, Place::Block));
        let mut block = if init.is_empty() { Vec::new() } else { self.simple(init, span) };
        if !post.is_empty() {
            block.extend([ident("let", ours), ident("mut", ours), again(), punct('=', ours)]);
            block.extend([ident("false", ours), punct(';', ours)]);
        }
        block.extend_from_slice(label);
        block.extend([ident("loop", span), braces(round)]);
        out.push(braces(block));
    }

    /// A simple statement of a header, with its `;`.
    pub(super) fn simple(&mut self, tokens: &[TokenTree], span: Span) -> Vec<TokenTree> {
        let mut tokens = tokens.to_vec();
        tokens.push(punct(';', span));
        self.run(&tokens, Place::Block)
    }

    fn range_loop(
        &mut self,
        header: &[TokenTree],
        body: &Group,
        label: &[TokenTree],
        span: Span,
        out: &mut Vec<TokenTree>,
    ) {
        let at = range(header).unwrap_or(0);
        let word = header[at].span();
        let declares = at >= 2 && is_define(header, at - 2);
        let left = &header[..at.saturating_sub(if declares { 2 } else { 1 })];
        let names: Vec<_> = split_commas(left).into_iter().filter(|name| !name.is_empty()).collect();
        if names.len() > 2 {
            let message =
                "range clause permits at most two iteration variables\nhelp: write `for i, v := range xs { … }`";
            self.cx.push(syn::Error::new_spanned(stream(names[2]), message));
        }
        let (pattern, assigned) = if declares || names.is_empty() {
            (left.to_vec(), Vec::new())
        } else {
            self.assigned_items(left, names.len(), word)
        };
        out.extend_from_slice(label);
        out.push(ident("for", span));
        out.extend(match names.len() {
            0 => vec![ident("_", word)],
            1 => pattern,
            _ => vec![group(Delimiter::Parenthesis, pattern, word)],
        });
        out.push(ident("in", span));
        out.extend(marker::prefix(if names.len() > 1 { marker::RANGE_TWO } else { marker::RANGE }, word));
        let mut operand = Vec::new();
        if self.field_c(header, at + 1, &mut operand) != Some(header.len()) {
            operand = self.run(&header[at + 1..], Place::Inner);
        }
        out.push(group(Delimiter::Parenthesis, operand, word));
        let TokenTree::Group(body) = self.group(body, Place::Block) else { return };
        out.push(with_first(&body, assigned));
    }

    /// The pattern of a loop that assigns to `left`, and the assignment.
    fn assigned_items(&mut self, left: &[TokenTree], count: usize, span: Span) -> (Vec<TokenTree>, Vec<TokenTree>) {
        let mut items = Vec::new();
        for index in 0..count {
            items.extend([ident(&format!("__go_item_{index}"), ours(span)), punct(',', span)]);
        }
        items.pop();
        let places = self.run(left, Place::Inner);
        let parens = |tokens| group(Delimiter::Parenthesis, tokens, ours(span));
        let assigned = if count == 1 {
            places.into_iter().chain([punct('=', span)]).chain(items.clone()).collect()
        } else {
            vec![parens(places), punct('=', span), parens(items.clone())]
        };
        (items, assigned.into_iter().chain([punct(';', span)]).collect())
    }
}

/// Where the body of the `for` at `at` stands: behind the composite literals of its header.
pub(super) fn body(tokens: &[TokenTree], at: usize) -> Option<usize> {
    let brace = (at + 1..tokens.len()).find(|&at| is_brace(&tokens[at]))?;
    let literal = brace > 1 && composite::follows_type(&tokens[at..], brace - at);
    let pattern = ident_at(tokens, brace + 1, "in");
    if literal || pattern {
        return body(tokens, brace);
    }
    Some(brace)
}

/// `body` with `first` before its statements.
fn with_first(body: &Group, first: Vec<TokenTree>) -> TokenTree {
    let mut tokens = first;
    tokens.extend(contents(body));
    let mut new = Group::new(Delimiter::Brace, tokens.into_iter().collect());
    new.set_span(body.span());
    new.into()
}

/// The position of `range` in a header that has it.
fn range(header: &[TokenTree]) -> Option<usize> {
    let at = (0..header.len()).find(|&at| ident_at(header, at, "range"))?;
    let behind = at == 0 || is_punct(&header[at - 1], '=');
    let before = match header.get(at + 1)? {
        TokenTree::Punct(punct) => {
            matches!(punct.as_char(), '&' | '*' | '-' | ':') || is_joint(header, at + 1, '<', '-')
        }
        _ => true,
    };
    (behind && before).then_some(at)
}
