//! `Ticker`: events at a steady pace.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::timer_core::TimerCore;
use crate::chan::Receiver;

/// The channel of a ticker without its handle: Go's `time.Tick`. A zero duration gives a nil
/// channel, which never receives.
///
/// The ticks end when the receiver is dropped.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let ticks = time::tick(time::MILLISECOND);
/// assert!(ticks.recv_blocking() < ticks.recv_blocking());
/// ```
#[doc(alias = "Tick")]
pub fn tick(period: Duration) -> Receiver<Instant> {
    if period.is_zero() {
        return Receiver::default();
    }
    TimerCore::ticking(period, Some(period)).1
}

/// A [`Ticker`] under its Rust name: its first tick comes `period` from now, not at once.
///
/// # Panics
///
/// With Go's `non-positive interval for NewTicker` when `period` is zero.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let beats = time::interval(time::MILLISECOND);
///     for _ in 0..3 {
///         beats.tick();
///     }
/// }
/// ```
#[must_use]
#[track_caller]
pub fn interval(period: Duration) -> Ticker {
    Ticker::new(period)
}

/// Go's `time.Ticker`: sends the time on its channel once in each period.
///
/// A reader that is slow loses ticks; it does not get them later all at once.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::time::Ticker;
///
/// let ticker = Ticker::new(time::MILLISECOND);
/// for _ in 0..3 {
///     println!("tick at {:?}", ticker.c().recv_blocking());
/// }
/// ticker.stop();
/// ```
#[derive(Clone, Debug)]
pub struct Ticker {
    /// What counts the time down.
    core: Arc<TimerCore>,
    /// Where the ticks are sent.
    receiver: Receiver<Instant>,
}

impl Ticker {
    /// A ticker whose first tick comes `period` from now.
    ///
    /// # Panics
    ///
    /// With Go's `non-positive interval for NewTicker` when `period` is zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::time::Ticker;
    ///
    /// let ticker = Ticker::new(time::SECOND);
    /// assert_eq!(ticker.c().len(), 0);
    /// ```
    #[doc(alias = "NewTicker")]
    #[must_use]
    #[track_caller]
    pub fn new(period: Duration) -> Ticker {
        assert!(!period.is_zero(), "non-positive interval for NewTicker");
        let (core, receiver) = TimerCore::ticking(period, Some(period));
        Ticker { core, receiver }
    }

    /// The channel: Go's `ticker.C`.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::time::Ticker;
    ///
    /// #[goroutines]
    /// fn next(ticker: &Ticker) {
    ///     ticker.c().recv();
    /// }
    /// ```
    pub fn c(&self) -> &Receiver<Instant> {
        &self.receiver
    }

    /// Waits for the next tick, and returns its time: `c().recv()`, which always gives a value.
    ///
    /// It waits forever once the ticker is stopped.
    ///
    /// # Examples
    ///
    /// See [`interval`].
    pub async fn tick(&self) -> Instant {
        match self.receiver.recv().await {
            Some(at) => at,
            None => unreachable!("a ticker's channel is not closed"),
        }
    }

    /// Ends the ticks: none is received after it. The channel is not closed, so who reads on waits
    /// forever.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::time::Ticker;
    ///
    /// Ticker::new(time::SECOND).stop();
    /// ```
    pub fn stop(&self) {
        self.core.stop();
    }

    /// Begins anew with another period, whether or not the ticker was stopped; no earlier tick is
    /// received after it.
    ///
    /// # Panics
    ///
    /// With Go's `non-positive interval for Ticker.Reset` when `period` is zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::time::Ticker;
    ///
    /// let ticker = Ticker::new(time::HOUR);
    /// ticker.reset(time::MILLISECOND);
    /// assert!(ticker.c().recv_blocking().is_some());
    /// ```
    #[track_caller]
    pub fn reset(&self, period: Duration) {
        assert!(!period.is_zero(), "non-positive interval for Ticker.Reset");
        self.core.reset(period, Some(period));
    }
}
