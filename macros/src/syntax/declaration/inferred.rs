//! The type of a declaration without one, by what its value is made of.

use proc_macro2::{Delimiter, Span, TokenTree};

use crate::syntax::chan_type::type_end;
use crate::syntax::gotokens::{contents, group_at, ident, ident_at, is_brace, is_ident, joint, ours, punct_at};
use crate::syntax::package;
use crate::syntax::respell::Respell;

impl Respell<'_> {
    /// The type that `value` names: a composite literal, a channel that is made, a literal.
    pub(super) fn type_of(&mut self, value: &[TokenTree]) -> Option<Vec<TokenTree>> {
        let span = value.first()?.span();
        let path = |names: &[&str]| {
            let mut tokens = vec![ident("__go", ours(span))];
            for name in names {
                tokens.extend(joint(':', ':', span));
                tokens.push(ident(name, span));
            }
            tokens
        };
        if ident_at(value, 0, "make") {
            let made = contents(group_at(value, 1, Delimiter::Parenthesis)?);
            return self.go_type(&made, 0).map(|(ty, _)| ty);
        }
        if ident_at(value, 0, "errors") || (ident_at(value, 0, "fmt") && ident_at(value, 2, "Errorf")) {
            return Some(path(&["names", "error"]));
        }
        if package::is_member(value, 0) || value.iter().any(|token| is_ident(token, "time")) {
            let duration = (0..value.len()).any(|at| ident_at(value, at, "time") && punct_at(value, at + 1, '.'));
            return duration.then(|| path(&["go_time", "Duration"]));
        }
        if let [TokenTree::Ident(name), TokenTree::Group(_)] = value
            && let Some(result) = self.results.get(&name.to_string()).cloned()
        {
            return self.go_type(&result, usize::from(punct_at(&result, 0, '*'))).map(|(ty, _)| ty);
        }
        if punct_at(value, 0, '&')
            && let Some(TokenTree::Ident(name)) = value.get(1)
            && self.is_pointee(&name.to_string())
        {
            return Some(vec![crate::syntax::pointer::pointer_name(&value[1], value[1].span())]);
        }
        let end = type_end(value, 0)?;
        if value.get(end).is_some_and(is_brace) && end + 1 == value.len() {
            return self.go_type(value, 0).map(|(ty, _)| ty);
        }
        literal_type(value)
    }
}

/// The type of a constant by what its value is made of.
pub(super) fn literal_type(value: &[TokenTree]) -> Option<Vec<TokenTree>> {
    let span = value.first()?.span();
    let name = value.iter().find_map(|token| match token {
        TokenTree::Literal(literal) => {
            let text = literal.to_string();
            Some(match text.chars().next()? {
                '"' | 'r' => "string",
                '\'' => "rune",
                'b' => return None,
                _ if text.contains('.') && !text.contains("..") => "float64",
                _ if text.ends_with(|c: char| c.is_ascii_digit()) || text.starts_with("0x") => "int",
                _ => return None,
            })
        }
        TokenTree::Ident(word) if word == "true" || word == "false" => Some("bool"),
        _ => None,
    });
    if let Some("int") = name
        && value.iter().any(|token| matches!(token, TokenTree::Literal(literal) if literal.to_string().contains('.')))
    {
        return Some(name_of("float64", span));
    }
    match name {
        Some("bool") => Some(vec![ident("bool", span)]),
        Some("string") => Some(vec![ident("string", span)]),
        Some(name) => Some(name_of(name, span)),
        None => value
            .iter()
            .any(|token| matches!(token, TokenTree::Group(_)))
            .then(|| {
                let inner: Vec<TokenTree> = value
                    .iter()
                    .flat_map(|token| match token {
                        TokenTree::Group(group) => contents(group),
                        _ => Vec::new(),
                    })
                    .collect();
                literal_type(&inner)
            })
            .flatten(),
    }
}

/// `__go::names::name`
fn name_of(name: &str, span: Span) -> Vec<TokenTree> {
    let mut path = vec![ident("__go", ours(span))];
    path.extend(joint(':', ':', span));
    path.push(ident("names", span));
    path.extend(joint(':', ':', span));
    path.push(ident(name, span));
    path
}
