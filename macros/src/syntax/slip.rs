//! Statements of Go's that Rust has nothing for: named, and skipped.

use proc_macro2::TokenTree;

use super::gotokens::{is_punct, statement_end};
use super::respell::Respell;

impl Respell<'_> {
    pub(super) fn slip(&mut self, tokens: &[TokenTree], at: usize, _: &mut Vec<TokenTree>) -> Option<usize> {
        let span = tokens[at].span();
        let ends = |at: usize| tokens.get(at).is_none_or(|token| is_punct(token, ';'));
        match tokens[at].to_string().as_str() {
            "fallthrough" if ends(at + 1) => {
                let help = "a case ends where the next one begins: call what both share from both";
                self.cx.help(span, "fallthrough statement out of place", help);
                Some(at + 1)
            }
            "goto" if matches!(tokens.get(at + 1), Some(TokenTree::Ident(_))) && ends(at + 2) => {
                let help = "write a loop, and leave it or go on with `break name` or `continue name`";
                self.cx.help(span, "Rust has no goto", help);
                Some(statement_end(tokens, at, false))
            }
            _ => None,
        }
    }
}
