//! The schedulers of the program by number: a task keeps four bytes that name its scheduler, and
//! its schedule function keeps nothing, so a wake counts no reference up and down.

use std::sync::{OnceLock, PoisonError, RwLock};

use super::shared::Scheduler;
use crate::primitives::{Mutex, lock};

/// How many schedulers are found without a lock; a program seldom has more than one.
const FIRST: usize = 16;

static FIRST_ONES: [OnceLock<&'static Scheduler>; FIRST] = [const { OnceLock::new() }; FIRST];

/// Those that came later.
static MORE: RwLock<Vec<&'static Scheduler>> = RwLock::new(Vec::new());

/// How many numbers were given out.
static GIVEN: Mutex<u32> = Mutex::new(0);

/// Makes a scheduler with a number of its own.
pub(super) fn register(make: impl FnOnce(u32) -> &'static Scheduler) -> &'static Scheduler {
    let mut given = lock(&GIVEN);
    let id = *given;
    let scheduler = make(id);
    match FIRST_ONES.get(id as usize) {
        Some(place) => assert!(place.set(scheduler).is_ok(), "numbers are given once"),
        None => MORE.write().unwrap_or_else(PoisonError::into_inner).push(scheduler),
    }
    *given = id.checked_add(1).expect("too many runtimes");
    scheduler
}

/// The scheduler with that number.
pub(super) fn find(id: u32) -> &'static Scheduler {
    let id = id as usize;
    let found = match FIRST_ONES.get(id) {
        Some(place) => place.get().copied(),
        None => MORE.read().unwrap_or_else(PoisonError::into_inner).get(id - FIRST).copied(),
    };
    found.unwrap_or_else(|| unreachable!("a task has the number of a scheduler"))
}
