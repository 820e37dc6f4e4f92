//! `if v := f(); cond { … }`: a statement before the condition, whose variables live to the end of
//! the last `else`.
//!
//! ```text
//! if INIT; COND { A } else { B }   →   { INIT; if COND { A } else { B } }
//! ```

use proc_macro2::{Delimiter, TokenTree};

use super::gotokens::{group, ident_at, is_brace, is_fat_arrow, is_punct, ours, punct_at};
use super::respell::{Place, Respell};

impl Respell<'_> {
    pub(super) fn if_statement(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let semicolon = init_end(tokens, at + 1)?;
        let span = tokens[at].span();
        let end = chain_end(tokens, semicolon + 1)?;
        let mut block = self.simple(&tokens[at + 1..semicolon], tokens[semicolon].span());
        let mut rest = vec![tokens[at].clone()];
        rest.extend_from_slice(&tokens[semicolon + 1..end]);
        block.extend(self.run(&rest, Place::Block));
        out.push(group(Delimiter::Brace, block, ours(span)));
        Some(end)
    }
}

/// Where the `if` at `at` ends, with all its `else`s, if a statement stands before its condition.
pub(super) fn end(tokens: &[TokenTree], at: usize) -> Option<usize> {
    chain_end(tokens, init_end(tokens, at + 1)? + 1)
}

/// Where the `;` stands that ends the statement before the condition that begins at `at`, if there
/// is one.
fn init_end(tokens: &[TokenTree], at: usize) -> Option<usize> {
    for at in at..tokens.len() {
        if is_punct(&tokens[at], ';') {
            return Some(at);
        }
        let is_body = is_brace(&tokens[at]) && !punct_at(tokens, at + 1, ';');
        if is_body || is_fat_arrow(tokens, at) {
            return None;
        }
    }
    None
}

/// Where the chain of `if`s and `else`s ends whose condition begins at `at`.
fn chain_end(tokens: &[TokenTree], at: usize) -> Option<usize> {
    let body = (at..tokens.len()).find(|&at| is_brace(&tokens[at]))?;
    if !ident_at(tokens, body + 1, "else") {
        return Some(body + 1);
    }
    if ident_at(tokens, body + 2, "if") {
        let condition = init_end(tokens, body + 3).map_or(body + 3, |semicolon| semicolon + 1);
        return chain_end(tokens, condition);
    }
    tokens.get(body + 2).is_some_and(is_brace).then_some(body + 3)
}
