//! `time`

use std::ops::Mul;
use std::time::{Instant, UNIX_EPOCH};

use super::super::calendar;
use crate::chan::Receiver;
use crate::dispatch::zero::zero_time;
use crate::time::{self, Sleep as Sleeping};
pub use crate::time::{Ticker, Timer};
pub use std::time::Duration;

/// Go's `time.Time`: the moment it is, by the monotonic clock.
pub type Time = Instant;

/// Go's constant of that name.
pub const Nanosecond: Duration = time::NANOSECOND;
/// Go's constant of that name.
pub const Microsecond: Duration = time::MICROSECOND;
/// Go's constant of that name.
pub const Millisecond: Duration = time::MILLISECOND;
/// Go's constant of that name.
pub const Second: Duration = time::SECOND;
/// Go's constant of that name.
pub const Minute: Duration = time::MINUTE;
/// Go's constant of that name.
pub const Hour: Duration = time::HOUR;

/// A number that `time.Duration(n)` made, before it is multiplied with a unit.
#[derive(Clone, Copy, Debug)]
pub struct Count(u64);

/// A whole number of nanoseconds.
pub trait Nanoseconds {
    /// The number; 0 for a negative one.
    fn __go_count(self) -> Count;
}

macro_rules! counts {
    ($($Int:ty)*) => { $(impl Nanoseconds for $Int {
        fn __go_count(self) -> Count {
            Count(u64::try_from(self).unwrap_or(0))
        }
    })* };
}

counts! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize }

/// Go's conversion `time.Duration(n)`.
#[must_use]
pub fn Duration<N: Nanoseconds>(number: N) -> Count {
    number.__go_count()
}

impl Mul<Duration> for Count {
    type Output = Duration;

    fn mul(self, unit: Duration) -> Duration {
        let nanos = unit.as_nanos().saturating_mul(u128::from(self.0));
        Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
    }
}

impl Mul<u64> for Count {
    type Output = Count;

    fn mul(self, times: u64) -> Count {
        Count(self.0.saturating_mul(times))
    }
}

impl Mul<Count> for u64 {
    type Output = Count;

    fn mul(self, count: Count) -> Count {
        count * self
    }
}

impl Mul<Count> for Duration {
    type Output = Duration;

    fn mul(self, count: Count) -> Duration {
        count * self
    }
}

/// What Go's functions take as a duration: one, or a number of nanoseconds. A duration here is
/// never negative: a negative number is zero, which Go's sleeps, timers, tickers and deadlines
/// treat alike.
pub trait IntoDuration {
    /// The duration.
    fn __go_duration(self) -> Duration;
}

impl IntoDuration for Duration {
    fn __go_duration(self) -> Duration {
        self
    }
}

impl IntoDuration for Count {
    fn __go_duration(self) -> Duration {
        Duration::from_nanos(self.0)
    }
}

macro_rules! into_duration {
    ($($Int:ty)*) => { $(impl IntoDuration for $Int {
        fn __go_duration(self) -> Duration {
            Duration(self).__go_duration()
        }
    })* };
}

into_duration! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize }

impl From<Count> for Duration {
    fn from(count: Count) -> Duration {
        count.__go_duration()
    }
}

/// Go's `a - b` of two durations; 0 where it is negative there.
pub fn difference<A: IntoDuration, B: IntoDuration>(a: A, b: B) -> Duration {
    a.__go_duration().saturating_sub(b.__go_duration())
}

/// Go's `a * b` of two durations: nanoseconds times nanoseconds.
pub fn product<A: IntoDuration, B: IntoDuration>(a: A, b: B) -> Duration {
    let nanos = a.__go_duration().as_nanos().saturating_mul(b.__go_duration().as_nanos());
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}

/// Go's `a / b` of two durations: how often `b` goes into `a`, as a duration of so many nanoseconds.
///
/// # Panics
///
/// If `b` is zero.
#[track_caller]
pub fn quotient<A: IntoDuration, B: IntoDuration>(a: A, b: B) -> Duration {
    let nanos = super::super::number::div(nanoseconds(a), nanoseconds(b));
    Duration::from_nanos(nanos)
}

/// Go's `a % b` of two durations.
///
/// # Panics
///
/// If `b` is zero.
#[track_caller]
pub fn remainder<A: IntoDuration, B: IntoDuration>(a: A, b: B) -> Duration {
    let nanos = super::super::number::rem(nanoseconds(a), nanoseconds(b));
    Duration::from_nanos(nanos)
}

fn nanoseconds<D: IntoDuration>(duration: D) -> u64 {
    u64::try_from(duration.__go_duration().as_nanos()).unwrap_or(u64::MAX)
}

/// Go's `time.Sleep`.
#[track_caller]
pub fn Sleep<D: IntoDuration>(duration: D) -> Sleeping {
    time::sleep(duration.__go_duration())
}

/// Go's `time.After`.
#[must_use]
#[track_caller]
pub fn After<D: IntoDuration>(duration: D) -> Receiver<Instant> {
    time::after(duration.__go_duration())
}

/// Go's `time.Tick`.
#[must_use]
#[track_caller]
pub fn Tick<D: IntoDuration>(period: D) -> Receiver<Instant> {
    time::tick(period.__go_duration())
}

/// Go's `time.NewTimer`.
#[must_use]
#[track_caller]
pub fn NewTimer<D: IntoDuration>(duration: D) -> Timer {
    Timer::new(duration.__go_duration())
}

/// Go's `time.NewTicker`.
#[must_use]
#[track_caller]
pub fn NewTicker<D: IntoDuration>(period: D) -> Ticker {
    Ticker::new(period.__go_duration())
}

/// Go's `time.Now`.
#[must_use]
pub fn Now() -> Instant {
    time::now()
}

/// Go's `time.Since`.
#[must_use]
pub fn Since(start: Instant) -> Duration {
    time::since(start)
}

/// Go's `time.Until`; 0 once it is past.
#[must_use]
pub fn Until(end: Instant) -> Duration {
    end.saturating_duration_since(time::now())
}

/// Go's methods of a timer.
pub trait GoTimer {
    /// Go's `t.Stop()`.
    fn Stop(&self) -> bool;
    /// Go's `t.Reset(d)`.
    fn Reset<D: IntoDuration>(&self, duration: D) -> bool;
}

impl GoTimer for Timer {
    fn Stop(&self) -> bool {
        self.stop()
    }

    fn Reset<D: IntoDuration>(&self, duration: D) -> bool {
        self.reset(duration.__go_duration())
    }
}

/// Go's methods of a ticker.
pub trait GoTicker {
    /// Go's `t.Stop()`.
    fn Stop(&self);
    /// Go's `t.Reset(d)`.
    #[track_caller]
    fn Reset<D: IntoDuration>(&self, period: D);
}

impl GoTicker for Ticker {
    fn Stop(&self) {
        self.stop();
    }

    #[track_caller]
    fn Reset<D: IntoDuration>(&self, period: D) {
        self.reset(period.__go_duration());
    }
}

/// Go's methods of a time.
pub trait GoTime {
    /// Go's `t.Sub(u)`; 0 if `u` is later.
    fn Sub(&self, start: Instant) -> Duration;
    /// Go's `t.Add(d)`.
    fn Add<D: IntoDuration>(&self, duration: D) -> Instant;
    /// Go's `t.After(u)`.
    fn After(&self, other: Instant) -> bool;
    /// Go's `t.Before(u)`.
    fn Before(&self, other: Instant) -> bool;
    /// Go's `t.Equal(u)`.
    fn Equal(&self, other: Instant) -> bool;
    /// Go's `t.Compare(u)`.
    fn Compare(&self, other: Instant) -> isize;
    /// Go's `t.IsZero()`.
    fn IsZero(&self) -> bool;
    /// Go's `t.Unix()`.
    fn Unix(&self) -> i64;
    /// Go's `t.UnixMilli()`.
    fn UnixMilli(&self) -> i64;
    /// Go's `t.UnixNano()`.
    fn UnixNano(&self) -> i64;
}

impl GoTime for Instant {
    fn Sub(&self, start: Instant) -> Duration {
        self.saturating_duration_since(start)
    }

    fn Add<D: IntoDuration>(&self, duration: D) -> Instant {
        *self + duration.__go_duration()
    }

    fn After(&self, other: Instant) -> bool {
        *self > other
    }

    fn Before(&self, other: Instant) -> bool {
        *self < other
    }

    fn Equal(&self, other: Instant) -> bool {
        *self == other
    }

    fn Compare(&self, other: Instant) -> isize {
        self.cmp(&other) as isize
    }

    fn IsZero(&self) -> bool {
        *self == zero_time()
    }

    fn Unix(&self) -> i64 {
        self.UnixNano() / 1_000_000_000
    }

    fn UnixMilli(&self) -> i64 {
        self.UnixNano() / 1_000_000
    }

    fn UnixNano(&self) -> i64 {
        let since = calendar::wall(*self).duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
    }
}

/// Go's methods of a duration.
pub trait GoDuration {
    /// Go's `d.Seconds()`.
    fn Seconds(&self) -> f64;
    /// Go's `d.Milliseconds()`.
    fn Milliseconds(&self) -> i64;
    /// Go's `d.String()`.
    fn String(&self) -> String;
}

impl GoDuration for Duration {
    fn Seconds(&self) -> f64 {
        self.as_secs_f64()
    }

    fn Milliseconds(&self) -> i64 {
        i64::try_from(self.as_millis()).unwrap_or(i64::MAX)
    }

    fn String(&self) -> String {
        calendar::duration(*self)
    }
}

/// The channel that Go has as the field `C`.
pub trait GoChannel {
    /// The channel.
    fn __go_c(&self) -> &Receiver<Instant>;
}

impl GoChannel for Timer {
    fn __go_c(&self) -> &Receiver<Instant> {
        self.c()
    }
}

impl GoChannel for Ticker {
    fn __go_c(&self) -> &Receiver<Instant> {
        self.c()
    }
}

/// A time that was received; the channel of a timer is never closed.
#[must_use]
pub fn or_now(received: Option<Instant>) -> Instant {
    received.unwrap_or_else(time::now)
}
