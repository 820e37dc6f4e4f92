//! What inputs are made from: the accepted programs and the examples, taken apart.

use std::fs;
use std::path::Path;
use std::str::FromStr;

use fastrand::Rng;
use proc_macro2::{Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Item;

/// The programs, taken apart.
pub(super) struct Corpus {
    items: Vec<TokenStream>,
    types: Vec<TokenStream>,
    go_bodies: Vec<TokenStream>,
    select_bodies: Vec<TokenStream>,
    /// Everything in delimiters.
    groups: Vec<Group>,
    /// Every token that is no group.
    leaves: Vec<TokenTree>,
}

impl Corpus {
    pub(super) fn read() -> Self {
        let mut corpus = Self {
            items: Vec::new(),
            types: Vec::new(),
            go_bodies: Vec::new(),
            select_bodies: Vec::new(),
            groups: Vec::new(),
            leaves: Vec::new(),
        };
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for folder in ["tests/ui/accept", "examples"] {
            corpus.read_folder(&root.join(folder));
        }
        assert!(
            corpus.items.len() > 300 && !corpus.types.is_empty() && corpus.select_bodies.len() > 10,
            "a small corpus"
        );
        corpus
    }

    fn read_folder(&mut self, folder: &Path) {
        let mut entries: Vec<_> =
            fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        // The order must not depend on the file system.
        entries.sort();
        for path in entries {
            if path.is_dir() {
                self.read_folder(&path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                self.add_file(&fs::read_to_string(&path).expect("a readable file"));
            }
        }
    }

    fn add_file(&mut self, text: &str) {
        let tokens = TokenStream::from_str(text).expect("tokens");
        self.add_tokens(tokens.clone());
        for item in syn::parse2::<syn::File>(tokens).expect("a program").items {
            self.add_item(item);
        }
    }

    fn add_item(&mut self, mut item: Item) {
        match &mut item {
            Item::Fn(function) => function.attrs.clear(),
            Item::Impl(block) => block.attrs.clear(),
            Item::Trait(item) => item.attrs.clear(),
            Item::Mod(module) => module.attrs.clear(),
            Item::Struct(_) | Item::Enum(_) | Item::Union(_) => self.types.push(item.to_token_stream()),
            _ => {}
        }
        self.items.push(item.into_token_stream());
    }

    fn add_tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            let TokenTree::Group(group) = token else {
                self.leaves.push(token.clone());
                continue;
            };
            let name = at.checked_sub(2).map(|at| tokens[at].to_string()).unwrap_or_default();
            match name.as_str() {
                "go" | "defer" => self.go_bodies.push(group.stream()),
                "select" => self.select_bodies.push(group.stream()),
                _ => {}
            }
            self.groups.push(group.clone());
            self.add_tokens(group.stream());
        }
    }

    pub(super) fn items(&self) -> &[TokenStream] {
        &self.items
    }

    pub(super) fn types(&self) -> &[TokenStream] {
        &self.types
    }

    pub(super) fn go_bodies(&self) -> &[TokenStream] {
        &self.go_bodies
    }

    pub(super) fn select_bodies(&self) -> &[TokenStream] {
        &self.select_bodies
    }

    pub(super) fn item(&self, rng: &mut Rng) -> TokenStream {
        pick(rng, &self.items).clone()
    }

    pub(super) fn type_item(&self, rng: &mut Rng) -> TokenStream {
        pick(rng, &self.types).clone()
    }

    pub(super) fn go_body(&self, rng: &mut Rng) -> TokenStream {
        pick(rng, &self.go_bodies).clone()
    }

    pub(super) fn select_body(&self, rng: &mut Rng) -> TokenStream {
        pick(rng, &self.select_bodies).clone()
    }

    pub(super) fn group(&self, rng: &mut Rng) -> &Group {
        pick(rng, &self.groups)
    }

    pub(super) fn leaf(&self, rng: &mut Rng) -> TokenTree {
        pick(rng, &self.leaves).clone()
    }
}

/// One of `list`, each as likely.
pub(super) fn pick<'a, T>(rng: &mut Rng, list: &'a [T]) -> &'a T {
    &list[rng.usize(..list.len())]
}
