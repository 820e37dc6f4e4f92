//! Text in Go's spelling: strings of one's own, and their sums.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};
use syn::Expr;
use syn::visit_mut::VisitMut;

use super::is_place;
use crate::analyze::declared::Kind;
use crate::expand::arrow;
use crate::expand::body::Lower;

impl Lower<'_> {
    /// A string of its own for `value`.
    pub(crate) fn text(&mut self, value: &mut Expr) -> TokenStream {
        let span = arrow::first_span(value);
        let value = if is_place(value) || matches!(value, Expr::Index(_)) {
            arrow::borrowed(self, value)
        } else {
            self.visit_expr_mut(value);
            value.to_token_stream()
        };
        quote_spanned!(span=> __go::string(#value))
    }
}

/// Whether `value` is text by how it is written: a literal, or a sum that begins with text.
fn is_text_value(cx: &Lower<'_>, value: &Expr) -> bool {
    match value {
        Expr::Lit(lit) => matches!(lit.lit, syn::Lit::Str(_)),
        Expr::Binary(sum) => {
            matches!(sum.op, syn::BinOp::Add(_)) && (is_text_value(cx, &sum.left) || is_text_value(cx, &sum.right))
        }
        Expr::Call(call) => {
            let converts = matches!(&*call.func, Expr::Path(path) if path.path.is_ident("string"));
            (converts && cx.scopes.get("string").is_none()) || cx.kind_of(value) == Kind::Text
        }
        Expr::MethodCall(call) => matches!(&*call.receiver, Expr::Path(path)
            if (path.path.is_ident("fmt") && call.method.to_string().starts_with("Sprint"))
                || (path.path.is_ident("strconv") && call.method == "Itoa")),
        Expr::Paren(paren) => is_text_value(cx, &paren.expr),
        place => cx.kind_of(place) == Kind::Text,
    }
}

impl Lower<'_> {
    /// Lowers `"a" + b`, which joins text in Go; whether `expr` is that.
    pub(crate) fn joined(&mut self, expr: &mut Expr) -> bool {
        let adds = matches!(expr, Expr::Binary(sum) if matches!(sum.op, syn::BinOp::Add(_)));
        if !adds || !self.is_golang() || !is_text_value(self, expr) {
            return false;
        }
        let Expr::Binary(sum) = expr else { return false };
        let span = arrow::first_span(&sum.left);
        let (left, right) = (arrow::borrowed(self, &mut sum.left), arrow::borrowed(self, &mut sum.right));
        *expr = Expr::Verbatim(quote_spanned!(span=> __go::concat(#left, #right)));
        true
    }
}
