//! Where a statement ends: at the end of its line, as in Go, unless the line goes on.

use proc_macro2::{Delimiter, Span, TokenTree};

use super::begin::{is_go_word, is_macro_call, is_place, is_value_statement, start, start_word};
use super::later_line;
use crate::syntax::gotokens::{
    ident_at, is_any, is_arrow, is_brace, is_define, is_fat_arrow, is_ident, is_joint, is_lone_equals, is_punct,
};

/// Words behind which an expression or a declaration goes on; all of Rust's keywords but those that
/// are values.
pub(super) const GO_ON: &[&str] = &[
    "as",
    "async",
    "await",
    "box",
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "dyn",
    "else",
    "enum",
    "extern",
    "fallthrough",
    "fn",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "impl",
    "import",
    "in",
    "interface",
    "let",
    "loop",
    "map",
    "match",
    "mod",
    "move",
    "mut",
    "package",
    "pub",
    "range",
    "raw",
    "ref",
    "return",
    "safe",
    "select",
    "static",
    "struct",
    "switch",
    "trait",
    "try",
    "type",
    "union",
    "unsafe",
    "use",
    "var",
    "where",
    "while",
    "yield",
    "macro_rules",
    "auto",
];

/// Words that continue the line before.
pub(super) const CONTINUE: &[&str] = &["as", "else", "in", "where", "await"];

/// Whether a statement may end with what is in `out`, where `next` begins another one.
pub(super) fn ends(out: &[TokenTree], next: &TokenTree) -> bool {
    let last = out.len() - 1;
    match &out[last] {
        TokenTree::Literal(_) => !(last > 0 && is_ident(&out[last - 1], "extern")),
        TokenTree::Ident(word) => match word.to_string().as_str() {
            "return" | "break" | "continue" | "fallthrough" => is_go_word(next),
            // The label of `break 'a`, and not a lifetime.
            _ if last > 0 && is_punct(&out[last - 1], '\'') => {
                last > 1 && (is_ident(&out[last - 2], "break") || is_ident(&out[last - 2], "continue"))
            }
            word => !GO_ON.contains(&word) || (last > 0 && is_punct(&out[last - 1], '.')),
        },
        TokenTree::Punct(mark) => match mark.as_char() {
            '?' => true,
            '+' | '-' => {
                last > 1 && is_joint(out, last - 1, mark.as_char(), mark.as_char()) && is_place(&out[last - 2])
            }
            '>' => start_word(out, "type") || start_word(out, "var"),
            _ => false,
        },
        TokenTree::Group(group) => match group.delimiter() {
            Delimiter::Brace => is_value_statement(out),
            Delimiter::Bracket => {
                let is_attribute = last > 0 && is_punct(&out[last - 1], '#');
                // A type of Go's goes on behind its brackets on the same line.
                is_macro_call(out) || !is_attribute && (!is_type_prefix(out) || later_line(&out[last], next))
            }
            Delimiter::Parenthesis => {
                // The result of `func()` is on its line.
                let is_func = last > 0 && is_ident(&out[last - 1], "func");
                !(last > 0 && is_ident(&out[last - 1], "pub")) && (!is_func || later_line(&out[last], next))
            }
            Delimiter::None => true,
        },
    }
}

/// Whether the brackets at the end of `out` begin a type of Go's: `[]i32`, `[3]i32`, `map[K]V`.
fn is_type_prefix(out: &[TokenTree]) -> bool {
    let Some(before) = out.len().checked_sub(2).map(|before| &out[before]) else { return true };
    match before {
        TokenTree::Ident(word) => is_any(word, GO_ON),
        TokenTree::Punct(mark) => mark.as_char() != '?',
        // `[3][2]i32`, and `xs[3][2]` whose line ends.
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => is_type_prefix(&out[..out.len() - 1]),
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Literal(_) => false,
    }
}

/// Whether the braces at `at` belong to a literal within an expression, as in `P { x: 1 } as T`.
pub(super) fn is_value_brace(out: &[TokenTree], at: usize) -> bool {
    ident_at(out, at + 1, "as")
}

/// Whether `statement` declares, assigns or sends.
pub(super) fn has_operator(statement: &[TokenTree]) -> bool {
    if (0..statement.len()).any(|at| is_fat_arrow(statement, at)) {
        return false;
    }
    (0..statement.len()).any(|at| {
        is_define(statement, at)
            || is_arrow(statement, at)
            || is_lone_equals(statement, at)
            || matches!(&statement[at], TokenTree::Punct(mark) if "+-*/%&|^".contains(mark.as_char()))
                && is_joint(statement, at, punct_char(&statement[at]), '=')
    })
}

pub(super) fn punct_char(token: &TokenTree) -> char {
    match token {
        TokenTree::Punct(mark) => mark.as_char(),
        _ => ' ',
    }
}

pub(super) fn end_of(token: &TokenTree) -> Span {
    match token {
        TokenTree::Group(group) => group.span_close(),
        other => other.span(),
    }
}

/// Whether `token` stands on a later line than `before`, or nothing is known of their places.
pub(super) fn is_new_line(before: &TokenTree, token: &TokenTree) -> bool {
    let first = match token {
        TokenTree::Group(group) => group.span_open(),
        other => other.span(),
    };
    let (end, start) = (end_of(before).end(), first.start());
    // A token without a width is one whose place is not known.
    let unknown = first.start() == first.end();
    end.line < start.line || (end.line, end.column) > (start.line, start.column) || unknown
}

/// Whether two operands stand on one line without anything between, in a statement where no type
/// may stand.
pub(super) fn are_operands(out: &[TokenTree], tokens: &[TokenTree], at: usize) -> bool {
    let next = match &tokens[at] {
        TokenTree::Ident(word) => !is_any(word, GO_ON),
        TokenTree::Literal(_) => true,
        _ => false,
    };
    let declares =
        ["type", "var", "const", "func", "fn", "import", "package", "static", "use", "impl", "struct", "enum"];
    let last = &out[out.len() - 1];
    let lifetime = out.len() > 1 && is_punct(&out[out.len() - 2], '\'');
    next && !is_brace(last)
        && !lifetime
        && !is_punct(last, '>')
        && !matches!(last, TokenTree::Group(group) if group.delimiter() == Delimiter::None)
        && !matches!(&tokens[at], TokenTree::Literal(_)) | matches!(last, TokenTree::Literal(_) | TokenTree::Ident(_))
        && !declares.iter().any(|word| start_word(out, word))
        && !is_guarded(out)
}

/// Whether a macro's own grammar may be at hand: behind `!`.
fn is_guarded(out: &[TokenTree]) -> bool {
    let start = start(out);
    out[start..].iter().any(|token| is_punct(token, '!') || is_punct(token, '$') || is_punct(token, '@'))
}
