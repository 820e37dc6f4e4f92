//! Values of a struct that something may point to longer than a call lasts: Go moves them to the
//! heap, and so does a Go-looking block.
//!
//! ```text
//! var g Group           →   g := &Group{}
//! g := Group{limit: 2}  →   g := &Group{limit: 2}
//! g.Go(f); use(&g); h := g; g = h   →   g.Go(f); use(g); h := __go_ptr_Group::__go_new((*g)); *g = (*h)
//! ```
//!
//! A value moves where its function takes its address or calls a method of its pointers. A struct
//! gets a pointer type, without which nothing of this happens, where such a method, or a goroutine
//! beside it, keeps the pointer.

mod kept;

pub(super) use kept::kept;

use std::collections::{HashMap, HashSet};

use proc_macro2::{Delimiter, Group, TokenTree};

use super::declaration::on_one_line;
use super::gotokens::{
    contents, group, group_at, ident, ident_at, is_brace, is_define, is_ident, is_punct, is_variable, joint, ours,
    punct, punct_at, within,
};
use super::method::receiver;
use super::pointer::pointer_name;

/// The methods of the pointers to each struct, by the struct's name.
pub(super) type PointerMethods = HashMap<String, HashSet<String>>;

/// The methods with a pointer receiver among the items `tokens`.
pub(super) fn pointer_methods(tokens: &[TokenTree]) -> PointerMethods {
    let mut methods = PointerMethods::new();
    for Method { of, name, .. } in of_pointers(tokens) {
        methods.entry(of).or_default().insert(name);
    }
    methods
}

/// A method with a pointer receiver.
struct Method {
    of: String,
    name: String,
    receiver: Option<String>,
    body: Vec<TokenTree>,
}

fn of_pointers(tokens: &[TokenTree]) -> impl Iterator<Item = Method> {
    (0..tokens.len()).filter_map(|at| {
        let list = group_at(tokens, at + 1, Delimiter::Parenthesis).filter(|_| ident_at(tokens, at, "func"))?;
        let TokenTree::Ident(name) = tokens.get(at + 2)? else { return None };
        let of = receiver(list).filter(|receiver| receiver.pointer && receiver.ty.len() == 1)?;
        let body = tokens[at + 3..].iter().find(|token| is_brace(token))?;
        let TokenTree::Group(body) = body else { return None };
        Some(Method {
            of: of.ty[0].to_string(),
            name: name.to_string(),
            receiver: of.name.map(|name| name.to_string()),
            body: contents(body),
        })
    })
}

/// What says that a variable holds a value of a struct.
pub(super) struct Structs<'a> {
    pub(super) names: &'a HashSet<String>,
    /// What the functions of the block give.
    pub(super) results: &'a HashMap<String, Vec<TokenTree>>,
}

/// The variables of `body` that hold values of `structs`, each declared once.
fn values(body: &[TokenTree], structs: &Structs<'_>) -> HashMap<String, String> {
    let mut found = HashMap::new();
    // A copy of a value that is declared behind it is found by the next look.
    loop {
        let before = found.len();
        collect(body, structs, &mut found);
        found.retain(|name, _| declarations(body, name) == 1);
        if found.len() <= before {
            return found;
        }
    }
}

fn collect(body: &[TokenTree], structs: &Structs<'_>, found: &mut HashMap<String, String>) {
    for at in 0..body.len() {
        if let Some(Declared { name, of, .. }) = declared(body, at, structs, found) {
            found.insert(name, of);
        }
        if let TokenTree::Group(inner) = &body[at] {
            collect(&contents(inner), structs, found);
        }
    }
}

/// How often `body` declares `name`, as a variable or as a parameter.
fn declarations(body: &[TokenTree], name: &str) -> usize {
    let here = (0..body.len()).filter(|&at| {
        ident_at(body, at, name)
            && is_variable(body, at, true)
            && (is_define(body, at + 1)
                || punct_at(body, at + 1, ',') && defines_list(body, at)
                || at > 0 && (is_ident(&body[at - 1], "var") || punct_at(body, at - 1, ',') && defines_list(body, at)))
    });
    let params = (0..body.len()).filter(|&at| {
        let list = group_at(body, at + 1, Delimiter::Parenthesis).filter(|_| ident_at(body, at, "func"));
        list.is_some_and(|list| contents(list).iter().any(|word| is_ident(word, name)))
    });
    let inner = body.iter().map(|token| match token {
        TokenTree::Group(inner) => declarations(&contents(inner), name),
        _ => 0,
    });
    here.count() + params.count() + inner.sum::<usize>()
}

/// Whether the word at `at` is in a list of names before `:=`.
fn defines_list(body: &[TokenTree], at: usize) -> bool {
    let mut end = at + 1;
    while punct_at(body, end, ',') && matches!(body.get(end + 1), Some(TokenTree::Ident(_))) {
        end += 2;
    }
    is_define(body, end)
}

/// The declaration of a variable of a struct's type.
struct Declared {
    name: String,
    of: String,
    /// Where its value begins, if it has one, and where it ends.
    value: Option<usize>,
    end: usize,
}

/// `var x T`, `x := T{ … }`, `x := y` of a value known before, `x := f(…)` of a function that gives
/// one.
fn declared(body: &[TokenTree], at: usize, structs: &Structs<'_>, known: &HashMap<String, String>) -> Option<Declared> {
    let word = |at: usize| match body.get(at) {
        Some(TokenTree::Ident(word)) => Some(word.to_string()),
        _ => None,
    };
    let ends = |end: usize| body.get(end).is_none_or(|token| is_punct(token, ';') || !on_one_line(body, end));
    let is_struct = |of: &String| structs.names.contains(of);
    if ident_at(body, at, "var") {
        let (name, of) = (word(at + 1)?, word(at + 2).filter(is_struct)?);
        return (ends(at + 3) && on_one_line(body, at + 2)).then_some(Declared { name, of, value: None, end: at + 3 });
    }
    let name = word(at).filter(|_| is_define(body, at + 1) && is_variable(body, at, true))?;
    let first = word(at + 3)?;
    let (of, end) = match body.get(at + 4) {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => (first, at + 5),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
            let [of] = structs.results.get(&first)?.as_slice() else { return None };
            (of.to_string(), at + 5)
        }
        _ => (known.get(&first)?.clone(), at + 4),
    };
    (ends(end) && is_struct(&of)).then_some(Declared { name, of, value: Some(at + 3), end })
}

/// Whether `body` takes the address of `name`, or calls one of the `methods` of its pointers.
fn is_pointed_to(body: &[TokenTree], name: &str, methods: &HashSet<String>) -> bool {
    (0..body.len()).any(|at| match &body[at] {
        TokenTree::Group(inner) => is_pointed_to(&contents(inner), name, methods),
        word if is_ident(word, name) && is_variable(body, at, true) => {
            let calls = punct_at(body, at + 1, '.')
                && body.get(at + 2).is_some_and(|method| methods.contains(&method.to_string()));
            calls || takes_address(body, at)
        }
        _ => false,
    })
}

/// Whether `&` is before the variable at `at`, and no place of it is behind.
fn takes_address(body: &[TokenTree], at: usize) -> bool {
    let and = at > 0 && is_punct(&body[at - 1], '&') && !super::gotokens::follows_operand(body, at - 1);
    and && !punct_at(body, at + 1, '.') && group_at(body, at + 1, Delimiter::Bracket).is_none()
}

/// `body` with the values of `pointees` moved to the heap that something points to.
pub(super) fn moved(body: &[TokenTree], pointees: &Structs<'_>, methods: &PointerMethods) -> Option<Vec<TokenTree>> {
    let none = HashSet::new();
    let mut known = values(body, pointees);
    known.retain(|name, of| is_pointed_to(body, name, methods.get(of).unwrap_or(&none)));
    let known = Moved { structs: pointees, known };
    (!known.known.is_empty()).then(|| known.tokens(body))
}

/// The values that move.
struct Moved<'a> {
    structs: &'a Structs<'a>,
    known: HashMap<String, String>,
}

impl Moved<'_> {
    fn is_known(&self, tokens: &[TokenTree], at: usize) -> bool {
        matches!(tokens.get(at), Some(TokenTree::Ident(name)) if self.known.contains_key(&name.to_string()))
            && is_variable(tokens, at, true)
    }

    /// `body` with pointers in their place.
    fn tokens(&self, body: &[TokenTree]) -> Vec<TokenTree> {
        let mut out = Vec::with_capacity(body.len() + 4);
        let mut at = 0;
        while at < body.len() {
            let declared = declared(body, at, self.structs, &self.known);
            if let Some(declared) = declared.filter(|value| self.known.contains_key(&value.name)) {
                let name = &body[if declared.value.is_some() { at } else { at + 1 }];
                self.declare(name, &declared, body, &mut out);
                at = declared.end;
                continue;
            }
            match &body[at] {
                TokenTree::Punct(_) if self.is_known(body, at + 1) && takes_address(body, at + 1) => {
                    out.push(body[at + 1].clone());
                    at += 1;
                }
                TokenTree::Group(inner) => out.push(self.group(inner)),
                word if self.is_known(body, at) && !punct_at(body, at + 1, '.') => {
                    let load = [punct('*', ours(word.span())), word.clone()];
                    match punct_at(body, at + 1, '=') && !punct_at(body, at + 2, '=') {
                        true => out.extend(load),
                        false => out.push(group(Delimiter::Parenthesis, load.to_vec(), word.span())),
                    }
                }
                other => out.push(other.clone()),
            }
            at += 1;
        }
        out
    }

    fn group(&self, inner: &Group) -> TokenTree {
        within(inner, self.tokens(&contents(inner))).into()
    }

    /// `name := &T{ … }`, or a pointer to a copy of another value.
    fn declare(&self, name: &TokenTree, declared: &Declared, body: &[TokenTree], out: &mut Vec<TokenTree>) {
        let span = name.span();
        out.push(name.clone());
        out.extend(joint(':', '=', span));
        let of = ident(&declared.of, declared.value.map_or(span, |value| body[value].span()));
        match declared.value {
            Some(value) if body.get(value + 1).is_some_and(is_brace) => {
                let [TokenTree::Group(fields)] = &body[value + 1..declared.end] else { return };
                out.extend([punct('&', span), of, self.group(fields)]);
            }
            Some(value) => {
                out.push(pointer_name(&of, ours(span)));
                out.extend(joint(':', ':', ours(span)));
                let value = self.tokens(&body[value..declared.end]);
                out.extend([ident("__go_new", ours(span)), group(Delimiter::Parenthesis, value, ours(span))]);
            }
            None => out.extend([punct('&', span), of, group(Delimiter::Brace, Vec::new(), span)]),
        }
    }
}
