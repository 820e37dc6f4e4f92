//! Statements of Go's that the grammar lacks: named, and skipped.

use proc_macro2::TokenTree;

use super::gotokens::{is_brace, is_punct, punct_at, statement_end};
use super::respell::{Respell, placeholder};

impl Respell<'_> {
    pub(super) fn slip(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let span = tokens[at].span();
        let named = matches!(tokens.get(at + 1), Some(TokenTree::Ident(_)));
        match tokens[at].to_string().as_str() {
            "switch" => {
                let end = statement_end(tokens, at, false);
                let brace = (at..end).find(|&at| is_brace(&tokens[at]))?;
                let headed = named || brace == at + 1 || !punct_at(tokens, at + 1, '=');
                if !headed || is_punct(&tokens[at + 1], '.') {
                    return None;
                }
                self.cx.help(span, "`switch` is `match` here", "write `match x { 1 => …, _ => … }`");
                out.extend(placeholder(span));
                Some(brace + 1)
            }
            "var" if named => {
                let help = "write `x := value;`, or `let mut x: T = value;` to name the type";
                self.cx.help(span, "variables are not declared with `var`", help);
                Some(statement_end(tokens, at, false))
            }
            "fallthrough" if tokens.get(at + 1).is_none_or(|token| is_punct(token, ';')) => {
                let help = "a case ends where the next one begins: call what both share from both";
                self.cx.help(span, "fallthrough statement out of place", help);
                Some(at + 1)
            }
            _ => None,
        }
    }
}
