//! `Reservation`: tokens that were taken for a future event.

use std::time::{Duration, Instant};

use super::{INF, INF_DURATION, Limit, Limiter, duration_from_tokens, tokens_from_duration};

/// Tokens that a
/// [`Limiter`] has given for an event that may happen after a delay: Go's `rate.Reservation`.
///
/// Dropping it does not give the tokens back; [`cancel`](Reservation::cancel) does.
///
/// # Examples
///
/// See [`Limiter::reserve`].
#[derive(Debug)]
#[doc(alias = "rate.Reservation")]
#[must_use = "an event waits for `delay()`, or is called off by `cancel()`"]
pub struct Reservation<'a> {
    /// The limiter.
    limiter: &'a Limiter,
    /// The number of tokens.
    tokens: usize,
    /// When the event may happen.
    time_to_act: Instant,
    /// The limit at the time of the reservation.
    limit: Limit,
    /// Whether the tokens were given.
    ok: bool,
}

impl<'a> Reservation<'a> {
    pub(super) fn new(limiter: &'a Limiter, tokens: usize, time_to_act: Instant, limit: Limit, ok: bool) -> Self {
        Reservation { limiter, tokens, time_to_act, limit, ok }
    }

    /// Whether the limiter can give the tokens at all.
    ///
    /// # Examples
    ///
    /// See [`Limiter::reserve`].
    #[doc(alias = "OK")]
    pub fn is_ok(&self) -> bool {
        self.ok
    }

    /// How long to wait before the event may happen; [`INF_DURATION`] if the tokens were not given.
    ///
    /// # Examples
    ///
    /// See [`Limiter::reserve`].
    pub fn delay(&self) -> Duration {
        self.delay_from(Instant::now())
    }

    /// How long to wait from `at` on.
    ///
    /// # Examples
    ///
    /// See [`Limiter::reserve_n`].
    pub fn delay_from(&self, at: Instant) -> Duration {
        if self.ok { self.time_to_act.saturating_duration_since(at) } else { INF_DURATION }
    }

    /// Calls the event off, and gives back the tokens that later reservations do not count on.
    ///
    /// # Examples
    ///
    /// ```
    /// let limiter = goroutines::rate::Limiter::new(0.001, 1);
    /// assert!(limiter.allow());
    /// let second = limiter.reserve();
    /// assert!(limiter.tokens() < -0.9);
    /// second.cancel();
    /// assert!(limiter.tokens() > -0.1);
    /// ```
    pub fn cancel(&self) {
        self.cancel_at(Instant::now());
    }

    /// Calls the event off at `at`. Without effect once the event may have happened.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::rate::Limiter;
    ///
    /// let limiter = Limiter::new(10.0, 1);
    /// let start = time::now();
    /// assert!(limiter.allow_n(start, 1));
    /// let second = limiter.reserve_n(start, 1);
    /// second.cancel_at(start);
    /// assert_eq!(limiter.reserve_n(start, 1).delay_from(start), 100 * time::MILLISECOND);
    /// ```
    pub fn cancel_at(&self, at: Instant) {
        let mut state = self.limiter.lock();
        if !self.ok || state.limit == INF || self.tokens == 0 || self.time_to_act < at {
            return;
        }
        // What was reserved later was computed from this reservation's time, so its part stays
        // taken.
        let later = state.last_event.map_or(Duration::ZERO, |last| last.saturating_duration_since(self.time_to_act));
        let restored = self.tokens as f64 - tokens_from_duration(self.limit, later);
        if restored <= 0.0 {
            return;
        }
        state.tokens = (state.advance(at) + restored).min(state.burst as f64);
        state.last = Some(at);
        if state.last_event == Some(self.time_to_act) {
            let taken = duration_from_tokens(self.limit, self.tokens as f64);
            let before = self.time_to_act.checked_sub(taken).filter(|before| *before >= at);
            state.last_event = before.or(state.last_event);
        }
    }
}
