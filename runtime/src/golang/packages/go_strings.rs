//! `strings`

use super::super::text::Text;

/// Go's `strings.Contains`.
#[must_use]
pub fn Contains<T: Text, P: Text>(text: T, part: P) -> bool {
    text.__go_text().contains(part.__go_text())
}

/// Go's `strings.Fields`.
#[must_use]
pub fn Fields<T: Text>(text: T) -> Vec<String> {
    text.__go_text().split_whitespace().map(str::to_owned).collect()
}

/// Go's `strings.HasPrefix`.
#[must_use]
pub fn HasPrefix<T: Text, P: Text>(text: T, prefix: P) -> bool {
    text.__go_text().starts_with(prefix.__go_text())
}

/// Go's `strings.HasSuffix`.
#[must_use]
pub fn HasSuffix<T: Text, P: Text>(text: T, suffix: P) -> bool {
    text.__go_text().ends_with(suffix.__go_text())
}

/// Go's `strings.Join`.
#[must_use]
pub fn Join<S: AsRef<str>, L: AsRef<[S]>, P: Text>(parts: L, between: P) -> String {
    let parts: Vec<&str> = parts.as_ref().iter().map(AsRef::as_ref).collect();
    parts.join(between.__go_text())
}

/// Go's `strings.Repeat`.
#[must_use]
pub fn Repeat<T: Text, N: TryInto<usize>>(text: T, count: N) -> String {
    text.__go_text().repeat(count.try_into().unwrap_or(0))
}

/// Go's `strings.Split`.
#[must_use]
pub fn Split<T: Text, P: Text>(text: T, at: P) -> Vec<String> {
    text.__go_text().split(at.__go_text()).map(str::to_owned).collect()
}

/// Go's `strings.ToLower`.
#[must_use]
pub fn ToLower<T: Text>(text: T) -> String {
    text.__go_text().to_lowercase()
}

/// Go's `strings.ToUpper`.
#[must_use]
pub fn ToUpper<T: Text>(text: T) -> String {
    text.__go_text().to_uppercase()
}

/// Go's `strings.TrimSpace`.
#[must_use]
pub fn TrimSpace<T: Text>(text: T) -> String {
    text.__go_text().trim().to_owned()
}
