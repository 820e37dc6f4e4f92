//! What a `go!` block takes along: the variables and `self` places that it uses from outside.

mod finder;
mod forms;
mod mention;
mod offered;
mod self_places;
mod walk;

pub(crate) use forms::Forms;
pub(crate) use mention::Use;
pub(crate) use offered::offered;
pub(crate) use self_places::{SelfPlace, replace_self};

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::visit::Visit;
use syn::{Block, Expr, Ident, Pat};

use super::cfg::Uses;
use super::places::Fields;
use finder::Finder;

/// A variable that a block uses from outside.
pub(crate) struct Free {
    pub(crate) name: Ident,
    /// Where the block assigns to it or takes `&mut` of it.
    pub(crate) assigned: Option<Span>,
    /// Under which conditions the block uses it.
    pub(crate) uses: Uses,
    /// The fields of it that the block names, if it names nothing but fields.
    pub(crate) fields: Option<Fields>,
}

/// The free variables of `block` among those for which `outer` says that they are variables; what
/// the forms in it mention is looked up in `forms`, and noted there.
pub(crate) fn free_variables(
    block: &Block,
    params: &[Pat],
    forms: &Forms,
    outer: &dyn Fn(&str, Use) -> bool,
) -> Vec<Free> {
    let mut finder = Finder::new(forms);
    finder.inner.push();
    for param in params {
        finder.inner.bind(param, false);
    }
    finder.visit_block(block);
    let mut free = Vec::new();
    let mentions = finder.mentions.iter();
    mentions.filter(|mention| outer(&mention.name.to_string(), mention.used)).for_each(|it| it.note(&mut free));
    free
}

/// Whether a name that is not known to be an item reads as a variable.
pub(crate) fn reads_as_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_lowercase() || c == '_')
        && !name.starts_with("__go_")
        && name != "self"
        && name != "crate"
        && name != "super"
}

/// The variable that a place begins with: the `a` of `a.b.c`.
pub(crate) fn root(place: &Expr) -> Option<&Ident> {
    match place {
        Expr::Path(path) if path.qself.is_none() => path.path.get_ident(),
        Expr::Field(field) => root(&field.base),
        Expr::Paren(paren) => root(&paren.expr),
        // `$place:expr` in the user's own macro.
        Expr::Group(group) => root(&group.expr),
        _ => None,
    }
}

pub(crate) fn is_assignment(op: &syn::BinOp) -> bool {
    use syn::BinOp::{
        AddAssign, BitAndAssign, BitOrAssign, BitXorAssign, DivAssign, MulAssign, RemAssign, ShlAssign, ShrAssign,
        SubAssign,
    };
    matches!(
        op,
        AddAssign(_)
            | SubAssign(_)
            | MulAssign(_)
            | DivAssign(_)
            | RemAssign(_)
            | BitXorAssign(_)
            | BitAndAssign(_)
            | BitOrAssign(_)
            | ShlAssign(_)
            | ShrAssign(_)
    )
}

/// All identifiers in `tokens`, also inside groups.
pub(crate) fn idents(tokens: TokenStream) -> Vec<Ident> {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Ident(ident) => vec![ident],
            TokenTree::Group(group) => idents(group.stream()),
            _ => Vec::new(),
        })
        .collect()
}
