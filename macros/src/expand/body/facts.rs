//! What the text says of the types of variables and calls, for the questions of [`analyze`](crate::analyze).

use syn::{Expr, Pat};

use super::Lower;
use super::calls::callee;
use crate::analyze::exact::{self, Exact};
use crate::analyze::known::{CallSite, Calling, Taken};
use crate::analyze::stays::Stays;
use crate::analyze::std_types::{self, Sort};
use crate::analyze::{bodies, captures, combinators, file};
use crate::expand::message;
use crate::syntax::Form;

impl Lower<'_> {
    /// What a declaration says of the types of its variables.
    pub(super) fn sorts(&self, local: &syn::Local) -> Vec<(Pat, Option<Sort>)> {
        let of = |value: &Expr| std_types::of_expr(value, &|name| self.scopes.sort(name));
        if combinators::declares_set(&local.pat, local.init.as_ref().map(|init| &*init.expr)) {
            return vec![(local.pat.clone(), Some(Sort::Futures))];
        }
        match (&local.pat, &local.init) {
            (Pat::Type(typed), _) => vec![(local.pat.clone(), std_types::of_type(&typed.ty))],
            (Pat::Tuple(pats), Some(init)) if pats.elems.len() == 2 && self.makes_context(&init.expr) => {
                vec![(pats.elems[0].clone(), Some(Sort::Context)), (pats.elems[1].clone(), Some(Sort::Closure))]
            }
            (pat, Some(init)) => {
                message::parts(pat, &init.expr).into_iter().map(|(pat, value)| (pat.clone(), of(value))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether `value` makes a context and the function that cancels it.
    fn makes_context(&self, value: &Expr) -> bool {
        let Expr::Call(call) = value else { return false };
        let Expr::Path(path) = &*call.func else { return false };
        let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        matches!(&names[..], [module, function] if self.is_item(module) && self.known.ours(module) == Some("context")
            && matches!(function.as_str(), "with_cancel" | "with_timeout" | "with_deadline"))
    }

    /// What it says of them exactly.
    pub(super) fn exact(&self, local: &syn::Local) -> Vec<(String, Exact)> {
        let value = local.init.as_ref().filter(|init| init.diverge.is_none()).map(|init| &*init.expr);
        let exact = exact::of_declaration(&local.pat, value, &|name| self.scopes.exact(name));
        exact.into_iter().map(|(name, exact)| (name.to_string(), exact)).collect()
    }

    /// Whether `operand` of a loop is a collection of std's, or what one of its methods gave.
    pub(crate) fn is_collection(&self, operand: &Expr) -> bool {
        self.known
            .sort(operand, self)
            .is_some_and(|sort| matches!(sort, Sort::Value | Sort::Inside | Sort::Parts | Sort::Maybe))
            && !self.known.shadows_std()
    }

    /// The variables around `block` that it names.
    pub(crate) fn free_variables(&self, block: &syn::Block, params: &[Pat]) -> Vec<captures::Free> {
        let outer = |name: &str, used: captures::Use| match self.scopes.get(name) {
            Some(_) => true,
            None => !self.knows_locals && used == captures::Use::Named && captures::reads_as_variable(name),
        };
        captures::free_variables(block, params, &self.forms, &outer)
    }

    /// Whether `channel` is known to be one that this crate's own types say can be received from,
    /// or sent to.
    pub(crate) fn is_channel(&self, channel: &Expr, sends: bool) -> bool {
        self.known.is_channel(channel, sends, self)
    }

    /// Whether `value` is a `go!` of ours.
    pub(super) fn starts_goroutine(&self, value: &Expr) -> bool {
        matches!(value, Expr::Macro(mac) if self.form_of(&mac.mac) == Some(Form::Go))
    }

    /// What the call of a function means, if that can be seen.
    pub(crate) fn calling_of(&self, call: &syn::ExprCall) -> Option<Calling> {
        self.known.of_call(call, self)
    }

    /// How the function that `call` names keeps its argument `index`.
    pub(crate) fn kept_by_call(&self, call: &syn::ExprCall, index: usize) -> Stays {
        let file = file::of_span(callee(call).1);
        bodies::kept_by_call(&self.known, file.as_deref(), call, index, self)
    }

    /// What `call`, a statement, means by the user's file, or as a call of a function of std's.
    pub(super) fn calling_in_file(&self, call: &Expr) -> Option<Calling> {
        match call {
            Expr::Call(call) => file::of_span(callee(call).1)?.of_call(call, self),
            Expr::MethodCall(call) => {
                let sort = self.known.sort(&call.receiver, self);
                file::of_span(call.method.span())?.of_method(call, sort.as_ref(), self.self_type.as_deref())
            }
            _ => None,
        }
    }

    /// Whether the place of `call` alone decides what it gives: see [`file`].
    pub(super) fn is_free(&self, call: &Expr) -> bool {
        match call {
            Expr::Call(call) => file::of_span(callee(call).1).is_some_and(|file| file.is_free_call(call, self)),
            Expr::MethodCall(call) => file::of_span(call.method.span()).is_some_and(|file| {
                let sort = self.known.sort(&call.receiver, self);
                file.is_free_method(call, sort.as_ref(), self.self_type.as_deref())
            }),
            _ => false,
        }
    }

    /// What a call means, if that can be seen.
    pub(crate) fn calling(&self, call: &Expr) -> Option<Calling> {
        match call {
            Expr::Call(call) => self.calling_of(call),
            Expr::MethodCall(call) => self.known.of_method_call(call, self),
            _ => None,
        }
    }
}

impl CallSite for Lower<'_> {
    fn sort(&self, name: &str) -> Option<Sort> {
        self.scopes.sort(name)
    }

    fn is_item(&self, name: &str) -> bool {
        self.knows_locals && self.scopes.get(name).is_none() && !self.hidden.hides(name)
    }

    fn own_type(&self) -> Option<(&str, Taken)> {
        Some((self.self_type.as_deref()?, self.self_taken))
    }
}
