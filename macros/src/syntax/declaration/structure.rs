//! `struct { … }`: fields, and one that is embedded.

use proc_macro2::{Delimiter, Span, TokenTree};

use super::on_one_line;
use crate::syntax::gotokens::{contents, group, ident, is_joint, is_punct, punct, punct_at};
use crate::syntax::respell::Respell;
use crate::syntax::{marker, package, raw};

/// A field of a struct.
pub(super) struct Field {
    name: TokenTree,
    pub(super) ty: Vec<TokenTree>,
    /// Whether the struct has the fields and methods of the field.
    embedded: bool,
}

impl Respell<'_> {
    /// The fields of a `struct`: their names and types.
    pub(super) fn fields(&mut self, body: &proc_macro2::Group) -> Vec<Field> {
        let tokens = contents(body);
        let mut fields = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if is_punct(&tokens[at], ';') || is_punct(&tokens[at], ',') || matches!(&tokens[at], TokenTree::Literal(_))
            {
                at += 1;
                continue;
            }
            if let Some((field, end)) = self.embedded(&tokens, at, &fields) {
                fields.push(field);
                at = end;
                continue;
            }
            let begin = at;
            let mut names = Vec::new();
            while matches!(&tokens.get(at), Some(TokenTree::Ident(_))) {
                names.push(raw::name(&tokens[at]));
                at += 1;
                if !punct_at(&tokens, at, ',') {
                    break;
                }
                at += 1;
            }
            if punct_at(&tokens, at, ':') && !is_joint(&tokens, at, ':', ':') {
                at += 1;
            }
            let embedded = names.is_empty() || !on_one_line(&tokens, at) || punct_at(&tokens, at, '.');
            let ty = if embedded { None } else { self.go_type(&tokens, at) };
            let Some((ty, end)) = ty else {
                let place = tokens.get(at.saturating_sub(1)).map_or_else(|| body.span(), TokenTree::span);
                let help = "give all but one a name, and reach what they have through it: `base Base`";
                self.cx.help(place, "one field can be embedded in a struct", help);
                // One token at least: what cannot be a field may begin a line.
                at = at.max(begin + 1);
                while at < tokens.len() && on_one_line(&tokens, at) {
                    at += 1;
                }
                continue;
            };
            fields.extend(names.into_iter().map(|name| Field { name, ty: ty.clone(), embedded: false }));
            at = end;
        }
        fields
    }

    /// `Base`, `*Base` or `sync.Mutex` alone on its line: a field of that name, through which the
    /// struct has what it has. One at most.
    fn embedded(&mut self, tokens: &[TokenTree], at: usize, fields: &[Field]) -> Option<(Field, usize)> {
        let begin = at + usize::from(punct_at(tokens, at, '*'));
        let end = if package::is_member(tokens, begin) { begin + 3 } else { begin + 1 };
        let TokenTree::Ident(_) = tokens.get(begin)? else { return None };
        let alone = end >= tokens.len() || !on_one_line(tokens, end) || punct_at(tokens, end, ';');
        if !alone || fields.iter().any(|field| field.embedded) {
            return None;
        }
        let (ty, _) = self.go_type(tokens, begin)?;
        Some((Field { name: tokens[end - 1].clone(), ty, embedded: true }, end))
    }

    pub(super) fn structure(&mut self, head: &[TokenTree], fields: &[Field], span: Span, out: &mut Vec<TokenTree>) {
        let mut list = Vec::new();
        for Field { name, ty, embedded } in fields {
            if *embedded {
                list.extend(marker::attribute(marker::EMBEDDED, span));
            }
            if name.to_string().starts_with(char::is_uppercase) {
                list.extend(self.visibility.iter().cloned());
            }
            list.extend([name.clone(), punct(':', name.span())]);
            list.extend(ty.iter().cloned());
            list.push(punct(',', span));
        }
        out.extend(marker::attribute(marker::STRUCT, span));
        if head.len() == 1 && self.is_pointee(&head[0].to_string()) {
            out.extend(marker::attribute(marker::POINTEE, span));
        }
        out.push(ident("struct", span));
        out.extend_from_slice(head);
        out.push(group(Delimiter::Brace, list, span));
    }
}
