//! `f(g())`, where `g` gives several values: they are the arguments of `f`.
//!
//! ```text
//! f(g())     →   { let (a, b) = g(); f(a, b) }
//! ```

use quote::format_ident;
use syn::visit_mut::VisitMut;
use syn::{Expr, Ident, parse_quote};

use crate::expand::body::Lower;
use crate::expand::{arrow, at};

impl Lower<'_> {
    /// Gives each of the values of a call that is the one argument of another a name, and lowers
    /// the call; whether `expr` is such a call.
    pub(super) fn spread(&mut self, expr: &mut Expr) -> bool {
        let Some(declared) = self.declared else { return false };
        let args = match &*expr {
            Expr::Call(call) => &call.args,
            Expr::MethodCall(call) => &call.args,
            _ => return false,
        };
        let (Some(given), 1) = (args.first(), args.len()) else { return false };
        let name = match given {
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => path.path.get_ident().filter(|name| self.scopes.get(&name.to_string()).is_none()),
                _ => None,
            },
            Expr::MethodCall(call) => Some(&call.method),
            _ => None,
        };
        let count = name.map_or(0, |name| declared.results(&name.to_string()).len());
        if count < 2 || self.cannot_wait() {
            return false;
        }
        let span = arrow::first_span(given);
        let names: Vec<Ident> =
            (0..count).map(|index| format_ident!("__go_given_{}", index, span = at(span))).collect();
        let given = given.clone();
        let args = match &mut *expr {
            Expr::Call(call) => &mut call.args,
            Expr::MethodCall(call) => &mut call.args,
            _ => return false,
        };
        *args = names.iter().map(|name| -> Expr { parse_quote!(#name) }).collect();
        *expr = parse_quote!({ let (#(#names),*) = #given; #expr });
        self.visit_expr_mut(expr);
        true
    }
}
