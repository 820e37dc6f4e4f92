//! A place where code mentions a variable that it does not declare, and what that says of the
//! variable.

use proc_macro2::{Ident, TokenStream};
use syn::{Expr, Member};

use super::Free;
use crate::analyze::cfg::Uses;
use crate::analyze::places::Fields;

/// How a name is used where it is found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// As an expression.
    Named,
    /// As the function of a call.
    Called,
    /// As a token of a foreign macro.
    Token,
}

/// What of the variable is mentioned.
#[derive(Clone)]
pub(super) enum Part {
    /// The variable itself.
    Whole,
    /// A field of it: the place as it is written, and the names on the way to it.
    Field(Box<Expr>, Vec<Member>),
    /// The variable, which is assigned to or borrowed by `&mut`.
    Assigned,
}

/// A mention of the variable `name`.
#[derive(Clone)]
pub(super) struct Mention {
    pub(super) name: Ident,
    pub(super) used: Use,
    pub(super) part: Part,
    /// The conditions of the place.
    pub(super) conditions: Vec<TokenStream>,
    /// The conditions of declarations that hide the variable of the surroundings here.
    pub(super) hidden: Vec<TokenStream>,
}

impl Mention {
    /// Whether the mention says nothing that `other` has not said before.
    pub(super) fn repeats(&self, other: &Mention) -> bool {
        let is_sure = |it: &Mention| it.conditions.is_empty() && it.hidden.is_empty();
        is_sure(self)
            && is_sure(other)
            && self.used == other.used
            && self.name == other.name
            && match (&self.part, &other.part) {
                (Part::Whole, Part::Whole) | (Part::Assigned, Part::Assigned) => true,
                (Part::Field(_, path), Part::Field(_, other)) => path == other,
                _ => false,
            }
    }

    /// Adds the mention to what is known of the variables in `found`.
    pub(super) fn note(&self, found: &mut Vec<Free>) {
        let at = found.iter().position(|free| free.name == self.name).unwrap_or_else(|| {
            found.push(Free {
                name: self.name.clone(),
                assigned: None,
                uses: Uses::default(),
                fields: Some(Fields::default()),
            });
            found.len() - 1
        });
        let free = &mut found[at];
        let hidden = self.hidden.iter().map(|condition| quote::quote!(not(#condition)));
        free.uses.note(&self.conditions.iter().cloned().chain(hidden).collect::<Vec<_>>());
        match (&self.part, &mut free.fields) {
            (Part::Field(place, path), Some(fields)) => fields.add(place, &path.iter().collect::<Vec<_>>()),
            (Part::Field(..), None) => {}
            (Part::Whole, fields) => *fields = None,
            (Part::Assigned, fields) => {
                *fields = None;
                free.assigned.get_or_insert(self.name.span());
            }
        }
    }
}
