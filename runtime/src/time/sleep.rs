//! Waiting for a time.

use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use crate::timer::{TimerFuture, deadline_in};
use crate::trace::wait_reason::WaitReason;
use crate::wait::case::PollReady;
use crate::wait::{budget, park};

/// Waits for at least `duration`, counted from this call; zero returns at once.
///
/// The worker runs other goroutines meanwhile. A plain thread sleeps by `std::thread::sleep`.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn slow() {
///     time::sleep(10 * time::MILLISECOND);
/// }
/// ```
#[track_caller]
pub fn sleep(duration: Duration) -> Sleep {
    sleep_until(deadline_in(duration))
}

/// Waits until `deadline`; one that is over returns at once.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn steady() {
///     let mut next = time::now();
///     for _ in 0..3 {
///         next += time::MILLISECOND;
///         time::sleep_until(next);
///     }
/// }
/// ```
#[track_caller]
pub fn sleep_until(deadline: Instant) -> Sleep {
    Sleep { timer: TimerFuture::at(deadline), waited: false, at: Location::caller() }
}

/// The future of [`sleep`] and [`sleep_until`]; dropped half-way, it leaves nothing behind.
#[derive(Debug)]
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Sleep {
    /// Wakes the goroutine.
    timer: TimerFuture,
    /// Whether it has been polled in vain.
    waited: bool,
    /// Where the program sleeps.
    at: &'static Location<'static>,
}

impl Sleep {
    /// When it ends.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    ///
    /// assert!(time::sleep(time::HOUR).deadline() > time::now());
    /// ```
    pub fn deadline(&self) -> Instant {
        self.timer.deadline()
    }
}

impl PollReady for Sleep {
    type Output = ();

    fn try_now(&mut self) -> Option<()> {
        (self.timer.deadline() <= Instant::now()).then_some(())
    }

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        Pin::new(&mut self.timer).poll(cx)
    }

    fn forget(&mut self) {
        self.timer = TimerFuture::at(self.timer.deadline());
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if !self.waited {
            ready!(budget::poll_proceed(cx));
        }
        if Pin::new(&mut self.timer).poll(cx).is_ready() {
            return Poll::Ready(());
        }
        self.waited = true;
        park::annotate(WaitReason::Sleep, self.at);
        Poll::Pending
    }
}
