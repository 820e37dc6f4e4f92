//! Which calls can be seen to be plain: no choice by type is needed, and none is emitted.

use syn::{Expr, ExprCall, ExprMethodCall, Path};

use crate::syntax::go::is_std_constructor;
use crate::syntax::gotokens::is_any;
use crate::syntax::std_names;

/// Whether `call` needs no choice by type.
pub(crate) fn is_plain_call(call: &ExprCall) -> bool {
    match &*call.func {
        Expr::Path(path) => is_plain_path(&path.path) || (path.qself.is_some() && names_return_trait(&path.path)),
        _ => false,
    }
}

/// Whether `call` needs no choice by type.
pub(crate) fn is_plain_method(call: &ExprMethodCall) -> bool {
    let name = call.method.to_string();
    std_names::PLAIN.iter().any(|&(known, arguments)| name == known && call.args.len() == arguments)
}

fn is_plain_path(path: &Path) -> bool {
    let Some(last) = path.segments.last() else { return false };
    let name = last.ident.to_string();
    if path.segments.len() == 2 && path.segments[0].ident == "__go" {
        return true;
    }
    if is_std_constructor(path) || (path.segments.len() == 1 && name == "drop") {
        return true;
    }
    let Some(owner) = path.segments.iter().rev().nth(1).map(|segment| segment.ident.to_string()) else { return false };
    names_return_trait(path) || (std_names::CONSTRUCTED.contains(&&*owner) && std_names::CONSTRUCTORS.contains(&&*name))
}

/// Whether `path` is a function of one of std's traits that choose by the return type, as
/// `Default::default`.
fn names_return_trait(path: &Path) -> bool {
    path.segments.iter().rev().nth(1).is_some_and(|owner| is_any(&owner.ident, std_names::RETURN_TRAITS))
}

/// Whether the value of `call`, a plain one by its name, may be a future all the same where nobody
/// takes it: a method of the user's own may have that name. What `unwrap` and `expect` give of
/// another call is taken for a value.
pub(crate) fn may_wait(call: &ExprMethodCall) -> bool {
    let of_call = matches!(&*call.receiver, Expr::Call(_) | Expr::MethodCall(_) | Expr::Macro(_) | Expr::Verbatim(_));
    let of_call = of_call || matches!(&*call.receiver, Expr::Await(_) | Expr::Paren(_));
    !(of_call && (call.method == "unwrap" || call.method == "expect"))
}

/// Whether the operand of a loop can be seen to be an iterator.
pub(crate) fn is_iterator(operand: &Expr) -> bool {
    match operand {
        Expr::Range(_) | Expr::Array(_) | Expr::Repeat(_) => true,
        Expr::Reference(reference) => matches!(*reference.expr, Expr::Array(_) | Expr::Index(_)),
        Expr::MethodCall(call) if is_any(&call.method, std_names::OF_STREAMS_TOO) => is_iterator(&call.receiver),
        Expr::MethodCall(call) => is_any(&call.method, std_names::ITERATORS),
        Expr::Paren(paren) => is_iterator(&paren.expr),
        _ => false,
    }
}
