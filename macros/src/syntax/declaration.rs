//! `var`, `const` and `type`, one by one and in parentheses.
//!
//! ```text
//! var   = "var" (spec | "(" spec (";" spec)* ")")      spec = name ("," name)* [type] ["=" value ("," value)*]
//! const = "const" (spec | "(" spec (";" spec)* ")")    with `iota`; a line without a value repeats the one before
//! type  = "type" name (type | "=" type | "struct" "{" fields "}" | "interface" "{" methods "}")
//! ```
//!
//! ```text
//! var x i32                       →   let mut x: i32 = zero();            among items: a `static` that is made when first used
//! const ( A = iota; B )           →   const A: int = 0; const B: int = 1;  each use stands for the value, as in Go
//! type P struct { x, y i32 }      →   struct P { x: i32, y: i32 }          with Clone, Default, Debug, ==, and Go's way to print
//! type F func(i32) i32            →   type F = Func<fn(i32) -> i32>;
//! ```

mod constant;
mod inferred;
mod interface;
mod names;
mod structure;
mod types;
mod variable;

pub(super) use names::{func_types, interfaces, numbers, results, wrapped};

use proc_macro2::{Delimiter, Span, TokenTree};

use super::chan_type::type_end;
use super::gotokens::{
    contents, group, group_at, ident, ident_at, is_ident, is_lone_equals, is_punct, joint, ours, punct_at, stream,
};
use super::lines;
use super::params::split_list;
use super::respell::{Place, Respell};

/// `name, name type = value, value`
struct Spec<'a> {
    names: Vec<&'a TokenTree>,
    ty: &'a [TokenTree],
    values: Vec<&'a [TokenTree]>,
}

/// The parts of a declaration; `None` if it is none.
fn spec(tokens: &[TokenTree]) -> Option<Spec<'_>> {
    let mut names = Vec::new();
    let mut at = 0;
    loop {
        let TokenTree::Ident(_) = tokens.get(at)? else { return None };
        names.push(&tokens[at]);
        at += 1;
        if !punct_at(tokens, at, ',') {
            break;
        }
        at += 1;
    }
    let equals = (at..tokens.len()).find(|&at| is_lone_equals(tokens, at));
    let ty = &tokens[at..equals.unwrap_or(tokens.len())];
    let values = equals.map_or_else(Vec::new, |equals| split_list(&tokens[equals + 1..]));
    let whole = ty.is_empty() || type_end(ty, 0) == Some(ty.len());
    whole.then_some(Spec { names, ty, values })
}

impl Respell<'_> {
    /// A declaration in Go's spelling, if one begins at `at`.
    pub(super) fn declaration(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        place: Place,
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        let word = tokens[at].to_string();
        if let Some(list) = group_at(tokens, at + 1, Delimiter::Parenthesis) {
            let end = at + 2;
            let list = lines::end_specs(&contents(list));
            let specs: Vec<&[TokenTree]> =
                list.split(|token| is_punct(token, ';')).filter(|spec| !spec.is_empty()).collect();
            self.specs(&word, &specs, tokens[at].span(), place, out)?;
            return Some(skip_semicolon(tokens, end));
        }
        let TokenTree::Ident(_) = tokens.get(at + 1)? else { return None };
        if word == "type" {
            return self.type_declaration(tokens, at, place, out);
        }
        let end = (at..tokens.len()).find(|&at| is_punct(&tokens[at], ';')).unwrap_or(tokens.len());
        // The lines of a block do not end behind its braces: `var done struct{}`.
        let end = (at + 1..end)
            .filter(|&at| ident_at(tokens, at, "struct") && group_at(tokens, at + 1, Delimiter::Brace).is_some())
            .map(|at| at + 2)
            .find(|&behind| behind < end && !on_one_line(tokens, behind))
            .unwrap_or(end);
        let spec = &tokens[at + 1..end];
        let is_rust =
            word == "const" && (punct_at(spec, 1, ':') || ident_at(spec, 0, "fn") || ident_at(spec, 0, "unsafe"));
        if is_rust {
            return None;
        }
        self.specs(&word, &[spec], tokens[at].span(), place, out)?;
        Some(skip_semicolon(tokens, end))
    }

    fn specs(
        &mut self,
        word: &str,
        specs: &[&[TokenTree]],
        span: Span,
        place: Place,
        out: &mut Vec<TokenTree>,
    ) -> Option<()> {
        match word {
            "type" => {
                for declared in specs {
                    let mut tokens = vec![ident("type", span)];
                    tokens.extend_from_slice(declared);
                    self.type_declaration(&tokens, 0, place, out)?;
                }
            }
            "const" => self.constants(specs, span, out),
            _ if place == Place::Items => specs.iter().for_each(|tokens| self.global(tokens, span, out)),
            _ => specs.iter().for_each(|tokens| self.variable(tokens, span, out)),
        }
        Some(())
    }

    fn malformed(&mut self, word: &str, tokens: &[TokenTree]) {
        let help = match word {
            "var" => "write `var x T`, `var x = value` or `var x T = value`",
            _ => "write `const x = value`",
        };
        let message = format!("cannot read this `{word}` declaration\nhelp: {help}");
        self.cx.push(syn::Error::new_spanned(stream(tokens), message));
    }

    fn mismatch(&mut self, names: &[&TokenTree], values: usize) {
        let (count, s) = (names.len(), if names.len() == 1 { "" } else { "s" });
        let message = format!(
            "assignment mismatch: {count} variable{s} but {values} values\nhelp: give one value for each variable"
        );
        let names: Vec<TokenTree> = names.iter().map(|name| (*name).clone()).collect();
        self.cx.push(syn::Error::new_spanned(stream(&names), message));
    }
}

/// Whether `ty` is Go's `string`.
pub(super) fn is_string(ty: &[TokenTree]) -> bool {
    matches!(ty, [word] if is_ident(word, "string"))
}

/// `__go::string(value)`
pub(super) fn as_string(value: Vec<TokenTree>, span: Span) -> Vec<TokenTree> {
    let mut call = vec![ident("__go", ours(span))];
    call.extend(joint(':', ':', span));
    call.extend([ident("string", span), group(Delimiter::Parenthesis, value, span)]);
    call
}

fn skip_semicolon(tokens: &[TokenTree], at: usize) -> usize {
    if punct_at(tokens, at, ';') { at + 1 } else { at }
}

/// Whether the token at `at` stands on the line of the one before, as far as that is known.
pub(super) fn on_one_line(tokens: &[TokenTree], at: usize) -> bool {
    let (Some(token), Some(before)) = (tokens.get(at), at.checked_sub(1).map(|before| &tokens[before])) else {
        return at < tokens.len();
    };
    let end = match before {
        TokenTree::Group(group) => group.span_close().end(),
        other => other.span().end(),
    };
    token.span().start().line <= end.line
}
