//! What a declaration says of a variable's type exactly, so that its capture needs no choice by
//! type: `requests: Chan<u32>`, `store: &Arc<Store>`, `let name = String::new()`. A type behind a
//! pointer, and what only a later line tells, is not known.

use syn::{Expr, Pat, Path, Type};

use super::std_types;
use crate::syntax::std_macro;

/// A type that a declaration names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Exact {
    /// A type of this name, or a reference to one.
    Named { name: String, is_reference: bool },
    /// A text or a number of std's, which is moved.
    Value,
    /// A collection of std's, which is moved; what it holds may have to stay on its thread.
    Collection,
}

/// What `ty` says.
pub(crate) fn of_type(ty: &Type) -> Option<Exact> {
    match ty {
        Type::Paren(paren) => of_type(&paren.elem),
        Type::Reference(reference) if reference.mutability.is_none() => match of_type(&reference.elem)? {
            Exact::Named { name, is_reference: false } => Some(Exact::Named { name, is_reference: true }),
            _ => None,
        },
        Type::Path(path) if path.qself.is_none() => of_path(&path.path),
        _ => None,
    }
}

fn of_path(path: &Path) -> Option<Exact> {
    let segment = path.segments.first().filter(|_| path.segments.len() == 1)?;
    let name = segment.ident.to_string();
    Some(match (std_types::is_value(&name), segment.arguments.is_none()) {
        (true, true) => Exact::Value,
        (true, false) => Exact::Collection,
        (false, _) => Exact::Named { name, is_reference: false },
    })
}

/// What the value of a `let` says; `local` tells what is known of a variable.
pub(crate) fn of_value(expr: &Expr, local: &dyn Fn(&str) -> Option<Exact>) -> Option<Exact> {
    match expr {
        Expr::Paren(paren) => of_value(&paren.expr, local),
        Expr::Macro(mac) => match std_macro::known(&mac.mac)? {
            "format" => Some(Exact::Value),
            "vec" => Some(Exact::Collection),
            _ => None,
        },
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) if path.qself.is_none() => made_by(&path.path),
            _ => None,
        },
        Expr::MethodCall(call) if call.method == "clone" && call.args.is_empty() => match &*call.receiver {
            Expr::Path(path) => match local(&path.path.get_ident()?.to_string())? {
                Exact::Named { name, .. } => Some(Exact::Named { name, is_reference: false }),
                Exact::Value | Exact::Collection => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// What a constructor makes.
fn made_by(path: &Path) -> Option<Exact> {
    let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    match &names.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["chan"] => Some(Exact::Named { name: "chan".to_owned(), is_reference: false }),
        [ty @ ("Arc" | "Chan" | "WaitGroup"), "new"] | [ty @ "Arc", "clone"] => {
            Some(Exact::Named { name: (*ty).to_owned(), is_reference: false })
        }
        ["String", "new" | "from" | "with_capacity"] => Some(Exact::Value),
        ["Vec", "new" | "from" | "with_capacity"] => Some(Exact::Collection),
        _ => None,
    }
}

/// The variables of `pat` with what `value`, if it is there, and the written types say of each.
pub(crate) fn of_declaration<'a>(
    pat: &'a Pat,
    value: Option<&Expr>,
    local: &dyn Fn(&str) -> Option<Exact>,
) -> Vec<(&'a syn::Ident, Exact)> {
    match (pat, value) {
        (Pat::Type(typed), _) => match &*typed.pat {
            Pat::Ident(name) => of_type(&typed.ty).map(|exact| (&name.ident, exact)).into_iter().collect(),
            _ => Vec::new(),
        },
        (Pat::Ident(name), Some(value)) if name.by_ref.is_none() && name.subpat.is_none() => {
            of_value(value, local).map(|exact| (&name.ident, exact)).into_iter().collect()
        }
        (Pat::Tuple(pats), Some(Expr::Tuple(values))) if pats.elems.len() == values.elems.len() => {
            let parts = pats.elems.iter().zip(&values.elems);
            parts.flat_map(|(pat, value)| of_declaration(pat, Some(value), local)).collect()
        }
        _ => Vec::new(),
    }
}
