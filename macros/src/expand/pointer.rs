//! What a pointer of Go's points to: each access locks it for its own time, and evaluates
//! everything else before.
//!
//! ```text
//! p.items[i].x        →   { let i = i; let it = pointee(&p); clone(&it.items[index(i)].x) }
//! p.x = v             →   { let v = v; let mut it = pointee_mut(&p); it.x = v; }
//! p.xs = append(p.xs, v)   →   { let v = v; pointee_mut(&p).xs.push(v); }
//! *p                  →   load(&p)
//! &T{ … }             →   __go_ptr_T::__go_new(T { … })
//! ```

mod builtin;
mod change;
mod item;
mod place;
mod promoted;

pub(super) use item::expand_pointer;
pub(super) use promoted::forwarders;

use proc_macro2::Ident;
use quote::{format_ident, quote, quote_spanned};
use syn::visit_mut::VisitMut;
use syn::{Expr, UnOp};

use super::arrow;
use super::body::Lower;
use crate::analyze::declared::Kind;
use crate::syntax::marker;
use crate::syntax::pointer::POINTER;

impl Lower<'_> {
    /// Whether `place` is a part of what a pointer points to.
    pub(super) fn is_behind_pointer(&self, place: &Expr) -> bool {
        match place {
            Expr::Path(_) => self.is_shared(place),
            Expr::Field(field) => {
                matches!(self.kind_of(&field.base), Kind::Ptr(_)) || self.is_behind_pointer(&field.base)
            }
            Expr::Index(indexed) => self.is_behind_pointer(&indexed.expr),
            Expr::Paren(paren) => self.is_behind_pointer(&paren.expr),
            Expr::Group(group) => self.is_behind_pointer(&group.expr),
            Expr::Unary(unary) => {
                matches!(unary.op, UnOp::Deref(_))
                    && marker::recv(place).is_none()
                    && matches!(self.kind_of(&unary.expr), Kind::Ptr(_))
            }
            _ => false,
        }
    }

    /// Lowers `expr` if it takes or uses a pointer of Go's; whether it does.
    pub(super) fn pointer(&mut self, expr: &mut Expr) -> bool {
        if !self.is_golang() {
            return false;
        }
        let lowered = match expr {
            Expr::Reference(reference) => return self.address(&mut reference.expr.clone(), expr),
            Expr::Assign(assign) if self.is_behind_pointer(&assign.left) => {
                let mut assign = assign.clone();
                self.assign_behind(&mut assign.left, &mut assign.right)
            }
            Expr::Binary(change)
                if crate::analyze::captures::is_assignment(&change.op) && self.is_behind_pointer(&change.left) =>
            {
                let mut change = change.clone();
                self.change_behind(&mut change.left, &change.op, &mut change.right)
            }
            Expr::MethodCall(call) if call.method == marker::SLICE && self.is_behind_pointer(&call.receiver) => {
                let (mut place, span) = ((*call.receiver).clone(), call.method.span());
                self.read_behind(&mut place, |place| quote_spanned!(span=> #place.__go_slice()))
            }
            Expr::MethodCall(call) if self.changes_behind(call) => {
                let mut call = call.clone();
                self.call_behind(&mut call)
            }
            Expr::MethodCall(_) => return self.promote(expr),
            Expr::Call(call) => {
                let Some((_, name)) = marker::builtin(call) else { return false };
                let mut call = call.clone();
                match self.builtin_behind(&name, &mut call) {
                    Some(lowered) => lowered,
                    None => return false,
                }
            }
            Expr::Path(_) | Expr::Field(_) | Expr::Index(_) | Expr::Unary(_) if self.is_behind_pointer(expr) => {
                let mut place = expr.clone();
                self.read_behind(&mut place, |place| quote!(::core::clone::Clone::clone(&#place)))
            }
            _ => return false,
        };
        *expr = Expr::Verbatim(lowered);
        true
    }

    /// `&T{ … }`, and `&p.lock` of what is shared anyway.
    fn address(&mut self, value: &mut Expr, expr: &mut Expr) -> bool {
        if let Some(name) = self.literal_of(value)
            && self.declared.is_some_and(|declared| declared.is_pointee(&name.to_string()))
        {
            let span = arrow::first_span(value);
            let pointer = format_ident!("{}{}", POINTER, name, span = name.span());
            self.visit_expr_mut(value);
            *expr = Expr::Verbatim(quote_spanned!(span=> #pointer::__go_new(#value)));
            return true;
        }
        // In parentheses it is what a `switch` looks at.
        if !self.is_behind_pointer(value) || matches!(value, Expr::Unary(_) | Expr::Paren(_)) {
            return false;
        }
        if self.kind_of(value) == Kind::Handle {
            return false;
        }
        let help = "let the field be a pointer, or a handle as `sync.Mutex` and `atomic.Int64` are";
        let message = format!("cannot take the address of a field that a pointer shares\nhelp: {help}");
        self.cx.push(syn::Error::new_spanned(&*value, message));
        let read = self.read_behind(value, |place| quote!(::core::clone::Clone::clone(&#place)));
        *expr = Expr::Verbatim(quote!({ let _ = #read; loop {} }));
        true
    }

    /// Whether `value` is `&T{ … }` of a struct that something points to.
    pub(super) fn makes_pointer(&self, value: &Expr) -> bool {
        matches!(value, Expr::Reference(reference) if self.literal_of(&reference.expr).is_some_and(|name| {
            self.declared.is_some_and(|declared| declared.is_pointee(&name.to_string()))
        }))
    }

    /// The kind of `&T{ … }`.
    pub(super) fn pointer_of(&self, value: &Expr) -> Option<Kind> {
        let Expr::Reference(reference) = value else { return None };
        let name = self.literal_of(&reference.expr).filter(|_| self.makes_pointer(value))?;
        Some(Kind::Ptr(name.to_string()))
    }

    /// The struct whose literal `value` is.
    fn literal_of(&self, value: &Expr) -> Option<Ident> {
        match value {
            Expr::Struct(literal) => literal.path.get_ident().cloned(),
            Expr::Call(call) => {
                let Expr::Path(path) = &*call.func else { return None };
                let mut segments = path.path.segments.iter().rev();
                (segments.next()?.ident == "__go_of").then(|| segments.next().map(|of| of.ident.clone())).flatten()
            }
            _ => None,
        }
    }
}
