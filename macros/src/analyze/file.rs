//! What the user's own file says of the functions beside the marked scope: whether they wait.
//!
//! A marked function sees its own body alone, so what it calls beside it is chosen by type. That
//! loses `#[must_use]`, which rustc reports only of a call that is a statement as it is written.
//! Here the file in which a call is written is read once, and a function of it is known to be
//! plain, or to wait, if its name can mean nothing else there.
//!
//! Used for statements: there a wrong answer would not be silent, since rustc warns of a future that
//! nobody uses. And for functions whose result is *free*, as `fn make<T: Default>() -> T`: what such
//! a call gives depends on its place alone, which a choice by type would hide from it.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{
    Attribute, Expr, ExprCall, ExprMethodCall, Generics, ImplItem, Item, ItemImpl, ReturnType, Signature, Type,
    TypeParamBound, UseTree,
};

use super::bodies::Body;
use super::known::{self, CallSite, Calling, is_inert};
use super::std_types::{self, Sort};

/// Functions of other crates whose result is free.
const FREE: &[&str] = &["rand::random", "fastrand::random"];

/// What the items of one file say.
#[derive(Default)]
pub(crate) struct File {
    /// By the path within the file; `None` for those of which nothing is known.
    functions: HashMap<String, Option<Function>>,
    /// The bodies of those that wait and may keep handles, by the same paths.
    bodies: HashMap<String, Body>,
    /// By type and name.
    methods: HashMap<(String, String), Option<Function>>,
    /// Its modules.
    modules: HashSet<String>,
    /// How often a type of this name is declared.
    types: HashMap<String, usize>,
    /// Types that may be futures.
    futures: HashSet<String>,
    /// The paths of what is imported, by the name here; `None` if there are several.
    imports: HashMap<String, Option<String>>,
    /// The names of functions that macros and inner blocks may declare.
    unclear: HashSet<String>,
    /// Whether it imports whatever some other crate has.
    has_foreign_glob: bool,
}

/// A function without an attribute that may change it.
struct Function {
    /// It has `#[goroutines]`.
    waits: bool,
    /// It has `#[must_use]`.
    must_use: bool,
    /// The type that it returns, if it may be a future by its name.
    output: Option<String>,
    /// It returns a type parameter of its own that no argument has.
    is_free: bool,
}

thread_local! {
    /// The files that calls were written in.
    static FILES: RefCell<HashMap<PathBuf, Rc<File>>> = RefCell::default();
}

/// What the file of `span` says, if there is one.
pub(crate) fn of_span(span: Span) -> Option<Rc<File>> {
    let path = span.local_file()?;
    if let Some(file) = FILES.with_borrow(|files| files.get(&path).cloned()) {
        return Some(file);
    }
    let file = Rc::new(read(&path).unwrap_or_default());
    FILES.with_borrow_mut(|files| files.insert(path, Rc::clone(&file)));
    Some(file)
}

fn read(path: &Path) -> Option<File> {
    let source = std::fs::read_to_string(path).ok()?;
    Some(File::of_items(&syn::parse_file(&source).ok()?.items))
}

impl File {
    /// What `items` say.
    pub(crate) fn of_items(items: &[Item]) -> File {
        let mut file = File::default();
        file.module(items, "", false);
        file
    }

    /// `marked` if the module, or one around it, has `#[goroutines]`.
    fn module(&mut self, items: &[Item], path: &str, marked: bool) {
        for item in items {
            match item {
                Item::Fn(function) => {
                    let waits = marked && known::calling(&function.attrs, &function.sig) == Some(Calling::Waits);
                    let known = read_function(&function.sig, &function.attrs, None, waits);
                    let path = format!("{path}{}", function.sig.ident);
                    if known.as_ref().is_some_and(|known| known.waits) {
                        self.bodies.extend(Body::of(&function.sig, &function.block).map(|body| (path.clone(), body)));
                    }
                    self.note_function(path, known);
                    self.visit_block(&function.block);
                }
                Item::Impl(block) if !marked => self.add_impl(block),
                Item::Struct(item) if !marked => self.add_type(&item.ident),
                Item::Enum(item) if !marked => self.add_type(&item.ident),
                Item::Use(item) => self.import(&item.tree, ""),
                Item::Mod(module) if module.attrs.iter().all(|attr| is_inert(attr) || is_mark(attr)) => {
                    let marked = marked || module.attrs.iter().any(is_mark);
                    let inner = format!("{path}{}::", module.ident);
                    self.modules.insert(module.ident.to_string());
                    module.content.iter().for_each(|(_, items)| self.module(items, &inner, marked));
                }
                other => self.visit_item(other),
            }
        }
    }

    fn add_type(&mut self, name: &syn::Ident) {
        *self.types.entry(name.to_string()).or_default() += 1;
    }

    fn add_impl(&mut self, block: &ItemImpl) {
        let Some(ty) = known::type_name(&block.self_ty) else { return };
        if let Some((.., path, _)) = &block.trait_ {
            let is_future = |name: &syn::Ident| name == "Future" || name == "IntoFuture";
            if path.segments.last().is_some_and(|last| is_future(&last.ident)) {
                self.futures.insert(ty);
            }
            return;
        }
        // The attribute would make all methods wait.
        let is_inert = block.attrs.iter().all(is_inert);
        for item in &block.items {
            if let ImplItem::Fn(method) = item {
                let own = Some((&ty, &block.generics));
                let known = read_function(&method.sig, &method.attrs, own, false).filter(|_| is_inert);
                let key = (ty.clone(), method.sig.ident.to_string());
                self.methods.entry(key).and_modify(|known| *known = None).or_insert(known);
                self.visit_block(&method.block);
            }
        }
    }

    fn note_function(&mut self, path: String, known: Option<Function>) {
        self.functions.entry(path).and_modify(|known| *known = None).or_insert(known);
    }

    fn import(&mut self, tree: &UseTree, path: &str) {
        let mut add = |here: &syn::Ident, name: &syn::Ident| {
            let path = format!("{path}{name}");
            let imported = self.imports.entry(here.to_string()).or_insert_with(|| Some(path.clone()));
            if imported.as_ref() != Some(&path) {
                *imported = None;
            }
        };
        match tree {
            UseTree::Path(tree) => self.import(&tree.tree, &format!("{path}{}::", tree.ident)),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, path)),
            UseTree::Name(name) => add(&name.ident, &name.ident),
            UseTree::Rename(rename) => add(&rename.rename, &rename.ident),
            UseTree::Glob(_) => {
                let first = path.split("::").next().unwrap_or_default();
                self.has_foreign_glob |= !is_relative(first) && !is_std(first) && first != "goroutines";
            }
        }
    }

    /// What the statement `call` means, if it calls a function of this file, or one of std's.
    pub(crate) fn of_call(&self, call: &ExprCall, place: &impl CallSite) -> Option<Calling> {
        let path = self.path(call, place)?;
        if path.split("::").next().is_some_and(is_std) {
            return is_plain_of_std(&path).then_some(Calling::Plain);
        }
        self.calling(self.function(&path)?)
    }

    /// The body of the function of this file that `names` mean, if it waits and may keep handles.
    pub(super) fn body_of(&self, names: &[String], place: &impl CallSite) -> Option<&Body> {
        let path = self.path_of(names, place)?;
        self.function(&path)?;
        let name = path.rsplit("::").next()?;
        // That the function is known means that there is one, with this path or this name.
        let mut named = self.bodies.iter().filter(|(path, _)| path.rsplit("::").next() == Some(name));
        match path.contains("::") {
            true => self.bodies.get(&path),
            false => named.next().filter(|_| named.next().is_none()).map(|(_, body)| body),
        }
    }

    /// Whether the place of `call` alone decides what it gives.
    pub(crate) fn is_free_call(&self, call: &ExprCall, place: &impl CallSite) -> bool {
        self.path(call, place)
            .is_some_and(|path| FREE.contains(&&*path) || self.function(&path).is_some_and(|function| function.is_free))
    }

    /// The same of a method.
    pub(crate) fn is_free_method(&self, call: &ExprMethodCall, of: Option<&Sort>, own: Option<&str>) -> bool {
        self.receiver_method(call, of, own).is_some_and(|method| method.is_free)
    }

    /// What `call` calls, from the root of the file or of its crate on.
    fn path(&self, call: &ExprCall, place: &impl CallSite) -> Option<String> {
        let Expr::Path(path) = &*call.func else { return None };
        let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.path_of(&names, place).filter(|_| path.qself.is_none())
    }

    fn path_of(&self, names: &[String], place: &impl CallSite) -> Option<String> {
        let first = names.first().filter(|first| place.is_item(first))?;
        let path = match self.imports.get(first) {
            Some(imported) => [&[imported.clone()?], &names[1..]].concat().join("::"),
            None => names.join("::"),
        };
        let names: Vec<&str> = path.split("::").skip_while(|name| is_relative(name)).collect();
        Some(names.join("::"))
    }

    /// The function of this file that `path` can only mean.
    fn function(&self, path: &str) -> Option<&Function> {
        let names: Vec<&str> = path.split("::").collect();
        match &names[..] {
            [.., name] if self.unclear.contains(*name) => None,
            [ty, name] if self.types.contains_key(*ty) => self.method(ty, name),
            [name] => {
                // A name that is declared once means that one, however it came here.
                let mut named = self.functions.iter().filter(|(path, _)| path.rsplit("::").next() == Some(name));
                let (path, only) = named.next().filter(|_| named.next().is_none())?;
                only.as_ref().filter(|_| !self.has_foreign_glob || path == name)
            }
            _ => self.functions.get(path)?.as_ref(),
        }
    }

    /// What a method means on a receiver of this sort, in the methods of the type `own`.
    pub(crate) fn of_method(&self, call: &ExprMethodCall, of: Option<&Sort>, own: Option<&str>) -> Option<Calling> {
        self.calling(self.receiver_method(call, of, own)?)
    }

    fn receiver_method(&self, call: &ExprMethodCall, of: Option<&Sort>, own: Option<&str>) -> Option<&Function> {
        let name = call.method.to_string();
        if matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident("self")) {
            return self.method(own?, &name);
        }
        match of? {
            Sort::Named(ty) => self.method(ty, &name),
            Sort::Made(ty, function) => {
                let made = self.methods.get(&(ty.clone(), function.clone()))?.as_ref()?;
                (made.output.as_ref() == Some(ty)).then(|| self.method(ty, &name))?
            }
            _ => None,
        }
    }

    fn method(&self, ty: &str, name: &str) -> Option<&Function> {
        self.methods.get(&(ty.to_owned(), name.to_owned())).filter(|_| self.declares(ty))?.as_ref()
    }

    /// Whether `ty` can only mean the type of that name that this file declares.
    fn declares(&self, ty: &str) -> bool {
        let is_here = |imported: &Option<String>| {
            let Some(path) = imported else { return false };
            let mut names = path.split("::").skip_while(|name| is_relative(name)).peekable();
            let starts_here = names.peek().is_some_and(|first| *first == ty || self.modules.contains(*first));
            starts_here && names.last() == Some(ty)
        };
        self.types.get(ty) == Some(&1) && self.imports.get(ty).is_none_or(is_here)
    }

    fn calling(&self, function: &Function) -> Option<Calling> {
        if function.waits {
            // A call that is chosen by its type notes its line for dumps; so only what it loses
            // then is awaited at once.
            return function.must_use.then_some(Calling::Waits);
        }
        if function.is_free {
            return None;
        }
        let is_value = |ty: &String| self.declares(ty) && !self.futures.contains(ty);
        function.output.as_ref().is_none_or(is_value).then_some(Calling::Plain)
    }
}

/// What the value of a declaration says of its type, for the file to judge: `Type::new(…)`.
pub(crate) fn made(value: &Expr) -> Option<Sort> {
    let Expr::Call(call) = value else { return None };
    let Expr::Path(path) = &*call.func else { return None };
    let [ty, name] = path.path.segments.iter().collect::<Vec<_>>()[..] else { return None };
    path.qself.is_none().then(|| Sort::Made(ty.ident.to_string(), name.ident.to_string()))
}

/// What is inside of macros and blocks is only known to be there.
impl<'ast> Visit<'ast> for File {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.unclear.insert(function.sig.ident.to_string());
        visit::visit_item_fn(self, function);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.import(&item.tree, "");
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        let mut after = false;
        let mut read = vec![mac.tokens.clone()];
        while let Some(tokens) = read.pop() {
            for token in TokenStream::into_iter(tokens) {
                match token {
                    TokenTree::Group(group) => read.push(group.stream()),
                    TokenTree::Ident(name) if after => drop(self.unclear.insert(name.to_string())),
                    TokenTree::Ident(word) if word == "fn" || word == "func" => {
                        after = true;
                        continue;
                    }
                    _ => {}
                }
                after = false;
            }
        }
    }
}

fn is_mark(attr: &Attribute) -> bool {
    attr.path().segments.last().is_some_and(|last| last.ident == "goroutines")
}

/// What a function says of its result, if it has no `async` and no attribute that may change it.
/// `waits` if its module says that it does.
fn read_function(
    sig: &Signature,
    attrs: &[Attribute],
    own: Option<(&String, &Generics)>,
    waits: bool,
) -> Option<Function> {
    let waits = waits || attrs.iter().any(is_mark);
    let must_use = attrs.iter().any(|attr| attr.path().is_ident("must_use"));
    if sig.asyncness.is_some() || !attrs.iter().all(|attr| is_inert(attr) || is_mark(attr)) {
        return None;
    }
    let output = match &sig.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) if waits || std_types::is_no_future(ty) || is_iterator(ty) => None,
        ReturnType::Type(_, ty) => {
            let name = known::type_name(ty)?;
            let name = own.filter(|_| name == "Self").map_or(name, |(own, _)| own.clone());
            let is_param = |generics: &Generics| generics.type_params().any(|param| param.ident == name);
            if is_param(&sig.generics) && is_free(sig, &name) {
                return Some(Function { waits, must_use, output: None, is_free: true });
            }
            if is_param(&sig.generics) || own.is_some_and(|(_, generics)| is_param(generics)) {
                return None;
            }
            Some(name)
        }
    };
    Some(Function { waits, must_use, output, is_free: false })
}

/// Whether nothing but the place of a call decides what the type parameter `param` is: it is in no
/// argument, and need not be a future.
fn is_free(sig: &Signature, param: &str) -> bool {
    let mentions = |tokens: TokenStream, word: &str| {
        let mut read = vec![tokens];
        while let Some(tokens) = read.pop() {
            for token in tokens {
                match token {
                    TokenTree::Group(group) => read.push(group.stream()),
                    TokenTree::Ident(name) if name == word => return true,
                    _ => {}
                }
            }
        }
        false
    };
    let generics = [sig.generics.to_token_stream(), sig.generics.where_clause.to_token_stream()];
    let is_future = |tokens: &TokenStream| ["Future", "IntoFuture"].iter().any(|word| mentions(tokens.clone(), word));
    !mentions(sig.inputs.to_token_stream(), param) && !generics.iter().any(is_future)
}

/// Whether `ty` is `impl Iterator` or the like.
fn is_iterator(ty: &Type) -> bool {
    let is_iterator = |bound: &TypeParamBound| match bound {
        TypeParamBound::Trait(bound) => {
            bound.path.segments.last().is_some_and(|last| last.ident.to_string().ends_with("Iterator"))
        }
        _ => false,
    };
    matches!(ty, Type::ImplTrait(ty) if ty.bounds.iter().any(is_iterator))
}

/// Whether `name` leads to a module of this file, as far as can be seen.
fn is_relative(name: &str) -> bool {
    matches!(name, "self" | "super" | "crate")
}

fn is_std(name: &str) -> bool {
    matches!(name, "std" | "core" | "alloc")
}

/// Whether what std's function of this path returns is no future, whatever it is given.
fn is_plain_of_std(path: &str) -> bool {
    /// Modules and functions that give a future, or what they were given.
    const GIVES: &[&str] = &["future", "task", "pin", "convert", "hint", "ops", "panic", "async_iter"];
    !path.split("::").any(|name| GIVES.contains(&name) || name == "into_inner" || name == "unwrap")
}

#[cfg(test)]
#[path = "file/tests.rs"]
mod tests;
