//! `a, b := x, y;` and `a, b = x, y;`: declarations and assignments in Go's spelling.
//!
//! ```text
//! define = name ("," name)* ":=" expr ("," expr)*
//! assign = place ("," place)+ "=" expr ("," expr)*
//! ```

use proc_macro2::{Delimiter, TokenTree};

use super::gotokens::{
    follows_fat_arrow, group, group_at, ident, ident_at, is_any, is_brace, is_define, is_fat_arrow, is_lone_equals,
    is_punct, punct, punct_at, split_commas, statement_end, stream, text,
};
use super::marker;
use super::respell::{Place, Respell};

/// What a statement without a word of its own is.
enum Operator {
    Define(usize),
    Assign(usize),
}

impl Respell<'_> {
    pub(super) fn simple_statement(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        if let Some(end) = self.go_label(tokens, at, out) {
            return Some(end);
        }
        if follows_fat_arrow(tokens, at) {
            return None;
        }
        match operator(tokens, at)? {
            Operator::Define(colon) => Some(self.define(tokens, at, colon, out)),
            Operator::Assign(equals) => self.assign(tokens, at, equals, out),
        }
    }

    fn define(&mut self, tokens: &[TokenTree], at: usize, colon: usize, out: &mut Vec<TokenTree>) -> usize {
        let span = tokens[colon].span();
        let left = &tokens[at..colon];
        let end = statement_end(tokens, colon, false);
        if !self.are_names(left) {
            return end;
        }
        let names = split_commas(left);
        let value = self.run(&tokens[colon + 2..end], Place::Inner);
        out.extend(marker::attribute(marker::DEFINE, span));
        out.push(ident("let", span));
        if let [_] = names[..] {
            out.extend_from_slice(left);
            out.push(punct('=', span));
            out.extend(value);
        } else {
            out.push(group(Delimiter::Parenthesis, left.to_vec(), span));
            out.push(punct('=', span));
            out.push(group(Delimiter::Parenthesis, value, span));
        }
        if !punct_at(tokens, end, ';') {
            out.push(punct(';', span));
        }
        end
    }

    /// Whether only names are declared; what else is, is reported.
    fn are_names(&mut self, left: &[TokenTree]) -> bool {
        if ident_at(left, 0, "let") {
            let help = "write `x := value;`, or Rust's `let x = value;`";
            self.cx.help(left[0].span(), "`let` and `:=` both declare", help);
            return false;
        }
        let places: Vec<_> = split_commas(left).into_iter().filter(|name| is_place(name)).collect();
        for name in &places {
            let text = text(name);
            let message = format!("non-name {text} on left side of :=\nhelp: assign with `=`: `{text} = …`");
            self.cx.push(syn::Error::new_spanned(stream(name), message));
        }
        places.is_empty()
    }

    fn assign(&mut self, tokens: &[TokenTree], at: usize, equals: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        let left = &tokens[at..equals];
        if !left.iter().any(|token| is_punct(token, ',')) {
            return None;
        }
        let span = tokens[equals].span();
        let end = statement_end(tokens, equals, false);
        let places = self.run(left, Place::Inner);
        let values = self.run(&tokens[equals + 1..end], Place::Inner);
        out.push(group(Delimiter::Parenthesis, places, span));
        out.extend(marker::infix(marker::ASSIGN, span));
        out.push(group(Delimiter::Parenthesis, values, span));
        if !punct_at(tokens, end, ';') {
            out.push(punct(';', span));
        }
        Some(end)
    }

    /// `:=` where no statement begins with it.
    pub(super) fn stray_define(&mut self, tokens: &[TokenTree], at: usize, out: &mut Vec<TokenTree>) -> usize {
        let help = "declare the variable before: `x := value;`";
        let message = format!("unexpected :=, it declares variables in a statement of its own\nhelp: {help}");
        self.cx.push(syn::Error::new_spanned(stream(&tokens[at..at + 2]), message));
        out.push(punct('=', tokens[at].span()));
        at + 2
    }
}

/// The operator of the statement that begins at `at`.
fn operator(tokens: &[TokenTree], at: usize) -> Option<Operator> {
    const RUST: &[&str] =
        &["else", "if", "while", "match", "loop", "unsafe", "async", "const", "break", "continue", "yield"];
    if matches!(&tokens[at], TokenTree::Ident(word) if is_any(word, RUST)) {
        return None;
    }
    let is_let = ident_at(tokens, at, "let");
    for at in at..tokens.len() {
        let token = &tokens[at];
        if is_define(tokens, at) {
            return Some(Operator::Define(at));
        }
        if is_punct(token, ';') || is_brace(token) || is_fat_arrow(tokens, at) {
            return None;
        }
        if is_lone_equals(tokens, at) {
            return (!is_let).then_some(Operator::Assign(at));
        }
    }
    None
}

/// Whether `name` is a place rather than a name or a pattern.
fn is_place(name: &[TokenTree]) -> bool {
    name.iter().any(|token| is_punct(token, '.'))
        || (name.len() > 1 && group_at(name, name.len() - 1, Delimiter::Bracket).is_some())
        || matches!(name, [TokenTree::Punct(punct), ..] if punct.as_char() == '*')
}
