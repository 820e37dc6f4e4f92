//! `for … range` in Go's spelling.

use quote::ToTokens;
use syn::{Expr, ExprForLoop, Pat};

use super::assignment::{is_plain_name, make_mutable};
use crate::analyze::declared::Kind;
use crate::analyze::{captures, reads};
use crate::expand::body::Lower;
use crate::expand::{arrow, at, for_loop};
use crate::syntax::marker;

impl Lower<'_> {
    /// `for i, x := range xs` whose body changes `xs`: the loop counts, and takes each element when
    /// it comes to it. Whether that is so.
    fn changed_while_ranged(&mut self, for_loop: &mut ExprForLoop, kind: &Kind) -> bool {
        let Expr::Unary(operand) = &*for_loop.expr else { return false };
        let list = marker::strip(&operand.expr).clone();
        let (Kind::List(element), Some(root), Pat::Tuple(names)) = (kind, captures::root(&list), &*for_loop.pat) else {
            return false;
        };
        if names.elems.len() != 2
            || self.is_behind_pointer(&list)
            || !reads::changes(for_loop.body.to_token_stream(), &root.to_string())
        {
            return false;
        }
        if !names.elems.iter().all(is_plain_name) {
            return false;
        }
        let (mut index, mut value) = (names.elems[0].clone(), names.elems[1].clone());
        let span = at(root.span());
        if matches!(index, Pat::Wild(_)) {
            let name = crate::expand::local("index", span);
            index = syn::parse_quote!(#name);
        }
        let mut place = list.clone();
        let borrowed = arrow::borrowed(self, &mut place);
        *for_loop.expr = Expr::Verbatim(quote::quote_spanned!(span=> (0..__go::names::int(__go::len(#borrowed)))));
        self.note(&index, Kind::Int);
        self.note(&value, (**element).clone());
        if !matches!(value, Pat::Wild(_)) {
            make_mutable(&mut value);
            let taken: syn::Stmt =
                syn::parse_quote_spanned!(span=> #[allow(unused)] let #value = __go::element(&#list, #index););
            for_loop.body.stmts.insert(0, taken);
        }
        make_mutable(&mut index);
        *for_loop.pat = index;
        true
    }

    /// Notes what the variables of a loop are that ranges over something of `kind`.
    fn note_range(&mut self, pat: &Pat, variables: usize, kind: &Kind) {
        let (key, value) = match kind {
            Kind::List(element) | Kind::Variadic(element) => (Kind::Int, (**element).clone()),
            Kind::Text => (Kind::Int, Kind::Rune),
            Kind::Int | Kind::Whole(_) if variables == 1 => (kind.clone(), Kind::Other),
            Kind::Map { key, value } => ((**key).clone(), (**value).clone()),
            Kind::Channel(_, element) if variables == 1 => ((**element).clone(), Kind::Other),
            _ => (Kind::Other, Kind::Other),
        };
        match pat {
            Pat::Tuple(names) if variables == 2 => {
                let mut names = names.elems.iter();
                names.next().into_iter().for_each(|name| self.note(name, key.clone()));
                names.next().into_iter().for_each(|name| self.note(name, value.clone()));
            }
            name => self.note(name, key),
        }
    }

    /// Lowers what a loop in Go's spelling ranges over, and makes its variables mutable; whether it
    /// is one.
    pub(crate) fn range(&mut self, for_loop: &mut ExprForLoop) -> bool {
        let Some(variables) = marker::range(for_loop) else { return false };
        let Expr::Unary(operand) = &mut *for_loop.expr else { return false };
        let Expr::Paren(operand) = &mut *operand.expr else { return false };
        let kind = if self.is_golang() { self.kind_of(&operand.expr) } else { Kind::Other };
        if variables == 2 && self.changed_while_ranged(for_loop, &kind) {
            return true;
        }
        let Expr::Unary(operand) = &mut *for_loop.expr else { return false };
        let Expr::Paren(operand) = &mut *operand.expr else { return false };
        *for_loop.expr = Expr::Verbatim(for_loop::expand_range(self, variables, &kind, &mut operand.expr));
        self.note_range(&for_loop.pat, variables, &kind);
        match &mut *for_loop.pat {
            Pat::Tuple(names) if variables == 2 => names.elems.iter_mut().for_each(make_mutable),
            name => make_mutable(name),
        }
        true
    }
}
