//! std's names that the macros know: they see names, not types. What each list says holds by std's
//! signatures; `analyze/std_types.rs` and `analyze/plain.rs` argue what follows from it.
//!
//! The lists of what methods return leave out every method that hands out an element as it is, or a
//! `&mut` of one (`remove`, `swap_remove`, `or_insert`): elements may be futures.

// Types and traits.

/// Types whose methods are listed: collections, texts, numbers, durations, atomics.
#[rustfmt::skip]
pub(crate) const VALUES: &[&str] = &[
    "Vec", "VecDeque", "String", "HashMap", "HashSet", "BTreeMap", "BTreeSet", "BinaryHeap", "str",
    "bool", "char", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128",
    "usize", "f32", "f64", "Duration", "Instant", "AtomicBool", "AtomicI32", "AtomicI64",
    "AtomicIsize", "AtomicU32", "AtomicU64", "AtomicUsize",
];

/// Further types that are no futures.
#[rustfmt::skip]
pub(crate) const NO_FUTURES: &[&str] = &[
    "Option", "Result", "Ordering", "Cow", "Arc", "Rc", "OsString", "NonZeroU32", "NonZeroU64",
    "NonZeroUsize",
];

/// Types that are no futures.
#[rustfmt::skip]
pub(crate) const PRIMITIVES: &[&str] = &[
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32",
    "u64", "u128", "usize", "String", "str",
];

/// Types whose [`CONSTRUCTORS`] return the type itself.
#[rustfmt::skip]
pub(crate) const CONSTRUCTED: &[&str] = &[
    "Vec", "VecDeque", "String", "HashMap", "HashSet", "BTreeMap", "BTreeSet", "BinaryHeap", "Arc",
    "Rc", "Box", "Cell", "RefCell", "PathBuf", "AtomicBool", "AtomicI32", "AtomicI64",
    "AtomicIsize", "AtomicU32", "AtomicU64", "AtomicUsize", "Duration", "Instant",
];

/// Pointers of std's through which methods are found.
pub(crate) const POINTERS: &[&str] = &["Arc", "Box", "Rc"];

/// Enums whose variants are named behind them.
#[rustfmt::skip]
pub(crate) const ENUMS: &[&str] = &[
    "Option", "Result", "Poll", "ControlFlow", "Cow", "Bound", "Entry", "IpAddr", "SocketAddr",
];

/// Traits that choose by the return type.
#[rustfmt::skip]
pub(crate) const RETURN_TRAITS: &[&str] = &[
    "Default", "FromStr", "From", "Into", "TryFrom", "TryInto", "FromIterator", "Sum", "Product",
    "AsRef", "AsMut", "Borrow",
];

// Functions.

/// Variants and tuple structs that are named alone, and `Self`.
#[rustfmt::skip]
pub(crate) const VARIANTS: &[&str] = &[
    "Some", "Ok", "Err", "Self", "Reverse", "Wrapping", "Saturating", "AssertUnwindSafe",
];

/// Constructors of [`CONSTRUCTED`].
#[rustfmt::skip]
pub(crate) const CONSTRUCTORS: &[&str] = &[
    "new", "pin", "default", "from", "with_capacity", "from_secs", "from_millis", "from_micros",
    "from_nanos", "from_secs_f64", "now",
];

/// Functions of those of [`VALUES`] that make one.
#[rustfmt::skip]
pub(crate) const VALUE_CONSTRUCTORS: &[&str] = &[
    "new", "with_capacity", "from", "from_iter", "from_utf8_lossy", "from_secs", "from_millis",
    "from_micros", "from_nanos", "from_secs_f64", "now",
];

/// Further functions of theirs that give no future.
#[rustfmt::skip]
pub(crate) const VALUE_FUNCTIONS: &[&str] = &[
    "from", "try_from", "from_str", "from_str_radix", "from_utf8", "from_utf8_lossy", "from_u32",
    "from_digit", "from_bits", "from_le_bytes", "from_be_bytes", "from_ne_bytes", "max", "min",
];

// Methods, by what they return.

/// Methods whose return type is usually inferred from outside, or fixed by std's signature; and how
/// many arguments std's take. With another number the method is the user's own, and may wait.
#[rustfmt::skip]
pub(crate) const PLAIN: &[(&str, usize)] = &[
    ("parse", 0), ("collect", 0), ("into", 0), ("try_into", 0), ("sum", 0), ("product", 0),
    ("unwrap", 0), ("expect", 1), ("unwrap_or", 1), ("unwrap_or_else", 1), ("unwrap_or_default", 0),
    ("unzip", 0), ("partition", 1), ("as_ref", 0), ("as_mut", 0), ("borrow", 0), ("borrow_mut", 0),
    ("clone", 0), ("to_string", 0), ("to_owned", 0), ("iter", 0), ("iter_mut", 0), ("into_iter", 0),
    ("as_str", 0), ("as_bytes", 0),
];

/// Methods of [`VALUES`] whose result is a value again.
#[rustfmt::skip]
pub(crate) const OF_VALUE: &[&str] = &[
    "len", "is_empty", "capacity", "reserve", "push", "push_back", "push_front", "push_str",
    "insert", "insert_str", "contains", "contains_key", "starts_with", "ends_with", "clear",
    "truncate", "resize", "extend", "extend_from_slice", "append", "retain", "sort",
    "sort_unstable", "sort_by", "sort_by_key", "sort_by_cached_key", "sort_unstable_by",
    "sort_unstable_by_key", "dedup", "dedup_by_key", "reverse", "swap", "fill", "binary_search",
    "binary_search_by", "binary_search_by_key", "partition_point", "is_sorted", "copy_from_slice",
    "clone_from_slice", "rotate_left", "rotate_right", "concat", "repeat", "to_vec", "trim",
    "trim_start", "trim_end", "trim_matches", "replace", "replacen", "to_lowercase", "to_uppercase",
    "to_ascii_lowercase", "to_ascii_uppercase", "eq_ignore_ascii_case", "is_char_boundary",
    "into_bytes", "as_slice", "as_mut_slice", "split_off", "shrink_to_fit", "is_subset",
    "is_superset", "is_disjoint", "abs", "abs_diff", "pow", "powi", "powf", "sqrt", "isqrt",
    "floor", "ceil", "round", "trunc", "fract", "signum", "exp", "ln", "log2", "log10", "sin",
    "cos", "tan", "atan2", "hypot", "mul_add", "to_radians", "to_degrees", "is_nan", "is_finite",
    "is_infinite", "is_positive", "is_negative", "to_bits", "to_le_bytes", "to_be_bytes",
    "to_ne_bytes", "swap_bytes", "leading_zeros", "trailing_zeros", "count_ones", "count_zeros",
    "is_power_of_two", "next_power_of_two", "rem_euclid", "div_euclid", "div_ceil",
    "next_multiple_of", "ilog2", "ilog10", "wrapping_add", "wrapping_sub", "wrapping_mul",
    "wrapping_neg", "wrapping_div", "wrapping_rem", "wrapping_pow", "wrapping_shl", "wrapping_shr",
    "saturating_add", "saturating_sub", "saturating_mul", "saturating_pow", "is_alphabetic",
    "is_numeric", "is_alphanumeric", "is_whitespace", "is_uppercase", "is_lowercase", "is_ascii",
    "is_ascii_digit", "is_ascii_alphabetic", "is_ascii_alphanumeric", "is_ascii_whitespace",
    "is_ascii_punctuation", "is_control", "is_digit", "len_utf8", "as_secs", "as_millis",
    "as_micros", "as_nanos", "as_secs_f32", "as_secs_f64", "subsec_millis", "subsec_micros",
    "subsec_nanos", "elapsed", "duration_since", "load", "store", "fetch_add", "fetch_sub",
    "fetch_max", "fetch_min", "fetch_and", "fetch_or", "fetch_xor",
];

/// Methods of [`VALUES`] that give an `Option`, a `Result` or an iterator.
#[rustfmt::skip]
pub(crate) const INSIDE: &[&str] = &[
    "get", "get_mut", "first", "last", "first_mut", "last_mut", "pop", "pop_front", "pop_back",
    "front", "back", "front_mut", "back_mut", "peek", "keys", "values", "values_mut", "into_keys",
    "into_values", "drain", "chunks", "chunks_exact", "windows", "split_first", "split_last",
    "split_at", "split_once", "rsplit_once", "strip_prefix", "strip_suffix", "split", "rsplit",
    "splitn", "rsplitn", "split_terminator", "matches", "match_indices", "find", "rfind",
    "get_key_value", "first_key_value", "last_key_value", "range", "union", "intersection",
    "difference", "symmetric_difference", "checked_add", "checked_sub", "checked_mul",
    "checked_div", "checked_rem", "checked_pow", "checked_neg", "overflowing_add",
    "overflowing_sub", "overflowing_mul", "to_digit", "total_cmp", "checked_duration_since",
    "compare_exchange", "compare_exchange_weak", "iter", "iter_mut", "into_iter",
];

/// Methods of a text that give an iterator over its parts.
#[rustfmt::skip]
pub(crate) const PARTS: &[&str] = &[
    "chars", "char_indices", "bytes", "lines", "split_whitespace", "split_ascii_whitespace",
];

/// Methods of such an iterator that give one again.
#[rustfmt::skip]
pub(crate) const OF_PARTS: &[&str] = &[
    "rev", "skip", "take", "by_ref", "peekable", "filter", "skip_while", "take_while", "step_by",
];

/// Methods of an `Option` or a `Result` that are plain also where an iterator may be at hand.
#[rustfmt::skip]
pub(crate) const OF_BOTH: &[&str] = &[
    "copied", "cloned", "map", "filter", "and_then", "ok_or", "ok_or_else", "ok", "err", "map_err",
    "as_deref", "as_deref_mut", "zip", "xor", "or", "or_else", "is_some", "is_none", "is_ok",
    "is_err", "is_some_and", "is_none_or", "is_ok_and", "take", "flatten", "inspect",
];

/// Methods of an iterator alone that give one again, or something that is no future.
#[rustfmt::skip]
pub(crate) const OF_ITERATOR: &[&str] = &[
    "rev", "enumerate", "skip", "chain", "step_by", "peekable", "filter_map", "flat_map",
    "take_while", "skip_while", "map_while", "count", "any", "all", "position", "rposition",
    "for_each", "by_ref", "cycle",
];

/// Methods of an `Option` or a `Result` alone that give one again, or something that is no future.
pub(crate) const OF_MAYBE: &[&str] = &["is_err_and", "replace", "inspect_err"];

// Methods, by how they take `self`.

/// Methods that traits offer by value: they come before a method that takes `&self`.
#[rustfmt::skip]
pub(crate) const BY_VALUE: &[&str] = &[
    "into", "try_into", "into_iter", "into_future", "count", "last", "sum", "product", "min", "max",
    "fold", "for_each", "collect", "map", "filter", "take", "skip", "rev", "chain", "zip",
    "enumerate", "peekable", "inspect", "cycle", "eq", "ne", "lt", "le", "gt", "ge", "cmp",
    "partial_cmp", "clone", "borrow", "borrow_mut", "add", "sub", "mul", "div", "rem", "neg", "not",
    "join", "step_by", "partition", "unzip", "flatten", "fuse", "to_string", "to_owned",
];

/// Methods that change what they are called on.
#[rustfmt::skip]
pub(crate) const CHANGES_RECEIVER: &[&str] = &[
    "append", "clear", "drain", "entry", "extend", "get_mut", "insert", "iter_mut", "pop",
    "pop_back", "pop_front", "push", "push_back", "push_front", "push_str", "remove", "retain",
    "sort", "sort_by", "sort_by_key", "swap", "swap_remove", "truncate",
];

/// Those of collections that change a part behind a pointer.
#[rustfmt::skip]
pub(crate) const CHANGES_COLLECTION: &[&str] = &[
    "clear", "extend", "insert", "pop", "pop_back", "pop_front", "push", "push_back", "push_front",
    "remove", "retain",
];

// Methods of iterators.

/// Methods that give an iterator.
#[rustfmt::skip]
pub(crate) const ITERATORS: &[&str] = &[
    "iter", "iter_mut", "into_iter", "rev", "chars", "bytes", "keys", "values", "drain", "windows",
    "step_by", "cloned", "copied", "split_whitespace", "iter_blocking",
];

/// Methods of iterators that streams have too.
pub(crate) const OF_STREAMS_TOO: &[&str] = &["enumerate", "zip", "take", "skip"];

/// Methods that make an iterator.
#[rustfmt::skip]
pub(crate) const BEGINS_ITERATOR: &[&str] = &[
    "iter", "iter_mut", "into_iter", "chars", "bytes", "lines", "keys", "values", "drain",
    "windows", "chunks",
];

/// Methods whose closure gives a value that is looked at.
#[rustfmt::skip]
pub(crate) const LOOKS_AT_VALUES: &[&str] = &[
    "all", "any", "filter", "filter_map", "find", "find_map", "for_each", "max_by_key",
    "min_by_key", "partition", "position", "skip_while", "take_while",
];

/// Methods that take the values of an iterator, never futures.
pub(crate) const TAKES_VALUES: &[&str] = &["sum", "product", "max", "min"];
