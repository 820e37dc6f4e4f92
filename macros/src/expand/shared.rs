//! Variables that a goroutine or a function value assigns to: in Go all who name one share it.
//!
//! ```text
//! n := 0              →   let mut n = 0; let n = __go::Var::new(n);
//! func() { n++ }      →   { let n = CAPTURE(n); … { let mut it = pointee_mut(&n); *it += 1; } … }
//! ```
//!
//! Each access locks the variable for its own time, as one through a pointer of Go's does.

use quote::{quote, quote_spanned};
use syn::{Expr, Ident, Pat, Stmt};

use super::body::Lower;
use super::kept::Change;
use crate::analyze::declared::Kind;

impl Lower<'_> {
    /// Whether `place` is a variable that is shared.
    pub(super) fn is_shared(&self, place: &Expr) -> bool {
        let Expr::Path(path) = place else { return false };
        let name = path.path.get_ident().filter(|_| self.is_golang());
        name.and_then(|name| self.scopes.get(&name.to_string())).is_some_and(|local| local.shared)
    }

    /// Whether who captures the variable `name` shares what it is or points to.
    pub(super) fn points(&self, name: &Ident) -> bool {
        let place: Expr = syn::parse_quote!(#name);
        self.is_shared(&place) || matches!(self.kind_of(&place), Kind::Ptr(_))
    }

    /// The same for the parameters of the function at hand.
    pub(super) fn declare_shared_params(&mut self) -> Vec<Stmt> {
        if !self.is_golang() {
            return Vec::new();
        }
        let names = crate::analyze::captures::idents(self.golang.inputs.clone());
        let params: Vec<Ident> =
            names.into_iter().filter(|name| self.scopes.innermost(&name.to_string()).is_some()).collect();
        params.iter().filter_map(|name| self.declare_shared(&syn::parse_quote!(#name))).collect()
    }

    /// Declares the variables of `pat`, just declared, once more as what is shared, where a
    /// goroutine or a function value changes them.
    pub(super) fn declare_shared(&mut self, pat: &Pat) -> Option<Stmt> {
        let name = match pat {
            Pat::Ident(pat) if pat.by_ref.is_none() && pat.subpat.is_none() => &pat.ident,
            Pat::Type(typed) => return self.declare_shared(&typed.pat),
            _ => return None,
        };
        let text = name.to_string();
        if !self.is_golang() || self.in_closure() || self.body.named.contains(name) {
            return None;
        }
        let change = self.golang.is_shared(&text)?;
        let by_place = match self.kind_of(&syn::parse_quote!(#name)) {
            Kind::Func(_) | Kind::Closure(_) | Kind::Pointer | Kind::Changed | Kind::Ref => return None,
            Kind::Ptr(_) | Kind::Channel(..) | Kind::Clock | Kind::Handle => false,
            _ => true,
        };
        if change == Change::Part && !by_place {
            return None;
        }
        self.scopes.share(&text);
        let made = quote_spanned!(super::at(name.span())=> __go::Var::new(#name));
        Some(Stmt::Expr(Expr::Verbatim(quote!(let #name = #made;)), None))
    }
}
