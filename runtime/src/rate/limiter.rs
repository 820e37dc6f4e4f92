//! `Limiter`: the bucket of tokens.

use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use super::{INF, INF_DURATION, Limit, Reservation, duration_from_tokens, tokens_from_duration};
use crate::primitives::lock_std;

/// How often events may happen: Go's `rate.Limiter`.
///
/// All methods may be called from many goroutines. Share it in an `Arc`, or make it a `static`.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::rate::{self, Limiter};
///
/// let limiter = Limiter::new(rate::every(time::HOUR), 2);
/// assert!(limiter.allow() && limiter.allow());
/// assert!(!limiter.allow());
/// ```
#[derive(Debug)]
#[doc(alias = "rate.Limiter")]
pub struct Limiter {
    /// What changes.
    state: Mutex<State>,
}

/// The bucket at one moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    /// How many tokens come per second.
    pub(super) limit: Limit,
    /// How many tokens it holds at most.
    pub(super) burst: usize,
    /// How many tokens it held at `last`; below zero if future ones are reserved.
    pub(super) tokens: f64,
    /// When `tokens` was computed last.
    pub(super) last: Option<Instant>,
    /// The latest time at which a reservation may act.
    pub(super) last_event: Option<Instant>,
}

impl State {
    /// The tokens at `at`.
    pub(super) fn advance(&self, at: Instant) -> f64 {
        let elapsed = self.last.map_or(Duration::ZERO, |last| at.saturating_duration_since(last));
        (self.tokens + tokens_from_duration(self.limit, elapsed)).min(self.burst as f64)
    }

    /// Moves the bucket to `at`.
    fn move_to(&mut self, at: Instant) {
        (self.tokens, self.last) = (self.advance(at), Some(at));
    }
}

impl Limiter {
    /// A limiter that is full: it allows `burst` events at once, and `limit` events per second on
    /// average.
    ///
    /// With a limit of zero it allows the first `burst` events and no more. With a burst of zero it
    /// allows nothing, unless the limit is [`INF`].
    ///
    /// # Examples
    ///
    /// ```
    /// let limiter = goroutines::rate::Limiter::new(10.0, 3);
    /// assert_eq!((limiter.limit(), limiter.burst()), (10.0, 3));
    /// ```
    #[doc(alias = "NewLimiter")]
    #[must_use]
    pub const fn new(limit: Limit, burst: usize) -> Limiter {
        let state = State { limit, burst, tokens: burst as f64, last: None, last_event: None };
        Limiter { state: Mutex::new(state) }
    }

    /// The limit, in events per second.
    ///
    /// # Examples
    ///
    /// See [`new`](Limiter::new).
    pub fn limit(&self) -> Limit {
        self.lock().limit
    }

    /// The number of events that may happen at once.
    ///
    /// # Examples
    ///
    /// See [`new`](Limiter::new).
    pub fn burst(&self) -> usize {
        self.lock().burst
    }

    /// The number of tokens there are now; below zero if future ones are reserved.
    ///
    /// # Examples
    ///
    /// ```
    /// let limiter = goroutines::rate::Limiter::new(0.0, 3);
    /// assert!(limiter.allow());
    /// assert_eq!(limiter.tokens(), 2.0);
    /// ```
    pub fn tokens(&self) -> f64 {
        self.tokens_at(Instant::now())
    }

    /// The number of tokens there are at `at`.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::rate::Limiter;
    ///
    /// let limiter = Limiter::new(10.0, 5);
    /// let start = time::now();
    /// assert!(limiter.allow_n(start, 5));
    /// assert_eq!(limiter.tokens_at(start + 100 * time::MILLISECOND), 1.0);
    /// ```
    pub fn tokens_at(&self, at: Instant) -> f64 {
        self.lock().advance(at)
    }

    /// Changes the limit from now on. Reservations that were made keep their times.
    ///
    /// # Examples
    ///
    /// ```
    /// let limiter = goroutines::rate::Limiter::new(0.0, 1);
    /// limiter.set_limit(10.0);
    /// assert_eq!(limiter.limit(), 10.0);
    /// ```
    pub fn set_limit(&self, limit: Limit) {
        self.set_limit_at(Instant::now(), limit);
    }

    /// Changes the limit from `at` on.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::rate::Limiter;
    ///
    /// let limiter = Limiter::new(10.0, 5);
    /// let start = time::now();
    /// assert!(limiter.allow_n(start, 5));
    /// limiter.set_limit_at(start, 20.0);
    /// assert_eq!(limiter.tokens_at(start + 100 * time::MILLISECOND), 2.0);
    /// ```
    pub fn set_limit_at(&self, at: Instant, limit: Limit) {
        let mut state = self.lock();
        state.move_to(at);
        state.limit = limit;
    }

    /// Changes the burst from now on.
    ///
    /// # Examples
    ///
    /// ```
    /// let limiter = goroutines::rate::Limiter::new(1.0, 1);
    /// limiter.set_burst(5);
    /// assert_eq!(limiter.burst(), 5);
    /// ```
    pub fn set_burst(&self, burst: usize) {
        self.set_burst_at(Instant::now(), burst);
    }

    /// Changes the burst from `at` on.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::rate::Limiter;
    ///
    /// let limiter = Limiter::new(10.0, 5);
    /// limiter.set_burst_at(time::now(), 2);
    /// assert!(!limiter.allow_n(time::now(), 3));
    /// ```
    pub fn set_burst_at(&self, at: Instant, burst: usize) {
        let mut state = self.lock();
        state.move_to(at);
        state.burst = burst;
    }

    /// Takes a token if there is one; false if the event comes too early.
    ///
    /// # Examples
    ///
    /// ```
    /// let limiter = goroutines::rate::Limiter::new(0.0, 2);
    /// assert!(limiter.allow() && limiter.allow());
    /// assert!(!limiter.allow());
    /// ```
    pub fn allow(&self) -> bool {
        self.allow_n(Instant::now(), 1)
    }

    /// Takes `n` tokens if they are there at `at`.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::rate::Limiter;
    ///
    /// let limiter = Limiter::new(10.0, 5);
    /// let start = time::now();
    /// assert!(limiter.allow_n(start, 5));
    /// assert!(!limiter.allow_n(start, 1));
    /// assert!(limiter.allow_n(start + time::SECOND, 5));
    /// ```
    pub fn allow_n(&self, at: Instant, n: usize) -> bool {
        self.reserve_within(at, n, Duration::ZERO).is_ok()
    }

    /// Takes a token, also a future one, and says how long to wait before the event may happen.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::rate::{self, Limiter};
    ///
    /// let limiter = Limiter::new(rate::every(time::SECOND), 1);
    /// assert_eq!(limiter.reserve().delay(), time::Duration::ZERO);
    /// let second = limiter.reserve();
    /// assert!(second.is_ok() && second.delay() > 900 * time::MILLISECOND);
    /// second.cancel();
    /// ```
    pub fn reserve(&self) -> Reservation<'_> {
        self.reserve_n(Instant::now(), 1)
    }

    /// Takes `n` tokens for an event at `at` or later. Not [ok](Reservation::is_ok) if `n` exceeds
    /// the burst.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::rate::Limiter;
    ///
    /// let limiter = Limiter::new(10.0, 5);
    /// let start = time::now();
    /// assert!(limiter.reserve_n(start, 5).is_ok());
    /// assert_eq!(limiter.reserve_n(start, 2).delay_from(start), 200 * time::MILLISECOND);
    /// assert!(!limiter.reserve_n(start, 6).is_ok());
    /// ```
    pub fn reserve_n(&self, at: Instant, n: usize) -> Reservation<'_> {
        self.reserve_within(at, n, INF_DURATION)
    }

    /// Takes `n` tokens if that makes the event wait no longer than `limit`.
    pub(super) fn reserve_within(&self, at: Instant, n: usize, longest: Duration) -> Reservation<'_> {
        let mut state = self.lock();
        if state.limit == INF {
            return Reservation::new(self, n, at, INF, true);
        }
        let tokens = state.advance(at) - n as f64;
        let wait = if tokens < 0.0 { duration_from_tokens(state.limit, -tokens) } else { Duration::ZERO };
        let time_to_act = at.checked_add(wait);
        let ok = n <= state.burst && wait <= longest && time_to_act.is_some();
        if ok {
            (state.tokens, state.last, state.last_event) = (tokens, Some(at), time_to_act);
        }
        Reservation::new(self, n, time_to_act.unwrap_or(at), state.limit, ok)
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        lock_std(&self.state)
    }
}
