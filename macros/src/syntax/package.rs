//! Go's packages that this crate mirrors, read by their Go names where no local has the name:
//! `fmt.Println`, `time.Second`.

use proc_macro2::TokenTree;

use super::gotokens::{ident, joint, ours, punct_at};

/// The packages, and what this crate has of each; see the runtime's `golang/packages`.
pub(crate) const PACKAGES: &[(&str, &[&str])] = &[
    (
        "atomic",
        &[
            "AddInt32",
            "AddInt64",
            "AddUint32",
            "AddUint64",
            "Bool",
            "Int32",
            "Int64",
            "LoadInt32",
            "LoadInt64",
            "LoadUint32",
            "LoadUint64",
            "StoreInt32",
            "StoreInt64",
            "Uint32",
            "Uint64",
        ],
    ),
    (
        "context",
        &[
            "Background",
            "CancelFunc",
            "Canceled",
            "Context",
            "DeadlineExceeded",
            "TODO",
            "WithCancel",
            "WithDeadline",
            "WithTimeout",
            "WithoutCancel",
        ],
    ),
    ("errors", &["As", "Is", "New", "Unwrap"]),
    (
        "fmt",
        &["Errorf", "Fprint", "Fprintf", "Fprintln", "Print", "Printf", "Println", "Sprint", "Sprintf", "Sprintln"],
    ),
    (
        "math",
        &["Abs", "Ceil", "Floor", "Max", "MaxInt", "MaxInt32", "MaxInt64", "Min", "MinInt64", "Pi", "Pow", "Sqrt"],
    ),
    ("os", &["Args", "Exit", "Stderr", "Stdout"]),
    ("rand", &["Float64", "Int", "Int31n", "Int63n", "IntN", "Intn", "N", "Perm", "Seed"]),
    ("runtime", &["GOMAXPROCS", "Gosched", "NumCPU", "NumGoroutine"]),
    (
        "sort",
        &[
            "Float64Slice",
            "Float64s",
            "IntSlice",
            "Ints",
            "IsSorted",
            "Reverse",
            "Slice",
            "SliceStable",
            "Sort",
            "Stable",
            "StringSlice",
            "Strings",
        ],
    ),
    (
        "strconv",
        &["Atoi", "FormatBool", "FormatFloat", "FormatInt", "Itoa", "ParseBool", "ParseFloat", "ParseInt", "Quote"],
    ),
    (
        "strings",
        &[
            "Builder",
            "Contains",
            "ContainsRune",
            "Count",
            "EqualFold",
            "Fields",
            "HasPrefix",
            "HasSuffix",
            "Index",
            "Join",
            "Repeat",
            "ReplaceAll",
            "Split",
            "ToLower",
            "ToUpper",
            "Trim",
            "TrimLeft",
            "TrimPrefix",
            "TrimRight",
            "TrimSpace",
            "TrimSuffix",
        ],
    ),
    ("sync", &["Cond", "Mutex", "NewCond", "Once", "RWMutex", "WaitGroup"]),
    (
        "time",
        &[
            "After",
            "Duration",
            "Hour",
            "Microsecond",
            "Millisecond",
            "Minute",
            "Nanosecond",
            "NewTicker",
            "NewTimer",
            "Now",
            "Second",
            "Since",
            "Sleep",
            "Tick",
            "Ticker",
            "Time",
            "Timer",
            "Until",
        ],
    ),
];

/// Whether the package `name` is mirrored.
pub(crate) fn is_package(name: &str) -> bool {
    PACKAGES.iter().any(|(package, _)| *package == name)
}

/// What this crate has of the package `name`.
pub(crate) fn members(name: &str) -> &'static [&'static str] {
    PACKAGES.iter().find(|(package, _)| *package == name).map_or(&[], |(_, members)| members)
}

/// Whether `package.Name` stands at `at`.
pub(super) fn is_member(tokens: &[TokenTree], at: usize) -> bool {
    let Some(TokenTree::Ident(package)) = tokens.get(at) else { return false };
    let Some(TokenTree::Ident(name)) = tokens.get(at + 2) else { return false };
    punct_at(tokens, at + 1, '.')
        && !(at > 0 && (punct_at(tokens, at - 1, '.') || punct_at(tokens, at - 1, ':')))
        && name.to_string().starts_with(char::is_uppercase)
        && is_package(&package.to_string())
}

/// `__go::package::Name`
pub(super) fn path(tokens: &[TokenTree], at: usize) -> Vec<TokenTree> {
    let span = tokens[at].span();
    let mut path = vec![ident("__go", ours(span))];
    path.extend(joint(':', ':', span));
    path.push(ident(&format!("go_{}", tokens[at]), ours(span)));
    path.extend(joint(':', ':', span));
    path.push(tokens[at + 2].clone());
    path
}

/// What to write in place of a name that this crate does not have.
pub(crate) fn help(package: &str, name: &str) -> String {
    match (package, name) {
        ("sync", "Pool") => "write `sync::Pool::new(…)`".to_owned(),
        ("sync", "Map") => "write `Arc::new(sync::Mutex::new(HashMap::new()))`".to_owned(),
        ("time", "AfterFunc") => "write `time::after_func(duration, func() { … })`".to_owned(),
        ("context", "WithValue") => "write `context::with_value(&ctx, key, value)`".to_owned(),
        _ => {
            let members = members(package).iter().map(|name| format!("`{package}.{name}`")).collect::<Vec<_>>();
            format!("`{package}` has {} here; Rust's libraries have the rest", members.join(", "))
        }
    }
}
