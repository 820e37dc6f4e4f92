//! The schedulers of the program by number, so that a task keeps four bytes of where it belongs and its schedule function nothing: a
//! wake then counts no reference up and down.

use std::sync::{OnceLock, PoisonError, RwLock};

use super::worker::Scheduler;

/// How many schedulers are found without a lock; a program seldom has more than one.
const FIRST: usize = 16;

static FIRST_HOMES: [OnceLock<&'static Scheduler>; FIRST] = [const { OnceLock::new() }; FIRST];

/// Those that came later.
static MORE: RwLock<Vec<&'static Scheduler>> = RwLock::new(Vec::new());

/// How many numbers were given out.
static GIVEN: std::sync::Mutex<u32> = std::sync::Mutex::new(0);

/// Makes a scheduler with a number of its own.
pub(super) fn register(make: impl FnOnce(u32) -> &'static Scheduler) -> &'static Scheduler {
    let mut given = GIVEN.lock().unwrap_or_else(PoisonError::into_inner);
    let number = *given;
    let scheduler = make(number);
    match FIRST_HOMES.get(number as usize) {
        Some(home) => assert!(home.set(scheduler).is_ok(), "numbers are given once"),
        None => MORE.write().unwrap_or_else(PoisonError::into_inner).push(scheduler),
    }
    *given = number.checked_add(1).expect("too many runtimes");
    scheduler
}

/// The scheduler with that number.
pub(super) fn find(number: u32) -> &'static Scheduler {
    let number = number as usize;
    let found = match FIRST_HOMES.get(number) {
        Some(home) => home.get().copied(),
        None => MORE.read().unwrap_or_else(PoisonError::into_inner).get(number - FIRST).copied(),
    };
    found.unwrap_or_else(|| unreachable!("a task has the number of a scheduler"))
}
