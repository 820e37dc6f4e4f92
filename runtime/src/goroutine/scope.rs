//! Scopes: which test a goroutine belongs to.
//!
//! A test's own goroutine opens a scope, and every goroutine belongs to the scope of the one that starts it. One that plain code
//! starts belongs to none, even if a test started that thread: nobody can tell.

use std::sync::atomic::{AtomicU16, AtomicU32, Ordering};

/// How many scopes can be told apart; a later one shares its number with one long gone.
const SCOPES: usize = 1 << 16;

/// Live goroutines of each scope; untouched memory until tests run.
static LIVE: [AtomicU32; SCOPES] = [const { AtomicU32::new(0) }; SCOPES];

/// A number for a new scope: never 0, and one in which nothing lives, if there is any.
pub(crate) fn open() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(1);
    let numbers = std::iter::repeat_with(|| NEXT.fetch_add(1, Ordering::Relaxed)).filter(|&number| number != 0);
    let mut numbers = numbers.take(SCOPES);
    let first = numbers.next().unwrap_or(1);
    std::iter::once(first).chain(numbers).find(|&number| live(number) == 0).unwrap_or(first)
}

/// Counts a goroutine of `scope` that starts (`1`) or ends (`-1`); those of none are not counted.
#[inline]
pub(crate) fn count(scope: u16, change: i32) {
    if scope != 0 {
        // Relaxed: the count alone is of interest.
        LIVE[usize::from(scope)].fetch_add(change as u32, Ordering::Relaxed);
    }
}

/// How many goroutines of `scope` have not ended.
pub(crate) fn live(scope: u16) -> u32 {
    LIVE[usize::from(scope)].load(Ordering::Relaxed)
}
