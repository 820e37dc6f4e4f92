//! The zero value, where the language needs one and the type may lack it: a receive in Go's
//! spelling, and a function whose panic was recovered.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use super::Tag;
use super::ladder::{Way, ladder};

/// The way of a type with a zero value.
pub struct HasZero;

/// The way of a type without one.
pub struct NoZero;

ladder! {
    /// Whether a type has a zero value.
    pub trait ZeroChoice: __go_zero;
    [T: Default] &Tag<T> => Way<T, HasZero>;
    [T] Tag<T> => Way<T, NoZero>;
}

/// What a function returns after a recovered panic, as Go returns its results as they stand.
pub trait Zero {
    /// The type.
    type Value;

    /// The zero value, if the type has one.
    fn __go_value(&self) -> Option<Self::Value>;
}

impl<T: Default> Zero for Way<T, HasZero> {
    type Value = T;

    fn __go_value(&self) -> Option<T> {
        Some(T::default())
    }
}

impl<T> Zero for Way<T, NoZero> {
    type Value = T;

    fn __go_value(&self) -> Option<T> {
        None
    }
}

/// The element type of a channel that is received from in Go's spelling.
#[diagnostic::on_unimplemented(
    message = "a receive in Go's spelling needs a zero value for a closed channel, and `{Self}` has none",
    label = "`{Self}` does not implement `Default`",
    note = "receive with `ch.recv()`, which gives an `Option`, or derive `Default`"
)]
pub trait ZeroValue<How = NeedsDefault>: Sized {
    /// The value received, or the zero value of a closed channel.
    fn __go_or_zero(received: Option<Self>) -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Default> ZeroValue for T {
    fn __go_or_zero(received: Option<T>) -> T {
        received.unwrap_or_default()
    }
}

/// The zero value is `Default`'s.
pub struct NeedsDefault;

/// The type has no `Default`, but its channels are timers', which are never closed.
pub struct OfTimers;

/// Go's `now := <-ticker.C`; the zero time on a closed channel of the program's own.
#[diagnostic::do_not_recommend]
impl ZeroValue<OfTimers> for Instant {
    fn __go_or_zero(received: Option<Instant>) -> Instant {
        received.unwrap_or_else(zero_time)
    }
}

/// The zero time of Go's: earlier than every time that a program sees.
#[must_use]
pub fn zero_time() -> Instant {
    static ZERO: OnceLock<Instant> = OnceLock::new();
    *ZERO.get_or_init(|| {
        // Some clocks begin when the machine does.
        let years = |years: u64| Duration::from_secs(years * 365 * 86_400);
        let now = Instant::now();
        [200, 20, 2].into_iter().find_map(|ago| now.checked_sub(years(ago))).unwrap_or(now)
    })
}

/// The value received, or the zero value of a closed channel.
pub fn or_zero<How, T: ZeroValue<How>>(received: Option<T>) -> T {
    T::__go_or_zero(received)
}

/// Itself: what the macros say of a variable of theirs that is to be as long as an expression of
/// the user's.
pub trait Itself: Sized {
    /// The value.
    fn __go_itself(self) -> Self {
        self
    }
}

impl<T> Itself for T {}
