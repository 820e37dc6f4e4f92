//! The relief: one more thread, which runs goroutines while no worker does.
//!
//! A run cannot be interrupted, and a worker that is in a `par_iter`, a `join` or any other long
//! run takes no goroutine until that is over: nothing may run on top of the goroutine further down
//! its stack, which may hold a lock that is wanted there. When all workers are in such runs, ready
//! goroutines would wait for as long as the whole `par_iter` takes. Then the relief runs them.
//!
//! # When it begins and ends
//!
//! The monitor calls it when goroutines are ready and no worker has begun a run for a while
//! (`starvation.rs`). The thread is started by the first call: most programs never have one. It
//! runs goroutines as a worker does, from queues of its own, from the injector, and of what the
//! monitor has moved from behind long runs. It ends when a worker has begun a run, which is able
//! to go on from there, or when there was nothing to run for [`IDLE`]; what its queues hold then
//! goes to where every worker looks. A goroutine that a timer has woken there has its time slice
//! first: it would be behind goroutines that compute otherwise.
//!
//! In between it waits, not for a run loop's start but for work: for as long as all workers are in
//! long runs the start of a run loop would wait in rayon's queue. Whoever pushes to the injector
//! unparks it, and it is the keeper of the timers (`timer/keeper.rs`). So a goroutine that sleeps
//! beside a `par_iter` waits a millisecond once, for the monitor, and then as long as it asked for.
//!
//! # What it costs, and who gets how much
//!
//! A push to the injector reads one flag more. Beside a relief at work, `n` workers and one more
//! thread share the cores as the kernel thinks fit, which is equal parts: the goroutines get a
//! third of two cores, and what they do not use is left to the workers.
//!
//! # Why nothing is lost
//!
//! The relief is no run loop: the idle state does not count it, so all that `README.md` says of
//! wake-ups holds as if it were not there. It takes from the injector like everybody. What is
//! pushed to its own queues it runs, or moves to where all look when it ends, with the fence that
//! every push has. For its own wait the pattern is that of the monitor's: [`Gate::wait`] says that
//! it waits, fences, and looks at the injector; who pushes fences, and looks whether it waits. The
//! loom model in `gate.rs` finds a goroutine that nobody runs when either fence is taken out.
//!
//! The deadlock detector takes the program for alive while the relief is active
//! ([`Relief::is_active`]).
//!
//! # Why a thread of its own, and a pool of its own
//!
//! To run goroutines at the borders of a `par_iter`'s pieces would need no thread, but nests one
//! goroutine in another. A thread of rayon's pool that is held back would be missed by
//! `rayon::broadcast` and counted by `current_num_threads`. So the relief is a pool of one thread:
//! what a goroutine gives to rayon there is done there, serially. Beside busy workers that is no
//! loss.

use std::sync::{Mutex, OnceLock};
use std::thread::{self, Thread};
use std::time::Duration;

use super::gate::{Called, Gate};
use super::pool::Pool;
use super::queue::Fifo;
use crate::primitives::atomic::AtomicU32;
use crate::primitives::lock_std;
use crate::timer::Waiting;

/// After so long without work it ends.
pub(super) const IDLE: Duration = Duration::from_millis(10);

/// The relief of a scheduler.
pub(super) struct Relief {
    /// Its thread, once it was called.
    pub(super) pool: Pool,
    /// Whether it runs, and where it waits for work.
    gate: Gate,
    /// The thread, to unpark it.
    thread: OnceLock<Thread>,
    /// The near end of its queue, until the thread starts.
    fifo: Mutex<Option<Fifo>>,
    /// The size of its stack.
    pub(super) stack_size: usize,
    /// The number by which the kernel knows the first worker's thread.
    pub(super) first_worker: AtomicU32,
}

impl Relief {
    /// A relief that was not called yet.
    pub(super) fn new(fifo: Fifo, stack_size: usize) -> Relief {
        Relief {
            pool: Pool::new(),
            gate: Gate::new(),
            thread: OnceLock::new(),
            fifo: Mutex::new(Some(fifo)),
            stack_size,
            first_worker: AtomicU32::new(0),
        }
    }

    /// Whether it was called and has not ended.
    pub(super) fn is_active(&self) -> bool {
        self.gate.is_active()
    }

    /// Counts it as active, and returns true, if it was not; else unparks it if it waits. Only the
    /// monitor calls it.
    #[must_use = "it must be given its job"]
    pub(super) fn begins(&self) -> bool {
        match self.gate.call() {
            Called::Begins => return true,
            Called::Waits => self.call(),
            Called::Looks => {}
        }
        false
    }

    /// It has ended, and left nothing in its own queues.
    pub(super) fn end(&self) {
        self.gate.end();
    }

    /// Whether its thread was started.
    pub(super) fn has_thread(&self) -> bool {
        lock_std(&self.fifo).is_none()
    }

    /// The near end of its queue, once: for the thread, which calls this.
    pub(super) fn take_fifo(&self) -> Option<Fifo> {
        let _ = self.thread.set(thread::current());
        lock_std(&self.fifo).take()
    }

    /// The relief itself: waits at most `limit`, unless there is work.
    pub(super) fn wait(&self, limit: Duration, has_work: impl FnOnce() -> bool) {
        self.gate.wait(has_work, || thread::park_timeout(limit));
    }

    /// Unparks it if it waits; called after a push to the injector and a `fence(SeqCst)`.
    pub(super) fn call_after_fence(&self) {
        if self.gate.is_waiting() {
            self.call();
        }
    }
}

impl Waiting for Relief {
    fn call(&self) {
        if let Some(thread) = self.thread.get() {
            thread.unpark();
        }
    }
}
