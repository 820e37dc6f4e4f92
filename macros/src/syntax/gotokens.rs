//! What Go's tokens are made of: `<-`, `:=`, `++`, keywords and the ends of statements, read off
//! proc-macro tokens.

mod text;

pub(crate) use text::text;

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};

use super::if_statement;

pub(crate) fn is_ident(token: &TokenTree, name: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == name)
}

/// Whether `name` is one of `words`: it is spelled out once, for each comparison of an identifier
/// would do that anew.
pub(crate) fn is_any(name: &Ident, words: &[&str]) -> bool {
    words.contains(&&*name.to_string())
}

pub(crate) fn is_punct(token: &TokenTree, ch: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ch)
}

/// Whether the identifier `name` stands at `at`.
pub(crate) fn ident_at(tokens: &[TokenTree], at: usize, name: &str) -> bool {
    tokens.get(at).is_some_and(|token| is_ident(token, name))
}

/// Whether the punctuation `ch` stands at `at`.
pub(crate) fn punct_at(tokens: &[TokenTree], at: usize, ch: char) -> bool {
    tokens.get(at).is_some_and(|token| is_punct(token, ch))
}

/// The group with `delimiter` that stands at `at`.
pub(crate) fn group_at(tokens: &[TokenTree], at: usize, delimiter: Delimiter) -> Option<&Group> {
    match tokens.get(at) {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

pub(crate) fn is_brace(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// Whether `first` and `second` stand at `at`, without a space between.
pub(crate) fn is_joint(tokens: &[TokenTree], at: usize, first: char, second: char) -> bool {
    let joint = matches!(tokens.get(at), Some(TokenTree::Punct(punct))
        if punct.as_char() == first && punct.spacing() == Spacing::Joint);
    joint && punct_at(tokens, at + 1, second)
}

/// Whether `<-` stands at `at`; the `<-` of `<<-` is none, for `<<` is a shift.
pub(crate) fn is_arrow(tokens: &[TokenTree], at: usize) -> bool {
    is_joint(tokens, at, '<', '-') && !(at > 0 && is_joint(tokens, at - 1, '<', '<'))
}

/// Whether `:=` stands at `at`; in the output of `macro_rules!` nothing says that the two stand
/// together.
pub(crate) fn is_define(tokens: &[TokenTree], at: usize) -> bool {
    punct_at(tokens, at, ':') && punct_at(tokens, at + 1, '=') && !is_joint(tokens, at + 1, '=', '>')
}

/// Whether a `:` of its own is at `at`: no part of `::` or `:=`.
pub(crate) fn is_colon(tokens: &[TokenTree], at: usize) -> bool {
    let in_path = is_joint(tokens, at, ':', ':') || at > 0 && is_joint(tokens, at - 1, ':', ':');
    punct_at(tokens, at, ':') && !in_path && !is_define(tokens, at)
}

/// Whether a `=` stands at `at` that is part of no other operator.
pub(crate) fn is_lone_equals(tokens: &[TokenTree], at: usize) -> bool {
    let is_alone = matches!(&tokens[at], TokenTree::Punct(punct)
        if punct.as_char() == '=' && punct.spacing() == Spacing::Alone);
    let joined_before =
        at > 0 && matches!(&tokens[at - 1], TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint);
    // `x =<-ch`, without a space before the arrow.
    let before_arrow = punct_at(tokens, at, '=') && is_joint(tokens, at + 1, '<', '-');
    (is_alone || before_arrow) && !joined_before
}

/// Whether `=>` stands at `at`.
pub(crate) fn is_fat_arrow(tokens: &[TokenTree], at: usize) -> bool {
    is_joint(tokens, at, '=', '>')
}

/// Whether `=>` stands directly before `at`.
pub(crate) fn follows_fat_arrow(tokens: &[TokenTree], at: usize) -> bool {
    at >= 2 && is_fat_arrow(tokens, at - 2)
}

/// Where the statement that goes on at `from` ends: at its `;`, at the comma of a match arm, or at
/// the end. The `;` in the head of an `if` is none.
pub(crate) fn statement_end(tokens: &[TokenTree], from: usize, in_arm: bool) -> usize {
    let mut at = from;
    while at < tokens.len() && !is_punct(&tokens[at], ';') && !(in_arm && is_punct(&tokens[at], ',')) {
        at = if is_ident(&tokens[at], "if") { if_statement::end(tokens, at).unwrap_or(at + 1) } else { at + 1 };
    }
    at
}

/// The parts between the commas of `tokens`.
pub(crate) fn split_commas(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    tokens.split(|token| is_punct(token, ',')).collect()
}

/// Whether an expression may end with the token before `at`, so that an operator at `at` is an
/// infix one.
pub(crate) fn follows_operand(tokens: &[TokenTree], at: usize) -> bool {
    const KEYWORDS: &[&str] = &[
        "as", "break", "case", "continue", "defer", "else", "for", "go", "if", "in", "let", "loop", "match", "move",
        "mut", "range", "ref", "return", "while", "yield",
    ];
    let Some(before) = at.checked_sub(1) else { return false };
    match &tokens[before] {
        // The label of `break 'outer <-ch`.
        TokenTree::Ident(_) if before > 0 && is_punct(&tokens[before - 1], '\'') => false,
        // A field whose name is a keyword.
        TokenTree::Ident(_)
            if before > 1 && is_punct(&tokens[before - 1], '.') && !is_punct(&tokens[before - 2], '.') =>
        {
            true
        }
        TokenTree::Ident(ident) => !is_any(ident, KEYWORDS),
        TokenTree::Literal(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == '?',
        TokenTree::Group(group) => match group.delimiter() {
            Delimiter::Brace => false,
            Delimiter::Bracket => !(before > 0 && is_punct(&tokens[before - 1], '#')),
            Delimiter::Parenthesis | Delimiter::None => true,
        },
    }
}

/// Whether a statement can begin at `at`.
pub(crate) fn starts_statement(tokens: &[TokenTree], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    match &tokens[before] {
        TokenTree::Punct(punct) => punct.as_char() == ';' || follows_fat_arrow(tokens, at) || follows_label(tokens, at),
        TokenTree::Group(group) => match group.delimiter() {
            Delimiter::Brace => true,
            Delimiter::Bracket => before > 0 && is_punct(&tokens[before - 1], '#'),
            _ => false,
        },
        _ => false,
    }
}

/// Whether `'name:` stands directly before `at`.
fn follows_label(tokens: &[TokenTree], at: usize) -> bool {
    at >= 3 && is_punct(&tokens[at - 1], ':') && is_punct(&tokens[at - 3], '\'')
}

/// `text` as an identifier at `span`.
pub(crate) fn ident(text: &str, span: Span) -> TokenTree {
    Ident::new(text, span).into()
}

/// The single punctuation `ch` at `span`.
pub(crate) fn punct(ch: char, span: Span) -> TokenTree {
    let mut punct = Punct::new(ch, Spacing::Alone);
    punct.set_span(span);
    punct.into()
}

/// The operator `first second` at `span`.
pub(crate) fn joint(first: char, second: char, span: Span) -> [TokenTree; 2] {
    let mut head = Punct::new(first, Spacing::Joint);
    head.set_span(span);
    [head.into(), punct(second, span)]
}

/// `tokens` between delimiters that stand at `span`.
pub(crate) fn group(delimiter: Delimiter, tokens: Vec<TokenTree>, span: Span) -> TokenTree {
    let mut group = Group::new(delimiter, tokens.into_iter().collect());
    group.set_span(span);
    group.into()
}

/// `tokens` between the delimiters of `outer`.
pub(crate) fn within(outer: &Group, tokens: Vec<TokenTree>) -> Group {
    let mut new = Group::new(outer.delimiter(), tokens.into_iter().collect());
    new.set_span(outer.span());
    new
}

/// Whether the word at `at` may be a variable: no field, no method, and no key of a literal. With
/// `keyed`, a word before `:` is a key, but for the label of a `case`.
pub(crate) fn is_variable(tokens: &[TokenTree], at: usize, keyed: bool) -> bool {
    let is_member = at > 0 && is_punct(&tokens[at - 1], '.');
    let is_key = || punct_at(tokens, at + 1, ':') && !is_define(tokens, at + 1);
    let is_label =
        || (0..at).rev().take_while(|&at| !is_punct(&tokens[at], ';')).any(|at| is_ident(&tokens[at], "case"));
    !is_member && (!keyed || !is_key() || is_label())
}

/// `::core::clone::Clone::clone(value)`
pub(crate) fn clone_of(value: TokenTree, span: Span) -> Vec<TokenTree> {
    clone_of_tokens(vec![value], span)
}

/// The same of a value of several tokens.
pub(crate) fn clone_of_tokens(value: Vec<TokenTree>, span: Span) -> Vec<TokenTree> {
    let mut call = Vec::new();
    for name in ["core", "clone", "Clone", "clone"] {
        call.extend(joint(':', ':', span));
        call.push(ident(name, span));
    }
    call.push(group(Delimiter::Parenthesis, value, span));
    call
}

/// The tokens of `group`, as a list.
pub(crate) fn contents(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

/// `tokens` as a stream.
pub(crate) fn stream(tokens: &[TokenTree]) -> TokenStream {
    tokens.iter().cloned().collect()
}

/// A span of ours that stands where the user's `span` does.
pub(crate) fn ours(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}
