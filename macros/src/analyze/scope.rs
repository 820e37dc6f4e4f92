//! Where we are: the local variables in reach, and how each was declared.

use std::collections::HashMap;

use proc_macro2::Span;
use syn::visit::Visit;
use syn::{Expr, Ident, Pat, PatIdent, Signature, Type};

use super::exact::{self, Exact};
use super::std_types::{self, Sort};

/// How a local variable was declared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Local {
    /// Declared `mut`.
    pub(crate) mutable: bool,
    /// Declared as a reference: a `&T` parameter, or the variable of a loop over `&collection`.
    pub(crate) reference: bool,
    /// How many sync closures stand around the declaration.
    pub(crate) depth: usize,
    /// Where it is declared, if that is known.
    pub(crate) declared: Option<Span>,
    /// Whether it is a variable that goroutines and function values change for one another.
    pub(crate) shared: bool,
}

/// The scopes around a place, innermost last.
#[derive(Default)]
pub(crate) struct Scopes {
    stack: Vec<HashMap<String, Local>>,
    /// What is known of the variables' types; one map for each scope.
    sorts: Vec<HashMap<String, Sort>>,
    /// What their declarations say of these exactly.
    exact: Vec<HashMap<String, Exact>>,
}

impl Scopes {
    pub(crate) fn push(&mut self) {
        self.stack.push(HashMap::new());
        self.sorts.push(HashMap::new());
        self.exact.push(HashMap::new());
    }

    pub(crate) fn pop(&mut self) {
        self.stack.pop();
        self.sorts.pop();
        self.exact.pop();
    }

    /// The local variable `name`, if it is one.
    pub(crate) fn get(&self, name: &str) -> Option<Local> {
        self.stack.iter().rev().find_map(|scope| scope.get(name)).copied()
    }

    /// The local variable `name`, if the innermost scope declares it.
    pub(crate) fn innermost(&self, name: &str) -> Option<Local> {
        self.stack.last().and_then(|scope| scope.get(name)).copied()
    }

    /// Declares the variables of `pat`, outside of closures.
    pub(crate) fn bind(&mut self, pat: &Pat, reference: bool) {
        self.bind_at(pat, reference, 0);
    }

    /// Declares the variables of `pat`, around which `depth` closures stand.
    pub(crate) fn bind_at(&mut self, pat: &Pat, reference: bool, depth: usize) {
        let reference = reference || declared_reference(pat);
        for name in names(pat) {
            let declared = Some(name.ident.span());
            self.insert(
                name.ident.to_string(),
                Local { mutable: name.mutable, reference, depth, declared, shared: false },
            );
        }
    }

    /// The variable `name`, just declared, is one that is shared.
    pub(crate) fn share(&mut self, name: &str) {
        if let Some(local) = self.stack.last_mut().and_then(|scope| scope.get_mut(name)) {
            local.shared = true;
        }
        self.forget_name(name);
    }

    /// Knows nothing of the type of the variable `name`.
    fn forget_name(&mut self, name: &str) {
        self.sorts.last_mut().into_iter().for_each(|sorts| drop(sorts.remove(name)));
        self.exact.last_mut().into_iter().for_each(|exact| drop(exact.remove(name)));
    }

    /// Declares one variable.
    pub(crate) fn insert(&mut self, name: String, local: Local) {
        if let (Some(scope), Some(sorts), Some(exact)) =
            (self.stack.last_mut(), self.sorts.last_mut(), self.exact.last_mut())
        {
            sorts.remove(&name);
            exact.remove(&name);
            scope.insert(name, local);
        }
    }

    /// Notes what the declaration of the variable of `pat` says of its type.
    pub(crate) fn note(&mut self, pat: &Pat, sort: Option<Sort>) {
        match pat {
            Pat::Type(typed) => self.note(&typed.pat, sort),
            Pat::Ident(pat) => self.note_name(pat.ident.to_string(), sort),
            _ => {}
        }
    }

    /// Notes what is known of the type of a variable just declared.
    pub(crate) fn note_name(&mut self, name: String, sort: Option<Sort>) {
        if let (Some(sort), Some(sorts)) = (sort, self.sorts.last_mut()) {
            sorts.insert(name, sort);
        }
    }

    /// What is known of the type of the local variable `name`.
    pub(crate) fn sort(&self, name: &str) -> Option<Sort> {
        let at = self.stack.iter().rposition(|scope| scope.contains_key(name))?;
        self.sorts[at].get(name).cloned()
    }

    /// Notes what the declaration of a variable just declared says of its type exactly.
    pub(crate) fn note_exact(&mut self, name: String, exact: Option<Exact>) {
        if let (Some(exact), Some(scope)) = (exact, self.exact.last_mut()) {
            scope.insert(name, exact);
        }
    }

    /// What the declaration of the local variable `name` says of its type exactly.
    pub(crate) fn exact(&self, name: &str) -> Option<Exact> {
        let at = self.stack.iter().rposition(|scope| scope.contains_key(name))?;
        self.exact[at].get(name).cloned()
    }

    /// Knows nothing more of the types of the variables `names`: something that cannot be seen
    /// through may declare them anew.
    pub(crate) fn forget(&mut self, names: &[Ident]) {
        for sorts in &mut self.sorts {
            names.iter().for_each(|name| drop(sorts.remove(&name.to_string())));
        }
        for exact in &mut self.exact {
            names.iter().for_each(|name| drop(exact.remove(&name.to_string())));
        }
    }

    /// Declares the parameters of a function.
    pub(crate) fn bind_params(&mut self, sig: &Signature) {
        for input in &sig.inputs {
            if let syn::FnArg::Typed(param) = input {
                self.bind(&param.pat, matches!(*param.ty, Type::Reference(_)));
                self.note(&param.pat, std_types::of_type(&param.ty));
                if let Pat::Ident(name) = &*param.pat {
                    self.note_exact(name.ident.to_string(), exact::of_type(&param.ty));
                }
            }
        }
    }
}

/// A variable that a pattern declares.
pub(crate) struct Name {
    pub(crate) ident: Ident,
    /// Declared `mut`.
    pub(crate) mutable: bool,
}

/// The variables that `pat` declares.
pub(crate) fn names(pat: &Pat) -> Vec<Name> {
    struct Names(Vec<Name>);
    impl<'ast> Visit<'ast> for Names {
        fn visit_pat_ident(&mut self, pat: &'ast PatIdent) {
            if is_variable(pat) {
                self.0.push(Name { ident: pat.ident.clone(), mutable: pat.mutability.is_some() });
            }
            syn::visit::visit_pat_ident(self, pat);
        }

        fn visit_expr(&mut self, _: &'ast Expr) {}
    }
    let mut names = Names(Vec::new());
    names.visit_pat(pat);
    names.0
}

/// Whether an identifier in a pattern declares a variable; an upper-case one names a constant or a
/// unit variant.
fn is_variable(pat: &PatIdent) -> bool {
    pat.by_ref.is_some()
        || pat.mutability.is_some()
        || pat.subpat.is_some()
        || pat.ident.to_string().starts_with(|c: char| c.is_lowercase() || c == '_')
}

/// Whether `pat` says that its variable is a reference: `x: &T`.
fn declared_reference(pat: &Pat) -> bool {
    matches!(pat, Pat::Type(typed) if matches!(*typed.ty, Type::Reference(_)))
}

/// Whether the operand of a loop says that its items are references: `&xs`, `xs.iter()`.
pub(crate) fn yields_references(operand: &Expr) -> bool {
    match operand {
        Expr::Reference(reference) => reference.mutability.is_none(),
        Expr::MethodCall(call) => call.method == "iter" && call.args.is_empty(),
        Expr::Paren(paren) => yields_references(&paren.expr),
        _ => false,
    }
}
