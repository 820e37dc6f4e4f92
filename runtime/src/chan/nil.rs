//! The nil channel, on which one waits for ever: where those stand who do.
//!
//! Nobody serves this queue. It keeps their wakers, so that a goroutine that waits on a nil channel stays, as in Go, and is not
//! taken for one that nobody can wake and whose memory may be reclaimed; one that gives up (a timeout) leaves it.

use std::panic::Location;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Context;

use super::place::{Receiving, Who};
use super::wait_queue::WaitQueue;
use crate::trace::wait_reason::WaitReason;
use crate::wait::park;
use crate::wait::wait_list::renew;

/// Who waits on nil channels; no model needs it, so it is std's lock under loom too.
static WAITERS: Mutex<WaitQueue<Receiving<()>>> = Mutex::new(WaitQueue::new());

fn waiters() -> MutexGuard<'static, WaitQueue<Receiving<()>>> {
    WAITERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for ever; `slot` is the place of the operation from the first call on.
pub(super) fn wait(slot: &mut Option<u32>, cx: &Context<'_>, reason: WaitReason, at: &'static Location<'static>) {
    park::annotate(reason, at);
    let mut waiters = waiters();
    let replaced = match *slot {
        Some(slot) => waiters.waker_mut(slot).and_then(|waker| renew(waker, cx)),
        None => {
            *slot = Some(waiters.join(|| Receiving::Waits(Who::Task(park::waker(cx)))));
            None
        }
    };
    drop(waiters);
    drop(replaced);
}

/// Gives up waiting.
pub(super) fn leave(slot: u32) {
    let left = waiters().leave(slot);
    drop(left);
}
