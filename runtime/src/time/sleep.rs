//! Waiting for a time.

use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use crate::alarm::{Alarm, deadline_in};
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
/// use goroutines_runtime::time;
///
/// async fn slow() {
///     time::sleep(10 * time::MILLISECOND).await;
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
/// use goroutines_runtime::time;
///
/// async fn steady() {
///     let mut next = time::now();
///     for _ in 0..3 {
///         next += time::MILLISECOND;
///         time::sleep_until(next).await;
///     }
/// }
/// ```
#[track_caller]
pub fn sleep_until(deadline: Instant) -> Sleep {
    Sleep { alarm: Alarm::at(deadline), waited: false, at: Location::caller() }
}

/// The future of [`sleep`] and [`sleep_until`]; dropped half-way, it leaves nothing behind.
#[derive(Debug)]
#[must_use = "futures do nothing unless awaited"]
pub struct Sleep {
    /// Wakes the goroutine.
    alarm: Alarm,
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
    /// use goroutines_runtime::time;
    ///
    /// assert!(time::sleep(time::HOUR).deadline() > time::now());
    /// ```
    pub fn deadline(&self) -> Instant {
        self.alarm.deadline()
    }
}

impl PollReady for Sleep {
    type Output = ();

    fn try_now(&mut self) -> Option<()> {
        (self.alarm.deadline() <= Instant::now()).then_some(())
    }

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        Pin::new(&mut self.alarm).poll(cx)
    }

    fn forget(&mut self) {
        self.alarm = Alarm::at(self.alarm.deadline());
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if !self.waited {
            ready!(budget::poll_proceed(cx));
        }
        if Pin::new(&mut self.alarm).poll(cx).is_ready() {
            return Poll::Ready(());
        }
        self.waited = true;
        park::annotate(WaitReason::Sleep, self.at);
        Poll::Pending
    }
}
