//! Which calls can be seen to be plain: no choice by type is needed, and none is emitted.

use syn::{Expr, ExprCall, ExprMethodCall, Path};

use crate::syntax::go::is_std_constructor;
use crate::syntax::gotokens::is_any;

/// Methods whose return type is usually inferred from outside, or fixed by std's signature; and how
/// many arguments std's take. With another number the method is the user's own, and may wait.
const METHODS: &[(&str, usize)] = &[
    ("parse", 0),
    ("collect", 0),
    ("into", 0),
    ("try_into", 0),
    ("sum", 0),
    ("product", 0),
    ("unwrap", 0),
    ("expect", 1),
    ("unwrap_or", 1),
    ("unwrap_or_else", 1),
    ("unwrap_or_default", 0),
    ("unzip", 0),
    ("partition", 1),
    ("as_ref", 0),
    ("as_mut", 0),
    ("borrow", 0),
    ("borrow_mut", 0),
    ("clone", 0),
    ("to_string", 0),
    ("to_owned", 0),
    ("iter", 0),
    ("iter_mut", 0),
    ("into_iter", 0),
    ("as_str", 0),
    ("as_bytes", 0),
];

/// std's traits that choose by the return type.
const TRAITS: &[&str] = &[
    "Default",
    "FromStr",
    "From",
    "Into",
    "TryFrom",
    "TryInto",
    "FromIterator",
    "Sum",
    "Product",
    "AsRef",
    "AsMut",
    "Borrow",
];

/// Well-known std types, and the constructors of theirs that return the type itself.
const TYPES: &[&str] = &[
    "Vec",
    "VecDeque",
    "String",
    "HashMap",
    "HashSet",
    "BTreeMap",
    "BTreeSet",
    "BinaryHeap",
    "Arc",
    "Rc",
    "Box",
    "Cell",
    "RefCell",
    "PathBuf",
    "AtomicBool",
    "AtomicI32",
    "AtomicI64",
    "AtomicIsize",
    "AtomicU32",
    "AtomicU64",
    "AtomicUsize",
    "Duration",
    "Instant",
];
const CONSTRUCTORS: &[&str] = &[
    "new",
    "pin",
    "default",
    "from",
    "with_capacity",
    "from_secs",
    "from_millis",
    "from_micros",
    "from_nanos",
    "from_secs_f64",
    "now",
];

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
    METHODS.iter().any(|&(known, arguments)| name == known && call.args.len() == arguments)
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
    names_return_trait(path) || (TYPES.contains(&&*owner) && CONSTRUCTORS.contains(&&*name))
}

/// Whether `path` is a function of one of std's traits that choose by the return type, as
/// `Default::default`.
fn names_return_trait(path: &Path) -> bool {
    path.segments.iter().rev().nth(1).is_some_and(|owner| is_any(&owner.ident, TRAITS))
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
    const ADAPTORS: &[&str] = &[
        "iter",
        "iter_mut",
        "into_iter",
        "rev",
        "chars",
        "bytes",
        "keys",
        "values",
        "drain",
        "windows",
        "step_by",
        "cloned",
        "copied",
        "split_whitespace",
        "iter_blocking",
    ];
    /// Streams have these too: they tell what their receiver tells.
    const OF_STREAMS_TOO: &[&str] = &["enumerate", "zip", "take", "skip"];
    match operand {
        Expr::Range(_) | Expr::Array(_) | Expr::Repeat(_) => true,
        Expr::Reference(reference) => matches!(*reference.expr, Expr::Array(_) | Expr::Index(_)),
        Expr::MethodCall(call) if is_any(&call.method, OF_STREAMS_TOO) => is_iterator(&call.receiver),
        Expr::MethodCall(call) => is_any(&call.method, ADAPTORS),
        Expr::Paren(paren) => is_iterator(&paren.expr),
        _ => false,
    }
}
