//! Named results that deferred calls may assign to: what the body assigns to them is kept, so that
//! it is there also after a panic.
//!
//! ```text
//! n = 4   →   { n = 4; set_results(results, (n.clone())) }
//! ```

use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};
use syn::{Block, Expr, Ident, Stmt};

use super::at;
use super::body::Lower;
use crate::analyze::captures;
use crate::syntax::marker::{self, GoExpr};

/// Takes the marker that names the results from a body.
pub(super) fn take(block: &mut Block) -> Vec<Ident> {
    let marks = |stmt: &Stmt| matches!(stmt, Stmt::Macro(mac) if mac.mac.path.is_ident(marker::NAMED));
    let Some(index) = block.stmts.iter().position(marks) else { return Vec::new() };
    let Stmt::Macro(mac) = block.stmts.remove(index) else { return Vec::new() };
    captures::idents(mac.mac.tokens)
}

impl Lower<'_> {
    /// Whether `expr` assigns to a result that is kept.
    pub(super) fn assigns_result(&self, expr: &Expr) -> bool {
        let left = match expr {
            _ if self.body.named.is_empty() || self.in_closure() => return false,
            _ if matches!(marker::read(expr), Some(GoExpr::Send { .. })) => return false,
            Expr::Assign(assign) => &assign.left,
            Expr::Binary(binary) if captures::is_assignment(&binary.op) => &binary.left,
            _ => return false,
        };
        captures::idents(left.to_token_stream()).iter().any(|name| self.body.named.contains(name))
    }

    /// Keeps the results behind the assignment `expr`.
    pub(super) fn keep_results(&self, expr: &mut Expr) {
        let span = at(super::arrow::first_span(expr));
        let results = Ident::new(marker::RESULTS, span);
        let named = &self.body.named;
        let values: TokenStream = match &named[..] {
            [name] => quote_spanned!(span=> ::core::clone::Clone::clone(&#name)),
            _ => quote_spanned!(span=> (#(::core::clone::Clone::clone(&#named)),*)),
        };
        *expr = Expr::Verbatim(quote_spanned!(span=> { #expr; __go::set_results(#results, #values) }));
    }
}
