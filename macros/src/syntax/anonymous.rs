//! Struct types without a name: `[]struct{ name string; want int }{ … }`. Each becomes a declaration
//! of its own, one for all that have the same fields.
//!
//! ```text
//! var p struct{ x, y int }   →   var p Struct__go_0      and   type Struct__go_0 struct { x, y int }
//! ```

use proc_macro2::{Delimiter, Group, Ident, TokenTree};

use super::declaration::on_one_line;
use super::gotokens::{contents, group_at, ident, ident_at, is_brace, is_ident, is_punct, punct, within};

/// `tokens`, the items of a block, with a declaration for each struct type without a name.
pub(super) fn named(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    let mut found = Found::default();
    let mut named = found.rename(&tokens, false);
    named.append(&mut found.declarations);
    named
}

#[derive(Default)]
struct Found {
    /// The fields of each, as text.
    fields: Vec<String>,
    declarations: Vec<TokenTree>,
}

impl Found {
    /// `specs`: the tokens are those between the parentheses of `type ( … )`.
    fn rename(&mut self, tokens: &[TokenTree], specs: bool) -> Vec<TokenTree> {
        let mut out = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while at < tokens.len() {
            if let Some(fields) = group_at(tokens, at + 1, Delimiter::Brace).filter(|_| is_ident(&tokens[at], "struct"))
                && !fields.stream().is_empty()
                && !is_declared(tokens, at, specs)
            {
                out.push(self.declare(&tokens[at], fields));
                at += 2;
                continue;
            }
            out.push(match &tokens[at] {
                TokenTree::Group(inner) if inner.delimiter() != Delimiter::None => {
                    let specs =
                        inner.delimiter() == Delimiter::Parenthesis && at > 0 && is_ident(&tokens[at - 1], "type");
                    self.group(inner, specs).into()
                }
                other => other.clone(),
            });
            at += 1;
        }
        out
    }

    fn group(&mut self, inner: &Group, specs: bool) -> Group {
        within(inner, self.rename(&contents(inner), specs))
    }

    /// The name of the struct with `fields`.
    fn declare(&mut self, word: &TokenTree, fields: &Group) -> TokenTree {
        let fields = self.group(fields, false);
        let text = fields.stream().to_string();
        let known = self.fields.iter().position(|known| *known == text);
        let index = known.unwrap_or(self.fields.len());
        let name: TokenTree = Ident::new(&format!("Struct__go_{index}"), word.span()).into();
        if known.is_none() {
            self.fields.push(text);
            // In the order of the text, so that no line ends between them.
            let later = ident("struct", fields.span_open());
            self.declarations.extend([ident("type", word.span()), name.clone(), later, fields.into()]);
            self.declarations.push(punct(';', word.span()));
        }
        name
    }
}

/// Whether the `struct` at `at` is that of `type name struct`, type parameters or not.
fn is_declared(tokens: &[TokenTree], at: usize, specs: bool) -> bool {
    let begin = (0..at)
        .rev()
        .take(16)
        .take_while(|&at| !is_brace(&tokens[at]) && !is_punct(&tokens[at], ';'))
        .find(|&at| is_ident(&tokens[at], "type"));
    let follows = |name: usize| {
        matches!(tokens.get(name), Some(TokenTree::Ident(_)))
            && (name + 1 == at
                || (name + 2 == at && group_at(tokens, name + 1, Delimiter::Bracket).is_some())
                || tokens.get(name + 1).is_some_and(|token| is_punct(token, '<')))
    };
    let in_specs = specs && at > 0 && (at == 1 || !on_one_line(tokens, at - 1) || ident_at(tokens, at - 2, ";"));
    begin.is_some_and(|begin| follows(begin + 1)) || in_specs
}
