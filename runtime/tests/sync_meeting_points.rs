//! `WaitGroup`, `Once`, `once_func`, `once_value` and `Pool` by behaviour.

#![cfg(not(loom))]

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::thread;

use goroutines_runtime::sync::{Once, Pool, WaitGroup, once_func, once_value};

fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// The output of a future that waits for nothing.
fn now<F: Future>(future: F) -> F::Output {
    match poll(pin!(future)) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits"),
    }
}

fn panic_text(action: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(action)).expect_err("it panics");
    payload
        .downcast_ref::<&str>()
        .map_or_else(|| payload.downcast_ref::<String>().unwrap().clone(), |text| (*text).to_owned())
}

/// Waits once, then ends.
async fn one_turn() {
    let mut waited = false;
    std::future::poll_fn(|_| if std::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

#[test]
fn wait_group_waits_for_all() {
    let (group, count) = (WaitGroup::new(), Arc::new(AtomicUsize::new(0)));
    for _ in 0..5 {
        let count = Arc::clone(&count);
        group.go(async move {
            count.fetch_add(1, Ordering::Relaxed);
        });
    }
    group.wait_blocking();
    assert_eq!(count.load(Ordering::Relaxed), 5);
}

#[test]
fn wait_group_releases_every_waiter_and_can_be_used_again() {
    let group = WaitGroup::new();
    for _ in 0..3 {
        group.add(1);
        thread::scope(|scope| {
            let waiters = [scope.spawn(|| group.wait_blocking()), scope.spawn(|| group.wait_blocking())];
            group.done();
            waiters.into_iter().for_each(|waiter| waiter.join().unwrap());
        });
    }
}

#[test]
fn counting_below_zero_panics() {
    let group = WaitGroup::new();
    assert_eq!(panic_text(|| group.done()), "sync: negative WaitGroup counter");
}

#[test]
fn reuse_before_a_wait_has_returned_panics() {
    let group = WaitGroup::new();
    group.add(1);
    let mut wait = Box::pin(group.wait());
    assert!(poll(wait.as_mut()).is_pending());
    group.done();
    group.add(1);
    let text = panic_text(|| assert!(poll(wait.as_mut()).is_ready()));
    assert_eq!(text, "sync: WaitGroup is reused before previous Wait has returned");
}

#[test]
fn a_dropped_wait_is_not_counted() {
    let group = WaitGroup::new();
    group.add(1);
    let mut wait = Box::pin(group.wait());
    assert!(poll(wait.as_mut()).is_pending());
    assert_eq!(format!("{group:?}"), "WaitGroup { counter: 1, waiters: 1 }");
    drop(wait);
    assert_eq!(format!("{group:?}"), "WaitGroup { counter: 1, waiters: 0 }");
    group.done();
    group.add(1);
}

#[test]
fn once_does_the_work_once() {
    let (once, runs) = (Once::new(), AtomicUsize::new(0));
    let work = || async {
        runs.fetch_add(1, Ordering::Relaxed);
    };
    now(once.do_once(work()));
    now(once.do_once(work()));
    assert_eq!(runs.load(Ordering::Relaxed), 1);
    assert!(once.is_done());
}

#[test]
fn others_wait_for_the_end_of_the_work() {
    let once = Once::new();
    let mut first = Box::pin(once.do_once(one_turn()));
    let mut second = Box::pin(once.do_once(async { panic!("not twice") }));
    assert!(poll(first.as_mut()).is_pending());
    assert!(poll(second.as_mut()).is_pending());
    assert!(poll(first.as_mut()).is_ready());
    assert!(poll(second.as_mut()).is_ready());
}

#[test]
fn work_that_panics_counts_as_done() {
    let once = Once::new();
    assert_eq!(panic_text(|| now(once.do_once(async { panic!("inside") }))), "inside");
    assert!(once.is_done());
    now(once.do_once(async { panic!("not twice") }));
}

#[test]
fn work_that_is_dropped_half_way_is_done_by_another() {
    let (once, runs) = (Once::new(), AtomicUsize::new(0));
    let mut first = Box::pin(once.do_once(std::future::pending()));
    let mut second = Box::pin(once.do_once(async {
        runs.fetch_add(1, Ordering::Relaxed);
    }));
    assert!(poll(first.as_mut()).is_pending());
    assert!(poll(second.as_mut()).is_pending());
    drop(first);
    assert!(!once.is_done());
    assert!(poll(second.as_mut()).is_ready());
    assert_eq!(runs.load(Ordering::Relaxed), 1);
}

#[test]
fn once_func_repeats_its_panic() {
    let func = once_func(async { panic!("number {}", 7) });
    for _ in 0..3 {
        assert_eq!(panic_text(|| now(func.clone().call())), "number 7");
    }
}

#[test]
fn once_value_is_made_once_for_all_handles() {
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let value = once_value(async move {
        one_turn().await;
        counted.fetch_add(1, Ordering::Relaxed);
        String::from("made")
    });
    let other = value.clone();
    let mut first = Box::pin(value.get());
    assert!(poll(first.as_mut()).is_pending());
    drop(first);
    assert_eq!(now(other.get()), "made", "the next caller goes on where the dropped one stopped");
    assert_eq!(now(value.get()), "made");
    assert_eq!(Arc::strong_count(&runs), 1, "the work is dropped at its end");
}

#[test]
fn pool_gives_back_what_it_was_given() {
    let pool = Pool::new(|| 0);
    assert_eq!(pool.get(), 0);
    pool.put(5);
    assert_eq!(pool.get(), 5);
    (0..1_000).for_each(|i| pool.put(i));
    let kept = std::iter::repeat_with(|| pool.get()).take(2_000).filter(|&value| value != 0).count();
    assert!(kept < 1_000, "it keeps some only");
}
