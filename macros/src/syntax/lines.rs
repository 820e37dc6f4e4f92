//! Line ends end statements: a `;` is put where an operand ends a line and the next line begins
//! with what Rust could never parse behind it, so that no valid Rust changes its meaning.
//!
//! ```text
//! x := f()        x := f();
//! y := P { a: 1 } y := P { a: 1 };
//! c <- x + y  →   c <- x + y;
//! n++             n++;
//! <-done          <-done
//! ```
//!
//! A line that begins with `.`, `?`, an operator, `else`, `as`, `where` or an opening delimiter
//! continues the one before. Two operands on one line are an error of their own.

use std::slice::from_ref;

use proc_macro2::{Delimiter, Span, TokenTree};

use super::gotokens::{
    group_at, ident_at, is_any, is_arrow, is_brace, is_colon, is_define, is_fat_arrow, is_ident, is_joint,
    is_lone_equals, is_punct, punct, stream, text,
};
use crate::diagnostics::Diagnostics;

/// Words behind which an expression or a declaration goes on; all of Rust's keywords but those that
/// are values.
const GO_ON: &[&str] = &[
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
const CONTINUE: &[&str] = &["as", "else", "in", "where", "await"];

/// Statements that end with their block.
const BLOCKS: &[&str] = &[
    "async",
    "const",
    "defer",
    "enum",
    "extern",
    "fn",
    "for",
    "func",
    "go",
    "if",
    "impl",
    "loop",
    "macro_rules",
    "match",
    "mod",
    "pub",
    "select",
    "struct",
    "switch",
    "trait",
    "type",
    "union",
    "unsafe",
    "while",
];

/// `tokens` with a `;` where a line end ends a statement.
pub(super) fn end_statements(cx: &mut Diagnostics, tokens: &[TokenTree]) -> Vec<TokenTree> {
    let mut out: Vec<TokenTree> = Vec::with_capacity(tokens.len() + 8);
    for (at, token) in tokens.iter().enumerate() {
        if at > 0 && meets(&out, tokens, at) {
            let before = out[out.len() - 1].clone();
            if is_new_line(&before, token) {
                out.push(punct(';', end_of(&before)));
            } else if are_operands(&out, tokens, at) {
                report(cx, &before, token);
                out.push(punct(';', end_of(&before)));
            }
        }
        out.push(token.clone());
    }
    out
}

/// Whether what is in `out` may be a whole statement, and what stands at `at` of `tokens` can only
/// begin another.
fn meets(out: &[TokenTree], tokens: &[TokenTree], at: usize) -> bool {
    begins(out, tokens, at) && ends(out, &tokens[at])
}

/// Whether the token at `at` could never go on with an expression.
fn begins(out: &[TokenTree], tokens: &[TokenTree], at: usize) -> bool {
    match &tokens[at] {
        TokenTree::Literal(_) => true,
        TokenTree::Ident(word) if is_any(word, CONTINUE) => false,
        TokenTree::Ident(word) if word == "if" => !is_guard(tokens, at),
        TokenTree::Ident(word) if word == "for" => {
            !(start_word(out, "impl") || start_word(out, "unsafe") || start_word(out, "default"))
        }
        TokenTree::Ident(_) => true,
        TokenTree::Punct(_) => {
            is_arrow(tokens, at)
                || is_assigned_place(tokens, at)
                || is_punct(&tokens[at], '\'')
                || (is_punct(&tokens[at], '#') && is_attribute(tokens, at))
        }
        TokenTree::Group(_) => false,
    }
}

/// Whether `*x = v`, `*x += v` or `*x++` begins at `at`: Rust assigns to no product.
fn is_assigned_place(tokens: &[TokenTree], at: usize) -> bool {
    let stars = tokens[at..].iter().take_while(|token| is_punct(token, '*')).count();
    let place = at + stars;
    let in_place = |token: &TokenTree| match token {
        TokenTree::Ident(word) => word == "self" || !is_any(word, GO_ON),
        TokenTree::Literal(_) => true,
        TokenTree::Punct(mark) => matches!(mark.as_char(), '.' | ':' | '?'),
        TokenTree::Group(group) => group.delimiter() != Delimiter::Brace,
    };
    let end = place + tokens[place..].iter().take_while(|token| in_place(token)).count();
    let step = |mark: char| is_joint(tokens, end, mark, mark);
    stars > 0
        && end > place
        && end < tokens.len()
        && (is_lone_equals(tokens, end) || is_changed(tokens, end) || step('+') || step('-'))
}

/// Whether an operator such as `+=` or `<<=` stands at `at`.
fn is_changed(tokens: &[TokenTree], at: usize) -> bool {
    let mark = punct_char(&tokens[at]);
    let shifts = "<>".contains(mark) && is_joint(tokens, at, mark, mark) && at + 1 < tokens.len();
    "+-*/%&|^".contains(mark) && is_joint(tokens, at, mark, '=') || shifts && is_joint(tokens, at + 1, mark, '=')
}

fn is_attribute(tokens: &[TokenTree], at: usize) -> bool {
    group_at(tokens, at + 1, Delimiter::Bracket).is_some()
}

/// Whether the `if` at `at` is the guard of a `match` arm or of a case.
fn is_guard(tokens: &[TokenTree], at: usize) -> bool {
    (at..tokens.len())
        .find(|&at| is_fat_arrow(tokens, at) || is_punct(&tokens[at], ';') || is_brace(&tokens[at]))
        .is_some_and(|end| is_fat_arrow(tokens, end))
}

/// Whether a statement may end with what is in `out`, where `next` begins another one.
fn ends(out: &[TokenTree], next: &TokenTree) -> bool {
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

fn is_go_word(token: &TokenTree) -> bool {
    ["case", "default", "defer", "func", "go", "let", "switch", "var"].iter().any(|word| is_ident(token, word))
}

fn is_place(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(word) => !is_any(word, GO_ON),
        TokenTree::Group(group) => matches!(group.delimiter(), Delimiter::Bracket | Delimiter::Parenthesis),
        _ => false,
    }
}

/// Whether `out` ends with a call of a macro, as `vec![1, 2]`, and not with `#![…]`.
fn is_macro_call(out: &[TokenTree]) -> bool {
    let [.., name, mark, _] = out else { return false };
    is_punct(mark, '!') && matches!(name, TokenTree::Ident(word) if !is_any(word, GO_ON))
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

/// Where the last statement in `out` begins.
fn start(out: &[TokenTree]) -> usize {
    let mut at = out.len() - 1;
    while at > 0 {
        let before = &out[at - 1];
        let closed = is_brace(before) && matches!(&out[at], TokenTree::Ident(word) if word != "else" && word != "as");
        if is_punct(before, ';') || (closed && !is_value_brace(out, at - 1)) {
            break;
        }
        at -= 1;
    }
    skip_visibility(out, skip_labels(out, at))
}

/// Behind `pub` and `pub(…)`.
fn skip_visibility(out: &[TokenTree], at: usize) -> usize {
    if !ident_at(out, at, "pub") {
        return at;
    }
    let behind = at + 1 + usize::from(group_at(out, at + 1, Delimiter::Parenthesis).is_some());
    // With nothing behind it, it is all there is.
    if behind < out.len() { behind } else { at }
}

/// Whether the braces at `at` belong to a literal within an expression, as in `P { x: 1 } as T`.
fn is_value_brace(out: &[TokenTree], at: usize) -> bool {
    ident_at(out, at + 1, "as")
}

/// Behind `case …:`, `default:` and `name:`.
fn skip_labels(out: &[TokenTree], mut at: usize) -> usize {
    while at < out.len() {
        let headed = ident_at(out, at, "case") || ident_at(out, at, "default");
        let labeled = matches!(&out[at], TokenTree::Ident(_)) && is_colon(out, at + 1);
        let lifetime = is_punct(&out[at], '\'') && is_colon(out, at + 2);
        let colon = if headed { (at..out.len()).find(|&at| is_colon(out, at)) } else { None };
        at = match (colon, labeled, lifetime) {
            (Some(colon), ..) => colon + 1,
            (None, true, _) => at + 2,
            (None, _, true) => at + 3,
            _ => return at,
        };
    }
    at
}

fn start_word(out: &[TokenTree], word: &str) -> bool {
    !out.is_empty() && ident_at(out, start(out), word)
}

/// Whether the statement that ends with a brace is one that its value belongs to: `x := P { … }`,
/// `return P { … }`.
fn is_value_statement(out: &[TokenTree]) -> bool {
    let start = start(out);
    let statement = &out[start..];
    let Some(TokenTree::Ident(first)) = statement.first() else {
        return has_operator(statement);
    };
    if first == "return" || first == "break" {
        return true;
    }
    if (first == "const" || first == "var" || first == "let") && !is_brace(&statement[1.min(statement.len() - 1)]) {
        return has_operator(statement);
    }
    !is_any(first, BLOCKS) && has_operator(statement)
}

/// Whether `statement` declares, assigns or sends.
fn has_operator(statement: &[TokenTree]) -> bool {
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

fn punct_char(token: &TokenTree) -> char {
    match token {
        TokenTree::Punct(mark) => mark.as_char(),
        _ => ' ',
    }
}

fn end_of(token: &TokenTree) -> Span {
    match token {
        TokenTree::Group(group) => group.span_close(),
        other => other.span(),
    }
}

/// Whether `token` stands on a later line than `before`, or nothing is known of their places.
fn is_new_line(before: &TokenTree, token: &TokenTree) -> bool {
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
fn are_operands(out: &[TokenTree], tokens: &[TokenTree], at: usize) -> bool {
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

fn report(cx: &mut Diagnostics, before: &TokenTree, token: &TokenTree) {
    let what = match token {
        TokenTree::Literal(_) => "literal",
        _ => "name",
    };
    let message = format!(
        "unexpected {what} {} at end of statement\nhelp: end the statement before with `;` or with the line: `{}; {}`",
        text(from_ref(token)),
        text(from_ref(before)),
        text(from_ref(token))
    );
    let place = match before {
        TokenTree::Group(_) => stream(from_ref(token)),
        _ => stream(&[before.clone(), token.clone()]),
    };
    cx.push(syn::Error::new_spanned(place, message));
}

/// The lines of a `var ( … )` and the like, each ended by a `;`.
pub(super) fn end_specs(tokens: &[TokenTree]) -> Vec<TokenTree> {
    let mut out: Vec<TokenTree> = Vec::with_capacity(tokens.len() + 8);
    for token in tokens {
        if let Some(before) = out.last()
            && !is_punct(before, ';')
            && !is_punct(before, ',')
            && !is_punct(before, '=')
            && matches!(token, TokenTree::Ident(_))
            && later_line(before, token)
        {
            let end = end_of(before);
            out.push(punct(';', end));
        }
        out.push(token.clone());
    }
    out
}

/// Whether `token` stands on a later line than `before`.
pub(super) fn later_line(before: &TokenTree, token: &TokenTree) -> bool {
    token.span().start().line > end_of(before).end().line
}
