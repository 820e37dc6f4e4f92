//! `strings`

use std::fmt;
use std::sync::{Arc, Mutex};

use super::super::error::Error;
use super::super::text::Text;
use super::go_fmt::Writer;
use crate::primitives::lock_std;
use crate::share::Share;

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

/// Go's `strings.Trim`.
#[must_use]
pub fn Trim<T: Text, P: Text>(text: T, cutset: P) -> String {
    text.__go_text().trim_matches(|c| cutset.__go_text().contains(c)).to_owned()
}

/// Go's `strings.TrimLeft`.
#[must_use]
pub fn TrimLeft<T: Text, P: Text>(text: T, cutset: P) -> String {
    text.__go_text().trim_start_matches(|c| cutset.__go_text().contains(c)).to_owned()
}

/// Go's `strings.TrimRight`.
#[must_use]
pub fn TrimRight<T: Text, P: Text>(text: T, cutset: P) -> String {
    text.__go_text().trim_end_matches(|c| cutset.__go_text().contains(c)).to_owned()
}

/// Go's `strings.TrimPrefix`.
#[must_use]
pub fn TrimPrefix<T: Text, P: Text>(text: T, prefix: P) -> String {
    let text = text.__go_text();
    text.strip_prefix(prefix.__go_text()).unwrap_or(text).to_owned()
}

/// Go's `strings.TrimSuffix`.
#[must_use]
pub fn TrimSuffix<T: Text, P: Text>(text: T, suffix: P) -> String {
    let text = text.__go_text();
    text.strip_suffix(suffix.__go_text()).unwrap_or(text).to_owned()
}

/// Go's `strings.Index`: -1 where it is not found.
#[must_use]
pub fn Index<T: Text, P: Text>(text: T, part: P) -> isize {
    text.__go_text().find(part.__go_text()).map_or(-1, |at| isize::try_from(at).unwrap_or(isize::MAX))
}

/// Go's `strings.Count`.
#[must_use]
pub fn Count<T: Text, P: Text>(text: T, part: P) -> isize {
    let (text, part) = (text.__go_text(), part.__go_text());
    let count = if part.is_empty() { text.chars().count() + 1 } else { text.matches(part).count() };
    isize::try_from(count).unwrap_or(isize::MAX)
}

/// Go's `strings.ReplaceAll`.
#[must_use]
pub fn ReplaceAll<T: Text, P: Text, N: Text>(text: T, old: P, new: N) -> String {
    text.__go_text().replace(old.__go_text(), new.__go_text())
}

/// Go's `strings.ContainsRune`.
#[must_use]
pub fn ContainsRune<T: Text, R: Rune>(text: T, rune: R) -> bool {
    text.__go_text().contains(rune.__go_rune())
}

/// Go's `strings.EqualFold`.
#[must_use]
pub fn EqualFold<T: Text, O: Text>(text: T, other: O) -> bool {
    text.__go_text().to_lowercase() == other.__go_text().to_lowercase()
}

/// A character.
pub trait Rune {
    /// The character.
    fn __go_rune(self) -> char;
}

impl Rune for char {
    fn __go_rune(self) -> char {
        self
    }
}

impl Rune for u8 {
    fn __go_rune(self) -> char {
        char::from(self)
    }
}

/// Go's `strings.Builder`. A copy of it is the same builder: Go forbids to copy one.
#[derive(Clone, Default)]
pub struct Builder(Arc<Mutex<String>>);

impl Share for Builder {}

impl Builder {
    /// Go's `b.WriteString(s)`.
    pub fn WriteString<T: Text>(&self, text: T) -> (isize, Error) {
        let text = text.__go_text();
        lock_std(&self.0).push_str(text);
        (isize::try_from(text.len()).unwrap_or(isize::MAX), Error::default())
    }

    /// Go's `b.WriteByte(c)`.
    pub fn WriteByte<R: Rune>(&self, byte: R) -> Error {
        lock_std(&self.0).push(byte.__go_rune());
        Error::default()
    }

    /// Go's `b.WriteRune(r)`.
    pub fn WriteRune<R: Rune>(&self, rune: R) -> (isize, Error) {
        let rune = rune.__go_rune();
        lock_std(&self.0).push(rune);
        (isize::try_from(rune.len_utf8()).unwrap_or(isize::MAX), Error::default())
    }

    /// Go's `b.String()`.
    #[must_use]
    pub fn String(&self) -> String {
        lock_std(&self.0).clone()
    }

    /// Go's `b.Len()`.
    #[must_use]
    pub fn Len(&self) -> isize {
        isize::try_from(lock_std(&self.0).len()).unwrap_or(isize::MAX)
    }

    /// Go's `b.Reset()`.
    pub fn Reset(&self) {
        lock_std(&self.0).clear();
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Builder")
    }
}

impl PartialEq for Builder {
    fn eq(&self, other: &Builder) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Writer for Builder {
    fn __go_write(&self, text: &str) {
        lock_std(&self.0).push_str(text);
    }
}
