//! Where a Rust item or a Go function ends.

use proc_macro2::{Delimiter, TokenTree};

use super::body_of;
use super::item::is_receiver;
use crate::syntax::gotokens::{group_at, ident_at, is_brace, is_ident, is_punct, punct_at};

/// Where the item that begins at `at` ends; `None` if none does.
pub(crate) fn item_end(tokens: &[TokenTree], at: usize) -> Option<usize> {
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
    if ident_at(tokens, at, "type") && is_braced_type(tokens, at) {
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
        if begins && !crate::syntax::declaration::on_one_line(tokens, end) {
            return end;
        }
    }
    tokens.len()
}
