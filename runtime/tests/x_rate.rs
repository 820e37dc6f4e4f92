//! `rate::Limiter` against the cases and figures of Go's own tests, written anew.

#![cfg(not(loom))]

use std::time::{Duration, Instant};

use goroutines_runtime::rate::{self, INF, INF_DURATION, Limit, Limiter, RateError, Sometimes};
use goroutines_runtime::{context, run, time};

/// Go's tests count in tenths of a second.
const D: Duration = Duration::from_millis(100);

/// `n` tenths of a second after a fixed moment.
fn at(n: u32) -> Instant {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    *START.get_or_init(|| Instant::now() + Duration::from_secs(1_000)) + n * D
}

/// Runs `(time, tokens, allowed)` against a limiter.
fn allows(limiter: &Limiter, steps: &[(u32, usize, bool)]) {
    for (step, &(when, n, ok)) in steps.iter().enumerate() {
        assert_eq!(limiter.allow_n(at(when), n), ok, "step {step}: {n} at {when}");
    }
}

/// TestLimit and TestEvery.
#[test]
fn every() {
    assert_eq!(rate::every(Duration::ZERO), INF);
    for (interval, limit) in [(1, 1e9), (1_000, 1e6), (1_000_000, 1e3), (10_000_000, 100.0), (1_000_000_000, 1.0)] {
        let got: Limit = rate::every(Duration::from_nanos(interval));
        assert!((got - limit).abs() < 1e-6 * limit, "{got} {limit}");
    }
}

/// TestLimiterBurst1, TestLimiterBurst3.
#[test]
fn bursts() {
    allows(
        &Limiter::new(10.0, 1),
        &[
            (0, 1, true),
            (0, 1, false),
            (0, 1, false),
            (1, 1, true),
            (1, 1, false),
            (1, 1, false),
            (2, 2, false),
            (2, 1, true),
            (2, 1, false),
        ],
    );
    allows(
        &Limiter::new(10.0, 3),
        &[
            (0, 2, true),
            (0, 2, false),
            (0, 1, true),
            (0, 1, false),
            (1, 4, false),
            (2, 1, true),
            (3, 1, true),
            (4, 1, true),
            (4, 1, true),
            (4, 1, false),
            (4, 1, false),
            (9, 3, true),
            (9, 0, true),
        ],
    );
}

/// TestLimiterJumpBackwards.
#[test]
fn time_that_jumps_back() {
    allows(
        &Limiter::new(10.0, 3),
        &[(1, 1, true), (0, 1, true), (0, 1, true), (0, 1, false), (0, 1, false), (1, 1, true), (1, 1, false)],
    );
}

/// TestLimitZero of newer releases: the burst, and no more; and TestLimiter_noTruncationErrors.
#[test]
fn no_limit_and_no_refill() {
    let none = Limiter::new(0.0, 1);
    allows(&none, &[(0, 1, true), (10_000, 1, false)]);
    assert!(!none.reserve_n(at(20_000), 1).is_ok());
    assert!(Limiter::new(0.7692307692307693, 1).allow());
    let unlimited = Limiter::new(INF, 0);
    assert!((0..1_000).all(|_| unlimited.allow_n(at(0), 5)));
    assert_eq!(unlimited.reserve_n(at(0), 100).delay_from(at(0)), Duration::ZERO);
    assert!(!Limiter::new(1.0, 0).allow());
}

/// Runs a reservation that must be given with this delay.
fn reserves(limiter: &Limiter, when: u32, n: usize, delay: u32) {
    let reservation = limiter.reserve_n(at(when), n);
    assert!(reservation.is_ok());
    near(reservation.delay_from(at(when)), delay * D);
}

/// As near as floating point lets it be: Go rounds to nanoseconds too.
fn near(got: Duration, wanted: Duration) {
    assert!(got.abs_diff(wanted) < Duration::from_micros(10), "{got:?} for {wanted:?}");
}

/// TestSimpleReserve, TestMix, TestReserveJumpBack, TestReserveSetLimit, TestReserveSetBurst.
#[test]
fn reservations() {
    let limiter = Limiter::new(10.0, 2);
    reserves(&limiter, 0, 2, 0);
    reserves(&limiter, 0, 2, 2);
    reserves(&limiter, 3, 2, 1);

    let limiter = Limiter::new(10.0, 2);
    assert!(!limiter.reserve_n(at(0), 3).is_ok());
    assert_eq!(limiter.reserve_n(at(0), 3).delay_from(at(0)), INF_DURATION);
    reserves(&limiter, 0, 2, 0);
    reserves(&limiter, 1, 2, 1);
    assert!(!limiter.reserve_n(at(1), 3).is_ok());
    near(limiter.reserve_n(at(3), 1).delay_from(at(3)), Duration::ZERO);

    let limiter = Limiter::new(10.0, 2);
    reserves(&limiter, 1, 2, 0);
    reserves(&limiter, 0, 1, 1);
    reserves(&limiter, 2, 2, 1);

    let limiter = Limiter::new(5.0, 2);
    reserves(&limiter, 0, 2, 0);
    reserves(&limiter, 0, 2, 4);
    limiter.set_limit_at(at(2), 10.0);
    reserves(&limiter, 2, 1, 2);

    let limiter = Limiter::new(5.0, 2);
    reserves(&limiter, 0, 2, 0);
    reserves(&limiter, 0, 2, 4);
    limiter.set_burst_at(at(3), 4);
    reserves(&limiter, 0, 4, 9);
}

/// TestSimpleCancel, TestCancelLast, TestCancelTooLate, TestCancel0Tokens, TestCancelMulti.
#[test]
fn cancelled_reservations() {
    let limiter = Limiter::new(10.0, 2);
    reserves(&limiter, 0, 2, 0);
    let second = limiter.reserve_n(at(0), 2);
    near(second.delay_from(at(0)), 2 * D);
    second.cancel_at(at(1)); // gives the two tokens back
    reserves(&limiter, 1, 2, 1);

    let limiter = Limiter::new(10.0, 2);
    reserves(&limiter, 0, 2, 0);
    let late = limiter.reserve_n(at(0), 2);
    late.cancel_at(at(3)); // too late
    reserves(&limiter, 3, 2, 1);

    let limiter = Limiter::new(10.0, 2);
    reserves(&limiter, 0, 2, 0);
    let nothing = limiter.reserve_n(at(0), 0);
    nothing.cancel_at(at(0));
    reserves(&limiter, 0, 1, 1);

    let limiter = Limiter::new(10.0, 4);
    reserves(&limiter, 0, 4, 0);
    let (first, last) = (limiter.reserve_n(at(0), 3), limiter.reserve_n(at(0), 1));
    first.cancel_at(at(0)); // its tokens but the one that the later reservation counts on
    reserves(&limiter, 0, 3, 5);
    drop(last);
}

/// TestLimiterTokens.
#[test]
fn tokens_are_counted() {
    let limiter = Limiter::new(10.0, 20);
    assert!((limiter.tokens_at(at(0)) - 20.0).abs() < 1e-6);
    assert!(limiter.allow_n(at(0), 15));
    assert!((limiter.tokens_at(at(2)) - 7.0).abs() < 1e-6 && (limiter.tokens_at(at(1_000)) - 20.0).abs() < 1e-6);
    limiter.set_burst_at(at(2), 5);
    assert!((limiter.tokens_at(at(2)) - 5.0).abs() < 1e-6);
}

/// TestWaitSimple, TestWaitInf, TestWaitTimeout: Go's texts.
#[test]
fn waits() {
    run(async {
        let limiter = Limiter::new(10.0, 3);
        let (over, cancel) = context::with_cancel(&context::background());
        cancel();
        assert_eq!(limiter.wait_n(&over, 1).await.unwrap_err().to_string(), "context canceled");
        let too_many = limiter.wait_n(&context::background(), 4).await.unwrap_err();
        assert_eq!(too_many, RateError::ExceedsBurst { n: 4, burst: 3 });
        assert_eq!(too_many.to_string(), "rate: Wait(n=4) exceeds limiter's burst 3");
        limiter.wait_n(&context::background(), 2).await.unwrap();
        let start = time::now();
        limiter.wait_n(&context::background(), 2).await.unwrap();
        assert!(time::since(start) >= 80 * time::MILLISECOND);

        let limiter = Limiter::new(10.0, 3);
        let (short, _cancel) = context::with_timeout(&context::background(), D);
        limiter.wait_n(&short, 2).await.unwrap();
        let late = limiter.wait_n(&short, 3).await.unwrap_err();
        assert_eq!(late.to_string(), "rate: Wait(n=3) would exceed context deadline");

        let unlimited = Limiter::new(INF, 0);
        unlimited.wait_n(&context::background(), 3).await.unwrap();
    });
}

/// A wait that is cancelled half-way gives its tokens back.
#[test]
fn a_cancelled_wait_gives_its_tokens_back() {
    run(async {
        let limiter = Limiter::new(rate::every(time::HOUR), 2);
        assert!(limiter.allow());
        assert!(limiter.allow());
        let (ctx, cancel) = context::with_cancel(&context::background());
        drop(context::after_func(&ctx, async {}));
        drop(goroutines_runtime::spawn(async move { cancel() }));
        assert_eq!(limiter.wait(&ctx).await, Err(RateError::Context(context::ContextError::Canceled)));
        assert!(limiter.tokens().abs() < 0.01, "{}", limiter.tokens());
    });
}

/// TestSimultaneousRequests and TestLongRunningQPS: many at once get exactly what is there.
#[test]
fn many_at_once() {
    let limiter = Limiter::new(1e-9, 15);
    let allowed: usize = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..20).map(|_| scope.spawn(|| usize::from(limiter.allow()))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!(allowed, 15);
}

/// TestSometimesZero, First, Every, Interval.
#[test]
fn sometimes() {
    let counts = |sometimes: Sometimes| {
        let mut done = Vec::new();
        (0..10).for_each(|call| sometimes.run(|| done.push(call)));
        done
    };
    assert_eq!(counts(Sometimes::new()), [0]);
    assert_eq!(counts(Sometimes::new().first(5)), [0, 1, 2, 3, 4]);
    assert_eq!(counts(Sometimes::new().every(3)), [0, 3, 6, 9]);
    assert_eq!(counts(Sometimes::new().first(2).every(4)), [0, 1, 4, 8]);
    assert_eq!(counts(Sometimes::new().interval(time::HOUR)), [0]);
    assert_eq!(counts(Sometimes::new().interval(time::NANOSECOND)).len(), 10);
}
