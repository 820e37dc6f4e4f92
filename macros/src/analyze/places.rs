//! The fields of a variable that a `go!` block names, where it names nothing else of it: `m.quit`
//! and `m.inner.out` of `m`.

use syn::{Expr, Ident, Member};

/// The fields of one place, in the order in which they are first named.
#[derive(Clone, Default)]
pub(crate) struct Fields(pub(crate) Vec<Field>);

/// A field, and what of it is named.
#[derive(Clone)]
pub(crate) struct Field {
    pub(crate) member: Member,
    /// The place, as it is first named.
    pub(crate) place: Expr,
    /// Its own fields, if only those are named.
    pub(crate) fields: Option<Fields>,
}

/// The variable that a chain of fields begins with, and the members of the chain; `None` if `expr`
/// is no such chain.
pub(crate) fn members<'a>(expr: &'a Expr, members_of: &mut Vec<&'a Member>) -> Option<&'a Ident> {
    match expr {
        Expr::Field(field) => {
            let root = match &*field.base {
                Expr::Path(path) if path.qself.is_none() => path.path.get_ident().filter(|name| *name != "self")?,
                base => members(base, members_of)?,
            };
            members_of.push(&field.member);
            Some(root)
        }
        Expr::Paren(paren) => members(&paren.expr, members_of),
        Expr::Group(group) => members(&group.expr, members_of),
        _ => None,
    }
}

impl Fields {
    /// Adds the chain of `members` that `place` is.
    pub(crate) fn add(&mut self, place: &Expr, members: &[&Member]) {
        let Some((first, rest)) = members.split_first() else { return };
        let at = self.0.iter().position(|field| field.member == **first).unwrap_or_else(|| {
            let place = prefix(place, rest.len()).clone();
            self.0.push(Field { member: (*first).clone(), place, fields: Some(Fields::default()) });
            self.0.len() - 1
        });
        match &mut self.0[at].fields {
            named if rest.is_empty() => *named = None,
            Some(fields) => fields.add(place, rest),
            None => {}
        }
    }
}

/// `place` without its last `count` members.
fn prefix(place: &Expr, count: usize) -> &Expr {
    match place {
        Expr::Paren(paren) => prefix(&paren.expr, count),
        Expr::Group(group) => prefix(&group.expr, count),
        Expr::Field(field) if count > 0 => prefix(&field.base, count - 1),
        other => other,
    }
}
