//! `Map`: a map for many goroutines at once.

use std::borrow::Borrow;
use std::fmt;
use std::hash::Hash;

use papaya::{Compute, HashMap, Operation};

/// A map that many goroutines read and write at once: Go's `sync.Map`.
///
/// No operation waits. Values are returned as clones: keep large ones in an `Arc`. A `Mutex` around
/// a `HashMap` is simpler, and lets several entries be changed together; this map is for entries
/// that are written once and read often, or that different goroutines use.
///
/// # Examples
///
/// ```
/// use goroutines::sync::Map;
///
/// static HITS: std::sync::LazyLock<Map<&str, u32>> = std::sync::LazyLock::new(Map::new);
///
/// assert_eq!(HITS.load_or_store("/index", 1), (1, false));
/// assert_eq!(HITS.load_or_store("/index", 5), (1, true));
/// assert!(HITS.compare_and_swap("/index", &1, 2));
/// assert_eq!(HITS.load("/index"), Some(2));
/// ```
#[doc(alias = "sync.Map")]
pub struct Map<K, V> {
    /// The entries.
    entries: HashMap<K, V>,
}

impl<K: Hash + Eq, V> Map<K, V> {
    /// An empty map.
    ///
    /// # Examples
    ///
    /// See [`Map`].
    #[must_use]
    pub fn new() -> Map<K, V> {
        Map { entries: HashMap::new() }
    }

    /// The number of entries; it may have changed by the time it is returned.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::sync::Map;
    ///
    /// let map = Map::from_iter([(1, 'a'), (2, 'b')]);
    /// assert_eq!(map.len(), 2);
    /// ```
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::sync::Map;
    ///
    /// let map = Map::<u32, char>::new();
    /// assert!(map.is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Removes all entries.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::sync::Map;
    ///
    /// let map = Map::from_iter([(1, 'a'), (2, 'b')]);
    /// map.clear();
    /// assert!(map.is_empty());
    /// ```
    #[doc(alias = "Clear")]
    pub fn clear(&self) {
        self.entries.pin().clear();
    }

    /// Sets the value under `key`.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::sync::Map;
    ///
    /// let map = Map::from_iter([(1, 'a'), (2, 'b')]);
    /// map.store(1, 'c');
    /// assert_eq!(map.load(&1), Some('c'));
    /// ```
    #[doc(alias = "Store")]
    pub fn store(&self, key: K, value: V) {
        self.entries.pin().insert(key, value);
    }

    /// Removes the entry under `key`, if there is one.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::sync::Map;
    ///
    /// let map = Map::from_iter([(1, 'a'), (2, 'b')]);
    /// map.delete(&1);
    /// assert_eq!((map.load(&1), map.len()), (None, 1));
    /// ```
    #[doc(alias = "Delete")]
    pub fn delete<Q: Hash + Eq + ?Sized>(&self, key: &Q)
    where
        K: Borrow<Q>,
    {
        self.entries.pin().remove(key);
    }

    /// Calls `visit` for each entry, until it returns false.
    ///
    /// `visit` may use the map. Entries that are stored or deleted meanwhile may be visited or not;
    /// no key is visited twice.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::sync::Map;
    ///
    /// let map = Map::from_iter([(1, 'a'), (2, 'b')]);
    /// let mut sum = 0;
    /// map.range(|key, _| {
    ///     sum += key;
    ///     true
    /// });
    /// assert_eq!(sum, 3);
    /// ```
    #[doc(alias = "Range")]
    pub fn range(&self, mut visit: impl FnMut(&K, &V) -> bool) {
        let entries = self.entries.pin();
        for (key, value) in &entries {
            if !visit(key, value) {
                return;
            }
        }
    }
}

impl<K: Hash + Eq, V: Clone> Map<K, V> {
    /// The value under `key`.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::sync::Map;
    ///
    /// let map = Map::from_iter([(1, 'a'), (2, 'b')]);
    /// assert_eq!((map.load(&2), map.load(&3)), (Some('b'), None));
    /// ```
    #[doc(alias = "Load")]
    pub fn load<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.entries.pin().get(key).cloned()
    }

    /// The value under `key`, and true; else stores `value`, and returns it and false.
    ///
    /// # Examples
    ///
    /// See [`Map`].
    #[doc(alias = "LoadOrStore")]
    pub fn load_or_store(&self, key: K, value: V) -> (V, bool) {
        match self.entries.pin().try_insert(key, value) {
            Ok(stored) => (stored.clone(), false),
            Err(occupied) => (occupied.current.clone(), true),
        }
    }

    /// Removes the entry under `key`, and returns its value.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::sync::Map;
    ///
    /// let map = Map::from_iter([(1, 'a'), (2, 'b')]);
    /// assert_eq!(map.load_and_delete(&1), Some('a'));
    /// assert_eq!(map.load_and_delete(&1), None);
    /// ```
    #[doc(alias = "LoadAndDelete")]
    pub fn load_and_delete<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.entries.pin().remove(key).cloned()
    }

    /// Sets the value under `key`, and returns the one before.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::sync::Map;
    ///
    /// let map = Map::from_iter([(1, 'a'), (2, 'b')]);
    /// assert_eq!((map.swap(1, 'c'), map.swap(3, 'd')), (Some('a'), None));
    /// ```
    #[doc(alias = "Swap")]
    pub fn swap(&self, key: K, value: V) -> Option<V> {
        self.entries.pin().insert(key, value).cloned()
    }
}

impl<K: Hash + Eq + Clone, V: Clone + PartialEq> Map<K, V> {
    /// Sets the value under `key` to `new` if it equals `old`; true if it did.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::sync::Map;
    ///
    /// let map = Map::from_iter([(1, 'a'), (2, 'b')]);
    /// assert!(map.compare_and_swap(1, &'a', 'c'));
    /// assert!(!map.compare_and_swap(1, &'a', 'd'));
    /// ```
    #[doc(alias = "CompareAndSwap")]
    pub fn compare_and_swap(&self, key: impl Into<K>, old: &V, new: V) -> bool {
        let swap = |entry: Option<(&K, &V)>| match entry {
            Some((_, value)) if value == old => Operation::Insert(new.clone()),
            _ => Operation::Abort(()),
        };
        matches!(self.entries.pin().compute(key.into(), swap), Compute::Updated { .. })
    }

    /// Removes the entry under `key` if its value equals `old`; true if it did.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::sync::Map;
    ///
    /// let map = Map::from_iter([(1, 'a'), (2, 'b')]);
    /// assert!(!map.compare_and_delete(1, &'b'));
    /// assert!(map.compare_and_delete(1, &'a'));
    /// ```
    #[doc(alias = "CompareAndDelete")]
    pub fn compare_and_delete(&self, key: impl Into<K>, old: &V) -> bool {
        let remove = |entry: Option<(&K, &V)>| match entry {
            Some((_, value)) if value == old => Operation::Remove,
            _ => Operation::Abort(()),
        };
        matches!(self.entries.pin().compute(key.into(), remove), Compute::Removed(..))
    }
}

impl<K: Hash + Eq, V> Default for Map<K, V> {
    fn default() -> Map<K, V> {
        Map::new()
    }
}

impl<K: Hash + Eq, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Map<K, V> {
        Map { entries: entries.into_iter().collect() }
    }
}

impl<K: Hash + Eq, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        let map = self.entries.pin();
        for (key, value) in entries {
            map.insert(key, value);
        }
    }
}

impl<K: Hash + Eq + fmt::Debug, V: fmt::Debug> fmt::Debug for Map<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.entries.fmt(f)
    }
}
