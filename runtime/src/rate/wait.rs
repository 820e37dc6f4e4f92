//! Waiting until a limiter allows an event.

use std::error::Error;
use std::fmt;
use std::time::{Duration, Instant};

use super::{INF, INF_DURATION, Limiter};
use crate::context::{Context, ContextError};
use crate::until::sleep_ctx;

/// Why [`Limiter::wait`] did not wait until the event may happen; in Go's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RateError {
    /// More events at once than the limiter's burst.
    ExceedsBurst {
        /// The number of events.
        n: usize,
        /// The burst.
        burst: usize,
    },
    /// The event would have to wait until after the deadline of the context.
    ExceedsDeadline {
        /// The number of events.
        n: usize,
    },
    /// The context is over.
    Context(ContextError),
}

impl fmt::Display for RateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RateError::ExceedsBurst { n, burst } => write!(f, "rate: Wait(n={n}) exceeds limiter's burst {burst}"),
            RateError::ExceedsDeadline { n } => write!(f, "rate: Wait(n={n}) would exceed context deadline"),
            RateError::Context(error) => error.fmt(f),
        }
    }
}

impl Error for RateError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            RateError::Context(error) => Some(error),
            _ => None,
        }
    }
}

impl From<ContextError> for RateError {
    fn from(error: ContextError) -> RateError {
        RateError::Context(error)
    }
}

impl Limiter {
    /// Waits until an event may happen, and takes its token.
    ///
    /// # Errors
    ///
    /// See [`RateError`]. The token is given back.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::rate::{self, Limiter};
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let limiter = Limiter::new(rate::every(time::MILLISECOND), 1);
    ///     for request in 0..3 {
    ///         limiter.wait(&context::background()).unwrap();
    ///         println!("request {request}");
    ///     }
    /// }
    /// ```
    pub async fn wait(&self, ctx: &Context) -> Result<(), RateError> {
        self.wait_n(ctx, 1).await
    }

    /// Waits until `n` events may happen at once, and takes their tokens.
    ///
    /// # Errors
    ///
    /// As for [`wait`](Limiter::wait).
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::rate::Limiter;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let (limiter, ctx) = (Limiter::new(1000.0, 3), context::background());
    ///     limiter.wait_n(&ctx, 3).unwrap();
    ///     assert_eq!(limiter.wait_n(&ctx, 4).unwrap_err().to_string(), "rate: Wait(n=4) exceeds limiter's burst 3");
    /// }
    /// ```
    pub async fn wait_n(&self, ctx: &Context, n: usize) -> Result<(), RateError> {
        let (limit, burst) = (self.limit(), self.burst());
        if n > burst && limit != INF {
            return Err(RateError::ExceedsBurst { n, burst });
        }
        if let Some(error) = ctx.err() {
            return Err(RateError::Context(error));
        }
        let now = Instant::now();
        let longest = ctx.deadline().map_or(INF_DURATION, |deadline| deadline.saturating_duration_since(now));
        let reservation = self.reserve_within(now, n, longest);
        if !reservation.is_ok() {
            return Err(RateError::ExceedsDeadline { n });
        }
        let delay = reservation.delay_from(now);
        if delay == Duration::ZERO {
            return Ok(());
        }
        let slept = sleep_ctx(ctx, delay).await;
        slept.map_err(|error| {
            reservation.cancel();
            RateError::Context(error)
        })
    }
}
