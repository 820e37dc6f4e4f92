//! Sleep, timers and tickers by behaviour. Upper bounds on time stand nowhere here: a loaded machine may be as slow as it likes.

#![cfg(not(loom))]

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use goroutines_runtime::sync::{Mutex, WaitGroup};
use goroutines_runtime::time::{self, Ticker, Timer};

/// Runs `operation` on this thread.
fn run<F: Future>(operation: F) -> F::Output {
    struct Unpark(std::thread::Thread);
    impl std::task::Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut operation = pin!(operation);
    loop {
        match operation.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => std::thread::park(),
        }
    }
}

/// Waits until `timer` has run out, without receiving: another timer, registered later for later, does.
fn outlast(duration: Duration) {
    run(time::sleep(duration + 20 * time::MILLISECOND));
}

fn panic_text(action: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(action)).expect_err("it panics");
    payload
        .downcast_ref::<&str>()
        .map_or_else(|| payload.downcast_ref::<String>().unwrap().clone(), |text| (*text).to_owned())
}

#[test]
fn sleep_lasts_at_least_its_duration() {
    let start = Instant::now();
    run(time::sleep(15 * time::MILLISECOND));
    assert!(time::since(start) >= 15 * time::MILLISECOND);
}

#[test]
fn sleeping_for_nothing_returns_at_once() {
    let mut sleep = pin!(time::sleep(Duration::ZERO));
    assert!(sleep.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready());
    let mut past = pin!(time::sleep_until(Instant::now()));
    assert!(past.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready());
}

#[test]
fn sleeping_for_ever_does_not_panic() {
    let mut sleep = pin!(time::sleep(Duration::MAX));
    assert!(sleep.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
}

#[test]
fn sleeps_end_in_the_order_of_their_deadlines() {
    let (order, group) = (Arc::new(Mutex::new(Vec::new())), WaitGroup::new());
    let start = Instant::now() + 20 * time::MILLISECOND;
    for i in [3_u32, 1, 2] {
        let order = Arc::clone(&order);
        group.go(async move {
            time::sleep_until(start + i * 100 * time::MILLISECOND).await;
            order.lock().await.push(i);
        });
    }
    group.wait_blocking();
    // Each wakes no earlier than it said; which thread runs first then is the machine's affair.
    let mut woken = order.lock_blocking().clone();
    woken.sort_unstable();
    assert_eq!(woken, [1, 2, 3]);
}

#[test]
fn after_sends_a_time_no_earlier_than_asked() {
    let start = Instant::now();
    let sent = time::after(10 * time::MILLISECOND).recv_blocking().unwrap();
    assert!(sent >= start + 10 * time::MILLISECOND);
}

#[test]
fn a_stopped_timer_sends_nothing() {
    let timer = Timer::new(10 * time::MILLISECOND);
    let stopped = timer.stop();
    outlast(10 * time::MILLISECOND);
    assert!(timer.c().try_recv().is_err());
    assert!(stopped);
    assert!(!timer.stop());
}

#[test]
fn stopping_an_expired_unread_timer_takes_its_tick_back() {
    let timer = Timer::new(time::NANOSECOND);
    outlast(time::NANOSECOND);
    assert!(timer.stop());
    assert!(timer.c().try_recv().is_err());
    assert!(!timer.stop());
}

#[test]
fn a_reset_timer_sends_nothing_stale() {
    let timer = Timer::new(time::NANOSECOND);
    outlast(time::NANOSECOND);
    let before = Instant::now();
    assert!(timer.reset(5 * time::MILLISECOND));
    assert!(timer.c().recv_blocking().unwrap() >= before + 5 * time::MILLISECOND);
    assert!(!timer.reset(time::HOUR));
    assert!(timer.stop());
}

#[test]
fn a_timer_that_was_received_cannot_be_stopped() {
    let timer = Timer::new(time::NANOSECOND);
    timer.c().recv_blocking();
    assert!(!timer.stop());
}

#[test]
fn a_receiver_outlives_its_timer() {
    let receiver = Timer::new(time::MILLISECOND).c().clone();
    assert!(receiver.recv_blocking().is_some());
}

#[test]
fn channels_of_timers_report_zero() {
    let timer = Timer::new(time::NANOSECOND);
    outlast(time::NANOSECOND);
    assert_eq!((timer.c().len(), timer.c().capacity()), (0, 0));
}

#[test]
fn a_ticker_ticks_and_stops() {
    let ticker = Ticker::new(2 * time::MILLISECOND);
    let ticks: Vec<_> = (0..5).map(|_| ticker.c().recv_blocking().unwrap()).collect();
    assert!(ticks.is_sorted());
    ticker.stop();
    outlast(2 * time::MILLISECOND);
    assert!(ticker.c().try_recv().is_err());
    ticker.reset(time::MILLISECOND);
    assert!(ticker.c().recv_blocking().is_some());
}

#[test]
fn a_slow_reader_loses_ticks() {
    let ticker = Ticker::new(time::MILLISECOND);
    outlast(20 * time::MILLISECOND);
    ticker.reset(time::HOUR);
    assert!(ticker.c().try_recv().is_err());
    ticker.reset(time::MILLISECOND);
    assert!(ticker.c().recv_blocking().is_some());
}

#[test]
fn non_positive_intervals_panic() {
    assert_eq!(panic_text(|| drop(Ticker::new(Duration::ZERO))), "non-positive interval for NewTicker");
    let ticker = Ticker::new(time::HOUR);
    assert_eq!(panic_text(|| ticker.reset(Duration::ZERO)), "non-positive interval for Ticker.Reset");
}

/// Everything that takes a duration treats zero as Go treats zero and negative durations.
#[test]
fn a_zero_duration_ends_at_once() {
    use goroutines_runtime::chan::chan;
    use goroutines_runtime::context::{ContextError, background, with_deadline, with_timeout, with_timeout_cause};
    use goroutines_runtime::until::{sleep_ctx, timeout};

    let zero = Duration::ZERO;
    let timer = Timer::new(zero);
    assert!(time::after(zero).recv_blocking().is_some() && timer.c().recv_blocking().is_some());
    assert!(!timer.reset(zero) && timer.c().recv_blocking().is_some());
    let ran = chan::<()>(0);
    let runs = ran.sender();
    let _timer = time::after_func(zero, async move { runs.send(()).await.unwrap() });
    assert!(ran.recv_blocking().is_some());
    let over = Some(ContextError::DeadlineExceeded);
    assert_eq!(with_timeout(&background(), zero).0.err(), over);
    assert_eq!(with_deadline(&background(), Instant::now()).0.err(), over);
    assert_eq!(with_timeout_cause(&background(), zero, "late").0.cause().unwrap().to_string(), "late");
    let ch = chan::<u32>(1);
    goroutines_runtime::run(async move {
        time::sleep(zero).await;
        time::sleep_until(Instant::now()).await;
        sleep_ctx(&background(), zero).await.unwrap();
        assert!(timeout(zero, std::future::pending::<()>).await.is_err());
        assert!(ch.recv_timeout(zero).await.is_err() && ch.send_timeout(1, zero).await.is_ok());
        assert!(ch.send_timeout(2, zero).await.is_err() && ch.recv_timeout(zero).await == Ok(1));
    });
    let ahead = Instant::now() + time::HOUR;
    assert_eq!((time::since(ahead), time::until(ahead - 2 * time::HOUR)), (zero, zero));
    assert_eq!(panic_text(|| drop(time::interval(zero))), "non-positive interval for NewTicker");
}

#[test]
fn tick_of_zero_is_nil() {
    let nil = time::tick(Duration::ZERO);
    assert!(pin!(nil.recv()).poll(&mut Context::from_waker(Waker::noop())).is_pending());
}

#[test]
fn after_func_runs_its_work_once_even_without_its_timer() {
    let group = WaitGroup::new();
    group.add(1);
    let done = group.clone();
    drop(time::after_func(time::MILLISECOND, async move { done.done() }));
    group.wait_blocking();
}

#[test]
fn after_func_can_be_called_off() {
    let ran = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&ran);
    let timer = time::after_func(time::HOUR, async move { seen.store(true, Ordering::SeqCst) });
    assert!(pin!(timer.c().recv()).poll(&mut Context::from_waker(Waker::noop())).is_pending());
    assert!(timer.stop());
    assert!(!timer.stop());
    assert!(!ran.load(Ordering::SeqCst));
    drop(timer);
    assert_eq!(Arc::strong_count(&ran), 1, "the work is dropped with its timer");
}

#[test]
fn after_func_reset_moves_the_work() {
    let group = WaitGroup::new();
    group.add(1);
    let done = group.clone();
    let timer = time::after_func(time::HOUR, async move { done.done() });
    assert!(timer.reset(time::MILLISECOND));
    group.wait_blocking();
    assert!(!timer.stop());
    assert!(!timer.reset(time::MILLISECOND));
}
