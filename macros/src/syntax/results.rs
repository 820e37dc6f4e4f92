//! Named results that a deferred literal names: it runs behind the `return`, and what it assigns to
//! them is what the function gives.
//!
//! ```text
//! func f() (n int) {          →   let mut n: int = ZERO;
//!     defer func() { n++ }()      __go_named!(n);
//!     return 1                    __go_defer!(func() { let mut n: int = CURRENT; '__go_deferred: { n++ }; KEEP n }())
//! }                               return 1
//! ```

use proc_macro2::{Delimiter, Group, TokenTree};

use super::gotokens::{contents, group, ident, ident_at, is_brace, is_ident, is_punct, joint, ours, punct, within};
use super::labels::break_label;
use super::marker;
use super::params::{Named, result_names, zero};

const DEFERRED: &str = "__go_deferred";

/// The results by name, and the markers that go with them.
pub(super) struct Results<'a> {
    named: &'a [Named],
    found: bool,
}

impl Results<'_> {
    /// `statements`, whose deferred literals assign to the results `named`; `None` where none does.
    pub(super) fn deferred(named: &[Named], statements: &[TokenTree]) -> Option<Vec<TokenTree>> {
        if named.iter().any(|result| is_ident(&result.name, "_")) {
            return None;
        }
        let mut results = Results { named, found: false };
        let statements = results.statements(statements);
        let span = named.first()?.name.span();
        let mut new = vec![ident(marker::NAMED, span), punct('!', span), result_names(named, span), punct(';', span)];
        new.extend(statements);
        results.found.then_some(new)
    }

    fn statements(&mut self, tokens: &[TokenTree]) -> Vec<TokenTree> {
        let mut out = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while at < tokens.len() {
            let is_func = is_ident(&tokens[at], "func") || is_ident(&tokens[at], "go");
            let body = is_func.then(|| (at..tokens.len()).find(|&at| is_brace(&tokens[at]))).flatten();
            if let Some(body) = body {
                let deferred = at > 0 && ident_at(tokens, at - 1, "defer");
                out.extend_from_slice(&tokens[at..body]);
                out.push(match &tokens[body] {
                    TokenTree::Group(literal) if deferred && self.names(&tokens[at..body], literal) => {
                        self.found = true;
                        self.literal(literal)
                    }
                    other => other.clone(),
                });
                at = body + 1;
                continue;
            }
            out.push(match &tokens[at] {
                TokenTree::Group(inner) if inner.delimiter() == Delimiter::Brace => {
                    within(inner, self.statements(&contents(inner))).into()
                }
                other => other.clone(),
            });
            at += 1;
        }
        out
    }

    /// Whether a literal with this `head` names a result.
    fn names(&self, head: &[TokenTree], literal: &Group) -> bool {
        self.named.iter().any(|Named { name, .. }| {
            let name = name.to_string();
            mentions(&contents(literal), &name) && !mentions(head, &name)
        })
    }

    /// The body of a deferred literal, between a copy of the results and what keeps them.
    fn literal(&self, literal: &Group) -> TokenTree {
        let span = literal.span_close();
        let mut zeros = Vec::new();
        let mut out = marker::allow_unused(ours(span)).to_vec();
        out.push(ident("let", span));
        let (mut names, mut types) = (Vec::new(), Vec::new());
        for (index, Named { name, ty }) in self.named.iter().enumerate() {
            if index > 0 {
                [&mut names, &mut types, &mut zeros].into_iter().for_each(|list| list.push(punct(',', span)));
            }
            names.extend([ident("mut", ours(span)), name.clone()]);
            types.extend(ty.iter().cloned());
            zeros.extend(zero(span));
        }
        let several = |list: Vec<TokenTree>| match self.named {
            [_] => list,
            _ => vec![group(Delimiter::Parenthesis, list, ours(span))],
        };
        out.extend(several(names));
        out.push(punct(':', span));
        out.extend(several(types));
        out.push(punct('=', span));
        out.extend(self.call("results_of", several(zeros), span));
        out.push(punct(';', span));
        out.extend(break_label(DEFERRED, span));
        out.extend([punct(':', span), within(literal, breaks(&contents(literal))).into(), punct(';', span)]);
        out.extend(self.call("set_results", vec![result_names(self.named, span)], span));
        out.push(punct(';', span));
        within(literal, out).into()
    }

    /// `__go::name(__go_results, value)`
    fn call(&self, name: &str, value: Vec<TokenTree>, span: proc_macro2::Span) -> Vec<TokenTree> {
        let mut args = vec![ident(marker::RESULTS, ours(span)), punct(',', span)];
        args.extend(value);
        let mut out = vec![ident("__go", ours(span))];
        out.extend(joint(':', ':', span));
        out.extend([ident(name, ours(span)), group(Delimiter::Parenthesis, args, ours(span))]);
        out
    }
}

/// Whether `name` stands among `tokens`, but as a field or a method.
fn mentions(tokens: &[TokenTree], name: &str) -> bool {
    tokens.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Group(inner) => mentions(&contents(inner), name),
        word => is_ident(word, name) && !(at > 0 && is_punct(&tokens[at - 1], '.')),
    })
}

/// `tokens` with a `break` out of the literal in place of each `return` that no function within
/// them takes.
fn breaks(tokens: &[TokenTree]) -> Vec<TokenTree> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let nested = (is_ident(&tokens[at], "func") || is_ident(&tokens[at], "go"))
            .then(|| (at..tokens.len()).find(|&at| is_brace(&tokens[at]) || is_punct(&tokens[at], ';')))
            .flatten();
        if let Some(end) = nested {
            out.extend_from_slice(&tokens[at..=end]);
            at = end + 1;
            continue;
        }
        match &tokens[at] {
            word if is_ident(word, "return") => {
                if ends(tokens, at + 1) {
                    out.push(ident("break", word.span()));
                    out.extend(break_label(DEFERRED, word.span()));
                    out.push(punct(';', word.span()));
                } else {
                    // Its value is an error of its own.
                    out.push(word.clone());
                }
            }
            TokenTree::Group(inner) if inner.delimiter() == Delimiter::Brace => {
                out.push(within(inner, breaks(&contents(inner))).into());
            }
            other => out.push(other.clone()),
        }
        at += 1;
    }
    out
}

/// Whether a bare `return` ends before `at`.
fn ends(tokens: &[TokenTree], at: usize) -> bool {
    tokens.get(at).is_none_or(|token| is_punct(token, ';') || super::lines::later_line(&tokens[at - 1], token))
}
