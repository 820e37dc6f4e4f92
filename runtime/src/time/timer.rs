//! `Timer`: one event in the future, which can be called off.

use std::future::Future;
use std::panic::Location;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::timer_core::TimerCore;
use crate::chan::Receiver;
use crate::scheduler::spawn::LaterWork;

/// The channel on which the time comes, `duration` from now: Go's `time.After`.
///
/// Once the receiver is dropped, nothing is left of it, so it may stand in a `select!` in a loop. It receives one time; it is not closed.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let timeout = time::after(time::MILLISECOND);
/// assert!(timeout.recv_blocking().is_some());
/// ```
pub fn after(duration: Duration) -> Receiver<Instant> {
    TimerCore::ticking(duration, None).1
}

/// Runs `work` in a goroutine of its own, `duration` from now: Go's `time.AfterFunc`.
///
/// The timer's channel is nil. Dropping the timer does not call the work off; [`Timer::stop`] does. A future runs once: a [`Timer::reset`]
/// after it was started does nothing (Go would run the function again).
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let timer = time::after_func(time::HOUR, async { println!("an hour later") });
/// assert!(timer.stop());
/// ```
#[track_caller]
pub fn after_func<F>(duration: Duration, work: F) -> Timer
where
    F: Future<Output = ()> + Send + 'static,
{
    let core = TimerCore::starting(duration, LaterWork::new(work, Location::caller()));
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
    /// A timer that sends `duration` from now.
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

    /// Calls the timer off, and says whether that prevented something: it had not run out, or its time had not been received.
    ///
    /// Nothing is received after it. For a timer of [`after_func`], `false` says that the work was started; this does not wait for its end.
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
    pub fn stop(&self) -> bool {
        self.core.stop()
    }

    /// Has the timer send `duration` from now, and nothing before; says what [`stop`](Timer::stop) would have said.
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
    pub fn reset(&self, duration: Duration) -> bool {
        self.core.reset(duration, None)
    }
}
