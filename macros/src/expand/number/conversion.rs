//! Go's conversions: of constants, and to text.
//!
//! ```text
//! float64(2)     →   2.0f64
//! string(bytes)  →   names::string(&bytes)
//! ```

use quote::quote_spanned;
use syn::Expr;

use crate::analyze::declared::Kind;
use crate::expand::arrow;
use crate::expand::body::Lower;
use crate::syntax::marker;

impl Lower<'_> {
    /// Lowers a conversion of a constant, or to text; whether `expr` is one.
    pub(crate) fn conversion(&mut self, expr: &mut Expr) -> bool {
        let Expr::Call(call) = &mut *expr else { return false };
        let Expr::Path(path) = &*call.func else { return false };
        let (Some(name), 1) = (path.path.get_ident().cloned(), call.args.len()) else { return false };
        let text = name.to_string();
        if !self.is_golang() || self.scopes.get(&text).is_some() || self.recursion.declares(&text) {
            return false;
        }
        let Some(arg) = call.args.first_mut() else { return false };
        let span = name.span();
        if text == "string" {
            let constant = self.constant(arg).and_then(|value| value.literal(&Kind::Rune, span));
            if let Some(rune) = constant {
                *arg = rune;
            }
            let mut value = marker::strip(arg).clone();
            let lent = arrow::borrowed(self, &mut value);
            *expr = Expr::Verbatim(quote_spanned!(span=> __go::names::string(#lent)));
            return true;
        }
        let (kind, suffix) = match text.as_str() {
            "float64" => (Kind::Float, "f64"),
            "float32" => (Kind::Float, "f32"),
            "int" => (Kind::Int, "isize"),
            "rune" => (Kind::Rune, ""),
            name => match Kind::whole(name) {
                Kind::Whole("uint") => (Kind::Whole("uint"), "usize"),
                Kind::Whole(name) => (Kind::Whole(name), name),
                _ => return false,
            },
        };
        let Some(constant) = self.constant(arg) else { return false };
        if let Some(literal) = constant.typed(&kind, suffix, arrow::first_span(arg)) {
            *expr = literal;
            return true;
        }
        self.number_given(arg, &kind)
    }
}
