//! Tokens as the user would write them, for messages.

use proc_macro2::{Delimiter, Spacing, TokenTree};

use super::{contents, is_any, is_punct};

/// `tokens` as a user would write them, for messages.
pub(crate) fn text(tokens: &[TokenTree]) -> String {
    let mut text = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let spaced = at > 0 && !is_tight(&tokens[..at], token);
        if spaced {
            text.push(' ');
        }
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                text.push_str(&self::text(&contents(group)));
                text.push_str(close);
            }
            other => text.push_str(&other.to_string()),
        }
    }
    text
}

/// Whether nothing stands between the last of `before` and `token` where they are written by hand.
fn is_tight(before: &[TokenTree], token: &TokenTree) -> bool {
    let [earlier @ .., before] = before else { return true };
    let no_space_after = match before {
        TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint => true,
        TokenTree::Punct(punct) => match punct.as_char() {
            '.' | '?' | '#' | '\'' | ':' => true,
            '!' | '&' | '*' | '-' => is_prefix(earlier),
            _ => false,
        },
        _ => false,
    };
    let no_space_before = match token {
        TokenTree::Punct(punct) if punct.as_char() == '!' => {
            punct.spacing() == Spacing::Alone && matches!(before, TokenTree::Ident(_))
        }
        TokenTree::Punct(punct) => matches!(punct.as_char(), '.' | ',' | ';' | '?' | ':'),
        TokenTree::Group(group) => {
            let of_macro = is_punct(before, '!') && matches!(earlier.last(), Some(TokenTree::Ident(_)));
            matches!(group.delimiter(), Delimiter::Parenthesis | Delimiter::Bracket)
                && (of_macro || matches!(before, TokenTree::Ident(_) | TokenTree::Group(_)))
        }
        _ => false,
    };
    no_space_after || no_space_before
}

/// Whether an operator behind `before` stands before its one operand.
fn is_prefix(before: &[TokenTree]) -> bool {
    match before.last() {
        None => true,
        Some(TokenTree::Punct(punct)) => punct.spacing() == Spacing::Alone && punct.as_char() != '?',
        Some(TokenTree::Ident(name)) => is_any(name, &["return", "in", "if", "while", "match", "else", "break"]),
        Some(TokenTree::Group(_) | TokenTree::Literal(_)) => false,
    }
}
