//! Who waits for one direction of a socket: the reactor wakes this list, and so do a deadline and
//! `close`.

use std::sync::{Arc, Mutex};
use std::task::{Wake, Waker};

use crate::primitives::lock_std as lock;

/// The wakers of all operations that wait for one direction.
///
/// tokio keeps one waker for each direction of a socket: this list is that waker. An event wakes
/// all operations in it; those that cannot continue register again.
#[derive(Default)]
pub(super) struct Waiters {
    list: Mutex<List>,
}

#[derive(Default)]
struct List {
    /// Nearly always the only waker.
    first: Option<Waker>,
    more: Vec<Waker>,
}

impl Waiters {
    /// Adds `waker`, unless it is there already.
    pub(super) fn add(&self, waker: Waker) {
        let mut list = lock(&self.list);
        let List { first, more } = &mut *list;
        match first {
            None => *first = Some(waker),
            Some(first) if first.will_wake(&waker) => {}
            Some(_) if more.iter().any(|other| other.will_wake(&waker)) => {}
            Some(_) => more.push(waker),
        }
        // What is dropped here is a clone of the caller's waker, never the last one: no goroutine
        // ends under the lock.
    }

    /// Wakes everybody, with no lock held.
    pub(super) fn wake_all(&self) {
        let mut list = lock(&self.list);
        let first = list.first.take();
        // Nearly always empty: then the common path moves one waker.
        let more = if list.more.is_empty() { None } else { Some(std::mem::take(&mut list.more)) };
        drop(list);
        if let Some(waker) = first {
            waker.wake();
        }
        more.into_iter().flatten().for_each(Waker::wake);
    }
}

impl Wake for Waiters {
    fn wake(self: Arc<Self>) {
        self.wake_all();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.wake_all();
    }
}
