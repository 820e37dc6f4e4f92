//! `:=` and `=` in Go's spelling.

use proc_macro2::Span;
use quote::{ToTokens, quote};
use syn::{Expr, Pat};

use crate::analyze::captures;
use crate::analyze::declared::Kind;
use crate::expand::body::Lower;
use crate::expand::{at, define, func};
use crate::syntax::marker::{self, GoExpr};

impl Lower<'_> {
    /// `x = y` in a block of items: `y` is copied as Go does, and nothing among the items is
    /// assigned to.
    pub(super) fn go_assignment(&mut self, expr: &mut Expr) -> bool {
        let (left, right) = match expr {
            Expr::Assign(assign) => (&assign.left, Some(&mut assign.right)),
            Expr::Binary(binary) if captures::is_assignment(&binary.op) => (&binary.left, None),
            _ => return false,
        };
        if let (Expr::Index(_) | Expr::Field(_), Some(right)) = (&**left, &right)
            && matches!(marker::read(marker::strip(right)), Some(GoExpr::Recv { .. }))
        {
            let Expr::Assign(assign) = expr else { return false };
            *expr = Expr::Verbatim(define::expand_received(self, &mut assign.clone()));
            return true;
        }
        if right.is_some() && self.assigned_func(expr) {
            return true;
        }
        let (left, right) = match expr {
            Expr::Assign(assign) => (&assign.left, Some(&mut assign.right)),
            Expr::Binary(binary) => (&binary.left, None),
            _ => return false,
        };
        if !self.is_golang() {
            return false;
        }
        if let Some(root) = captures::root(marker::strip(left))
            && self.is_global(&root.to_string())
        {
            let help = "let one goroutine own it, or hold it in an atomic or a `sync::Mutex`";
            let message = format!("{root} is shared by all goroutines, so it cannot be assigned to\nhelp: {help}");
            self.cx.push(syn::Error::new(root.span(), message));
            *expr = Expr::Verbatim(quote!(()));
            return true;
        }
        let Some(right) = right else { return self.changed_in_place(expr) };
        let kind = self.type_of(left);
        take_appended(left, right);
        self.given(right, &kind);
        let Expr::Assign(assign) = expr else { return false };
        let value = assign.right.to_token_stream();
        match self.set_element(&mut assign.left, &value) {
            Some(set) => *expr = Expr::Verbatim(set),
            None => self.place(&mut assign.left),
        }
        true
    }

    /// `f = func(…) { … }` of a variable: whoever has captured it before it had a value sees the
    /// function. Whether `expr` is that.
    fn assigned_func(&mut self, expr: &mut Expr) -> bool {
        let Expr::Assign(assign) = expr else { return false };
        let Expr::Path(place) = &*assign.left else { return false };
        let Some(name) = place.path.get_ident().cloned() else { return false };
        if !matches!(self.kind_of(&assign.left), Kind::Func(_)) || self.scopes.get(&name.to_string()).is_none() {
            return false;
        }
        let value = match marker::func(&assign.right) {
            Some(closure) => func::expand_func(self, &mut closure.clone(), Some(&name)),
            None => {
                self.given(&mut assign.right, &Kind::Func(Vec::new()));
                assign.right.to_token_stream()
            }
        };
        let span = at(name.span());
        // The value first: it may name the variable.
        *expr = Expr::Verbatim(quote::quote_spanned!(span=> {
            let __go_value = #value;
            __go::set_func(&mut #name, __go_value)
        }));
        true
    }
}

/// `*h = append(*h, x)`: the list is taken from where `h` points to, and put back.
fn take_appended(left: &Expr, right: &mut Expr) {
    let (Expr::Unary(place), Expr::Call(call)) = (left, right) else { return };
    let appends = marker::builtin(call).is_some_and(|(_, name)| name.starts_with("append"));
    if let (true, Some(list), syn::UnOp::Deref(_)) = (appends, call.args.first_mut(), place.op)
        && list.to_token_stream().to_string() == place.to_token_stream().to_string()
    {
        *list = Expr::Verbatim(quote!(::core::mem::take(&mut #place)));
    }
}

/// Whether `pat` is a name alone, or `_`.
pub(super) fn is_plain_name(pat: &Pat) -> bool {
    match pat {
        Pat::Wild(_) => true,
        Pat::Ident(name) => {
            name.attrs.is_empty() && name.by_ref.is_none() && name.mutability.is_none() && name.subpat.is_none()
        }
        _ => false,
    }
}

pub(super) fn make_mutable(name: &mut Pat) {
    if let Pat::Ident(pat) = name
        && pat.by_ref.is_none()
    {
        pat.mutability.get_or_insert_with(|| syn::Token![mut](Span::mixed_site()));
    }
}
