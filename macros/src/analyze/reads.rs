//! What the tokens of a function do with a list or a map: whether they change its elements, and
//! whether they do nothing but read it.
//!
//! In Go whoever has a slice or a map sees what others do to it. Where nobody changes one, a copy
//! of it cannot be told from it: a function value may have a copy, and a function that only reads
//! its parameter.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::syntax::gotokens::{group_at, is_any, is_ident, is_joint, is_lone_equals, is_punct, punct_at};

/// Whether `tokens` assign to `name`, or to an element or a field of it.
pub(crate) fn changes(tokens: TokenStream, name: &str) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    (0..tokens.len()).any(|at| match &tokens[at] {
        TokenTree::Group(group) => {
            let assigned = group.delimiter() == Delimiter::Parenthesis && is_assigned(&tokens, at + 1);
            changes(group.stream(), name) || (assigned && mentions(group.stream(), name))
        }
        TokenTree::Ident(word) => {
            *word == name && !is_declared(&tokens, at) && is_assigned(&tokens, place_end(&tokens, at))
        }
        _ => false,
    })
}

/// Whether `tokens` only read elements of `name`, ask for its length, range over it, and call methods
/// of it that `reads` knows to do no more.
pub(crate) fn reads_only(tokens: TokenStream, name: &str, reads: &dyn Fn(&str) -> bool) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    (0..tokens.len()).all(|at| match &tokens[at] {
        TokenTree::Group(group) => {
            let whole = matches!(&group.stream().into_iter().collect::<Vec<_>>()[..], [word] if is_ident(word, name));
            let assigned = group.delimiter() == Delimiter::Parenthesis && is_assigned(&tokens, at + 1);
            whole && at > 0 && takes_whole(&tokens, at)
                || (reads_only(group.stream(), name, reads) && !(assigned && mentions(group.stream(), name)))
        }
        TokenTree::Ident(word) if *word == name && !is_member(&tokens, at) && !is_declared(&tokens, at) => {
            // Whoever takes it behind the function does so after all that the function does.
            let last = tokens.get(at + 1).is_none_or(|token| is_punct(token, ';'));
            let returned = at > 0 && is_ident(&tokens[at - 1], "return") && last;
            let ranged = at > 0 && is_ident(&tokens[at - 1], "range");
            let element = group_at(&tokens, at + 1, Delimiter::Bracket).is_some()
                && !is_assigned(&tokens, place_end(&tokens, at))
                && !(at > 0 && (is_punct(&tokens[at - 1], '&') || is_ident(&tokens[at - 1], "mut")));
            let method = punct_at(&tokens, at + 1, '.') && group_at(&tokens, at + 3, Delimiter::Parenthesis).is_some();
            let read = method && tokens.get(at + 2).is_some_and(|method| reads(&method.to_string()));
            ranged || returned || element || read
        }
        _ => true,
    })
}

/// Whether the group at `at` is the argument of `len` or `cap`, or what a loop ranges over.
fn takes_whole(tokens: &[TokenTree], at: usize) -> bool {
    match &tokens[at - 1] {
        TokenTree::Ident(word) => is_any(word, &["len", "cap", "__go_len", "__go_cap"]),
        TokenTree::Punct(mark) if mark.as_char() == '*' && at > 1 => group_at(tokens, at - 2, Delimiter::Bracket)
            .is_some_and(|group| group.stream().to_string().starts_with("__go_range")),
        _ => false,
    }
}

fn mentions(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => mentions(group.stream(), name),
        token => is_ident(&token, name),
    })
}

fn is_member(tokens: &[TokenTree], at: usize) -> bool {
    at > 0 && is_punct(&tokens[at - 1], '.') && !(at > 1 && is_punct(&tokens[at - 2], '.'))
}

fn is_declared(tokens: &[TokenTree], at: usize) -> bool {
    at > 0
        && (is_ident(&tokens[at - 1], "let")
            || (is_ident(&tokens[at - 1], "mut") && !(at > 1 && is_punct(&tokens[at - 2], '&'))))
}

/// Where the place that begins at `at` ends: behind its indices and fields.
fn place_end(tokens: &[TokenTree], at: usize) -> usize {
    let mut end = at + 1;
    loop {
        if group_at(tokens, end, Delimiter::Bracket).is_some() {
            end += 1;
        } else if punct_at(tokens, end, '.')
            && matches!(tokens.get(end + 1), Some(TokenTree::Ident(_) | TokenTree::Literal(_)))
        {
            end += 2;
        } else {
            return end;
        }
    }
}

/// Whether an assignment follows at `at`; a send is none.
fn is_assigned(tokens: &[TokenTree], at: usize) -> bool {
    let Some(TokenTree::Punct(mark)) = tokens.get(at) else { return false };
    let sign = mark.as_char();
    let sends = tokens.get(at + 2).is_some_and(|word| is_ident(word, "__go_send"));
    (is_lone_equals(tokens, at) && !sends)
        || (matches!(sign, '+' | '-') && is_joint(tokens, at, sign, sign))
        || ("+-*/%&|^".contains(sign) && is_joint(tokens, at, sign, '='))
}
