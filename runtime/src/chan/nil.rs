//! The nil channel: the queue of the operations that block forever on one.
//!
//! Nothing completes these operations. The queue keeps their wakers, so that a goroutine blocked on
//! a nil channel stays alive, as in Go, instead of being freed when its last waker is dropped. An
//! operation that gives up (a timeout, a drop) leaves the queue.

use std::panic::Location;
use std::sync::Mutex;
use std::task::Context;

use super::slot_state::Receiving;
use super::wait_queue::WaitQueue;
use crate::primitives::lock_std;
use crate::trace::wait_reason::WaitReason;
use crate::wait::park;
use crate::wait::wait_list::renew;
use crate::wait::waiter::Waiter;

/// Operations blocked on nil channels. No model needs it, so it is std's lock under loom too.
static WAITERS: Mutex<WaitQueue<Receiving<()>>> = Mutex::new(WaitQueue::new());

/// Blocks forever; `slot` is the operation's place in the queue from the first call on.
pub(super) fn wait(slot: &mut Option<u32>, cx: &Context<'_>, reason: WaitReason, at: &'static Location<'static>) {
    park::annotate(reason, at);
    let mut waiters = lock_std(&WAITERS);
    let replaced = match *slot {
        Some(slot) => waiters.waker_mut(slot).and_then(|waker| renew(waker, cx)),
        None => {
            *slot = Some(waiters.join(|| Receiving::Waits(Waiter::Task(park::waker(cx)))));
            None
        }
    };
    drop(waiters);
    drop(replaced);
}

/// Gives up waiting.
pub(super) fn leave(slot: u32) {
    let left = lock_std(&WAITERS).leave(slot);
    drop(left);
}
