//! Which structs get a pointer type because a goroutine or a function literal keeps a pointer to one.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Delimiter, TokenTree};

use super::{Structs, is_pointed_to, of_pointers, pointer_methods, values};
use crate::syntax::declaration::{self, on_one_line};
use crate::syntax::gotokens::{contents, group_at, ident_at, is_brace, is_ident, is_variable, punct_at};

/// The structs of `structs` to which a goroutine or a function literal keeps a pointer: through the
/// receiver of a method, or through a variable that holds a value.
pub(in crate::syntax) fn kept(tokens: &[TokenTree], structs: &HashSet<String>) -> HashSet<String> {
    let handles = handle_fields(tokens);
    let methods = pointer_methods(tokens);
    let results = declaration::results(tokens);
    let of_structs = Structs { names: structs, results: &results };
    let mut kept = HashSet::new();
    for method in of_pointers(tokens).filter(|method| structs.contains(&method.of)) {
        let Some(name) = &method.receiver else { continue };
        if keeps(&method.body, name, handles.get(&method.of)) {
            kept.insert(method.of);
        }
    }
    for body in tokens.windows(2).filter_map(|pair| match &pair[1] {
        TokenTree::Group(body) if body.delimiter() == Delimiter::Brace && !is_ident(&pair[0], "struct") => Some(body),
        _ => None,
    }) {
        let body = contents(body);
        for (name, of) in values(&body, &of_structs) {
            let used = methods.get(&of).is_some_and(|methods| is_pointed_to(&body, &name, methods));
            if used && keeps(&body, &name, handles.get(&of)) {
                kept.insert(of);
            }
        }
    }
    kept
}

/// The fields of each struct that a goroutine takes along as they are: channels, locks, counters.
fn handle_fields(tokens: &[TokenTree]) -> HashMap<String, HashSet<String>> {
    const PACKAGES: &[&str] = &["sync", "atomic", "context"];
    let mut handles = HashMap::new();
    for at in 0..tokens.len() {
        let Some(fields) = group_at(tokens, at + 1, Delimiter::Brace).filter(|_| ident_at(tokens, at, "struct")) else {
            continue;
        };
        let Some(name) = at.checked_sub(1) else { continue };
        let fields = contents(fields);
        let is_handle = |at: usize| {
            ident_at(&fields, at, "chan")
                || punct_at(&fields, at, '<')
                || PACKAGES.iter().any(|package| ident_at(&fields, at, package)) && punct_at(&fields, at + 1, '.')
        };
        let names = (0..fields.len()).filter(|&at| matches!(fields[at], TokenTree::Ident(_)) && is_handle(at + 1));
        handles.insert(tokens[name].to_string(), names.map(|at| fields[at].to_string()).collect());
    }
    handles
}

/// Whether a `go` or a function literal in `body` names `name` other than by a handle of it.
fn keeps(body: &[TokenTree], name: &str, handles: Option<&HashSet<String>>) -> bool {
    let is_handle = |tokens: &[TokenTree], at: usize| {
        punct_at(tokens, at + 1, '.')
            && handles
                .is_some_and(|handles| tokens.get(at + 2).is_some_and(|field| handles.contains(&field.to_string())))
    };
    (0..body.len()).any(|at| {
        let starts = ident_at(body, at, "go") || ident_at(body, at, "func");
        let end = (at..body.len()).find(|&end| is_brace(&body[end]) || end > at && !on_one_line(body, end));
        let taken = starts
            && end.is_some_and(|end| {
                let end = if is_brace(&body[end]) { end + 1 } else { end };
                mentions(&body[at..end], name, &is_handle)
            });
        let within = matches!(&body[at], TokenTree::Group(inner) if keeps(&contents(inner), name, handles));
        taken || within
    })
}

/// Whether `tokens` name `name`, but for what `except` says of.
fn mentions(tokens: &[TokenTree], name: &str, except: &impl Fn(&[TokenTree], usize) -> bool) -> bool {
    (0..tokens.len()).any(|at| match &tokens[at] {
        TokenTree::Group(inner) => mentions(&contents(inner), name, except),
        word => is_ident(word, name) && is_variable(tokens, at, true) && !except(tokens, at),
    })
}
