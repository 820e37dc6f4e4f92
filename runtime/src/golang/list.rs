//! Go's slices, maps and indices: `xs[i]`, `m[k]`, `v, ok := m[k]`, `make([]T, n)`, `copy`.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

use super::zero::{ZeroOf, zero};

/// What indexes a list: a whole number of any type.
#[diagnostic::on_unimplemented(
    message = "invalid argument: an index of type `{Self}` must be integer",
    label = "not a whole number",
    note = "the key of a map of Rust's is borrowed: `m[&key]`"
)]
pub trait ToIndex {
    /// The index; `None` if it is negative or too big.
    fn __go_index(self) -> Option<usize>;
}

macro_rules! indices {
    ($($Int:ty)*) => { $(impl ToIndex for $Int {
        #[inline]
        fn __go_index(self) -> Option<usize> {
            usize::try_from(self).ok()
        }
    })* };
}

indices! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

/// `i` as an index.
///
/// # Panics
///
/// If it is negative.
#[track_caller]
#[inline]
pub fn index<I: ToIndex>(i: I) -> usize {
    let Some(index) = i.__go_index() else { panic!("runtime error: index out of range [-1]") };
    index
}

/// `s[i]` of a string: a byte.
///
/// # Panics
///
/// If the string is shorter.
#[track_caller]
pub fn byte_at<S: AsRef<str> + ?Sized>(text: &S, i: usize) -> u8 {
    text.as_ref().as_bytes()[i]
}

/// The list of a composite literal.
#[must_use]
pub fn list<T>(elements: Vec<T>) -> Vec<T> {
    elements
}

/// What Go converts to a list of `T`: text to bytes or runes, a list to one of its own.
#[diagnostic::on_unimplemented(
    message = "cannot convert `{Self}` to `[]{T}`",
    label = "no text and no list of `{T}`",
    note = "text converts to `[]byte` and `[]rune`; other lists are built by `append` in a loop"
)]
pub trait ToList<T> {
    /// The list.
    fn __go_to_list(&self) -> Vec<T>;
}

macro_rules! texts_to_lists {
    ($($Type:ty)*) => { $(
        impl ToList<u8> for $Type {
            fn __go_to_list(&self) -> Vec<u8> {
                self.as_bytes().to_vec()
            }
        }

        impl ToList<char> for $Type {
            fn __go_to_list(&self) -> Vec<char> {
                self.chars().collect()
            }
        }
    )* };
}

texts_to_lists! { str String }

impl<T, X: ToList<T> + ?Sized> ToList<T> for &X {
    fn __go_to_list(&self) -> Vec<T> {
        (**self).__go_to_list()
    }
}

impl<T: Clone> ToList<T> for Vec<T> {
    fn __go_to_list(&self) -> Vec<T> {
        self.clone()
    }
}

/// `[]T(x)`
#[must_use]
pub fn list_of<T>(x: &(impl ToList<T> + ?Sized)) -> Vec<T> {
    x.__go_to_list()
}

/// The array of a composite literal: what it leaves out is zero.
#[must_use]
pub fn array<T: ZeroOf<How>, const N: usize, How>(elements: Vec<T>) -> [T; N] {
    let mut elements = elements.into_iter();
    std::array::from_fn(|_| elements.next().unwrap_or_else(zero))
}

/// `make([]T, n)`
///
/// # Panics
///
/// If the length is negative.
#[must_use]
#[track_caller]
pub fn make_list<T: ZeroOf<How>, How>(len: impl ToIndex) -> Vec<T> {
    let Some(len) = len.__go_index() else { panic!("runtime error: makeslice: len out of range") };
    (0..len).map(|_| zero()).collect()
}

/// `make([]T, n, cap)`
///
/// # Panics
///
/// If the length is negative, or more than the capacity.
#[must_use]
#[track_caller]
pub fn make_list_of<T: ZeroOf<How>, How>(len: impl ToIndex, capacity: impl ToIndex) -> Vec<T> {
    let mut list = make_list(len);
    let Some(capacity) = capacity.__go_index().filter(|capacity| *capacity >= list.len()) else {
        panic!("runtime error: makeslice: cap out of range")
    };
    list.reserve_exact(capacity - list.len());
    list
}

/// `make(map[K]V)`
#[must_use]
pub fn make_map<K, V>() -> HashMap<K, V> {
    HashMap::new()
}

/// `make(map[K]V, n)`
#[must_use]
#[track_caller]
pub fn make_map_of<K: Eq + Hash, V>(size: impl ToIndex) -> HashMap<K, V> {
    HashMap::with_capacity(size.__go_index().unwrap_or(0))
}

/// `m[k]`: the value, or the zero value.
pub fn map_get<K, V, S, Q, How>(map: &HashMap<K, V, S>, key: &Q) -> V
where
    K: Borrow<Q> + Eq + Hash,
    V: Clone + ZeroOf<How>,
    S: BuildHasher,
    Q: Eq + Hash + ?Sized,
{
    map.get(key).cloned().unwrap_or_else(zero)
}

/// `m[k]` of a map of interfaces, whose zero value is nil.
///
/// # Panics
///
/// If the key is missing.
#[track_caller]
pub fn map_at<K, V, S, Q>(map: &HashMap<K, V, S>, key: &Q) -> V
where
    K: Borrow<Q> + Eq + Hash,
    V: Clone,
    S: BuildHasher,
    Q: Eq + Hash + ?Sized,
{
    let Some(value) = map.get(key) else { panic!("runtime error: invalid memory address or nil pointer dereference") };
    value.clone()
}

/// `v, ok := m[k]`
pub fn map_get_ok<K, V, S, Q, How>(map: &HashMap<K, V, S>, key: &Q) -> (V, bool)
where
    K: Borrow<Q> + Eq + Hash,
    V: Clone + ZeroOf<How>,
    S: BuildHasher,
    Q: Eq + Hash + ?Sized,
{
    map.get(key).cloned().map_or_else(|| (zero(), false), |value| (value, true))
}

/// The place `m[k]`, which is assigned to or changed.
pub fn map_slot<K, V, S, How>(map: &mut HashMap<K, V, S>, key: K) -> &mut V
where
    K: Eq + Hash,
    V: ZeroOf<How>,
    S: BuildHasher,
{
    map.entry(key).or_insert_with(zero)
}

/// `m[k] = v`
pub fn map_set<K: Eq + Hash, V, S: BuildHasher>(map: &mut HashMap<K, V, S>, key: K, value: V) {
    map.insert(key, value);
}

/// `delete(m, k)`
pub fn map_delete<K, V, S, Q>(map: &mut HashMap<K, V, S>, key: &Q)
where
    K: Borrow<Q> + Eq + Hash,
    S: BuildHasher,
    Q: Eq + Hash + ?Sized,
{
    map.remove(key);
}

/// `copy(to, from)`: as many elements as both have; how many that is.
pub fn copy<T: Clone>(to: &mut [T], from: &[T]) -> isize {
    let count = to.len().min(from.len());
    to[..count].clone_from_slice(&from[..count]);
    isize::try_from(count).unwrap_or(isize::MAX)
}

/// The index and the value of a list, with Go's `int` for the index.
pub fn with_int<T>((index, value): (usize, T)) -> (isize, T) {
    (isize::try_from(index).unwrap_or(isize::MAX), value)
}

/// The element at `index`, while a loop over the list changes it.
pub fn element<T: Clone>(list: &[T], index: isize) -> T {
    list[self::index(index)].clone()
}
