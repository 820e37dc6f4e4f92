//! `Mutex`, `RwLock`, `Cond` and `Semaphore` by behaviour: who gets what, in which order, and what a dropped wait leaves behind.

#![cfg(not(loom))]

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;

use goroutines_runtime::sync::{Cond, Mutex, MutexGuard, RwLock, RwLockReadGuard, Semaphore};

/// A future under test: polled by hand, with a count of its wake-ups.
struct Wait<F> {
    future: Pin<Box<F>>,
    wakes: Arc<Wakes>,
}

#[derive(Default)]
struct Wakes(AtomicUsize);

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl<F: Future> Wait<F> {
    /// Polls `future` once, and says that it waits.
    fn begin(future: F) -> Wait<F> {
        let mut wait = Wait { future: Box::pin(future), wakes: Arc::default() };
        assert!(wait.poll().is_pending(), "there is nothing to wait for");
        wait
    }

    fn poll(&mut self) -> Poll<F::Output> {
        self.future.as_mut().poll(&mut Context::from_waker(&Waker::from(Arc::clone(&self.wakes))))
    }

    fn is_woken(&self) -> bool {
        self.wakes.0.load(Ordering::SeqCst) > 0
    }

    /// The output of a wait that has been woken.
    fn end(mut self) -> F::Output {
        assert!(self.is_woken(), "nobody woke it");
        match self.poll() {
            Poll::Ready(output) => output,
            Poll::Pending => panic!("woken in vain"),
        }
    }
}

fn panic_text(action: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(action)).expect_err("it panics");
    payload
        .downcast_ref::<&str>()
        .map_or_else(|| payload.downcast_ref::<String>().unwrap().clone(), |text| (*text).to_owned())
}

fn is_send<T: Send>() {}

#[test]
fn guards_are_send() {
    is_send::<MutexGuard<'static, Vec<u8>>>();
    is_send::<RwLockReadGuard<'static, Vec<u8>>>();
    is_send::<goroutines_runtime::sync::RwLockWriteGuard<'static, Vec<u8>>>();
    is_send::<goroutines_runtime::sync::Permit<'static>>();
}

#[test]
fn mutex_excludes_threads() {
    let counter = Mutex::new(0_u64);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| (0..2_000).for_each(|_| *counter.lock_blocking() += 1));
        }
    });
    assert_eq!(counter.into_inner(), 16_000);
}

#[test]
fn unlocking_wakes_the_longest_waiter_only() {
    let mutex = Mutex::new(());
    let guard = mutex.try_lock().unwrap();
    let (first, second) = (Wait::begin(mutex.lock()), Wait::begin(mutex.lock()));
    drop(guard);
    assert!(first.is_woken() && !second.is_woken());
    drop(first.end());
    drop(second.end());
}

#[test]
fn a_newcomer_may_take_a_free_mutex_first() {
    let mutex = Mutex::new(());
    let guard = mutex.try_lock().unwrap();
    let mut waiter = Wait::begin(mutex.lock());
    drop(guard);
    let newcomer = mutex.try_lock().unwrap();
    assert!(waiter.poll().is_pending());
    drop(newcomer);
    drop(waiter.end());
}

#[test]
fn a_starved_waiter_is_not_passed_again() {
    let mutex = Mutex::new(());
    let guard = mutex.try_lock().unwrap();
    let mut waiter = Wait::begin(mutex.lock());
    // Bounds the wait from below: more than a millisecond.
    thread::sleep(std::time::Duration::from_millis(3));
    drop(guard);
    let newcomer = mutex.try_lock().unwrap();
    assert!(waiter.poll().is_pending());
    drop(newcomer);
    assert!(mutex.try_lock().is_none(), "the mutex is promised");
    let late = Wait::begin(mutex.lock());
    drop(waiter.end());
    drop(late.end());
    assert!(mutex.try_lock().is_some());
}

#[test]
fn a_dropped_lock_leaves_nothing_and_passes_its_turn_on() {
    let mutex = Mutex::new(());
    let guard = mutex.try_lock().unwrap();
    let (first, second, third) = (Wait::begin(mutex.lock()), Wait::begin(mutex.lock()), Wait::begin(mutex.lock()));
    drop(second);
    drop(guard);
    assert!(first.is_woken() && !third.is_woken());
    drop(first);
    drop(third.end());
    assert!(mutex.try_lock().is_some());
}

#[test]
fn a_panic_unlocks_and_does_not_poison() {
    let mutex = Mutex::new(1);
    panic_text(|| {
        let _guard = mutex.lock_blocking();
        panic!("inside");
    });
    assert_eq!(*mutex.lock_blocking(), 1);
}

#[test]
fn mutex_shows_its_data_unless_it_is_locked() {
    let mutex = Mutex::new(7);
    assert_eq!(format!("{mutex:?}"), "Mutex { data: 7, .. }");
    let guard = mutex.try_lock().unwrap();
    assert_eq!(format!("{mutex:?}"), "Mutex { data: <locked>, .. }");
    drop(guard);
    let unsized_too: &Mutex<[i32]> = &Mutex::new([1, 2]);
    assert_eq!(unsized_too.lock_blocking().len(), 2);
}

#[test]
fn a_waiting_writer_blocks_new_readers() {
    let lock = RwLock::new(0);
    let reader = lock.try_read().unwrap();
    let writer = Wait::begin(lock.write());
    assert!(lock.try_read().is_none());
    let late = Wait::begin(lock.read());
    drop(reader);
    assert!(writer.is_woken() && !late.is_woken());
    let mut guard = writer.end();
    *guard = 1;
    drop(guard);
    assert_eq!(*late.end(), 1);
}

#[test]
fn readers_enter_together() {
    let lock = RwLock::new(());
    let writer = lock.try_write().unwrap();
    let (one, other) = (Wait::begin(lock.read()), Wait::begin(lock.read()));
    let next_writer = Wait::begin(lock.write());
    drop(writer);
    assert!(!next_writer.is_woken());
    let _both = (one.end(), other.end());
    assert!(!next_writer.is_woken());
}

#[test]
fn a_dropped_writer_lets_readers_in() {
    let lock = RwLock::new(());
    let _reader = lock.try_read().unwrap();
    let writer = Wait::begin(lock.write());
    let behind = Wait::begin(lock.read());
    drop(writer);
    drop(behind.end());
    assert!(lock.try_read().is_some());
}

#[test]
fn access_given_to_a_dropped_wait_goes_on() {
    let lock = RwLock::new(());
    let writer = lock.try_write().unwrap();
    let (first, second) = (Wait::begin(lock.write()), Wait::begin(lock.write()));
    drop(writer);
    assert!(first.is_woken());
    drop(first);
    drop(second.end());
    assert!(lock.try_write().is_some());
}

#[test]
fn rwlock_excludes_threads() {
    let lock = RwLock::new((0_u32, 0_u32));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..500 {
                    let mut both = lock.write_blocking();
                    both.0 += 1;
                    both.1 += 1;
                }
            });
            scope.spawn(|| {
                for _ in 0..500 {
                    let both = lock.read_blocking();
                    assert_eq!(both.0, both.1);
                }
            });
        }
    });
    assert_eq!(lock.into_inner(), (2_000, 2_000));
}

#[test]
fn a_signal_wakes_the_longest_waiter() {
    let (mutex, cond) = (Mutex::new(()), Cond::new());
    let first = Wait::begin(cond.wait(mutex.try_lock().unwrap()));
    let second = Wait::begin(cond.wait(mutex.try_lock().unwrap()));
    cond.signal();
    assert!(first.is_woken() && !second.is_woken());
    drop(first.end());
    cond.signal();
    drop(second.end());
}

#[test]
fn a_broadcast_wakes_all_and_they_lock_one_by_one() {
    let (mutex, cond) = (Mutex::new(()), Cond::new());
    let first = Wait::begin(cond.wait(mutex.try_lock().unwrap()));
    let mut second = Wait::begin(cond.wait(mutex.try_lock().unwrap()));
    cond.broadcast();
    let guard = first.end();
    assert!(second.poll().is_pending());
    drop(guard);
    drop(second.end());
}

#[test]
fn without_a_signal_a_poll_changes_nothing() {
    let (mutex, cond) = (Mutex::new(()), Cond::new());
    cond.signal();
    let mut wait = Wait::begin(cond.wait(mutex.try_lock().unwrap()));
    assert!(wait.poll().is_pending());
    assert!(mutex.try_lock().is_some(), "it holds no lock meanwhile");
}

#[test]
fn a_signal_given_to_a_dropped_wait_goes_on() {
    let (mutex, cond) = (Mutex::new(()), Cond::new());
    let first = Wait::begin(cond.wait(mutex.try_lock().unwrap()));
    let second = Wait::begin(cond.wait(mutex.try_lock().unwrap()));
    cond.signal();
    drop(first);
    drop(second.end());
}

#[test]
fn permits_go_to_waiters_in_order() {
    let permits = Semaphore::new(3);
    let held = permits.try_acquire(2).unwrap();
    let many = Wait::begin(permits.acquire(3));
    let few = Wait::begin(permits.acquire(1));
    assert!(permits.try_acquire(1).is_none(), "nobody passes those who wait");
    drop(held);
    assert!(many.is_woken() && !few.is_woken());
    drop(many.end());
    drop(few.end());
    assert_eq!(permits.available(), 3);
}

#[test]
fn a_dropped_acquire_lets_those_behind_it_through() {
    let permits = Semaphore::new(2);
    let _held = permits.try_acquire(1).unwrap();
    let many = Wait::begin(permits.acquire(2));
    let few = Wait::begin(permits.acquire(1));
    drop(many);
    drop(few.end());
    assert_eq!(permits.available(), 1);
}

#[test]
fn permits_given_to_a_dropped_wait_go_on() {
    let permits = Semaphore::new(1);
    let held = permits.try_acquire(1).unwrap();
    let (first, second) = (Wait::begin(permits.acquire(1)), Wait::begin(permits.acquire(1)));
    drop(held);
    assert!(first.is_woken());
    drop(first);
    drop(second.end());
}

#[test]
fn asking_for_more_than_all_keeps_nobody_else_waiting() {
    let permits = Semaphore::new(1);
    let _doomed = Wait::begin(permits.acquire(2));
    assert!(permits.try_acquire(1).is_some());
}

#[test]
fn releasing_more_than_held_panics() {
    let permits = Semaphore::new(1);
    assert_eq!(panic_text(|| permits.release(1)), "semaphore: released more than held");
}
