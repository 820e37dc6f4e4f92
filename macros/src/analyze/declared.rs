//! What a `go! { … }` of items declares: the parameters of its functions, the fields of its
//! structs, its variables and constants. There a channel is given as in Go, without moving it and
//! with the direction that the function takes, and a string is copied.

mod kind;
mod walk;

pub(crate) use kind::{Kind, is_text};

use std::collections::{HashMap, HashSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::Visit;
use syn::{Expr, Fields, FnArg, Ident, Item, Signature, Type};

use super::{captures, reads};
use crate::syntax::marker;
use walk::assigned_fields;

/// The items of one block.
#[derive(Default)]
pub(crate) struct Declared {
    functions: HashMap<String, Vec<Kind>>,
    /// The functions' parameters that the body only reads, by their place.
    reads: HashSet<(String, usize)>,
    /// What each function gives, but the names of which there are two.
    results: HashMap<String, Vec<Kind>>,
    /// The functions that give what Go's point to.
    constructors: HashSet<String>,
    structs: HashMap<String, Vec<(Ident, Kind)>>,
    globals: HashSet<String>,
    consts: HashMap<String, Expr>,
    /// The names of fields that some function assigns to.
    assigned: HashSet<String>,
    /// The types of numbers that have methods.
    numbers: HashSet<String>,
    /// The lists, maps and functions that are types of their own, and what each is made of.
    wrapped: HashMap<String, Kind>,
    /// The structs that have a type for pointers to them.
    pointees: HashSet<String>,
    /// Whether the block names Rust's types of whole numbers.
    rust_numbers: bool,
    /// The embedded field of each struct that has one.
    embedded: HashMap<String, Ident>,
    /// The methods that change their receiver.
    changers: HashSet<String>,
    /// The methods, each behind the name of its type.
    methods: HashSet<(String, String)>,
    /// What the variables are.
    kinds: HashMap<String, Kind>,
    /// The methods without parameters that give a string, each behind the name of its type.
    texts: HashSet<(String, String)>,
}

/// Notes which of Rust's types of whole numbers `tokens` name, and which of these names are those of
/// variables. Generated code names the types by the path `::core::primitive::usize`.
fn rust_numbers(tokens: TokenStream, types: &mut HashSet<String>, variables: &mut HashSet<String>) {
    const NAMES: &[&str] = &["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize"];
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let follows = |at: usize, back: usize, word: &str| {
        at.checked_sub(back).is_some_and(|at| matches!(&tokens[at], TokenTree::Ident(of) if of == word))
    };
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(name) if NAMES.contains(&&*name.to_string()) => {
                if follows(at, 1, "mut") || follows(at, 1, "let") {
                    variables.insert(name.to_string());
                } else if !follows(at, 3, "primitive") {
                    types.insert(name.to_string());
                }
            }
            TokenTree::Group(group) => rust_numbers(group.stream(), types, variables),
            _ => {}
        }
    }
}

impl Declared {
    /// What `items` declare; of two functions of one name only what both agree on.
    pub(crate) fn of(items: &[Item]) -> Self {
        let (mut types, mut variables) = (HashSet::new(), HashSet::new());
        items.iter().for_each(|item| rust_numbers(item.to_token_stream(), &mut types, &mut variables));
        let mut declared = Self { rust_numbers: !types.is_subset(&variables), ..Self::default() };
        for item in items {
            declared.visit_item(item);
            assigned_fields(item.to_token_stream(), &mut declared.assigned);
            match item {
                Item::Impl(block) if block.trait_.is_none() => declared.note_texts(block),
                Item::Static(global) if marker::has(&global.attrs, marker::GLOBAL) => {
                    declared.globals.insert(global.ident.to_string());
                    declared.kinds.insert(global.ident.to_string(), Kind::of(&global.ty));
                }
                Item::Const(constant) if marker::has(&constant.attrs, marker::CONST) => {
                    declared.consts.insert(constant.ident.to_string(), (*constant.expr).clone());
                }
                Item::Struct(item) if marker::has(&item.attrs, marker::DEFINED) => {
                    declared.numbers.insert(item.ident.to_string());
                }
                Item::Struct(item) if marker::has(&item.attrs, marker::WRAPPED) => {
                    let of = item.fields.iter().next().map_or(Kind::Other, |field| Kind::of(&field.ty));
                    let name = item.ident.to_string();
                    declared.wrapped.insert(name.clone(), Kind::Named(name, Box::new(of)));
                }
                Item::Struct(item) if marker::has(&item.attrs, marker::STRUCT) => {
                    if marker::has(&item.attrs, marker::POINTEE) {
                        declared.pointees.insert(item.ident.to_string());
                    }
                    if let Fields::Named(fields) = &item.fields {
                        let fields = fields.named.iter();
                        let embedded = fields.clone().find(|field| marker::has(&field.attrs, marker::EMBEDDED));
                        if let Some(field) = embedded.and_then(|field| field.ident.clone()) {
                            declared.embedded.insert(item.ident.to_string(), field);
                        }
                        let fields = fields.filter_map(|field| Some((field.ident.clone()?, Kind::of(&field.ty))));
                        declared.structs.insert(item.ident.to_string(), fields.collect());
                    }
                }
                _ => {}
            }
        }
        for item in items {
            if let Item::Fn(function) = item {
                declared.note_reads(&function.sig, &function.block);
            }
        }
        declared
    }

    /// The parameters of `function`, but `self`.
    pub(crate) fn params(&self, function: &str) -> Option<&[Kind]> {
        self.functions.get(function).map(Vec::as_slice)
    }

    /// What `function` gives.
    pub(crate) fn results(&self, function: &str) -> &[Kind] {
        self.results.get(function).map_or(&[], Vec::as_slice)
    }

    /// Whether `function` gives what Go's points to.
    pub(crate) fn is_constructor(&self, function: &str) -> bool {
        self.constructors.contains(function)
    }

    /// The fields of the struct `name`.
    pub(crate) fn fields(&self, name: &str) -> Option<&[(Ident, Kind)]> {
        self.structs.get(name).map(Vec::as_slice)
    }

    /// What the fields called `name` are, if all structs agree.
    pub(crate) fn field(&self, name: &str) -> Option<&Kind> {
        let mut kinds = self.structs.values().flatten().filter(|(field, _)| field == name).map(|(_, kind)| kind);
        let first = kinds.next()?;
        kinds.all(|kind| kind == first).then_some(first)
    }

    /// Whether `name` is a variable among the items.
    pub(crate) fn is_global(&self, name: &str) -> bool {
        self.globals.contains(name)
    }

    /// What the variable `name` among the items is.
    pub(crate) fn global(&self, name: &str) -> Option<&Kind> {
        self.kinds.get(name)
    }

    /// Whether the first value of a variable says that it is an `int`, as in Go. In a block that names
    /// Rust's types of whole numbers its uses say what it is, as in Rust.
    pub(crate) fn has_ints(&self) -> bool {
        !self.rust_numbers
    }

    /// Whether the struct `name` has a type for pointers to it.
    pub(crate) fn is_pointee(&self, name: &str) -> bool {
        self.pointees.contains(name)
    }

    /// Whether `ty` is a type of numbers that has methods.
    pub(crate) fn is_number(&self, ty: &Type) -> bool {
        matches!(ty, Type::Path(path) if path.path.get_ident().is_some_and(|name| self.numbers.contains(&name.to_string())))
    }

    /// The list, the map or the function that the type `name` of the block is.
    pub(crate) fn wrapped(&self, name: &str) -> Option<&Kind> {
        self.wrapped.get(name)
    }

    /// The embedded field of the struct `name`.
    pub(crate) fn embedded(&self, name: &str) -> Option<&Ident> {
        self.embedded.get(name)
    }

    /// Whether a method `name` changes its receiver.
    pub(crate) fn is_changer(&self, name: &str) -> bool {
        self.changers.contains(name)
    }

    /// Whether `of`, or a pointer to it, has the method `name`.
    pub(crate) fn has_method(&self, of: &str, name: &str) -> bool {
        let pointer = format!("{}{of}", crate::syntax::pointer::POINTER);
        if of.starts_with(crate::syntax::pointer::POINTER) {
            return self.methods.contains(&(of.to_owned(), name.to_owned()));
        }
        [of.to_owned(), pointer].into_iter().any(|of| self.methods.contains(&(of, name.to_owned())))
    }

    /// Whether a type of the block has the method `name`.
    pub(crate) fn declares_method(&self, name: &str) -> bool {
        self.methods.iter().any(|(_, method)| method == name)
    }

    /// Whether a struct has a field `name`.
    pub(crate) fn has_field(&self, name: &str) -> bool {
        self.structs.values().flatten().any(|(field, _)| field == name)
    }

    /// The value of the constant `name` that has no type.
    pub(crate) fn constant(&self, name: &str) -> Option<&Expr> {
        self.consts.get(name)
    }

    /// Whether the type `of` has a method `name` without parameters that gives a string.
    pub(crate) fn makes_text(&self, of: &str, name: &str) -> bool {
        self.texts.contains(&(of.to_owned(), name.to_owned()))
    }

    /// Whether the function `name` only reads its parameter at `index`.
    pub(crate) fn only_reads(&self, name: &str, index: usize) -> bool {
        self.reads.contains(&(name.to_owned(), index))
    }

    fn note_reads(&mut self, sig: &Signature, block: &syn::Block) {
        for (index, input) in sig.inputs.iter().enumerate() {
            let FnArg::Typed(param) = input else { continue };
            let syn::Pat::Ident(name) = &*param.pat else { continue };
            let kind = Kind::of(&param.ty);
            let own = match &kind {
                Kind::Named(own, _) => own.clone(),
                _ => String::new(),
            };
            let reads = |method: &str| {
                self.methods.contains(&(own.clone(), method.to_owned())) && !self.changers.contains(method)
            };
            if matches!(kind.underlying(), Kind::List(_) | Kind::Map { .. })
                && reads::reads_only(block.to_token_stream(), &name.ident.to_string(), &reads)
            {
                self.reads.insert((sig.ident.to_string(), index));
            }
        }
    }

    fn note_texts(&mut self, block: &syn::ItemImpl) {
        let Type::Path(ty) = &*block.self_ty else { return };
        let Some(of) = ty.path.get_ident() else { return };
        for item in &block.items {
            if let syn::ImplItem::Fn(method) = item {
                self.methods.insert((of.to_string(), method.sig.ident.to_string()));
                if method.sig.receiver().is_some_and(|receiver| {
                    captures::idents(receiver.to_token_stream()).iter().any(|word| word == "mut")
                }) {
                    self.changers.insert(method.sig.ident.to_string());
                }
            }
            if let syn::ImplItem::Fn(method) = item
                && method.sig.inputs.len() == 1
                && matches!(&method.sig.output, syn::ReturnType::Type(_, ty) if is_text(ty))
            {
                self.texts.insert((of.to_string(), method.sig.ident.to_string()));
            }
        }
    }

    /// Whether some function assigns to a field called `name`.
    pub(crate) fn is_assigned(&self, name: &str) -> bool {
        self.assigned.contains(name)
    }
}
