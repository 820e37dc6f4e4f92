//! `go f(x);`, `defer f(x);`, `select { … }`, and `return a, b;`: statements that begin with a word
//! of Go's.
//!
//! ```text
//! statement = ("go" | "defer") ["move"] (call | block) ";" | "select" block | "return" expr "," expr … ";"
//! ```
//!
//! `go` and `defer` become the macro forms, whose grammar is in [`go`](super::go).

use proc_macro2::{Delimiter, Span, TokenTree};

use super::chan_type::angle_end;
use super::gotokens::{
    contents, follows_fat_arrow, follows_operand, group, group_at, ident, ident_at, is_any, is_brace, is_joint,
    is_punct, punct, punct_at, statement_end, stream,
};
use super::labels;
use super::respell::{Place, Respell, placeholder};

/// `__go_go!(operand)`
fn form(word: &str, delimiter: Delimiter, operand: Vec<TokenTree>, span: Span) -> Vec<TokenTree> {
    vec![ident(&format!("__go_{word}"), span), punct('!', span), group(delimiter, operand, span)]
}

impl Respell<'_> {
    pub(super) fn go_statement(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        if !begins_operand(tokens, at + 1) {
            return None;
        }
        let (word, span) = (tokens[at].to_string(), tokens[at].span());
        let in_arm = follows_fat_arrow(tokens, at);
        let (delimiter, operand, end) = self.operand(tokens, at + 1, in_arm);
        let mut statement = form(&word, delimiter, operand, span);
        if !punct_at(tokens, end, ';') {
            statement.push(punct(';', span));
        }
        if in_arm {
            out.push(group(Delimiter::Brace, statement, span));
        } else {
            out.extend(statement);
        }
        Some(end)
    }

    /// What follows `go`: a block, or everything up to the end of the statement.
    fn operand(&mut self, tokens: &[TokenTree], at: usize, in_arm: bool) -> (Delimiter, Vec<TokenTree>, usize) {
        let moved = usize::from(ident_at(tokens, at, "move"));
        if let Some(block) = group_at(tokens, at + moved, Delimiter::Brace)
            && !goes_on(tokens, at + moved + 1)
        {
            let mut operand = tokens[at..at + moved].to_vec();
            operand.extend(contents(block));
            return (Delimiter::Brace, operand, at + moved + 1);
        }
        let end = statement_end(tokens, at, in_arm);
        let operand = &tokens[at..end];
        if let Some((mut closure, rest)) = self.func_operand(&operand[moved..]) {
            closure.splice(0..0, operand[..moved].iter().cloned());
            closure.extend_from_slice(&operand[moved + rest..]);
            return (Delimiter::Parenthesis, closure, end);
        }
        (Delimiter::Parenthesis, operand.to_vec(), end)
    }

    /// `go` or `defer` where a value is expected.
    pub(super) fn go_as_value(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        let assigned = before.is_some_and(|token| is_punct(token, '='));
        let named = before.is_some_and(|token| matches!(token, TokenTree::Ident(word) if word != "return"));
        let operand = match tokens.get(at + 1) {
            Some(TokenTree::Ident(next)) => !is_any(next, &["as", "if", "in", "else"]),
            Some(token) => assigned && is_brace(token),
            None => false,
        };
        if named || !operand || follows_operand(tokens, at) {
            return None;
        }
        let word = tokens[at].to_string();
        let help = if word == "go" {
            "`go!(f(x))` gives a handle: `h := go!(f(x));`"
        } else {
            "a `defer` is a statement of its own: `defer f(x);`"
        };
        self.cx.help(tokens[at].span(), format_args!("unexpected keyword {word}, expected expression"), help);
        out.extend(placeholder(tokens[at].span()));
        Some(statement_end(tokens, at, true))
    }

    /// `go!<f(x)>`
    pub(super) fn angle_go(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let close = angle_end(tokens, at + 2)?;
        let span = tokens[at].span();
        let inner = &tokens[at + 3..close];
        let operand = match self.func_operand(inner) {
            Some((closure, rest)) => closure.into_iter().chain(inner[rest..].iter().cloned()).collect(),
            None => inner.to_vec(),
        };
        out.extend(form("go", Delimiter::Parenthesis, operand, span));
        Some(close + 1)
    }

    pub(super) fn select_statement(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        let span = tokens[at].span();
        if let Some(cases) = group_at(tokens, at + 1, Delimiter::Brace) {
            // A bare `break` leaves the `select`, as in Go.
            let mut breaks = false;
            let cases = labels::bare_breaks(&contents(cases), span, &mut breaks);
            let select = form("select", Delimiter::Brace, cases, span);
            if breaks {
                out.extend(labels::break_label("__go_break", span));
                out.extend([punct(':', span), group(Delimiter::Brace, select, super::gotokens::ours(span))]);
            } else {
                out.extend(select);
            }
            return Some(at + 2);
        }
        let headed = matches!(tokens.get(at + 1), Some(TokenTree::Ident(_) | TokenTree::Literal(_)))
            || is_joint(tokens, at + 1, '<', '-');
        let end = statement_end(tokens, at, false);
        let brace = (at..end).find(|&at| is_brace(&tokens[at])).filter(|_| headed)?;
        let help = "`select` takes no expression: write `select { case v := <-ch: … }`";
        let message = format!("missing {{ after select clause\nhelp: {help}");
        self.cx.push(syn::Error::new_spanned(stream(&tokens[at + 1..brace]), message));
        out.extend(placeholder(span));
        Some(brace + 1)
    }

    /// `return a, b;`
    pub(super) fn return_statement(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        if follows_fat_arrow(tokens, at) {
            return None;
        }
        let end = statement_end(tokens, at, false);
        let values = &tokens[at + 1..end];
        if !values.iter().any(|token| is_punct(token, ',')) {
            return None;
        }
        let span = tokens[at].span();
        out.push(tokens[at].clone());
        out.push(group(Delimiter::Parenthesis, self.run(values, Place::Inner), super::gotokens::ours(span)));
        Some(end)
    }

    /// `'name: for …`
    pub(super) fn labeled(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        if !punct_at(tokens, at + 2, ':') || !ident_at(tokens, at + 3, "for") {
            return None;
        }
        self.for_statement(tokens, at + 3, &tokens[at..at + 3], out)
    }
}

/// Whether the operand of `go` can begin at `at`: `go.x`, `go = 1` and `go(x).y` are about a
/// variable of that name.
fn begins_operand(tokens: &[TokenTree], at: usize) -> bool {
    match tokens.get(at) {
        Some(TokenTree::Ident(word)) => word != "as",
        Some(TokenTree::Literal(_) | TokenTree::Group(_)) => true,
        Some(TokenTree::Punct(punct)) => match punct.as_char() {
            '|' => !is_joint(tokens, at, '|', '='),
            '&' => !is_joint(tokens, at, '&', '='),
            '<' => !is_joint(tokens, at, '<', '=') && !is_joint(tokens, at, '<', '-') && has_qualified_self(tokens, at),
            ':' => is_joint(tokens, at, ':', ':'),
            _ => false,
        },
        None => false,
    }
}

/// Whether `<T as Trait>::` or `<T>::` begins at `at`.
fn has_qualified_self(tokens: &[TokenTree], at: usize) -> bool {
    angle_end(tokens, at).is_some_and(|close| is_joint(tokens, close + 1, ':', ':'))
}

/// Whether what stands at `at`, behind a block, makes the block part of a larger expression.
fn goes_on(tokens: &[TokenTree], at: usize) -> bool {
    punct_at(tokens, at, '.') || punct_at(tokens, at, '?') || group_at(tokens, at, Delimiter::Parenthesis).is_some()
}
