//! `#[cfg(…)]`: what of the code at hand is there only under a condition.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, Local, Meta, Stmt};

/// The conditions under which what has `attrs` is there.
pub(crate) fn conditions(attrs: &[Attribute]) -> Vec<TokenStream> {
    attrs.iter().filter_map(condition).collect()
}

fn condition(attr: &Attribute) -> Option<TokenStream> {
    match &attr.meta {
        Meta::List(list) if attr.path().is_ident("cfg") => Some(list.tokens.clone()),
        _ => None,
    }
}

/// Whether `attr` decides whether something is there.
pub(crate) fn is_cfg(attr: &Attribute) -> bool {
    condition(attr).is_some()
}

/// All of `conditions`, as one; `None` if there are none.
pub(crate) fn all(conditions: &[TokenStream]) -> Option<TokenStream> {
    match conditions {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(quote!(all(#(#many),*))),
    }
}

/// Where a name is used: under which conditions; without any, it is used for sure.
#[derive(Clone, Default)]
pub(crate) struct Uses {
    under: Vec<TokenStream>,
    for_sure: bool,
}

impl Uses {
    /// Notes a use under all of `conditions`.
    pub(crate) fn note(&mut self, conditions: &[TokenStream]) {
        match all(conditions) {
            Some(condition) => self.under.push(condition),
            None => self.for_sure = true,
        }
    }

    /// The attribute for what is needed only if there is a use.
    pub(crate) fn attribute(&self) -> Option<TokenStream> {
        let under = &self.under;
        (!self.for_sure && !under.is_empty()).then(|| quote!(#[cfg(any(#(#under),*))]))
    }
}

/// The attributes of a statement.
pub(crate) fn of_stmt(stmt: &Stmt) -> &[Attribute] {
    match stmt {
        Stmt::Local(Local { attrs, .. }) => attrs,
        Stmt::Macro(mac) => &mac.attrs,
        Stmt::Expr(expr, _) => of_expr(first(expr)),
        Stmt::Item(_) => &[],
    }
}

/// The operand that has the attributes of the statement `expr`.
fn first(expr: &Expr) -> &Expr {
    match expr {
        Expr::Assign(assign) => first(&assign.left),
        Expr::Binary(binary) => first(&binary.left),
        Expr::Cast(cast) => first(&cast.expr),
        other => other,
    }
}

/// The attributes of an expression that may have some.
pub(crate) fn of_expr(expr: &Expr) -> &[Attribute] {
    match expr {
        Expr::Array(expr) => &expr.attrs,
        Expr::Async(expr) => &expr.attrs,
        Expr::Await(expr) => &expr.attrs,
        Expr::Block(expr) => &expr.attrs,
        Expr::Break(expr) => &expr.attrs,
        Expr::Call(expr) => &expr.attrs,
        Expr::Closure(expr) => &expr.attrs,
        Expr::Continue(expr) => &expr.attrs,
        Expr::Field(expr) => &expr.attrs,
        Expr::ForLoop(expr) => &expr.attrs,
        Expr::If(expr) => &expr.attrs,
        Expr::Index(expr) => &expr.attrs,
        Expr::Lit(expr) => &expr.attrs,
        Expr::Loop(expr) => &expr.attrs,
        Expr::Macro(expr) => &expr.attrs,
        Expr::Match(expr) => &expr.attrs,
        Expr::MethodCall(expr) => &expr.attrs,
        Expr::Paren(expr) => &expr.attrs,
        Expr::Path(expr) => &expr.attrs,
        Expr::Reference(expr) => &expr.attrs,
        Expr::Return(expr) => &expr.attrs,
        Expr::Struct(expr) => &expr.attrs,
        Expr::Try(expr) => &expr.attrs,
        Expr::Tuple(expr) => &expr.attrs,
        Expr::Unary(expr) => &expr.attrs,
        Expr::Unsafe(expr) => &expr.attrs,
        Expr::While(expr) => &expr.attrs,
        _ => &[],
    }
}

/// The conditions of an argument, taken off it.
pub(crate) fn take(expr: &mut Expr) -> Vec<Attribute> {
    let attrs = match expr {
        Expr::Array(expr) => &mut expr.attrs,
        Expr::Block(expr) => &mut expr.attrs,
        Expr::Call(expr) => &mut expr.attrs,
        Expr::Closure(expr) => &mut expr.attrs,
        Expr::Field(expr) => &mut expr.attrs,
        Expr::Index(expr) => &mut expr.attrs,
        Expr::Lit(expr) => &mut expr.attrs,
        Expr::Macro(expr) => &mut expr.attrs,
        Expr::MethodCall(expr) => &mut expr.attrs,
        Expr::Paren(expr) => &mut expr.attrs,
        Expr::Path(expr) => &mut expr.attrs,
        Expr::Reference(expr) => &mut expr.attrs,
        Expr::Struct(expr) => &mut expr.attrs,
        Expr::Try(expr) => &mut expr.attrs,
        Expr::Tuple(expr) => &mut expr.attrs,
        Expr::Unary(expr) => &mut expr.attrs,
        _ => return Vec::new(),
    };
    let (cfgs, others) = std::mem::take(attrs).into_iter().partition(is_cfg);
    *attrs = others;
    cfgs
}
