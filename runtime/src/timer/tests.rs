//! The timer by itself: readiness, registration, cancellation.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::task::Wake;

use super::*;
use crate::wait::park::block_on;

struct Count(AtomicUsize);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

fn counter() -> (Arc<Count>, Waker) {
    let count = Arc::new(Count(AtomicUsize::new(0)));
    (Arc::clone(&count), Waker::from(count))
}

fn in_an_hour() -> Instant {
    Instant::now() + Duration::from_secs(3600)
}

#[test]
fn a_past_deadline_is_ready_without_registration() {
    let now = Instant::now();
    let mut timer = TimerFuture::at(now);
    let (_, waker) = counter();
    assert!(Pin::new(&mut timer).poll(&mut Context::from_waker(&waker)).is_ready());
    assert!(timer.key.is_none());
    assert!(Pin::new(&mut timer).poll(&mut Context::from_waker(&waker)).is_ready());
}

#[test]
fn is_ready_no_earlier_than_its_deadline() {
    let deadline = Instant::now() + Duration::from_millis(20);
    block_on(TimerFuture::at(deadline), "");
    assert!(Instant::now() >= deadline);
}

#[test]
fn dropping_takes_the_registration_back() {
    let mut timer = TimerFuture::at(in_an_hour());
    let (count, waker) = counter();
    assert!(Pin::new(&mut timer).poll(&mut Context::from_waker(&waker)).is_pending());
    let at = ticks(timer.deadline());
    assert_eq!(shard::count_at(at), 1);
    drop(waker);
    drop(timer);
    assert_eq!(shard::count_at(at), 0);
    assert_eq!(Arc::strong_count(&count), 1, "the waker is dropped too");
}

#[test]
fn the_last_waker_is_the_one_kept() {
    let mut timer = TimerFuture::at(in_an_hour());
    let ((first, first_waker), (second, second_waker)) = (counter(), counter());
    assert!(Pin::new(&mut timer).poll(&mut Context::from_waker(&first_waker)).is_pending());
    assert!(Pin::new(&mut timer).poll(&mut Context::from_waker(&second_waker)).is_pending());
    drop((first_waker, second_waker));
    assert_eq!((Arc::strong_count(&first), Arc::strong_count(&second)), (1, 2));
    assert_eq!(shard::count_at(ticks(timer.deadline())), 1);
}

#[test]
fn the_furthest_deadline_is_no_trouble() {
    let far = deadline_in(Duration::MAX);
    let mut timer = TimerFuture::at(far);
    let (_, waker) = counter();
    assert!(Pin::new(&mut timer).poll(&mut Context::from_waker(&waker)).is_pending());
    assert!(is_pending());
}

#[derive(Default)]
struct Fired {
    calls: Mutex<Vec<TimerId>>,
    changed: Condvar,
}

impl TimerCallback for Fired {
    fn fire(&self, timer: TimerId) {
        self.calls.lock().unwrap().push(timer);
        self.changed.notify_all();
    }
}

fn weak(target: &Arc<Fired>) -> Weak<dyn TimerCallback> {
    let target: Arc<dyn TimerCallback> = Arc::clone(target) as _;
    Arc::downgrade(&target)
}

#[test]
fn calls_its_target_once_in_order_of_deadlines() {
    let target = Arc::new(Fired::default());
    let now = Instant::now();
    let soon = call_at(now + Duration::from_millis(10), weak(&target));
    let late = call_at(now + Duration::from_millis(20), weak(&target));
    let calls = target.calls.lock().unwrap();
    let calls = target.changed.wait_while(calls, |calls| calls.len() < 2).unwrap();
    assert!(matches!(calls[..], [first, second] if soon.is(first) && late.is(second)));
    assert!(!soon.cancel());
}

#[test]
fn a_cancelled_call_is_not_made() {
    let target = Arc::new(Fired::default());
    let call = call_at(in_an_hour(), weak(&target));
    assert!(call.cancel());
    assert!(target.calls.lock().unwrap().is_empty());
}

#[test]
fn a_dropped_handle_takes_its_call_back() {
    let target = Arc::new(Fired::default());
    let at = in_an_hour();
    let call = call_at(at, weak(&target));
    assert_eq!(shard::count_at(ticks(at)), 1);
    drop(call);
    assert_eq!(shard::count_at(ticks(at)), 0);
}

#[test]
fn a_dropped_target_is_not_kept() {
    let target = Arc::new(Fired::default());
    let call = call_at(in_an_hour(), weak(&target));
    let seen = Arc::downgrade(&target);
    drop(target);
    assert!(seen.upgrade().is_none());
    assert!(call.cancel());
}

#[test]
fn many_timers_from_many_threads_all_fire() {
    let rounds: u64 = 2_000;
    std::thread::scope(|scope| {
        for thread in 0..4_u64 {
            scope.spawn(move || {
                let start = Instant::now();
                let timers: Vec<TimerFuture> = (0..rounds)
                    .map(|i| TimerFuture::at(start + Duration::from_micros((i * 7 + thread) % 20_000)))
                    .collect();
                block_on(all(timers), "");
            });
        }
    });
}

async fn all(mut timers: Vec<TimerFuture>) {
    std::future::poll_fn(|cx| {
        timers.retain_mut(|timer| Pin::new(timer).poll(cx).is_pending());
        if timers.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}
