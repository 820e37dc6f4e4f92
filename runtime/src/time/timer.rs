//! `Timer`: one event in the future, which can be called off.

use std::panic::Location;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::timer_core::TimerCore;
use super::work::TimerWork;
use crate::chan::Receiver;
use crate::scheduler::spawn::LaterOrigin;

/// The channel on which the time comes, `duration` from now: Go's `time.After`.
///
/// Once the receiver is dropped, nothing is left of it, so it may be used in a `select!` in a loop.
/// It receives one time; it is not closed. With zero the time comes at once.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let timeout = time::after(time::MILLISECOND);
/// assert!(timeout.recv_blocking().is_some());
/// ```
#[doc(alias = "After")]
pub fn after(duration: Duration) -> Receiver<Instant> {
    TimerCore::ticking(duration, None).1
}

/// Runs `work` in a goroutine of its own, `duration` from now: Go's `time.AfterFunc`.
///
/// `work` is a future, which runs once, or a closure, which [`Timer::reset`] runs again, as in Go.
/// The timer's channel is nil. With zero the work starts at once. Dropping the timer does not call
/// the work off; [`Timer::stop`] does.
///
/// In goroutine code `time::after_func(d, || { … })` takes a function literal, which waits as all
/// goroutine code does. Each run has clones of the variables that the literal captures. A variable
/// that cannot be cloned moves into the first run, and the literal does nothing after that.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let timer = time::after_func(time::HOUR, async { println!("an hour later") });
///     assert!(timer.stop());
///
///     let runs = chan(0);
///     let timer = time::after_func(time::MILLISECOND, || runs.send("again").unwrap());
///     runs.recv();
///     timer.reset(time::MILLISECOND);
///     assert_eq!(runs.recv(), Some("again"));
/// }
/// ```
#[doc(alias = "AfterFunc")]
#[track_caller]
pub fn after_func<K>(duration: Duration, work: impl TimerWork<K>) -> Timer {
    let core = TimerCore::starting(duration, work.into_work(), LaterOrigin::new(Location::caller()));
    Timer { core, receiver: Receiver::default() }
}

/// Go's `time.Timer`: sends the time on its channel once, when its duration has passed.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::time::Timer;
///
/// let timer = Timer::new(time::MILLISECOND);
/// assert!(timer.c().recv_blocking().is_some());
/// assert!(!timer.stop());
/// ```
#[derive(Clone, Debug)]
pub struct Timer {
    /// What counts the time down.
    core: Arc<TimerCore>,
    /// Where the time is sent.
    receiver: Receiver<Instant>,
}

impl Timer {
    /// A timer that sends `duration` from now; at once if that is zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::time::Timer;
    ///
    /// let timer = Timer::new(time::HOUR);
    /// assert_eq!((timer.c().len(), timer.c().capacity()), (0, 0));
    /// ```
    #[must_use]
    #[doc(alias = "NewTimer")]
    pub fn new(duration: Duration) -> Timer {
        let (core, receiver) = TimerCore::ticking(duration, None);
        Timer { core, receiver }
    }

    /// The channel: Go's `timer.C`. Nil for a timer of [`after_func`].
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::time::Timer;
    ///
    /// #[goroutines]
    /// fn wait(timer: &Timer) {
    ///     timer.c().recv();
    /// }
    /// ```
    pub fn c(&self) -> &Receiver<Instant> {
        &self.receiver
    }

    /// Stops the timer. Returns true if that prevented something: it had not run out, or its time
    /// had not been received.
    ///
    /// Nothing is received after it. For a timer of [`after_func`], `false` says that the work was
    /// started; this does not wait for its end.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::time::Timer;
    ///
    /// let timer = Timer::new(time::HOUR);
    /// assert!(timer.stop());
    /// assert!(!timer.stop());
    /// ```
    #[doc(alias = "Stop")]
    pub fn stop(&self) -> bool {
        self.core.stop()
    }

    /// Makes the timer send `duration` from now (at once if that is zero), and nothing before.
    /// Returns what [`stop`](Timer::stop) would have returned.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::time::Timer;
    ///
    /// let timer = Timer::new(time::HOUR);
    /// assert!(timer.reset(time::MILLISECOND));
    /// assert!(timer.c().recv_blocking().is_some());
    /// ```
    #[doc(alias = "Reset")]
    pub fn reset(&self, duration: Duration) -> bool {
        self.core.reset(duration, None)
    }
}
