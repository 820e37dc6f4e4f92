//! Which calls may lead back to the function they stand in.
//!
//! An `async fn` that calls itself would have an infinite size (rustc's E0733), so such a call is
//! boxed. Functions of one marked scope are known by name: there is an edge for every call, path or
//! method, whose last name is a function of the scope. A function on a cycle that goes through
//! `go!`, or through a function value, gets the signature `-> impl Future + Send`, for within its own body rustc cannot prove an
//! `async fn` to be `Send`.

use std::collections::{HashMap, HashSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;
use syn::{Block, ExprCall, ExprMethodCall, ExprPath, Macro};

use crate::syntax::gotokens::statement_end;
use crate::syntax::runtime_names::LITERALS;
use crate::syntax::{self, Form};

/// The cycles among the functions of a marked scope.
#[derive(Default)]
pub(crate) struct Recursion {
    /// For each function: those it reaches by calls and by `go!`.
    reach: HashMap<String, HashSet<String>>,
    /// For each function: what its `go!`s name.
    spawns: HashMap<String, HashSet<String>>,
    /// The methods of the scope.
    methods: HashSet<String>,
}

impl Recursion {
    /// Finds the cycles among `functions`, each with its name and body.
    pub(crate) fn of<'a>(functions: impl IntoIterator<Item = (String, &'a Block)>) -> Self {
        let functions: Vec<_> = functions.into_iter().collect();
        let known: HashSet<String> = functions.iter().map(|(name, _)| name.clone()).collect();
        let mut edges: HashMap<String, HashSet<String>> = HashMap::new();
        let mut spawns: HashMap<String, HashSet<String>> = HashMap::new();
        for (name, body) in functions {
            let mut calls = Calls { known: &known, calls: HashSet::new(), spawns: HashSet::new(), spawned: false };
            calls.visit_block(body);
            edges.entry(name.clone()).or_default().extend(calls.calls.iter().chain(&calls.spawns).cloned());
            spawns.entry(name).or_default().extend(calls.spawns);
        }
        let reach = known.iter().map(|name| (name.clone(), reachable(name, &edges))).collect();
        Self { reach, spawns, methods: HashSet::new() }
    }

    /// Notes the methods that the marked scope declares.
    pub(crate) fn with_methods(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.methods.extend(names);
        self
    }

    /// Whether the marked scope declares a function called `name`.
    pub(crate) fn declares(&self, name: &str) -> bool {
        self.reach.contains_key(name) && !self.methods.contains(name)
    }

    /// Whether the marked scope declares a method called `name`.
    pub(crate) fn declares_method(&self, name: &str) -> bool {
        self.methods.contains(name)
    }

    /// Whether a call of `callee` in `caller` may lead back to `caller`.
    pub(crate) fn is_recursive(&self, caller: &str, callee: &str) -> bool {
        self.reach.get(callee).is_some_and(|reach| reach.contains(caller))
    }

    /// Whether `function` stands on a cycle that goes through a `go!`.
    pub(crate) fn spawns_itself(&self, function: &str) -> bool {
        let Some(cycle) = self.reach.get(function).filter(|reach| reach.contains(function)) else { return false };
        let on_cycle = |name: &String| self.reach.get(name).is_some_and(|reach| reach.contains(function));
        cycle
            .iter()
            .filter(|name| on_cycle(name))
            .any(|name| self.spawns.get(name).is_some_and(|spawned| spawned.iter().any(on_cycle)))
    }
}

fn reachable(from: &str, edges: &HashMap<String, HashSet<String>>) -> HashSet<String> {
    let mut seen = HashSet::new();
    let mut stack = vec![from.to_owned()];
    while let Some(name) = stack.pop() {
        for next in edges.get(&name).into_iter().flatten() {
            if seen.insert(next.clone()) {
                stack.push(next.clone());
            }
        }
    }
    seen
}

/// Collects the names of called functions of the scope.
struct Calls<'a> {
    known: &'a HashSet<String>,
    calls: HashSet<String>,
    spawns: HashSet<String>,
    /// Whether the code at hand runs in another goroutine.
    spawned: bool,
}

impl Calls<'_> {
    fn call(&mut self, name: String) {
        if self.known.contains(&name) {
            let set = if self.spawned { &mut self.spawns } else { &mut self.calls };
            set.insert(name);
        }
    }

    fn spawned(&mut self, spawned: bool, visit: impl FnOnce(&mut Self)) {
        let outer = self.spawned;
        self.spawned |= spawned;
        visit(self);
        self.spawned = outer;
    }

    /// Names in the tokens of a macro, where a call may hide; one too many costs a box.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut started_until = 0;
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Ident(ident) => {
                    if starts(&tokens, at) {
                        started_until = end_of_start(&tokens, at);
                    }
                    self.spawned(at < started_until, |this| this.call(ident.to_string()));
                }
                TokenTree::Group(group) => self.spawned(at < started_until, |this| this.tokens(group.stream())),
                _ => {}
            }
        }
    }
}

/// Whether the word at `at` starts a goroutine with what follows: `go!(…)`, `go f(x)`, `wg.go(…)`,
/// `after_func(…)`, `defer f(x)`.
fn starts(tokens: &[TokenTree], at: usize) -> bool {
    let TokenTree::Ident(word) = &tokens[at] else { return false };
    is_starter(&word.to_string()) && at + 1 < tokens.len()
}

/// Where that ends: behind the arguments in parentheses, or with the statement.
fn end_of_start(tokens: &[TokenTree], at: usize) -> usize {
    match &tokens[at + 1] {
        TokenTree::Group(_) => at + 2,
        TokenTree::Punct(punct) if punct.as_char() == '!' => at + 3,
        _ => statement_end(tokens, at, true),
    }
}

/// Whether a function, method or macro of this name keeps what its arguments call for another
/// goroutine or for the end of the function: the future of such a call must be seen to be `Send`.
fn is_starter(name: &str) -> bool {
    matches!(name, "spawn" | "defer") || LITERALS.contains(&name)
}

impl<'ast> Visit<'ast> for Calls<'_> {
    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        let name = match &*call.func {
            syn::Expr::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
            other => {
                self.visit_expr(other);
                None
            }
        };
        let is_starter = name.as_deref().is_some_and(is_starter);
        name.into_iter().for_each(|name| self.call(name));
        self.spawned(is_starter, |this| call.args.iter().for_each(|arg| this.visit_expr(arg)));
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let name = call.method.to_string();
        let is_starter = is_starter(&name);
        self.call(name);
        self.visit_expr(&call.receiver);
        self.spawned(is_starter, |this| call.args.iter().for_each(|arg| this.visit_expr(arg)));
    }

    /// A function as a value, whose future must be seen to be `Send` too.
    fn visit_expr_path(&mut self, path: &'ast ExprPath) {
        if let Some(name) = path.path.get_ident() {
            let name = name.to_string();
            self.spawned(true, |this| this.call(name));
        }
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        let is_kept = matches!(syntax::form(mac), Some(Form::Go | Form::Defer));
        self.spawned(is_kept, |this| this.tokens(mac.tokens.clone()));
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}
