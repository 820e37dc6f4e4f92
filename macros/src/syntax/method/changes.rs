//! Which methods change their receiver, as far as their bodies show.

use std::collections::HashSet;

use proc_macro2::{Delimiter, TokenTree};

use super::{Receiver, receiver};
use crate::syntax::gotokens::{
    contents, group_at, ident_at, is_brace, is_ident, is_joint, is_lone_equals, is_punct, punct_at,
};
use crate::syntax::std_names;

/// Whether `body` changes what `name` holds or points to; `changing` are the methods of the block
/// that do.
pub(crate) fn changes(body: &[TokenTree], name: &str, changing: &HashSet<String>) -> bool {
    (0..body.len()).any(|at| match &body[at] {
        TokenTree::Group(inner) => changes(&contents(inner), name, changing),
        TokenTree::Ident(word) if word == name && !is_member(body, at) => {
            changed_at(body, at, changing) || (at > 0 && is_ident(&body[at - 1], "mut"))
        }
        TokenTree::Ident(word) if word == "delete" || word == "clear" => {
            group_at(body, at + 1, Delimiter::Parenthesis).is_some_and(|list| ident_at(&contents(list), 0, name))
        }
        // `sort.Sort(x)` and the like.
        TokenTree::Ident(word) if (word == "sort" || word == "heap") && punct_at(body, at + 1, '.') => {
            group_at(body, at + 3, Delimiter::Parenthesis).is_some_and(|list| begins_with(&contents(list), name))
        }
        _ => false,
    })
}

/// Whether `list` begins with `name`, or with a call whose arguments do.
fn begins_with(list: &[TokenTree], name: &str) -> bool {
    let call = (0..list.len().min(4)).find_map(|at| group_at(list, at, Delimiter::Parenthesis));
    ident_at(list, 0, name) || call.is_some_and(|call| begins_with(&contents(call), name))
}

/// Whether `body` assigns another value to the variable `name` itself.
pub(super) fn replaces(body: &[TokenTree], name: &str) -> bool {
    (0..body.len()).any(|at| match &body[at] {
        TokenTree::Group(inner) => replaces(&contents(inner), name),
        token => {
            is_ident(token, name)
                && !is_member(body, at)
                && !(at > 0 && is_punct(&body[at - 1], '*'))
                && is_assigned(body, at + 1)
        }
    })
}

pub(super) fn is_member(tokens: &[TokenTree], at: usize) -> bool {
    at > 0 && is_punct(&tokens[at - 1], '.') && !(at > 1 && is_joint(tokens, at - 2, '.', '.'))
}

/// Whether the place that begins with the name at `at` is assigned to.
fn changed_at(body: &[TokenTree], at: usize, changing: &HashSet<String>) -> bool {
    let deref = at > 0 && is_punct(&body[at - 1], '*');
    let mut end = at + 1;
    let mut fields = 0;
    loop {
        if punct_at(body, end, '.') && matches!(body.get(end + 1), Some(TokenTree::Ident(_) | TokenTree::Literal(_))) {
            let method = body[end + 1].to_string();
            if group_at(body, end + 2, Delimiter::Parenthesis).is_some() {
                return changing.contains(&method)
                    || (fields > 0 && std_names::CHANGES_RECEIVER.contains(&method.as_str()));
            }
            fields += 1;
            end += 2;
        } else if group_at(body, end, Delimiter::Bracket).is_some() {
            fields += 1;
            end += 1;
        } else {
            break;
        }
    }
    (fields > 0 || deref) && is_assigned(body, end)
}

/// Whether an assignment follows the place that ends before `at`, directly or behind other places.
fn is_assigned(body: &[TokenTree], at: usize) -> bool {
    let Some(token) = body.get(at) else { return false };
    let TokenTree::Punct(mark) = token else { return false };
    let sign = mark.as_char();
    if sign == ',' {
        let end = (at..body.len()).find(|&at| is_punct(&body[at], ';') || is_brace(&body[at])).unwrap_or(body.len());
        return (at..end).any(|at| is_lone_equals(body, at) && !punct_at(body, at.wrapping_sub(1), ':'));
    }
    is_lone_equals(body, at)
        || (matches!(sign, '+' | '-') && is_joint(body, at, sign, sign))
        || ("+-*/%&|^".contains(sign) && is_joint(body, at, sign, '='))
        || (matches!(sign, '<' | '>') && is_joint(body, at, sign, sign) && punct_at(body, at + 2, '='))
}

/// The methods among the items `tokens` that change their receiver: a pointer, or a list or a map,
/// which whoever has it `shares`.
pub(crate) fn changing(tokens: &[TokenTree], shares: &dyn Fn(&str) -> bool) -> HashSet<String> {
    let mut methods = Vec::new();
    for at in 0..tokens.len() {
        if let (true, Some(list)) = (ident_at(tokens, at, "func"), group_at(tokens, at + 1, Delimiter::Parenthesis))
            && let Some(Receiver { name: Some(name), pointer, ty }) = receiver(list)
            && (pointer || ty.first().is_some_and(|ty| shares(&ty.to_string())))
            && let Some(TokenTree::Ident(method)) = tokens.get(at + 2)
            && let Some(body) = (at + 3..tokens.len()).find_map(|at| group_at(tokens, at, Delimiter::Brace))
        {
            methods.push((method.to_string(), name.to_string(), contents(body)));
        }
    }
    let mut changing = HashSet::new();
    loop {
        let before = changing.len();
        for (method, name, body) in &methods {
            if changes(body, name, &changing) {
                changing.insert(method.clone());
            }
        }
        if changing.len() == before {
            return changing;
        }
    }
}
