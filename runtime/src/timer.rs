//! Deadlines: what everything that waits for a time asks of the clock, and who looks at it.
//!
//! An *entry* says what to do at a deadline: wake a [`Waker`] ([`TimerFuture`]) or call a
//! [`TimerCallback`] ([`call_at`]). Entries stand in *shards*, each an ordered map behind a lock of
//! its own; a thread uses always the same shard for what it adds, so workers seldom meet. A *look*
//! takes due entries out and acts on them with no lock held (`driver.rs`). One thread looks at a
//! time:
//!
//! - *The worker that waits in the reactor* wakes itself for the next deadline, looks, and runs
//!   what that made ready. So a goroutine that sleeps is woken by the thread that runs it, with no
//!   wake-up across threads.
//! - *A run loop at work* looks when it runs out of work, and every 64 runs, or every 100 µs if
//!   runs are longer, so after each long one.
//! - *The monitor* looks at its ticks, if nobody has looked in time.
//! - *The reserve*, a thread named `goroutines-timer` and started by the first entry, looks one to
//!   four milliseconds later. Where no worker can wait for the clock (plain threads without a runtime, a
//!   build without the reactor, a lent runtime of tokio's) it looks at once. Such a build keeps the
//!   thread because a worker without work then waits in rayon, whose wait has no time limit.
//!
//! How the first and the last learn of an earlier deadline, and why none is missed, is in
//! `keeper.rs`.
//!
//! # Invariants
//!
//! 1. An entry is in its shard from its registration until it is due or cancelled. Whoever takes it
//!    out (a look, a drop, a cancellation; the shard's lock decides) alone owns what it holds, so
//!    an entry acts at most once.
//! 2. A waker is never woken, nor dropped, under a shard's lock: dropping one may drop a whole
//!    goroutine, whose timers lock shards in turn.
//! 3. A look acts on what was due when it began. Tickers that are due again at once hold up no
//!    other timer.
//!
//! # Rejected
//!
//! *A timer wheel*, as tokio has: constant-time, but it rounds to its slots (1 ms there); ours are
//! as near as the OS lets. *A binary heap with tombstones* for what was cancelled: a `select!` with
//! a timeout in a loop would fill it with timers that nobody waits for any more, and Go spent its
//! releases up to 1.23 getting rid of just that. The ordered map takes an entry out where it
//! stands, with no index to keep. *One thread that knows what time it is*, which was here before:
//! it woke a worker for each expiry, which cost two context switches and rayon's way to sleep.

mod driver;
mod keeper;
mod shard;

use std::future::Future;
use std::pin::Pin;
use std::sync::{OnceLock, Weak};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

#[cfg(not(loom))]
pub(crate) use driver::{Keeper, Waiting, is_due_for, look, watched};
use shard::TimerKey;

use crate::wait::park;

/// Nanoseconds since the first look at the clock; 584 years of them fit.
type Ticks = u64;

/// A deadline that does not come.
const NEVER: Ticks = Ticks::MAX;

/// What to do at a deadline.
enum Entry {
    /// Wake a future that is registered by its [`TimerFuture`].
    Wake(Waker),
    /// Call something, if it is still there.
    Callback(Weak<dyn TimerCallback>),
}

/// Something that acts at a deadline, on the thread that looks: it must not wait, and runs no user
/// code.
pub(crate) trait TimerCallback: Send + Sync {
    /// Acts on the registration `timer`, which is over now; it may register the next one.
    fn fire(&self, timer: TimerId);

    /// Whether that would wake nobody, as long as no goroutine runs: a tick that no one waits for.
    fn is_idle(&self) -> bool {
        false
    }
}

/// Which registration of a [`TimerCallback`] it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimerId(TimerKey);

/// One registration of a [`TimerCallback`]; dropping it takes the registration back.
#[derive(Debug)]
#[must_use = "a dropped handle takes its registration back"]
pub(crate) struct TimerHandle(TimerId);

/// Has `target` called at `deadline`, or soon (by a look) if that is over.
///
/// Only a weak reference is kept; a dropped target still occupies its position until the deadline
/// unless it is cancelled.
pub(crate) fn call_at(deadline: Instant, target: Weak<dyn TimerCallback>) -> TimerHandle {
    TimerHandle(TimerId(driver::register(ticks(deadline), Entry::Callback(target))))
}

impl TimerHandle {
    /// Takes the registration back. Returns true if that prevented the start of the call.
    ///
    /// `false` says that a look took it up: the call is over, runs, or is about to. A target that
    /// wants to know better compares the [`TimerId`] that [`TimerCallback::fire`] is given with the
    /// registration it is waiting for, under a lock of its own.
    pub(crate) fn cancel(self) -> bool {
        self.forget().take_back()
    }

    /// Whether this is the registration `timer`.
    pub(crate) fn is(&self, timer: TimerId) -> bool {
        self.0 == timer
    }

    /// Gives the handle up once its call has come: there is nothing to take back.
    pub(crate) fn forget(self) -> TimerId {
        std::mem::ManuallyDrop::new(self).0
    }
}

impl TimerId {
    fn take_back(self) -> bool {
        shard::take(self.0).is_some()
    }
}

impl Drop for TimerHandle {
    fn drop(&mut self) {
        self.0.take_back();
    }
}

/// A future that is ready at its deadline, and costs nothing once dropped.
#[derive(Debug)]
pub(crate) struct TimerFuture {
    /// When it is ready.
    deadline: Instant,
    /// Where its waker stands, from the first poll that found the deadline ahead.
    key: Option<TimerKey>,
    /// Whether it was ready already.
    over: bool,
}

impl TimerFuture {
    /// An timer for `deadline`; nothing is registered before it is polled.
    pub(crate) fn at(deadline: Instant) -> TimerFuture {
        TimerFuture { deadline, key: None, over: false }
    }

    /// When it is ready.
    pub(crate) fn deadline(&self) -> Instant {
        self.deadline
    }

    fn disarm(&mut self) {
        if let Some(key) = self.key.take() {
            drop(shard::take(key));
        }
    }
}

impl Future for TimerFuture {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.over {
            return Poll::Ready(());
        }
        let waits = match self.key {
            Some(key) => shard::set_waker(key, &park::waker(cx)),
            None if self.deadline <= Instant::now() => false,
            None => {
                self.key = Some(driver::register(ticks(self.deadline), Entry::Wake(park::waker(cx))));
                true
            }
        };
        if waits {
            park::annotate_timer();
            return Poll::Pending;
        }
        self.over = true;
        self.key = None;
        Poll::Ready(())
    }
}

impl Drop for TimerFuture {
    fn drop(&mut self) {
        self.disarm();
    }
}

/// Whether some entry would wake a goroutine by the passing of time alone. A ticker that nobody
/// receives from wakes nobody.
///
/// For the deadlock detector: when this, and then [`is_acting`], says `false`, whatever was due has
/// been woken already.
pub(crate) fn is_pending() -> bool {
    shard::any_future() || may_act()
}

/// Whether a timer may still do more than wake the goroutine that waits for it: send a tick that
/// somebody receives, start a goroutine, cancel a context.
pub(crate) fn has_callbacks() -> bool {
    may_act() || is_acting()
}

fn may_act() -> bool {
    let acts = |callback: Weak<dyn TimerCallback>| callback.upgrade().is_some_and(|callback| !callback.is_idle());
    let mut seen = 0;
    shard::callbacks().any(|callback| {
        seen += 1;
        seen > MOST_CALLBACKS || acts(callback)
    })
}

/// Whether an entry is being acted on.
pub(crate) fn is_acting() -> bool {
    driver::is_acting()
}

/// More callbacks than these are not asked whether they are idle.
const MOST_CALLBACKS: usize = 1000;

/// The instant `wait` from now, or one that no program lives to see if that cannot be said.
pub(crate) fn deadline_in(wait: Duration) -> Instant {
    /// A thousand years.
    const FAR: Duration = Duration::from_secs(1_000 * 365 * 24 * 3600);
    let now = Instant::now();
    now.checked_add(wait).or_else(|| now.checked_add(FAR)).unwrap_or(now)
}

/// The distance of `at` from the first look at the clock; [`NEVER`] if it is too far away to count.
fn ticks(at: Instant) -> Ticks {
    static EPOCH: OnceLock<Instant> = OnceLock::new();
    let since = at.saturating_duration_since(*EPOCH.get_or_init(Instant::now));
    Ticks::try_from(since.as_nanos()).unwrap_or(NEVER)
}

#[cfg(all(test, not(loom)))]
mod tests;
