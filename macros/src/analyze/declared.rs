//! What a `go! { … }` of items declares: the parameters of its functions, the fields of its
//! structs, its variables and constants. There a channel is given as in Go, without moving it and
//! with the direction that the function takes, and a string is copied.

use std::collections::{HashMap, HashSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::Visit;
use syn::{Expr, Fields, FnArg, GenericArgument, Ident, Item, PathArguments, Signature, Type};

use super::{captures, reads};
use crate::syntax::gotokens::{is_joint, is_lone_equals, is_punct};
use crate::syntax::marker::{self, Direction};

/// What Go's spelling says of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A channel, and what its elements are.
    Channel(Direction, Box<Kind>),
    /// A channel of times, which is never closed.
    Clock,
    /// `string`
    Text,
    /// `[]T`, `[N]T`: what the elements are.
    List(Box<Kind>),
    /// `map[K]V`: whether the keys are strings, and what the values are.
    Map { text: bool, value: Box<Kind> },
    /// `int`
    Int,
    /// `usize`, which Rust's lengths are
    Size,
    /// `error`
    Error,
    /// `...T`
    Variadic(Box<Kind>),
    /// `*T` as the result of a constructor.
    Pointer,
    /// `time.Duration`
    Duration,
    /// `func(A) B`: what the parameters are, as far as that is known.
    Func(Vec<Kind>),
    /// An interface of the block, by its name.
    Interface(String),
    /// A function literal that is only called.
    Closure(Vec<Kind>),
    /// `*T` of a parameter that is changed.
    Changed,
    /// `*T` of any other parameter.
    Ref,
    /// `float64`, `float32`
    Float,
    /// `*T` of a struct of the block that has a type for it.
    Ptr(String),
    /// A lock, an atomic, a wait group: shared by whoever copies it.
    Handle,
    /// Anything else.
    Other,
}

impl Kind {
    /// What Go's spelling says of `ty`.
    pub(crate) fn of(ty: &Type) -> Kind {
        match ty {
            Type::Reference(reference) => {
                if reference.mutability.is_some() {
                    Kind::Changed
                } else {
                    Kind::Ref
                }
            }
            Type::Array(array) => Kind::List(Box::new(Kind::of(&array.elem))),
            Type::Path(path) if path.qself.is_none() => {
                if let Some(direction) = marker::direction(ty) {
                    return Kind::Channel(direction, Box::new(element(ty).map_or(Kind::Other, Kind::of)));
                }
                let Some(last) = path.path.segments.last() else { return Kind::Other };
                let ours = path.path.segments.len() > 1;
                if let Some(of) = last.ident.to_string().strip_prefix(crate::syntax::pointer::POINTER) {
                    return Kind::Ptr(of.to_owned());
                }
                if path.path.segments.iter().any(|of| of.ident == "go_sync" || of.ident == "go_atomic") {
                    return Kind::Handle;
                }
                match last.ident.to_string().as_str() {
                    "Pointer" if ours => Kind::Pointer,
                    "Interface" if ours => element(ty).and_then(object).map_or(Kind::Other, Kind::Interface),
                    "Func" => Kind::Func(element(ty).map_or_else(Vec::new, params)),
                    "Vec" => Kind::List(Box::new(element(ty).map_or(Kind::Other, Kind::of))),
                    "HashMap" => Kind::Map {
                        text: element(ty).is_some_and(is_text),
                        value: Box::new(last_argument(ty).map_or(Kind::Other, Kind::of)),
                    },
                    "Duration" if ours => Kind::Duration,
                    "string" => Kind::Text,
                    "int" => Kind::Int,
                    "usize" => Kind::Size,
                    "float64" | "float32" | "f64" | "f32" => Kind::Float,
                    "error" => Kind::Error,
                    "Variadic" if ours => Kind::Variadic(Box::new(element(ty).map_or(Kind::Other, Kind::of))),
                    _ => Kind::Other,
                }
            }
            Type::Paren(paren) => Kind::of(&paren.elem),
            Type::Group(group) => Kind::of(&group.elem),
            _ => Kind::Other,
        }
    }

    /// What a function returns: one kind, or those of a tuple.
    pub(crate) fn results(ty: &Type) -> Vec<Kind> {
        let kinds = match ty {
            Type::Tuple(tuple) => tuple.elems.iter().map(Kind::of).collect(),
            ty => vec![Kind::of(ty)],
        };
        if kinds.iter().all(|kind| *kind == Kind::Other) { Vec::new() } else { kinds }
    }
}

/// The `T` of `Chan<T>`.
fn element(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let PathArguments::AngleBracketed(of) = &path.path.segments.last()?.arguments else { return None };
    match of.args.first()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

/// The `V` of `HashMap<K, V>`.
fn last_argument(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let PathArguments::AngleBracketed(of) = &path.path.segments.last()?.arguments else { return None };
    match of.args.last()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

/// The parameters of the signature `fn(A, B) -> C`.
fn params(signature: &Type) -> Vec<Kind> {
    match signature {
        Type::FnPtr(signature) => signature.inputs.iter().map(|input| Kind::of(&input.ty)).collect(),
        _ => Vec::new(),
    }
}

/// The `S` of `dyn S`.
fn object(ty: &Type) -> Option<String> {
    let Type::TraitObject(object) = ty else { return None };
    match object.bounds.first()? {
        syn::TypeParamBound::Trait(bound) => bound.path.get_ident().map(ToString::to_string),
        _ => None,
    }
}

/// Whether `ty` is a string of its own.
pub(crate) fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.get_ident().is_some_and(|name| name == "string" || name == "String"))
}

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
    /// The structs that have a type for pointers to them.
    pointees: HashSet<String>,
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

impl Declared {
    /// What `items` declare; of two functions of one name only what both agree on.
    pub(crate) fn of(items: &[Item]) -> Self {
        let mut declared = Self::default();
        for item in items {
            declared.visit_item(item);
            assigned_fields(item.to_token_stream(), &mut declared.assigned);
            match item {
                Item::Fn(function) => declared.note_reads(&function.sig, &function.block),
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

    /// Whether the struct `name` has a type for pointers to it.
    pub(crate) fn is_pointee(&self, name: &str) -> bool {
        self.pointees.contains(name)
    }

    /// Whether `ty` is a type of numbers that has methods.
    pub(crate) fn is_number(&self, ty: &Type) -> bool {
        matches!(ty, Type::Path(path) if path.path.get_ident().is_some_and(|name| self.numbers.contains(&name.to_string())))
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
            if let FnArg::Typed(param) = input
                && let syn::Pat::Ident(name) = &*param.pat
                && matches!(Kind::of(&param.ty), Kind::List(_) | Kind::Map { .. })
                && reads::reads_only(block.to_token_stream(), &name.ident.to_string())
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

impl<'ast> Visit<'ast> for Declared {
    fn visit_signature(&mut self, sig: &'ast Signature) {
        let params = sig.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(param) => Some(Kind::of(&param.ty)),
            FnArg::Receiver(_) => None,
        });
        let params: Vec<_> = params.collect();
        if let syn::ReturnType::Type(_, ty) = &sig.output
            && Kind::of(ty) == Kind::Pointer
        {
            self.constructors.insert(sig.ident.to_string());
        }
        let results = match &sig.output {
            syn::ReturnType::Type(_, ty) => Kind::results(ty),
            syn::ReturnType::Default => Vec::new(),
        };
        let known = self.results.entry(sig.ident.to_string()).or_insert_with(|| results.clone());
        if *known != results {
            known.clear();
        }
        let known = self.functions.entry(sig.ident.to_string()).or_insert_with(|| params.clone());
        known.truncate(params.len());
        for (known, param) in known.iter_mut().zip(params) {
            if *known != param {
                *known = Kind::Other;
            }
        }
    }

    fn visit_block(&mut self, _: &'ast syn::Block) {}
}

/// Notes the fields that `tokens` assign to: `.x = …`, `.x += …`, `.x++`, `&mut y.x`.
fn assigned_fields(tokens: TokenStream, assigned: &mut HashSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for at in 0..tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => assigned_fields(group.stream(), assigned),
            TokenTree::Ident(name) if at > 0 && is_punct(&tokens[at - 1], '.') => {
                let mut end = at + 1;
                while matches!(tokens.get(end), Some(TokenTree::Group(group)) if group.delimiter() == proc_macro2::Delimiter::Bracket)
                {
                    end += 1;
                }
                let sends = matches!(tokens.get(end + 2), Some(TokenTree::Ident(word)) if word == marker::SEND);
                let operator = end < tokens.len()
                    && !sends
                    && (is_lone_equals(&tokens, end)
                        || matches!(&tokens[end], TokenTree::Punct(mark) if "+-*/%&|^".contains(mark.as_char())
                            && (is_joint(&tokens, end, mark.as_char(), '=') || is_joint(&tokens, end, mark.as_char(), mark.as_char()) && "+-".contains(mark.as_char()))));
                if operator {
                    assigned.insert(name.to_string());
                }
            }
            _ => {}
        }
    }
}
