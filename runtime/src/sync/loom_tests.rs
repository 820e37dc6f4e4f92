//! Models: every interleaving of a few threads over the code that ships, a sentence per model.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use loom::future::block_on;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::thread;

use super::mutex::queue::IMPATIENT;
use super::{Cond, Mutex, Once, RwLock, Semaphore, WaitGroup};
use crate::primitives::Arc;

/// Polls `operation` once, with a waker that does nothing, and drops it: a wait that is given up.
fn poll_and_drop<F: Future + Unpin>(mut operation: F) -> bool {
    Pin::new(&mut operation).poll(&mut Context::from_waker(Waker::noop())).is_ready()
}

fn model(preemptions: usize, check: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.check(check);
}

/// Two threads lock, and nobody stays parked, nor do they meet inside.
#[test]
fn loom_mutex_excludes_and_wakes() {
    model(4, || {
        let mutex = Arc::new(Mutex::new(0));
        let other = Arc::clone(&mutex);
        let thread = thread::spawn(move || *block_on(other.lock()) += 1);
        *block_on(mutex.lock()) += 1;
        thread.join().unwrap();
        assert_eq!(*block_on(mutex.lock()), 2);
    });
}

/// Three lockers, so that a woken waiter loses to a newcomer and the mutex is handed over in order.
#[test]
fn loom_mutex_hands_over_to_the_starved() {
    three_lockers();
}

/// The same with waiters that have time: newcomers go first, and unlocking wakes nobody while the
/// mutex is held again.
#[test]
fn loom_mutex_lets_newcomers_barge() {
    IMPATIENT.set(false);
    three_lockers();
}

fn three_lockers() {
    model(2, || {
        let mutex = Arc::new(Mutex::new(0));
        let threads: Vec<_> = (0..2)
            .map(|_| {
                let mutex = Arc::clone(&mutex);
                thread::spawn(move || *block_on(mutex.lock()) += 1)
            })
            .collect();
        *block_on(mutex.lock()) += 1;
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        assert_eq!(*mutex.try_lock().unwrap(), 3);
    });
}

/// A waiter is dropped while it is woken; the other one still gets the mutex.
#[test]
fn loom_mutex_turn_of_a_dropped_waiter_passes_on() {
    model(3, || {
        let mutex = Arc::new(Mutex::new(()));
        let guard = mutex.try_lock().unwrap();
        let waiting = Arc::clone(&mutex);
        let waiter = thread::spawn(move || drop(block_on(waiting.lock())));
        let giving_up = Arc::clone(&mutex);
        let quitter = thread::spawn(move || poll_and_drop(giving_up.lock()));
        drop(guard);
        waiter.join().unwrap();
        quitter.join().unwrap();
    });
}

/// Writers and readers take turns, and nobody stays parked.
#[test]
fn loom_rwlock_hands_over() {
    model(3, || {
        let data = Arc::new(RwLock::new(0));
        let (writing, reading) = (Arc::clone(&data), Arc::clone(&data));
        let writer = thread::spawn(move || *block_on(writing.write()) += 1);
        let reader = thread::spawn(move || *block_on(reading.read()));
        let seen = *block_on(data.read());
        assert!(seen <= 1 && reader.join().unwrap() <= 1);
        writer.join().unwrap();
        assert_eq!(*data.try_read().unwrap(), 1);
    });
}

/// A writer that gives up lets the readers behind it in, whenever it does.
#[test]
fn loom_rwlock_dropped_writer_unblocks_readers() {
    model(3, || {
        let data = Arc::new(RwLock::new(()));
        let held = data.try_read().unwrap();
        let (giving_up, reading) = (Arc::clone(&data), Arc::clone(&data));
        let quitter = thread::spawn(move || poll_and_drop(giving_up.write()));
        let reader = thread::spawn(move || drop(block_on(reading.read())));
        reader.join().unwrap();
        drop(held);
        quitter.join().unwrap();
        assert!(data.try_write().is_some());
    });
}

/// A permit that comes back reaches the one who waits for it.
#[test]
fn loom_semaphore_serves_waiters() {
    model(4, || {
        let permits = Arc::new(Semaphore::new(1));
        let inside = Arc::new(AtomicUsize::new(0));
        let (others, others_inside) = (Arc::clone(&permits), Arc::clone(&inside));
        let enter = |permits: &Semaphore, inside: &AtomicUsize| {
            let _permit = block_on(permits.acquire(1));
            assert_eq!(inside.fetch_add(1, Ordering::Relaxed), 0);
            inside.fetch_sub(1, Ordering::Relaxed);
        };
        let thread = thread::spawn(move || enter(&others, &others_inside));
        enter(&permits, &inside);
        thread.join().unwrap();
        assert_eq!(permits.available(), 1);
    });
}

/// A permit that was given to a waiter that gives up goes to the next.
#[test]
fn loom_semaphore_dropped_waiter_passes_on() {
    model(3, || {
        let permits = Arc::new(Semaphore::new(1));
        let held = permits.try_acquire(1).unwrap();
        let (giving_up, waiting) = (Arc::clone(&permits), Arc::clone(&permits));
        let quitter = thread::spawn(move || poll_and_drop(giving_up.acquire(1)));
        let waiter = thread::spawn(move || drop(block_on(waiting.acquire(1))));
        drop(held);
        quitter.join().unwrap();
        waiter.join().unwrap();
        assert_eq!(permits.available(), 1);
    });
}

/// What was done before `done` is seen after `wait`, and the wait ends.
#[test]
fn loom_wait_group_waits_for_all() {
    model(3, || {
        let group = WaitGroup::new();
        let count = Arc::new(AtomicUsize::new(0));
        group.add(2);
        for _ in 0..2 {
            let (group, count) = (group.clone(), Arc::clone(&count));
            thread::spawn(move || {
                count.fetch_add(1, Ordering::Relaxed);
                group.done();
            });
        }
        block_on(group.wait());
        assert_eq!(count.load(Ordering::Relaxed), 2);
    });
}

/// Two waiters are both released; one that gives up disturbs nobody.
#[test]
fn loom_wait_group_releases_all() {
    model(3, || {
        let group = WaitGroup::new();
        group.add(1);
        let (waiting, giving_up) = (group.clone(), group.clone());
        let waiter = thread::spawn(move || block_on(waiting.wait()));
        let quitter = thread::spawn(move || poll_and_drop(giving_up.wait()));
        group.done();
        waiter.join().unwrap();
        quitter.join().unwrap();
    });
}

/// The work is done once, and whoever asked sees its effects.
#[test]
fn loom_once_runs_once() {
    model(3, || {
        let once = Arc::new(Once::new());
        let runs = Arc::new(AtomicUsize::new(0));
        let ask = |once: &Once, runs: &AtomicUsize| {
            block_on(once.do_once(async {
                runs.fetch_add(1, Ordering::Relaxed);
            }));
            assert_eq!(runs.load(Ordering::Relaxed), 1);
        };
        let (others, others_runs) = (Arc::clone(&once), Arc::clone(&runs));
        let thread = thread::spawn(move || ask(&others, &others_runs));
        ask(&once, &runs);
        thread.join().unwrap();
    });
}

/// Work that is given up half-way is begun again by one who waits.
#[test]
fn loom_once_turn_of_a_dropped_runner_passes_on() {
    model(3, || {
        let once = Arc::new(Once::new());
        let giving_up = Arc::clone(&once);
        let quitter = thread::spawn(move || {
            let half = giving_up.do_once(std::future::pending());
            poll_and_drop(half)
        });
        block_on(once.do_once(async {}));
        assert!(once.is_done());
        quitter.join().unwrap();
    });
}

/// A signal given under the mutex is not missed.
#[test]
fn loom_cond_misses_no_signal() {
    model(3, || {
        let shared = Arc::new((Mutex::new(false), Cond::new()));
        let other = Arc::clone(&shared);
        let thread = thread::spawn(move || {
            *block_on(other.0.lock()) = true;
            other.1.signal();
        });
        block_on(async {
            let mut ready = shared.0.lock().await;
            while !*ready {
                ready = shared.1.wait(ready).await;
            }
        });
        thread.join().unwrap();
    });
}

/// One signal, two waiters of which one gives up: the other gets it if the quitter had it.
#[test]
fn loom_cond_signal_of_a_dropped_waiter_passes_on() {
    model(2, || {
        let shared = Arc::new((Mutex::new(()), Cond::new()));
        let mut quitter = shared.1.wait(shared.0.try_lock().unwrap());
        assert!(Pin::new(&mut quitter).poll(&mut Context::from_waker(Waker::noop())).is_pending());
        let waiting = Arc::clone(&shared);
        let mut waiter = Box::pin(async move {
            let guard = waiting.0.lock().await;
            drop(waiting.1.wait(guard).await);
        });
        // Stands behind the quitter from now on.
        assert!(waiter.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        let waiter = thread::spawn(move || block_on(waiter));
        let signaling = Arc::clone(&shared);
        let signaler = thread::spawn(move || signaling.1.signal());
        drop(quitter);
        waiter.join().unwrap();
        signaler.join().unwrap();
    });
}

/// `Poll` of a lock that is never free stays pending, and its drop leaves nothing behind.
#[test]
fn loom_given_up_lock_leaves_nothing() {
    model(3, || {
        let mutex = Mutex::new(());
        let guard = mutex.try_lock().unwrap();
        assert!(matches!(poll_and_drop(mutex.lock()), false));
        drop(guard);
        assert!(mutex.try_lock().is_some());
        let mut lock = mutex.lock();
        let polled = Pin::new(&mut lock).poll(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(polled, Poll::Ready(_)));
    });
}
