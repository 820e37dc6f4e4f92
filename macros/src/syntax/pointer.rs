//! Go's `*T` where `T` is a struct of the block that something points to: a field, an element, a
//! variable.
//!
//! ```text
//! next *node             →   next: __go_ptr_node             a pointer type of its own, see `expand/pointer.rs`
//! func (n *node) M()     →   impl __go_ptr_node { fn M(&self) { let mut n = self.clone(); … } }
//! ```
//!
//! A struct that parameters, receivers and single results alone point to needs no such type: there
//! `*T` is `&T`, `&mut T` or `T`.

use std::collections::HashSet;

use proc_macro2::{Delimiter, Span, TokenTree};

use super::declaration::on_one_line;
use super::gotokens::{contents, group_at, ident, ident_at, is_brace, is_ident, is_punct, punct_at};
use super::package;
use super::params::split_list;
use super::respell::Respell;

/// What the names of pointer types begin with.
pub(crate) const POINTER: &str = "__go_ptr_";

/// The structs among the items `tokens` that need a pointer type.
pub(super) fn pointees(tokens: &[TokenTree]) -> HashSet<String> {
    let mut structs = HashSet::new();
    declared_structs(tokens, &mut structs);
    let mut scan = Scan { structs: &structs, found: HashSet::new() };
    scan.tokens(tokens);
    let mut found = scan.found;
    for (owner, methods) in super::boxed::pointer_methods(tokens) {
        let is_value = |method: &String| !declares_field(tokens, method) && is_taken(tokens, method);
        if structs.contains(&owner) && methods.iter().any(is_value) {
            found.insert(owner);
        }
    }
    found.extend(super::boxed::kept(tokens, &structs));
    for name in structs.difference(&found.clone()) {
        if !has_value(tokens, name) {
            found.insert(name.clone());
        }
    }
    found
}

/// The structs that `type` declares, without those that have type parameters.
fn declared_structs(tokens: &[TokenTree], structs: &mut HashSet<String>) {
    for at in 0..tokens.len() {
        let declares = matches!(tokens.get(at + 1), Some(TokenTree::Ident(_)))
            && (ident_at(tokens, at, "type") || at == 0 || !on_one_line(tokens, at + 1))
            && ident_at(tokens, at + 2, "struct")
            && group_at(tokens, at + 3, Delimiter::Brace).is_some();
        if declares {
            structs.insert(tokens[at + 1].to_string());
        }
        if let (true, Some(list)) = (ident_at(tokens, at, "type"), group_at(tokens, at + 1, Delimiter::Parenthesis)) {
            let list = contents(list);
            for at in 0..list.len() {
                if ident_at(&list, at + 1, "struct") && group_at(&list, at + 2, Delimiter::Brace).is_some() {
                    structs.insert(list[at].to_string());
                }
            }
        }
    }
}

/// Whether `x.method` is a value somewhere in `tokens`, and no call.
fn is_taken(tokens: &[TokenTree], method: &str) -> bool {
    (0..tokens.len()).any(|at| match &tokens[at] {
        TokenTree::Group(inner) => is_taken(&contents(inner), method),
        word => {
            is_ident(word, method)
                && at > 1
                && is_punct(&tokens[at - 1], '.')
                && group_at(tokens, at + 1, Delimiter::Parenthesis).is_none()
        }
    })
}

/// Looks for pointers that outlive a call.
struct Scan<'a> {
    structs: &'a HashSet<String>,
    found: HashSet<String>,
}

impl Scan<'_> {
    fn tokens(&mut self, tokens: &[TokenTree]) {
        let mut at = 0;
        while at < tokens.len() {
            if ident_at(tokens, at, "func") {
                at = self.func(tokens, at + 1);
                continue;
            }
            if ident_at(tokens, at, "interface") && tokens.get(at + 1).is_some_and(is_brace) {
                at += 2;
                continue;
            }
            self.pointer(tokens, at);
            if let TokenTree::Group(inner) = &tokens[at] {
                self.tokens(&contents(inner));
            }
            at += 1;
        }
    }

    /// Notes the struct that `*T` at `at` points to.
    fn pointer(&mut self, tokens: &[TokenTree], at: usize) {
        if let (true, Some(TokenTree::Ident(name))) = (punct_at(tokens, at, '*'), tokens.get(at + 1))
            && self.structs.contains(&name.to_string())
            && !is_embedded(tokens, at)
        {
            self.found.insert(name.to_string());
        }
    }

    /// The head of a function, whose parameters and single result may point to what the caller
    /// owns.
    fn func(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let mut at = at;
        let is_method = group_at(tokens, at, Delimiter::Parenthesis).is_some()
            && matches!(tokens.get(at + 1), Some(TokenTree::Ident(_)))
            && group_at(tokens, at + 2, Delimiter::Parenthesis).is_some();
        at += usize::from(is_method);
        at += usize::from(matches!(tokens.get(at), Some(TokenTree::Ident(_))));
        let Some(params) = group_at(tokens, at, Delimiter::Parenthesis) else { return at };
        for param in split_list(&contents(params)) {
            let begin = usize::from(matches!(param.first(), Some(TokenTree::Ident(_))));
            if !(punct_at(param, begin, '*') && param.len() == begin + 2) {
                self.tokens(param);
            }
        }
        at += 1;
        let is_result = punct_at(tokens, at, '*') && tokens.get(at + 2).is_some_and(is_brace);
        if is_result { at + 2 } else { at }
    }
}

/// Whether `*T` alone on its line is an embedded field.
fn is_embedded(tokens: &[TokenTree], at: usize) -> bool {
    !on_one_line(tokens, at) && (at + 2 >= tokens.len() || !on_one_line(tokens, at + 2)) && at > 0 || at == 0
}

/// Whether a value of the struct `name` is held by anything but a pointer.
fn has_value(tokens: &[TokenTree], name: &str) -> bool {
    (0..tokens.len()).any(|at| match &tokens[at] {
        TokenTree::Group(inner) => {
            let inner = contents(inner);
            let is_new = at > 0 && is_ident(&tokens[at - 1], "new") && inner.len() == 1;
            !is_new && has_value(&inner, name)
        }
        TokenTree::Ident(word) if word == name => {
            let declared = ident_at(tokens, at + 1, "struct");
            let points = at > 0 && (is_punct(&tokens[at - 1], '*') || is_punct(&tokens[at - 1], '&'));
            !declared && !points
        }
        _ => false,
    })
}

impl Respell<'_> {
    /// Whether `*T` at `at` has a type of its own.
    pub(super) fn names_pointer(&self, tokens: &[TokenTree], at: usize) -> bool {
        punct_at(tokens, at, '*')
            && matches!(tokens.get(at + 1), Some(TokenTree::Ident(name)) if self.is_pointee(&name.to_string()))
    }

    /// Whether something points to the struct `name`.
    pub(super) fn is_pointee(&self, name: &str) -> bool {
        self.cx.pointees.contains(name)
    }

    /// The type `*T`, if it is that of a handle or one of its own.
    pub(super) fn pointer_type(&mut self, tokens: &[TokenTree], at: usize) -> Option<(Vec<TokenTree>, usize)> {
        if self.names_pointer(tokens, at) {
            return Some((vec![pointer_name(&tokens[at + 1], tokens[at + 1].span())], at + 2));
        }
        let of_package = punct_at(tokens, at, '*') && package::is_member(tokens, at + 1);
        let is_handle =
            of_package && ["sync", "atomic", "strings", "time"].iter().any(|of| ident_at(tokens, at + 1, of));
        if is_handle { self.go_type(tokens, at + 1) } else { None }
    }
}

/// The name of the type of pointers to `name`.
pub(super) fn pointer_name(name: &TokenTree, span: Span) -> TokenTree {
    ident(&format!("{POINTER}{name}"), span)
}

/// Whether a struct among `tokens` has a field `name`.
pub(super) fn declares_field(tokens: &[TokenTree], name: &str) -> bool {
    (0..tokens.len()).any(|at| match group_at(tokens, at + 1, Delimiter::Brace) {
        Some(fields) if ident_at(tokens, at, "struct") => contents(fields).iter().any(|field| is_ident(field, name)),
        _ => match &tokens[at] {
            TokenTree::Group(inner) => declares_field(&contents(inner), name),
            _ => false,
        },
    })
}
