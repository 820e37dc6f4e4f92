//! Go's `golang.org/x/time/rate`: how often something may happen.
//!
//! A [`Limiter`] is a bucket of tokens. It holds `burst` tokens at most, and is refilled at
//! `limit` tokens per second. An event takes tokens: [`allow`](Limiter::allow) drops events that
//! come too early, [`reserve`](Limiter::reserve) says how long to wait, [`wait`](Limiter::wait)
//! waits.

mod limiter;
mod reservation;
mod sometimes;
mod wait;

use std::time::Duration;

pub use limiter::Limiter;
pub use reservation::Reservation;
pub use sometimes::Sometimes;
pub use wait::RateError;

/// The frequency of events, in events per second.
pub type Limit = f64;

/// No limit: every event is allowed.
#[doc(alias = "rate.Inf")]
pub const INF: Limit = f64::MAX;

/// The delay of a reservation that can never act: Go's `InfDuration`.
#[doc(alias = "InfDuration")]
pub const INF_DURATION: Duration = Duration::MAX;

/// The limit of one event per `interval`: Go's `rate.Every`. A zero interval is no limit.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::rate;
///
/// assert_eq!(rate::every(100 * time::MILLISECOND), 10.0);
/// assert_eq!(rate::every(time::Duration::ZERO), rate::INF);
/// ```
#[doc(alias = "rate.Every")]
#[must_use]
pub fn every(interval: Duration) -> Limit {
    if interval.is_zero() { INF } else { 1.0 / interval.as_secs_f64() }
}

/// The time in which `limit` gives `tokens`.
fn duration_from_tokens(limit: Limit, tokens: f64) -> Duration {
    if limit <= 0.0 {
        return INF_DURATION;
    }
    Duration::try_from_secs_f64(tokens / limit).unwrap_or(INF_DURATION)
}

/// The tokens that `limit` gives in `duration`.
fn tokens_from_duration(limit: Limit, duration: Duration) -> f64 {
    if limit <= 0.0 { 0.0 } else { duration.as_secs_f64() * limit }
}
