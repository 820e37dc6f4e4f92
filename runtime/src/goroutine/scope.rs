//! Scopes: which test a goroutine belongs to.
//!
//! A test's own goroutine opens a scope, and every goroutine belongs to the scope of the one that
//! starts it, also by way of `after_func`, of `blocking`, and of a thread or a job of rayon's whose
//! closure is written in goroutine code. One that other plain code starts belongs to the only test
//! that runs at that moment; with several it belongs to none.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU16, AtomicU32, Ordering};

use crate::primitives::lock_std;

/// How many scopes can be told apart; a later one shares its number with one long gone.
const SCOPES: usize = 1 << 16;

/// Live goroutines of each scope; untouched memory until tests run.
static LIVE: [AtomicU32; SCOPES] = [const { AtomicU32::new(0) }; SCOPES];

/// A number for a new scope: never 0, and one in which nothing lives, if there is any.
fn open() -> u16 {
    ANY.store(true, Ordering::Relaxed);
    static NEXT: AtomicU16 = AtomicU16::new(1);
    let numbers = std::iter::repeat_with(|| NEXT.fetch_add(1, Ordering::Relaxed)).filter(|&number| number != 0);
    let mut numbers = numbers.take(SCOPES);
    let first = numbers.next().unwrap_or(1);
    std::iter::once(first).chain(numbers).find(|&number| live(number) == 0).unwrap_or(first)
}

/// The scopes of the tests that run.
static OPEN: Mutex<Vec<u16>> = Mutex::new(Vec::new());

/// A test that runs.
pub(crate) struct OpenScope(u16);

impl OpenScope {
    /// Begins a test, with a number that no live goroutine has.
    pub(crate) fn begin() -> OpenScope {
        let scope = open();
        lock_std(&OPEN).push(scope);
        OpenScope(scope)
    }

    /// Its number.
    pub(crate) fn number(&self) -> u16 {
        self.0
    }
}

impl Drop for OpenScope {
    fn drop(&mut self) {
        lock_std(&OPEN).retain(|&scope| scope != self.0);
    }
}

/// Whether the test of `scope` runs.
pub(crate) fn is_open(scope: u16) -> bool {
    lock_std(&OPEN).contains(&scope)
}

/// Whether any test runs.
pub(crate) fn any_open() -> bool {
    ANY.load(Ordering::Relaxed) && !lock_std(&OPEN).is_empty()
}

/// The scope of what plain code starts: that of the only test that runs, else 0.
pub(crate) fn of_plain_code() -> u16 {
    // Relaxed: a program without tests has no scope, and learns it from one load.
    if !ANY.load(Ordering::Relaxed) {
        return 0;
    }
    match lock_std(&OPEN)[..] {
        [only] => only,
        _ => 0,
    }
}

/// Whether there has ever been a test.
static ANY: AtomicBool = AtomicBool::new(false);

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
