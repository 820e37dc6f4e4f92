//! A message with a handle in it: what is sent away is still at hand, as the reply channel of a
//! request is.
//!
//! ```text
//! gets.send(Get { key, reply })   →   gets.send(Get { key, reply: CAPTURE(reply) })
//! ```
//!
//! Only a variable that is a handle by its declaration is looked at: the type of any other may be
//! known only from the field.

use syn::{Expr, FieldValue};

use super::body::Lower;
use super::capture::{self, Way};
use crate::analyze::std_types::Sort;
use crate::syntax::runtime_names::SENDS;

/// Types of which a variable of that declaration is a handle, and what makes a channel.
const HANDLES: &[&str] = &["Chan", "chan", "Context", "WaitGroup"];

/// Whether a method of this name sends its first argument.
pub(crate) fn is_send(name: &str) -> bool {
    SENDS.contains(&name)
}

impl Lower<'_> {
    /// Shares the handles among the parts of `message`, which is sent.
    pub(super) fn share_in_message(&self, message: &mut Expr) {
        if self.in_closure() {
            return;
        }
        match message {
            Expr::Struct(literal) => literal.fields.iter_mut().for_each(|field| self.share_field(field)),
            Expr::Tuple(tuple) => tuple.elems.iter_mut().for_each(|part| self.share_part(part)),
            Expr::Call(call) if is_constructor(&call.func) => {
                call.args.iter_mut().for_each(|part| self.share_part(part));
            }
            Expr::Paren(paren) => self.share_in_message(&mut paren.expr),
            Expr::Group(group) => self.share_in_message(&mut group.expr),
            _ => {}
        }
    }

    fn share_field(&self, field: &mut FieldValue) {
        self.share_part(&mut field.expr);
        if matches!(field.expr, Expr::Verbatim(_)) {
            field.colon_token.get_or_insert_with(Default::default);
        }
    }

    fn share_part(&self, part: &mut Expr) {
        match self.handle(part) {
            Some(mutable) => *part = Expr::Verbatim(capture::expand_value(part, Way::Any, mutable)),
            None => self.share_in_message(part),
        }
    }

    /// Whether the variable that `part` is was declared `mut`; `None` if it is no variable that
    /// holds a handle.
    fn handle(&self, part: &Expr) -> Option<bool> {
        let Expr::Path(path) = part else { return None };
        let name = path.path.get_ident()?.to_string();
        let local = self.scopes.get(&name).filter(|local| !local.reference && local.depth == self.body.depth)?;
        match self.scopes.sort(&name)? {
            Sort::Named(ty) if HANDLES.contains(&&*ty) => Some(local.mutable),
            _ => None,
        }
    }
}

/// Whether a call of `func` makes a tuple struct or a variant.
fn is_constructor(func: &Expr) -> bool {
    let Expr::Path(path) = func else { return false };
    path.path.segments.last().is_some_and(|last| last.ident.to_string().starts_with(char::is_uppercase))
}

/// The parts of a declaration `let (a, b) = (x, y)`, each of which says something of its variable.
pub(super) fn parts<'a>(pat: &'a syn::Pat, init: &'a Expr) -> Vec<(&'a syn::Pat, &'a Expr)> {
    match (pat, init) {
        (syn::Pat::Tuple(pats), Expr::Tuple(values)) if pats.elems.len() == values.elems.len() => {
            pats.elems.iter().zip(&values.elems).flat_map(|(pat, value)| parts(pat, value)).collect()
        }
        pair => vec![pair],
    }
}
