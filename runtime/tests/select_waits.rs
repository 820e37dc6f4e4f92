//! Operations other than channels' as cases of `select!`: a case that is not chosen has no effect, shown over
//! 100,000 rounds each, in which a case gets ready while another one is being completed.

#![cfg(not(loom))]

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

use goroutines_runtime::chan::{Chan, chan};
use goroutines_runtime::select::{Case, Joinable, Waitable, recv_case, select, try_select, wait_case};
use goroutines_runtime::sync::{Mutex, RwLock, Semaphore, WaitGroup};
use goroutines_runtime::{run, spawn, time};

const ROUNDS: usize = 100_000;

/// Counts wake-ups.
#[derive(Default)]
struct Count(AtomicUsize);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// Lets a `select!` on a channel and on `wait` wait, completes its first case, makes the second ready
/// (`make_ready`), and calls `is_free` before the `select!` is polled again; then after it is done.
fn round<W: Waitable + Send>(
    ch: &Chan<usize>,
    wait: W,
    round: usize,
    make_ready: impl FnOnce(),
    is_free: impl Fn() -> bool,
) where
    W::Output: Send,
{
    let woken = Arc::new(Count::default());
    let waker = Waker::from(Arc::clone(&woken));
    let mut cx = Context::from_waker(&waker);
    let (mut receive, mut other) = (recv_case(ch), wait_case(wait));
    {
        let mut list: [&mut (dyn Case + Send); 2] = [&mut receive, &mut other];
        let mut selecting = pin!(select(&mut list));
        assert!(selecting.as_mut().poll(&mut cx).is_pending());
        ch.try_send(round).unwrap();
        make_ready();
        assert!(is_free(), "taken by a select that has completed another case");
        assert_eq!(selecting.as_mut().poll(&mut cx), Poll::Ready(0));
    }
    assert_eq!(receive.take(), Some(round));
    assert!(other.take().is_none() && is_free());
    assert!(woken.0.load(Ordering::Relaxed) >= 1);
}

#[test]
fn a_semaphore_keeps_its_permits() {
    let (ch, semaphore) = (chan(0), Semaphore::new(2));
    for n in 0..ROUNDS {
        let permit = semaphore.try_acquire(1 + n % 2).unwrap();
        round(&ch, semaphore.acquire(2), n, || drop(permit), || semaphore.try_acquire(2).is_some());
        assert_eq!(semaphore.available(), 2);
    }
}

#[test]
fn an_owned_permit_is_not_taken() {
    let (ch, semaphore) = (chan(0), Arc::new(Semaphore::new(1)));
    for n in 0..ROUNDS {
        let permit = semaphore.try_acquire_owned(1).unwrap();
        round(&ch, semaphore.acquire_owned(1), n, || drop(permit), || semaphore.try_acquire(1).is_some());
    }
    assert_eq!(Arc::strong_count(&semaphore), 1);
}

#[test]
fn a_mutex_stays_free() {
    let (ch, mutex) = (chan(0), Mutex::new(0));
    for n in 0..ROUNDS {
        let guard = mutex.try_lock().unwrap();
        round(&ch, mutex.lock(), n, || drop(guard), || mutex.try_lock().is_some());
    }
}

#[test]
fn a_read_write_lock_stays_free() {
    let (ch, lock) = (chan(0), RwLock::new(0));
    for n in 0..ROUNDS {
        let guard = lock.try_write().unwrap();
        if n % 2 == 0 {
            round(&ch, lock.read(), n, || drop(guard), || lock.try_write().is_some());
        } else {
            round(&ch, lock.write(), n, || drop(guard), || lock.try_write().is_some());
        }
    }
}

#[test]
fn an_owned_guard_is_not_taken() {
    let (ch, mutex, lock) = (chan(0), Arc::new(Mutex::new(0)), Arc::new(RwLock::new(0)));
    for n in 0..ROUNDS {
        let guard = mutex.try_lock_owned().unwrap();
        round(&ch, mutex.lock_owned(), n, || drop(guard), || mutex.try_lock().is_some());
        let guard = lock.try_write_owned().unwrap();
        if n % 2 == 0 {
            round(&ch, lock.read_owned(), n, || drop(guard), || lock.try_write().is_some());
        } else {
            round(&ch, lock.write_owned(), n, || drop(guard), || lock.try_write().is_some());
        }
    }
    assert_eq!((Arc::strong_count(&mutex), Arc::strong_count(&lock)), (1, 1));
}

#[test]
fn a_group_is_not_waited_for() {
    let (ch, group) = (chan(0), WaitGroup::new());
    for n in 0..ROUNDS {
        group.add(1);
        round(&ch, group.wait(), n, || group.done(), || true);
        // No waiter is left behind, or this would be "Add called concurrently with Wait".
        group.add(1);
        group.done();
    }
}

#[test]
fn a_sleep_that_is_not_chosen_leaves_nothing() {
    let ch = chan(0);
    for n in 0..ROUNDS {
        round(&ch, time::sleep(time::HOUR), n, || (), || true);
    }
}

#[test]
fn a_goroutine_that_is_not_joined_keeps_its_result() {
    run(async {
        let ch = chan(0);
        for n in 0..ROUNDS {
            let end = chan::<()>(0);
            let handle = {
                let end = end.clone();
                spawn(async move {
                    end.recv().await;
                    n
                })
            };
            // The case waits for the goroutine, whose end does not choose it.
            let (mut receive, mut join) = (recv_case(&ch), wait_case(handle.__go_join()));
            let chosen = {
                let mut list: [&mut (dyn Case + Send); 2] = [&mut receive, &mut join];
                let mut selecting = pin!(select(&mut list));
                let first = std::future::poll_fn(|cx| Poll::Ready(selecting.as_mut().poll(cx))).await;
                assert!(first.is_pending());
                ch.try_send(n).unwrap();
                end.close();
                selecting.await
            };
            assert_eq!((chosen, receive.take()), (0, Some(n)));
            drop((receive, join));
            assert_eq!(handle.join().await.unwrap(), n);
        }
    });
}

/// Each operation is done by its case, if that is chosen: at once, after a wait, or in one that has no channel beside.
#[test]
fn a_chosen_case_is_done_once() {
    run(async {
        let semaphore = Semaphore::new(3);
        let mutex = Mutex::new(0);
        for n in 0..1_000 {
            let taken = (n % 2 == 0).then(|| (semaphore.try_acquire(3).unwrap(), mutex.try_lock().unwrap()));
            let (mut acquire, mut lock) = (wait_case(semaphore.acquire(2)), wait_case(mutex.lock()));
            {
                let mut list: [&mut (dyn Case + Send); 2] = [&mut acquire, &mut lock];
                let mut selecting = pin!(select(&mut list));
                if let Some((permit, guard)) = taken {
                    let first = std::future::poll_fn(|cx| Poll::Ready(selecting.as_mut().poll(cx))).await;
                    assert!(first.is_pending());
                    if n % 4 == 0 { drop(permit) } else { drop((permit, guard)) }
                }
                selecting.await;
            }
            match (acquire.take(), lock.take()) {
                (Some(permit), None) => assert_eq!((permit.count(), semaphore.available()), (2, 1)),
                (None, Some(mut guard)) => *guard += 1,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(semaphore.available(), 3);
        assert!(*mutex.lock().await > 0);
    });
}

#[test]
fn a_dropped_select_gives_back_what_it_was_given() {
    let semaphore = Semaphore::new(1);
    for _ in 0..1_000 {
        let permit = semaphore.try_acquire(1).unwrap();
        let mut acquire = wait_case(semaphore.acquire(1));
        {
            let mut list: [&mut (dyn Case + Send); 1] = [&mut acquire];
            let mut selecting = pin!(select(&mut list));
            assert!(selecting.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
            drop(permit);
            // It was given the permit, and is dropped before it has seen that.
            assert_eq!(semaphore.available(), 0);
        }
        drop(acquire);
        assert_eq!(semaphore.available(), 1);
    }
}

#[test]
fn a_disabled_case_and_default() {
    run(async {
        let semaphore = Semaphore::new(1);
        let mut off = wait_case(semaphore.acquire(1)).only_if(false);
        assert_eq!(try_select(&mut [&mut off]).await, None);
        let mut on = wait_case(semaphore.acquire(1)).only_if(true);
        assert_eq!(try_select(&mut [&mut on]).await, Some(0));
        assert_eq!(on.take().unwrap().count(), 1);
    });
}

#[test]
fn a_sleep_ends_a_select() {
    run(async {
        let (ch, start) = (chan::<u32>(0), Instant::now());
        let (mut receive, mut sleep) = (recv_case(&ch), wait_case(time::sleep(5 * time::MILLISECOND)));
        assert_eq!(select(&mut [&mut receive, &mut sleep]).await, 1);
        assert!(start.elapsed() >= Duration::from_millis(5));
    });
}

/// Many goroutines that select on two semaphores and a mutex: nothing is lost, nothing is held twice.
#[test]
fn contended() {
    run(async {
        let shared = Arc::new((Semaphore::new(2), Semaphore::new(1), Mutex::new(0_u32)));
        let handles: Vec<_> = (0..8)
            .map(|_| {
                let shared = Arc::clone(&shared);
                spawn(async move {
                    let mut locked = 0;
                    for _ in 0..2_000 {
                        let (mut two, mut one) = (wait_case(shared.0.acquire(2)), wait_case(shared.1.acquire(1)));
                        let mut lock = wait_case(shared.2.lock());
                        select(&mut [&mut two, &mut one, &mut lock]).await;
                        let held = (two.take(), one.take(), lock.take());
                        assert_eq!(
                            [held.0.is_some(), held.1.is_some(), held.2.is_some()].iter().filter(|x| **x).count(),
                            1
                        );
                        if let Some(mut count) = held.2 {
                            *count += 1;
                            locked += 1;
                        }
                        goroutines_runtime::yield_now().await;
                    }
                    locked
                })
            })
            .collect();
        let mut locked = 0;
        for handle in handles {
            locked += handle.join().await.unwrap();
        }
        assert_eq!((shared.0.available(), shared.1.available(), *shared.2.lock().await), (2, 1, locked));
    });
}
