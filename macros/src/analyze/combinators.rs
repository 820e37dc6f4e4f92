//! Calls that take futures as they are: their arguments are calls that nobody has begun, and the
//! combinator, the executor or the box is what they are for.
//!
//! Leaving a call of a plain function as it is changes nothing, so a name that means something else
//! here and there does no harm but to a waiting call among its arguments, which `rustc` reports
//! then.

use crate::syntax::gotokens::is_any;
use syn::{Expr, ExprCall, ExprMethodCall, Pat};

/// Functions by the names before theirs; without one, the name says enough.
const FUNCTIONS: &[(&str, &[&str])] = &[
    ("timeout", &["time", "tokio", ""]),
    ("timeout_at", &["time", "tokio", ""]),
    ("spawn", &["goroutines", "tokio", "task", "smol", "async_std", "async_global_executor"]),
    ("spawn_local", &["tokio", "task", "smol", "async_std"]),
    ("unconstrained", &["task", "coop"]),
    ("join", &["future", "futures"]),
    ("join3", &["future", "futures"]),
    ("join4", &["future", "futures"]),
    ("join5", &["future", "futures"]),
    ("join_all", &["future", "futures", ""]),
    ("try_join", &["future", "futures"]),
    ("try_join3", &["future", "futures"]),
    ("try_join_all", &["future", "futures", ""]),
    ("select", &["future", "futures"]),
    ("select_all", &["future", "futures"]),
    ("select_ok", &["future", "futures"]),
    ("try_select", &["future", "futures"]),
    ("or", &["future", "futures_lite"]),
    ("race", &["future", "futures_lite"]),
    ("zip", &["future"]),
    ("try_zip", &["future"]),
    ("pin", &["Box"]),
    ("block_on", &["executor", "future", "futures_lite", "smol", "async_std", "async_io", "pollster", ""]),
];

/// Traits whose methods, called by their path, take a future first.
const TRAITS: &[&str] = &["FutureExt", "TryFutureExt"];

/// Whether the arguments of `call` stay unbegun.
pub(crate) fn takes_futures(call: &ExprCall) -> bool {
    let Expr::Path(path) = &*call.func else { return false };
    let mut names = path.path.segments.iter().rev().map(|segment| segment.ident.to_string());
    let (Some(name), owner) = (names.next(), names.next().unwrap_or_default()) else { return false };
    TRAITS.contains(&&*owner) || FUNCTIONS.iter().any(|(known, owners)| *known == name && owners.contains(&&*owner))
}

/// Whether the arguments of the method call stay unbegun: of an executor, or of a set of futures,
/// which `is_set` knows by its variable.
pub(crate) fn method_takes_futures(call: &ExprMethodCall, is_set: impl Fn(&str) -> bool) -> bool {
    match call.method.to_string().as_str() {
        "spawn" | "spawn_local" | "spawn_on" | "block_on" => true,
        "push" | "push_back" | "push_front" => match &*call.receiver {
            Expr::Path(path) => path.path.get_ident().is_some_and(|name| is_set(&name.to_string())),
            _ => false,
        },
        _ => false,
    }
}

/// Whether `call` makes something else of the future that it is called on.
pub(crate) fn adapts_future(call: &ExprMethodCall) -> bool {
    let is_adapter = is_any(&call.method, &["boxed", "boxed_local", "fuse", "shared"]);
    is_adapter && call.args.is_empty()
}

/// Whether what a call of `name` returns may be the handle of something that runs already: its type
/// is asked then.
pub(crate) fn may_start(name: &str) -> bool {
    ["spawn", "start", "launch", "schedule", "submit", "task", "background"].iter().any(|part| name.contains(part))
}

/// Whether `pat` declares a set of futures, by its type or by what makes it.
pub(crate) fn declares_set(pat: &Pat, init: Option<&Expr>) -> bool {
    let is_set = |name: &str| matches!(name, "FuturesUnordered" | "FuturesOrdered");
    let ty = if let Pat::Type(typed) = pat { Some(&*typed.ty) } else { None };
    let typed = matches!(ty, Some(syn::Type::Path(ty)) if ty.path.segments.last().is_some_and(|last| is_set(&last.ident.to_string())));
    let made = match init {
        Some(Expr::Call(call)) => match &*call.func {
            Expr::Path(path) => path.path.segments.iter().any(|segment| is_set(&segment.ident.to_string())),
            _ => false,
        },
        _ => false,
    };
    typed || made
}
