//! Named results, which a function's deferred calls may change.

use crate::primitives::{Mutex, lock};

/// The named results of a call that is under way, once one of them was assigned to.
pub struct Results<T>(pub(super) Mutex<Option<T>>);

impl<T> Results<T> {
    /// Nothing assigned yet.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "only generated code makes one")]
    pub fn new() -> Self {
        Results(Mutex::new(None))
    }
}

/// The named results at hand; `zero` before the first assignment.
pub fn results_of<T: Clone>(results: &Results<T>, zero: T) -> T {
    lock(&results.0).clone().unwrap_or(zero)
}

/// Assigns to the named results.
pub fn set_results<T>(results: &Results<T>, value: T) {
    *lock(&results.0) = Some(value);
}
