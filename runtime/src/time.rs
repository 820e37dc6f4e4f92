//! Go's package `time`: sleeping, timers and tickers, with the semantics of Go since 1.23.
//!
//! A [`sleep`](fn@sleep) is a timer (see `timer.rs`) whose waker is the goroutine's. Everything
//! with a channel ([`after`], [`tick`], [`Timer`], [`Ticker`]) is a *timer core*: a deadline,
//! perhaps a period, and what to do then. Times are [`Instant`]s, so nothing here depends on the
//! wall clock.
//!
//! A [`Duration`] is never negative. Zero is what Go's zero and negative durations are:
//! [`sleep`](fn@sleep) returns at once, [`after`], [`Timer`] and [`after_func`] fire at once,
//! `timeout` and a context's timeout are over at once, [`Ticker`] panics with Go's text, and
//! [`tick`] gives the nil channel. [`since`] and [`until`] give zero where Go gives a negative
//! duration; `a.saturating_sub(b)` does so where `a - b` panics.

// For those who change this module.
//
// # States and invariants
//
// A timer core is *armed* (one registration with the driver, which it remembers) or *idle*. All
// changes are made under its lock.
//
// 1. *One current registration.* When the driver calls, the timer core compares the registration
//    with the one it remembers, and does nothing if they differ: a stop or reset that came in
//    between has won, although the driver was on its way.
// 2. *Nothing stale.* The tick is put into the channel under the same lock, and `stop` and `reset`
//    take an unread tick out under it. So what is received after they return was put there by a
//    later arming.
// 3. *Nobody left, nothing left.* The driver knows a timer core weakly. The channel owns it, and it
//    knows the channel weakly: once neither a handle nor a receiver is left it is dropped, and its
//    drop takes the registration out. [`after`] in a `select!` in a loop therefore costs nothing
//    but its own turn. Only [`after_func`] keeps itself while it is armed, because its effect needs
//    no receiver.
// 4. *Slow readers lose ticks*, and never delay anybody: the channel holds one tick, and a tick
//    that finds another is dropped. The next deadline of a ticker is the first multiple of its
//    period that is still ahead, so it does not drift.
//
// # Rejected
//
// *A goroutine per timer that sleeps and sends*: stopping it needs a second channel, and `stop`
// could not say whether it was in time. *A channel that keeps the driver's registration strongly
// until it fires*, looking for receivers only then: `after(HOUR)` in a loop would pile up an hour's
// worth, as in Go before 1.23.

mod duration;
mod sleep;
mod ticker;
mod timer;
mod timer_core;
mod work;

pub use std::time::{Duration, Instant};

pub(crate) use duration::GoDuration;
pub use sleep::{Sleep, sleep, sleep_until};
pub use ticker::{Ticker, interval, tick};
pub use timer::{Timer, after, after_func};
pub use work::{TimerWork, Work};

/// One nanosecond.
pub const NANOSECOND: Duration = Duration::from_nanos(1);
/// One microsecond.
pub const MICROSECOND: Duration = Duration::from_micros(1);
/// One millisecond.
pub const MILLISECOND: Duration = Duration::from_millis(1);
/// One second.
pub const SECOND: Duration = Duration::from_secs(1);
/// One minute.
pub const MINUTE: Duration = Duration::from_secs(60);
/// One hour.
pub const HOUR: Duration = Duration::from_secs(60 * 60);

/// The current time, by a clock that never goes back.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let start = time::now();
/// assert!(time::now() >= start);
/// ```
#[doc(alias = "Now")]
#[must_use]
pub fn now() -> Instant {
    Instant::now()
}

/// The time that has passed since `start`; zero if that is still ahead.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let start = time::now();
/// println!("that took {:?}", time::since(start));
/// ```
#[doc(alias = "Since")]
#[must_use]
pub fn since(start: Instant) -> Duration {
    start.elapsed()
}

/// The time until `deadline`; zero if that is over, where Go's `time.Until` gives a negative
/// duration.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// assert!(time::until(time::now() + time::HOUR) > 59 * time::MINUTE);
/// assert_eq!(time::until(time::now()), time::Duration::ZERO);
/// ```
#[doc(alias = "Until")]
#[must_use]
pub fn until(deadline: Instant) -> Duration {
    deadline.saturating_duration_since(now())
}
