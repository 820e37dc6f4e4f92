//! Struct literals in Go's spelling: each value as its field asks.

use quote::ToTokens;
use syn::visit_mut::VisitMut;
use syn::{Expr, ExprStruct};

use crate::analyze::declared::Kind;
use crate::expand::body::Lower;
use crate::expand::{arrow, at};

impl Lower<'_> {
    /// Gives the constants in `[]T{ … }` and `map[K]V{ … }` the type of the elements.
    pub(crate) fn element_constants(&mut self, expr: &mut Expr) {
        let kind = self.kind_of(expr);
        let Expr::Call(call) = expr else { return };
        let Some(given) = call.args.first_mut() else { return };
        match (kind, given) {
            (Kind::List(element), Expr::Macro(list))
                if element.is_number() && list.mac.path.segments.last().is_some_and(|last| last.ident == "vec") =>
            {
                let parser = syn::punctuated::Punctuated::<Expr, syn::Token![,]>::parse_terminated;
                let Ok(mut values) = syn::parse::Parser::parse2(parser, list.mac.tokens.clone()) else { return };
                values.iter_mut().for_each(|value| self.constant_given(value, &element));
                list.mac.tokens = values.to_token_stream();
            }
            (Kind::Map { key, value, .. }, Expr::Array(pairs)) => {
                for pair in &mut pairs.elems {
                    if let Expr::Tuple(pair) = pair {
                        pair.elems
                            .iter_mut()
                            .zip([&key, &value])
                            .for_each(|(part, kind)| self.constant_given(part, kind));
                    }
                }
            }
            _ => {}
        }
    }

    /// A constant as a value of `kind`, if that is a kind of numbers.
    fn constant_given(&mut self, value: &mut Expr, kind: &Kind) {
        if self.constant(value).is_some() {
            self.number_given(value, kind);
        }
    }

    /// `P { x: v }`: each value as its field asks; what Go's struct literal leaves out is zero.
    pub(crate) fn struct_literal(&mut self, literal: &mut ExprStruct) {
        let name = literal.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        let declared = self.declared.and_then(|declared| declared.fields(&name)).map(<[_]>::to_vec);
        if let Some(declared) = &declared {
            by_position(literal, declared);
        }
        for field in &mut literal.fields {
            let kind =
                declared.iter().flatten().find(|(name, _)| matches!(&field.member, syn::Member::Named(n) if n == name));
            let shorthand = field.colon_token.is_none();
            let before = field.expr.to_token_stream().to_string();
            match kind {
                Some((_, kind)) => self.given(&mut field.expr, &kind.clone()),
                None => self.value(&mut field.expr),
            }
            if shorthand && field.expr.to_token_stream().to_string() != before {
                field.colon_token = Some(Default::default());
            }
        }
        if let Some(rest) = &mut literal.rest {
            self.visit_expr_mut(rest);
        } else if literal.dot2_token.is_none() {
            for (name, _) in declared.iter().flatten() {
                let given =
                    literal.fields.iter().any(|field| matches!(&field.member, syn::Member::Named(n) if n == name));
                if !given {
                    let span = at(arrow::first_span(&Expr::Struct(literal.clone())));
                    let field: syn::FieldValue = syn::parse_quote_spanned!(span=> #name: __go::zero());
                    literal.fields.push(field);
                }
            }
        }
    }
}

/// Names the values of `P{a, b}` where they are no fields of `P` by their names.
fn by_position(literal: &mut ExprStruct, declared: &[(syn::Ident, Kind)]) {
    let is_field = |field: &syn::FieldValue| {
        declared.iter().any(|(name, _)| matches!(&field.member, syn::Member::Named(member) if member == name))
    };
    let bare = literal.fields.iter().all(|field| field.colon_token.is_none());
    if bare && literal.fields.len() == declared.len() && !literal.fields.iter().all(is_field) {
        for (field, (name, _)) in literal.fields.iter_mut().zip(declared) {
            field.member = syn::Member::Named(name.clone());
            field.colon_token = Some(Default::default());
        }
    }
}
