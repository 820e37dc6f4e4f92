//! std's types by name, and the methods of theirs that return no future.
//!
//! A variable that is declared as one of these types (`xs: &[u32]`, `let mut list = Vec::new()`)
//! has std's methods first: an extension trait of the user's is asked only for names that std does
//! not have. The list leaves out every method that hands out an element as it is, or a `&mut` of
//! one (`remove`, `swap_remove`, `or_insert`): elements may be futures.

use syn::{Expr, ExprClosure, ExprMethodCall, GenericArgument, Macro, Path, PathArguments, Stmt, Type};

use crate::syntax::gotokens::is_any;
use crate::syntax::std_macro;

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

/// Types whose methods are listed.
const VALUES: &[&str] = &[
    "Vec",
    "VecDeque",
    "String",
    "HashMap",
    "HashSet",
    "BTreeMap",
    "BTreeSet",
    "BinaryHeap",
    "str",
    "bool",
    "char",
    "i8",
    "i16",
    "i32",
    "i64",
    "i128",
    "isize",
    "u8",
    "u16",
    "u32",
    "u64",
    "u128",
    "usize",
    "f32",
    "f64",
    "Duration",
    "Instant",
    "AtomicBool",
    "AtomicI32",
    "AtomicI64",
    "AtomicIsize",
    "AtomicU32",
    "AtomicU64",
    "AtomicUsize",
];

/// Further types that are no futures.
const OTHERS: &[&str] =
    &["Option", "Result", "Ordering", "Cow", "Arc", "Rc", "OsString", "NonZeroU32", "NonZeroU64", "NonZeroUsize"];

/// Handles of this crate, whose functions make one.
const HANDLES: &[&str] = &["Chan", "WaitGroup"];

/// Their methods, with whether the result is a value of std's again.
const METHODS: &[&str] = &[
    "len",
    "is_empty",
    "capacity",
    "reserve",
    "push",
    "push_back",
    "push_front",
    "push_str",
    "insert",
    "insert_str",
    "contains",
    "contains_key",
    "starts_with",
    "ends_with",
    "clear",
    "truncate",
    "resize",
    "extend",
    "extend_from_slice",
    "append",
    "retain",
    "sort",
    "sort_unstable",
    "sort_by",
    "sort_by_key",
    "sort_by_cached_key",
    "sort_unstable_by",
    "sort_unstable_by_key",
    "dedup",
    "dedup_by_key",
    "reverse",
    "swap",
    "fill",
    "binary_search",
    "binary_search_by",
    "binary_search_by_key",
    "partition_point",
    "is_sorted",
    "copy_from_slice",
    "clone_from_slice",
    "rotate_left",
    "rotate_right",
    "concat",
    "repeat",
    "to_vec",
    "trim",
    "trim_start",
    "trim_end",
    "trim_matches",
    "replace",
    "replacen",
    "to_lowercase",
    "to_uppercase",
    "to_ascii_lowercase",
    "to_ascii_uppercase",
    "eq_ignore_ascii_case",
    "is_char_boundary",
    "into_bytes",
    "as_slice",
    "as_mut_slice",
    "split_off",
    "shrink_to_fit",
    "is_subset",
    "is_superset",
    "is_disjoint",
    "abs",
    "abs_diff",
    "pow",
    "powi",
    "powf",
    "sqrt",
    "isqrt",
    "floor",
    "ceil",
    "round",
    "trunc",
    "fract",
    "signum",
    "exp",
    "ln",
    "log2",
    "log10",
    "sin",
    "cos",
    "tan",
    "atan2",
    "hypot",
    "mul_add",
    "to_radians",
    "to_degrees",
    "is_nan",
    "is_finite",
    "is_infinite",
    "is_positive",
    "is_negative",
    "to_bits",
    "to_le_bytes",
    "to_be_bytes",
    "to_ne_bytes",
    "swap_bytes",
    "leading_zeros",
    "trailing_zeros",
    "count_ones",
    "count_zeros",
    "is_power_of_two",
    "next_power_of_two",
    "rem_euclid",
    "div_euclid",
    "div_ceil",
    "next_multiple_of",
    "ilog2",
    "ilog10",
    "wrapping_add",
    "wrapping_sub",
    "wrapping_mul",
    "wrapping_neg",
    "wrapping_div",
    "wrapping_rem",
    "wrapping_pow",
    "wrapping_shl",
    "wrapping_shr",
    "saturating_add",
    "saturating_sub",
    "saturating_mul",
    "saturating_pow",
    "is_alphabetic",
    "is_numeric",
    "is_alphanumeric",
    "is_whitespace",
    "is_uppercase",
    "is_lowercase",
    "is_ascii",
    "is_ascii_digit",
    "is_ascii_alphabetic",
    "is_ascii_alphanumeric",
    "is_ascii_whitespace",
    "is_ascii_punctuation",
    "is_control",
    "is_digit",
    "len_utf8",
    "as_secs",
    "as_millis",
    "as_micros",
    "as_nanos",
    "as_secs_f32",
    "as_secs_f64",
    "subsec_millis",
    "subsec_micros",
    "subsec_nanos",
    "elapsed",
    "duration_since",
    "load",
    "store",
    "fetch_add",
    "fetch_sub",
    "fetch_max",
    "fetch_min",
    "fetch_and",
    "fetch_or",
    "fetch_xor",
];

/// Methods of theirs that give an `Option`, a `Result` or an iterator.
const INSIDE: &[&str] = &[
    "get",
    "get_mut",
    "first",
    "last",
    "first_mut",
    "last_mut",
    "pop",
    "pop_front",
    "pop_back",
    "front",
    "back",
    "front_mut",
    "back_mut",
    "peek",
    "keys",
    "values",
    "values_mut",
    "into_keys",
    "into_values",
    "drain",
    "chunks",
    "chunks_exact",
    "windows",
    "split_first",
    "split_last",
    "split_at",
    "split_once",
    "rsplit_once",
    "strip_prefix",
    "strip_suffix",
    "split",
    "rsplit",
    "splitn",
    "rsplitn",
    "split_terminator",
    "matches",
    "match_indices",
    "find",
    "rfind",
    "get_key_value",
    "first_key_value",
    "last_key_value",
    "range",
    "union",
    "intersection",
    "difference",
    "symmetric_difference",
    "checked_add",
    "checked_sub",
    "checked_mul",
    "checked_div",
    "checked_rem",
    "checked_pow",
    "checked_neg",
    "overflowing_add",
    "overflowing_sub",
    "overflowing_mul",
    "to_digit",
    "total_cmp",
    "checked_duration_since",
    "compare_exchange",
    "compare_exchange_weak",
    "iter",
    "iter_mut",
    "into_iter",
];

/// Methods of a text that give an iterator over its parts.
const PARTS: &[&str] = &["chars", "char_indices", "bytes", "lines", "split_whitespace", "split_ascii_whitespace"];

/// Methods of such an iterator that give one again.
const OF_PARTS: &[&str] =
    &["rev", "skip", "take", "by_ref", "peekable", "filter", "skip_while", "take_while", "step_by"];

/// Methods of an `Option` or a `Result` that are plain also where an iterator may be at hand.
const OF_BOTH: &[&str] = &[
    "copied",
    "cloned",
    "map",
    "filter",
    "and_then",
    "ok_or",
    "ok_or_else",
    "ok",
    "err",
    "map_err",
    "as_deref",
    "as_deref_mut",
    "zip",
    "xor",
    "or",
    "or_else",
    "is_some",
    "is_none",
    "is_ok",
    "is_err",
    "is_some_and",
    "is_none_or",
    "is_ok_and",
    "take",
    "flatten",
    "inspect",
];

/// Methods of an iterator alone that give one again, or something that is no future.
const OF_ITERATOR: &[&str] = &[
    "rev",
    "enumerate",
    "skip",
    "chain",
    "step_by",
    "peekable",
    "filter_map",
    "flat_map",
    "take_while",
    "skip_while",
    "map_while",
    "count",
    "any",
    "all",
    "position",
    "rposition",
    "for_each",
    "by_ref",
    "cycle",
];

/// Methods of an `Option` or a `Result` alone that give one again, or something that is no future.
const OF_MAYBE: &[&str] = &["is_err_and", "replace", "inspect_err"];

/// Pointers of std's through which methods are found.
const POINTERS: &[&str] = &["Arc", "Box", "Rc"];

/// Locks of this crate's.
const LOCKS: &[&str] = &["Mutex", "RwLock"];

/// Whether `name` is one of the types whose methods are listed.
pub(crate) fn is_value(name: &str) -> bool {
    VALUES.contains(&name)
}

/// Whether `name` is a function of std's type `ty` that gives no future.
pub(crate) fn makes_value(ty: &str, name: &str) -> bool {
    const FUNCTIONS: &[&str] = &[
        "from",
        "try_from",
        "from_str",
        "from_str_radix",
        "from_utf8",
        "from_utf8_lossy",
        "from_u32",
        "from_digit",
        "from_bits",
        "from_le_bytes",
        "from_be_bytes",
        "from_ne_bytes",
        "max",
        "min",
    ];
    is_value(ty) && FUNCTIONS.contains(&name)
}

/// Whether `name` is that of a type of std's whose methods are seen through, or give a value of
/// their own again.
pub(crate) fn is_wrapper(name: &str) -> bool {
    name == "Option" || name == "Result" || POINTERS.contains(&name)
}

/// Whether a value of type `ty` can be seen to be no future.
pub(crate) fn is_no_future(ty: &Type) -> bool {
    match ty {
        Type::Tuple(_) | Type::Array(_) | Type::Slice(_) | Type::Never(_) => true,
        // A `&mut` of a future is one; a `&` is none.
        Type::Reference(reference) => reference.mutability.is_none() || is_no_future(&reference.elem),
        Type::Paren(paren) => is_no_future(&paren.elem),
        Type::Path(path) if path.qself.is_none() => is_named(&path.path, VALUES) || is_named(&path.path, OTHERS),
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
    if is_named(path, VALUES) {
        return Some(Sort::Value);
    }
    if is_named(path, &["Option", "Result"]) {
        return Some(Sort::Maybe);
    }
    if is_named(path, POINTERS) {
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
        Sort::Value if is(METHODS) => Some(Sort::Value),
        Sort::Value if is(PARTS) => Some(Sort::Parts),
        Sort::Parts if is(&["next", "next_back", "nth", "last", "peek"]) => Some(Sort::Maybe),
        Sort::Parts if is(OF_PARTS) => Some(Sort::Parts),
        Sort::Parts => of_method(call, &Sort::Inside),
        Sort::Value if is(INSIDE) => Some(Sort::Inside),
        Sort::Inside if is(OF_BOTH) || is(OF_ITERATOR) => Some(Sort::Inside),
        Sort::Maybe if is(OF_BOTH) || is(OF_MAYBE) => Some(Sort::Maybe),
        _ => None,
    }
}

fn is_value_macro(mac: &Macro) -> bool {
    matches!(std_macro::known(mac), Some("vec" | "format"))
}

/// `Vec::new()`, `String::from(…)`, and `Type(…)`.
fn of_constructor(func: &Expr) -> Option<Sort> {
    const CONSTRUCTORS: &[&str] = &[
        "new",
        "with_capacity",
        "from",
        "from_iter",
        "from_utf8_lossy",
        "from_secs",
        "from_millis",
        "from_micros",
        "from_nanos",
        "from_secs_f64",
        "now",
    ];
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
    let known = is_any(&owner.ident, VALUES) && CONSTRUCTORS.contains(&&*last);
    known.then_some(Sort::Value)
}
