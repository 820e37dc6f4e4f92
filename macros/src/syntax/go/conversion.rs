//! Calls that convert or make a value, which start nothing.

use syn::Expr;

use crate::syntax::std_names;

/// Whether `func` is seen to build a value of std's: `Some`, `Poll::Ready`, …. A capital alone says
/// nothing: Go exports by capitals.
pub(crate) fn is_constructor(func: &Expr) -> bool {
    matches!(func, Expr::Path(path) if path.qself.is_none() && is_std_constructor(&path.path))
}

/// Whether `path` is a tuple struct or a variant of std's, or `Self`.
pub(crate) fn is_std_constructor(path: &syn::Path) -> bool {
    let mut names = path.segments.iter().rev().map(|segment| segment.ident.to_string());
    let (Some(last), owner) = (names.next(), names.next()) else { return false };
    match owner {
        Some(owner) if std_names::ENUMS.contains(&&*owner) => last.starts_with(char::is_uppercase),
        _ => std_names::VARIANTS.contains(&&*last),
    }
}
