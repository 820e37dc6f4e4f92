//! `AtomicValue`: a value that is replaced as a whole.

use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwapOption;

/// A value that goroutines replace as a whole, and read without waiting: Go's `atomic.Value`, and
/// `atomic.Pointer`.
///
/// A reader keeps what it has loaded, whatever is stored later. For numbers use the types of
/// [`atomic`](std::sync::atomic).
///
/// # Examples
///
/// ```
/// use goroutines::sync::AtomicValue;
///
/// static CONFIG: AtomicValue<Vec<String>> = AtomicValue::empty();
///
/// assert!(CONFIG.load().is_none());
/// CONFIG.store(vec!["verbose".to_owned()]);
/// assert_eq!(CONFIG.load().unwrap().len(), 1);
/// ```
#[doc(alias = "atomic.Value")]
#[doc(alias = "atomic.Pointer")]
pub struct AtomicValue<T> {
    /// The value.
    value: ArcSwapOption<T>,
}

impl<T> AtomicValue<T> {
    /// Holds nothing yet.
    ///
    /// # Examples
    ///
    /// See [`AtomicValue`].
    #[must_use]
    pub const fn empty() -> AtomicValue<T> {
        AtomicValue { value: ArcSwapOption::const_empty() }
    }

    /// Holds `value`.
    #[must_use]
    pub fn new(value: T) -> AtomicValue<T> {
        AtomicValue { value: ArcSwapOption::from_pointee(value) }
    }

    /// The value; `None` if nothing was stored yet.
    ///
    /// # Examples
    ///
    /// See [`AtomicValue`].
    #[doc(alias = "Load")]
    pub fn load(&self) -> Option<Arc<T>> {
        self.value.load_full()
    }

    /// Replaces the value.
    ///
    /// # Examples
    ///
    /// See [`AtomicValue`].
    #[doc(alias = "Store")]
    pub fn store(&self, value: T) {
        self.value.store(Some(Arc::new(value)));
    }

    /// Replaces the value, and returns the one before.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::sync::AtomicValue;
    ///
    /// let config = AtomicValue::new("old");
    /// assert_eq!(*config.swap("new").unwrap(), "old");
    /// ```
    #[doc(alias = "Swap")]
    pub fn swap(&self, value: T) -> Option<Arc<T>> {
        self.value.swap(Some(Arc::new(value)))
    }

    /// Replaces the value by `new` if it is still `old`, the very one that was loaded; true if it
    /// was.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::sync::AtomicValue;
    ///
    /// let count = AtomicValue::new(1);
    /// let seen = count.load();
    /// assert!(count.compare_and_swap(&seen, 2));
    /// assert!(!count.compare_and_swap(&seen, 3));
    /// ```
    #[doc(alias = "CompareAndSwap")]
    pub fn compare_and_swap(&self, old: &Option<Arc<T>>, new: T) -> bool {
        let before = self.value.compare_and_swap(old, Some(Arc::new(new)));
        match (&*before, old) {
            (Some(before), Some(old)) => Arc::ptr_eq(before, old),
            (before, old) => before.is_none() && old.is_none(),
        }
    }
}

impl<T> Default for AtomicValue<T> {
    fn default() -> AtomicValue<T> {
        AtomicValue::empty()
    }
}

impl<T> From<T> for AtomicValue<T> {
    fn from(value: T) -> AtomicValue<T> {
        AtomicValue::new(value)
    }
}

impl<T: fmt::Debug> fmt::Debug for AtomicValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AtomicValue").field(&self.load()).finish()
    }
}
