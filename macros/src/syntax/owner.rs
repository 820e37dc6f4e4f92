//! Whose a macro is: `go!`, `select!`, `defer!` and std's macros have meanings of their own in
//! goroutine code, and a macro of the same name that belongs to another crate (`tokio::select!`,
//! `scopeguard::defer!`) has none.
//!
//! A macro is this crate's, or std's, if it is named without a path and the code at hand neither
//! declares nor imports another of that name, or by a path that begins with the crate's name (under
//! any name it was renamed to) or std's.

use std::cell::RefCell;
use std::collections::HashSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Macro, UseTree};

use super::gotokens::{is_punct, punct_at};
use super::std_macro;

/// The macros that this crate has.
const FORMS: &[&str] = &["go", "defer", "select"];

/// What one macro call knows of the names of macros.
#[derive(Default)]
struct Names {
    /// The user's name of this crate.
    own: String,
    /// Names that mean something else in the code at hand.
    taken: HashSet<String>,
}

thread_local! {
    static NAMES: RefCell<Names> = RefCell::default();
}

/// Notes the user's name of this crate, and which names of macros `tokens` declare or import from
/// elsewhere; whether fragments of a `macro_rules!` are among them.
pub(crate) fn note(own: String, tokens: &TokenStream) -> bool {
    let mut names = Names { own, taken: HashSet::new() };
    let has_fragments = names.scan(tokens.clone());
    NAMES.set(names);
    has_fragments
}

/// Whether `mac`, whose name this crate has, is this crate's.
pub(super) fn is_own(mac: &Macro) -> bool {
    is_of(mac, |names, first| first == names.own || first == "goroutines")
}

/// Whether `mac`, whose name std has, is std's.
pub(super) fn is_std(mac: &Macro) -> bool {
    is_of(mac, |_, first| is_std_root(first))
}

fn is_of(mac: &Macro, owns: impl Fn(&Names, &str) -> bool) -> bool {
    let path = &mac.path;
    NAMES.with_borrow(|names| match path.get_ident() {
        Some(name) => !names.taken.contains(&name.to_string()),
        None => path.segments.first().is_some_and(|first| owns(names, &first.ident.to_string())),
    })
}

fn is_std_root(name: &str) -> bool {
    matches!(name, "std" | "core" | "alloc")
}

impl Names {
    /// Notes the names, and returns true if a group without delimiters is among `tokens`.
    fn scan(&mut self, tokens: TokenStream) -> bool {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut has_fragments = false;
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Ident(word) => match word.to_string().as_str() {
                    "use" => self.import(&tokens[at..]),
                    "macro_rules" if punct_at(&tokens, at + 1, '!') => {
                        tokens.get(at + 2).into_iter().for_each(|name| self.take(&name.to_string()));
                    }
                    _ => {}
                },
                TokenTree::Group(group) => {
                    has_fragments |= group.delimiter() == Delimiter::None;
                    has_fragments |= self.scan(group.stream());
                }
                _ => {}
            }
        }
        has_fragments
    }

    /// `use …;`, at the head of `tokens`.
    fn import(&mut self, tokens: &[TokenTree]) {
        let Some(end) = tokens.iter().position(|token| is_punct(token, ';')) else { return };
        let root = tokens.iter().skip(1).find(|token| matches!(token, TokenTree::Ident(_)));
        let root = root.map(ToString::to_string).unwrap_or_default();
        if root == self.own || root == "goroutines" || is_std_root(&root) {
            return;
        }
        let Ok(item) = syn::parse2::<syn::ItemUse>(tokens[..=end].iter().cloned().collect()) else { return };
        let mut names = Vec::new();
        imported(&item.tree, &mut names);
        // What a module of the user's exports may be this crate's; std's names nobody exports
        // again.
        let is_open = matches!(&*root, "crate" | "self" | "super");
        names.iter().filter(|name| !is_open || !FORMS.contains(&&***name)).for_each(|name| self.take(name));
    }

    fn take(&mut self, name: &str) {
        if FORMS.contains(&name) || std_macro::is_known(name) {
            self.taken.insert(name.to_owned());
        }
    }
}

/// The names that an import brings.
fn imported(tree: &UseTree, names: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => imported(&path.tree, names),
        UseTree::Name(name) => names.push(name.ident.to_string()),
        UseTree::Rename(rename) => names.push(rename.rename.to_string()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| imported(tree, names)),
        UseTree::Glob(_) => {}
    }
}
