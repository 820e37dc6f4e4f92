//! std's types by name, and the methods of theirs that return no future.
//!
//! A variable that is declared as one of these types (`xs: &[u32]`, `let mut list = Vec::new()`)
//! has std's methods first: an extension trait of the user's is asked only for names that std does
//! not have. The names are in [`std_names`].

use syn::{Expr, ExprClosure, ExprMethodCall, GenericArgument, Macro, Path, PathArguments, Stmt, Type};

use crate::syntax::gotokens::is_any;
use crate::syntax::{std_macro, std_names};

/// What is known of a value's type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A collection, a text, a number, a duration, or a reference to one.
    Value,
    /// An `Option` or an iterator that a method of such a value gave.
    Inside,
    /// An iterator over the parts of a text, which are no futures.
    Parts,
    /// A set of futures, to which one more is added unbegun.
    Futures,
    /// An `Option` or a `Result`.
    Maybe,
    /// A closure whose calls can be seen to give no future.
    Closure,
    /// A context of this crate's.
    Context,
    /// The handle of a goroutine that `go!` started.
    Goroutine,
    /// A lock of that name, and what is known of what it holds.
    Lock(String, Option<Box<Sort>>),
    /// What a function of that type and name gave.
    Made(String, String),
    /// Of a type that the marked scope may declare or import, or a reference to one; or what `chan`
    /// made.
    Named(String),
}

/// Handles of this crate, whose functions make one.
const HANDLES: &[&str] = &["Chan", "WaitGroup"];

/// Locks of this crate's.
const LOCKS: &[&str] = &["Mutex", "RwLock"];

/// Whether `name` is one of the types whose methods are listed.
pub(crate) fn is_value(name: &str) -> bool {
    std_names::VALUES.contains(&name)
}

/// Whether `name` is a function of std's type `ty` that gives no future.
pub(crate) fn makes_value(ty: &str, name: &str) -> bool {
    is_value(ty) && std_names::VALUE_FUNCTIONS.contains(&name)
}

/// Whether `name` is that of a type of std's whose methods are seen through, or give a value of
/// their own again.
pub(crate) fn is_wrapper(name: &str) -> bool {
    name == "Option" || name == "Result" || std_names::POINTERS.contains(&name)
}

/// Whether a value of type `ty` can be seen to be no future.
pub(crate) fn is_no_future(ty: &Type) -> bool {
    match ty {
        Type::Tuple(_) | Type::Array(_) | Type::Slice(_) | Type::Never(_) => true,
        // A `&mut` of a future is one; a `&` is none.
        Type::Reference(reference) => reference.mutability.is_none() || is_no_future(&reference.elem),
        Type::Paren(paren) => is_no_future(&paren.elem),
        Type::Path(path) if path.qself.is_none() => {
            is_named(&path.path, std_names::VALUES) || is_named(&path.path, std_names::NO_FUTURES)
        }
        _ => false,
    }
}

/// What the declaration of a variable as a `ty` says.
pub(crate) fn of_type(ty: &Type) -> Option<Sort> {
    match ty {
        Type::Reference(reference) => of_type(&reference.elem),
        Type::Paren(paren) => of_type(&paren.elem),
        Type::Array(_) | Type::Slice(_) => Some(Sort::Value),
        Type::Path(path) if path.qself.is_none() => of_path(&path.path),
        _ => None,
    }
}

fn of_path(path: &Path) -> Option<Sort> {
    if is_named(path, std_names::VALUES) {
        return Some(Sort::Value);
    }
    if is_named(path, &["Option", "Result"]) {
        return Some(Sort::Maybe);
    }
    if is_named(path, std_names::POINTERS) {
        return of_type(argument(path)?);
    }
    if let Some(name) = single(path).filter(|name| LOCKS.contains(&&**name)) {
        let inside = argument(path).and_then(of_type).filter(|inside| matches!(inside, Sort::Value | Sort::Maybe));
        return Some(Sort::Lock(name, inside.map(Box::new)));
    }
    // The name of a type of ours says enough with generic arguments too.
    let segment = path.segments.first().filter(|_| path.segments.len() == 1)?;
    let generic =
        !segment.arguments.is_none() && !matches!(&*segment.ident.to_string(), "Chan" | "Sender" | "Receiver");
    (!generic).then(|| Sort::Named(segment.ident.to_string()))
}

/// The name that is all of `path`, generic arguments left out.
fn single(path: &Path) -> Option<String> {
    let segment = path.segments.first().filter(|_| path.segments.len() == 1)?;
    Some(segment.ident.to_string())
}

/// The first generic argument of `path`.
fn argument(path: &Path) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

/// Whether `path` is one of `names`, alone or below one of std's modules.
fn is_named(path: &Path, names: &[&str]) -> bool {
    let Some(last) = path.segments.last() else { return false };
    let is_std = path.segments.len() == 1
        || path.segments.first().is_some_and(|first| first.ident == "std" || first.ident == "core");
    is_std && is_any(&last.ident, names)
}

/// What an expression says of its type; `local` tells what is known of a variable.
pub(crate) fn of_expr(expr: &Expr, local: &dyn Fn(&str) -> Option<Sort>) -> Option<Sort> {
    match expr {
        Expr::Lit(_) | Expr::Array(_) | Expr::Repeat(_) => Some(Sort::Value),
        Expr::Reference(reference) => of_expr(&reference.expr, local),
        Expr::Paren(paren) => of_expr(&paren.expr, local),
        Expr::Macro(mac) if mac.mac.path.is_ident("write") || mac.mac.path.is_ident("writeln") => Some(Sort::Maybe),
        Expr::Macro(mac) => is_value_macro(&mac.mac).then_some(Sort::Value),
        Expr::Path(path) if path.qself.is_none() => local(&path.path.get_ident()?.to_string()),
        Expr::Call(call) => of_constructor(&call.func),
        Expr::Closure(closure) => gives_no_future(closure).then_some(Sort::Closure),
        Expr::Struct(literal) => literal.path.get_ident().map(|name| Sort::Named(name.to_string())),
        Expr::MethodCall(call) => of_method(call, &of_expr(&call.receiver, local)?),
        _ => None,
    }
}

/// Whether a call of `closure` can be seen to give no future: its type may be one that only a later
/// line tells.
pub(crate) fn gives_no_future(closure: &ExprClosure) -> bool {
    closure.asyncness.is_none() && is_no_future_value(&closure.body)
}

fn is_no_future_value(expr: &Expr) -> bool {
    match expr {
        Expr::Binary(_) | Expr::Lit(_) | Expr::Cast(_) | Expr::Tuple(_) | Expr::Array(_) | Expr::Assign(_) => true,
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Neg(_) | syn::UnOp::Not(_)),
        Expr::Macro(mac) => is_value_macro(&mac.mac),
        Expr::Paren(paren) => is_no_future_value(&paren.expr),
        Expr::Block(block) => match block.block.stmts.last() {
            Some(Stmt::Expr(tail, None)) => is_no_future_value(tail),
            Some(Stmt::Macro(mac)) => mac.semi_token.is_some(),
            Some(_) | None => true,
        },
        _ => false,
    }
}

/// What a method of std's gives, if `call` on a receiver of this sort is one.
pub(crate) fn of_method(call: &ExprMethodCall, receiver: &Sort) -> Option<Sort> {
    let name = call.method.to_string();
    let is = |names: &[&str]| names.contains(&&*name);
    match receiver {
        Sort::Value if is(std_names::OF_VALUE) => Some(Sort::Value),
        Sort::Value if is(std_names::PARTS) => Some(Sort::Parts),
        Sort::Parts if is(&["next", "next_back", "nth", "last", "peek"]) => Some(Sort::Maybe),
        Sort::Parts if is(std_names::OF_PARTS) => Some(Sort::Parts),
        Sort::Parts => of_method(call, &Sort::Inside),
        Sort::Value if is(std_names::INSIDE) => Some(Sort::Inside),
        Sort::Inside if is(std_names::OF_BOTH) || is(std_names::OF_ITERATOR) => Some(Sort::Inside),
        Sort::Maybe if is(std_names::OF_BOTH) || is(std_names::OF_MAYBE) => Some(Sort::Maybe),
        _ => None,
    }
}

fn is_value_macro(mac: &Macro) -> bool {
    matches!(std_macro::known(mac), Some("vec" | "format"))
}

/// `Vec::new()`, `String::from(…)`, and `Type(…)`.
fn of_constructor(func: &Expr) -> Option<Sort> {
    let Expr::Path(path) = func else { return None };
    if path.qself.is_some() {
        return None;
    }
    let mut reversed = path.path.segments.iter().rev();
    let last = reversed.next()?.ident.to_string();
    let Some(owner) = reversed.next() else {
        if last == "chan" {
            return Some(Sort::Named(last));
        }
        return last.starts_with(char::is_uppercase).then_some(Sort::Named(last));
    };
    if is_any(&owner.ident, HANDLES) {
        return Some(Sort::Named(owner.ident.to_string()));
    }
    let known = is_any(&owner.ident, std_names::VALUES) && std_names::VALUE_CONSTRUCTORS.contains(&&*last);
    known.then_some(Sort::Value)
}
