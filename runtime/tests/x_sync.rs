//! Go's `x/sync` and its relatives, each against the cases of Go's own tests, written anew.

#![cfg(not(loom))]

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use goroutines_runtime::chan::{Chan, RecvTimeoutError, broadcast, chan, oneshot, watch};
use goroutines_runtime::context::{self, ContextError};
use goroutines_runtime::group::{ErrGroup, JoinSet, SingleFlight};
use goroutines_runtime::select::{Case, recv_case, select, try_select, wait_case};
use goroutines_runtime::sync::{
    AtomicValue, Cond, Map, Mutex, Once, OwnedMutexGuard, Pool, RwLock, Semaphore, WaitGroup, once_func, once_value,
    once_values,
};
use goroutines_runtime::until::{Elapsed, sleep_ctx, timeout};
use goroutines_runtime::{run, spawn, time, yield_now};

/// The text of the panic of `work`, in a goroutine of its own.
fn panic_of(work: impl Future<Output = ()> + Send + 'static) -> String {
    run(async { spawn(work).join().await.unwrap_err().message().to_owned() })
}

// errgroup

/// TestZeroGroup: the first error is returned, whatever comes after.
#[test]
fn err_group_returns_the_first_error() {
    for errors in [&[][..], &[None], &[Some(1)], &[Some(1), None], &[Some(1), None, Some(2)], &[None, Some(2)]] {
        run(async move {
            let group = ErrGroup::new();
            let first = errors.iter().flatten().next().copied();
            for &error in errors {
                // One after the other, so that the first in the list is the first in time.
                let ended = chan::<()>(0);
                let end = ended.clone();
                group
                    .go(async move {
                        end.close();
                        error.map_or(Ok(()), Err)
                    })
                    .await;
                ended.recv().await;
                yield_now().await;
                while group_is_busy(&group) {
                    yield_now().await;
                }
            }
            assert_eq!(group.wait().await, first.map_or(Ok(()), Err));
        });
    }
}

fn group_is_busy<E: Send + 'static>(group: &ErrGroup<E>) -> bool {
    !format!("{group:?}").contains("counter: 0")
}

/// TestWithContext: the context is cancelled by the first error, and when `wait` returns.
#[test]
fn err_group_cancels_its_context() {
    for error in [None, Some("fail")] {
        run(async move {
            let (group, ctx) = ErrGroup::with_context(&context::background());
            group.go(async move { error.map_or(Ok(()), Err) }).await;
            if error.is_some() {
                ctx.done().recv().await;
                assert_eq!(ctx.err(), Some(ContextError::Canceled));
            }
            assert_eq!(group.wait().await, error.map_or(Ok(()), Err));
            assert_eq!(ctx.err(), Some(ContextError::Canceled));
        });
    }
}

/// TestGoLimit: as many members run at once as the limit allows.
#[test]
fn err_group_keeps_its_limit() {
    run(async {
        let (group, active) = (ErrGroup::<()>::new(), Arc::new(AtomicUsize::new(0)));
        group.set_limit(5);
        for _ in 0..200 {
            let active = Arc::clone(&active);
            group
                .go(async move {
                    assert!(active.fetch_add(1, SeqCst) < 5, "more goroutines than the limit");
                    yield_now().await;
                    active.fetch_sub(1, SeqCst);
                    Ok(())
                })
                .await;
        }
        group.wait().await.unwrap();
    });
}

/// TestTryGo.
#[test]
fn err_group_try_go_fails_at_the_limit() {
    run(async {
        let (group, gate) = (ErrGroup::<()>::new(), chan::<()>(0));
        let work = || {
            let gate = gate.clone();
            async move {
                gate.recv().await;
                Ok(())
            }
        };
        group.set_limit(42);
        assert!((0..42).all(|_| group.try_go(work())));
        assert!(!group.try_go(work()));
        gate.close();
        group.wait().await.unwrap();
        // The limit may be changed now.
        group.set_limit(1);
        assert!(group.try_go(async { Ok(()) }));
        group.wait().await.unwrap();
        group.set_limit(0);
        assert!(!group.try_go(async { Ok(()) }));
        group.set_limit(-1);
        assert!(group.try_go(async { Ok(()) }));
        group.wait().await.unwrap();
    });
}

#[test]
fn err_group_limit_is_not_changed_under_members() {
    let text = panic_of(async {
        let (group, gate) = (ErrGroup::<()>::new(), chan::<()>(0));
        group.set_limit(3);
        for _ in 0..3 {
            let gate = gate.clone();
            group.try_go(async move {
                gate.recv().await;
                Ok(())
            });
        }
        group.set_limit(2);
    });
    assert_eq!(text, "errgroup: modify limit while 3 goroutines in the group are still active");
}

/// TestPanic: a member's panic is continued in `wait`, after all members have ended, and cancels the context.
#[test]
fn err_group_wait_panics_with_a_member() {
    let ended = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&ended);
    let text = panic_of(async move {
        let (group, ctx) = ErrGroup::<()>::with_context(&context::background());
        group.go(async { panic!("in a member") }).await;
        group
            .go(async move {
                ctx.done().recv().await;
                seen.store(true, SeqCst);
                Ok(())
            })
            .await;
        let _ = group.wait().await;
    });
    assert_eq!(text, "in a member");
    assert!(ended.load(SeqCst));
}

#[test]
fn err_group_is_used_again() {
    run(async {
        let group = ErrGroup::new();
        for round in 0..3 {
            group.go(async move { if round == 1 { Err("once") } else { Ok(()) } }).await;
            assert_eq!(group.wait().await.is_err(), round == 1);
        }
    });
}

// semaphore

/// TestWeightedPanic.
#[test]
fn semaphore_released_more_than_held() {
    assert_eq!(panic_of(async { Semaphore::new(1).release(1) }), "semaphore: released more than held");
}

/// TestWeightedTryAcquire and TestWeightedAcquire.
#[test]
fn semaphore_try_acquire() {
    run(async {
        let (semaphore, ctx) = (Semaphore::new(2), context::background());
        let one = semaphore.try_acquire(1);
        let two = semaphore.acquire_ctx(&ctx, 1).await;
        assert!(one.is_some() && two.is_ok() && semaphore.try_acquire(1).is_none());
        drop((one, two));
        assert!(semaphore.try_acquire(2).is_some());
    });
}

/// TestWeightedDoesntBlockIfTooBig: a request for more than there are waits for its context alone.
#[test]
fn semaphore_request_that_is_too_big_blocks_nobody() {
    run(async {
        let semaphore = Arc::new(Semaphore::new(2));
        let (ctx, cancel) = context::with_cancel(&context::background());
        let too_big = {
            let semaphore = Arc::clone(&semaphore);
            spawn(async move { semaphore.acquire_ctx(&ctx, 5).await.map(drop) })
        };
        for _ in 0..100 {
            let permit = semaphore.acquire_ctx(&context::background(), 2).await.unwrap();
            yield_now().await;
            drop(permit);
        }
        cancel();
        assert_eq!(too_big.join().await.unwrap(), Err(ContextError::Canceled));
    });
}

/// TestLargeAcquireDoesntStarve.
#[test]
fn semaphore_large_request_is_not_starved() {
    run(async {
        let (semaphore, running) = (Arc::new(Semaphore::new(4)), Arc::new(AtomicBool::new(true)));
        let small: Vec<_> = (0..4)
            .map(|_| {
                let (semaphore, running) = (Arc::clone(&semaphore), Arc::clone(&running));
                spawn(async move {
                    while running.load(SeqCst) {
                        let permit = semaphore.acquire(1).await;
                        yield_now().await;
                        drop(permit);
                    }
                })
            })
            .collect();
        for _ in 0..20 {
            drop(semaphore.acquire_ctx(&context::background(), 4).await.unwrap());
        }
        running.store(false, SeqCst);
        for handle in small {
            handle.join().await.unwrap();
        }
    });
}

/// TestAllocCancelDoesntStarve: a large request that is cancelled lets small ones behind it go on.
#[test]
fn semaphore_cancelled_request_lets_others_pass() {
    run(async {
        let semaphore = Arc::new(Semaphore::new(10));
        let held = semaphore.try_acquire(1).unwrap();
        let (ctx, cancel) = context::with_cancel(&context::background());
        let large = {
            let semaphore = Arc::clone(&semaphore);
            spawn(async move { semaphore.acquire_ctx(&ctx, 10).await.is_err() })
        };
        while semaphore.try_acquire(1).is_some() {
            yield_now().await;
        }
        let behind = {
            let semaphore = Arc::clone(&semaphore);
            spawn(async move { drop(semaphore.acquire(1).await) })
        };
        yield_now().await;
        cancel();
        assert!(large.join().await.unwrap());
        behind.join().await.unwrap();
        drop(held);
    });
}

/// TestWeightedAcquireCanceled: a context that is over fails although a permit is free.
#[test]
fn semaphore_context_that_is_over_fails_first() {
    run(async {
        let semaphore = Semaphore::new(2);
        let (ctx, cancel) = context::with_cancel(&context::background());
        cancel();
        for _ in 0..1000 {
            assert!(semaphore.acquire_ctx(&ctx, 1).await.is_err());
            assert_eq!(semaphore.available(), 2);
        }
    });
}

/// A context is cancelled while the permit is released: either it is acquired or not, and none is lost.
#[test]
fn semaphore_cancel_against_release() {
    run(async {
        let semaphore = Arc::new(Semaphore::new(1));
        for _ in 0..5_000 {
            let held = semaphore.try_acquire_owned(1).unwrap();
            let (ctx, cancel) = context::with_cancel(&context::background());
            let waits = {
                let semaphore = Arc::clone(&semaphore);
                spawn(async move { semaphore.acquire_ctx(&ctx, 1).await.is_ok() })
            };
            let releases = spawn(async move { drop(held) });
            cancel();
            waits.join().await.unwrap();
            releases.join().await.unwrap();
            assert_eq!(semaphore.available(), 1);
        }
    });
}

// singleflight

/// TestDo and TestDoErr.
#[test]
fn single_flight_runs_the_work() {
    run(async {
        let flights = SingleFlight::<&str, Result<u32, String>>::new();
        assert_eq!(flights.run("key", async { Ok(7) }).await, (Ok(7), false));
        assert_eq!(flights.run("key", async { Err("bad".to_owned()) }).await, (Err("bad".to_owned()), false));
    });
}

/// TestDoDupSuppress: ten callers at once share one run, and all are told that it was shared.
#[test]
fn single_flight_suppresses_duplicates() {
    run(async {
        let (flights, calls, gate) = (SingleFlight::new(), Arc::new(AtomicUsize::new(0)), chan::<u32>(0));
        let arrived = Arc::new(AtomicUsize::new(0));
        let callers: Vec<_> = (0..10)
            .map(|_| {
                let (flights, calls, gate) = (flights.clone(), Arc::clone(&calls), gate.clone());
                let arrived = Arc::clone(&arrived);
                spawn(async move {
                    let flight = flights.run("key", async move {
                        calls.fetch_add(1, SeqCst);
                        gate.recv().await.unwrap()
                    });
                    arrived.fetch_add(1, SeqCst);
                    flight.await
                })
            })
            .collect();
        while arrived.load(SeqCst) < 10 {
            yield_now().await;
        }
        gate.send(7).await.unwrap();
        for caller in callers {
            assert_eq!(caller.join().await.unwrap(), (7, true));
        }
        assert_eq!(calls.load(SeqCst), 1);
    });
}

/// TestForget: after it the next caller starts the work anew, while the first run goes on.
#[test]
fn single_flight_forgets() {
    run(async {
        let (flights, gate) = (SingleFlight::new(), chan::<()>(0));
        let first = {
            let gate = gate.clone();
            flights.run_chan("key", async move {
                gate.recv().await;
                1
            })
        };
        flights.forget(&"key");
        let second = flights.run_chan("key", async { 2 });
        assert_eq!(second.recv().await, Some((2, false)));
        gate.close();
        assert_eq!(first.recv().await, Some((1, false)));
    });
}

/// TestDoChan: callers by channel and callers that wait share a run.
#[test]
fn single_flight_tells_channels_and_callers() {
    run(async {
        let (flights, gate) = (SingleFlight::new(), chan::<()>(0));
        let work = || {
            let gate = gate.clone();
            async move {
                gate.recv().await;
                "v"
            }
        };
        let one = flights.run_chan(1, work());
        let other = flights.run(1, work());
        let another = flights.run_chan(1, work());
        gate.close();
        assert_eq!(
            (one.recv().await, other.await, another.recv().await),
            (Some(("v", true)), ("v", true), Some(("v", true)))
        );
    });
}

/// TestPanicDo: the panic goes to all callers.
#[test]
fn single_flight_panics_in_all_callers() {
    run(async {
        let (flights, gate) = (SingleFlight::<u32, ()>::new(), chan::<()>(0));
        let callers: Vec<_> = (0..5)
            .map(|_| {
                let (flights, gate) = (flights.clone(), gate.clone());
                let flight = flights.run(1, async move {
                    gate.recv().await;
                    panic!("invalid memory address");
                });
                spawn(flight)
            })
            .collect();
        gate.close();
        for caller in callers {
            assert_eq!(caller.join().await.unwrap_err().message(), "invalid memory address");
        }
    });
}

// sets, timeouts, limits

#[test]
fn join_set_gives_results_in_the_order_of_ends() {
    run(async {
        let (mut set, gates) = (JoinSet::new(), [chan::<()>(0), chan(0), chan(0)]);
        for (n, gate) in gates.iter().cloned().enumerate() {
            set.spawn(async move {
                gate.recv().await;
                if n == 1 {
                    panic!("one");
                }
                n
            });
        }
        for n in [2, 1, 0] {
            gates[n].close();
            match set.join_next().await.unwrap() {
                Ok(value) => assert_eq!(value, n),
                Err(error) => assert_eq!((error.message(), n), ("one", 1)),
            }
        }
        assert!(set.is_empty() && set.join_next().await.is_none());
        let all: JoinSet<u32> = (0..100).map(|n| async move { n }).collect();
        let mut all = all.join_all().await;
        all.sort_unstable();
        assert_eq!(all, (0..100).collect::<Vec<_>>());
    });
}

#[test]
fn timeouts() {
    run(async {
        assert_eq!(timeout(time::MINUTE, || async { 7 }).await, Ok(7));
        let gate = chan::<()>(0);
        let waits = gate.clone();
        let late = timeout(time::MILLISECOND, move || async move { waits.recv().await }).await;
        assert_eq!(late.map_err(|e| e.to_string()), Err("timed out".to_owned()));
        gate.close();
    });
    assert_eq!(panic_of(async { timeout(time::MINUTE, || async { panic!("in time") }).await.unwrap() }), "in time");
}

#[test]
fn a_handle_is_joined_after_a_limit() {
    run(async {
        let gate = chan::<()>(0);
        let waits = gate.clone();
        let handle = spawn(async move {
            waits.recv().await;
            7
        });
        assert!(matches!(handle.join_timeout(time::MILLISECOND).await, Err(Elapsed { .. })));
        let (ctx, cancel) = context::with_cancel(&context::background());
        cancel();
        assert_eq!(handle.join_ctx(&ctx).await.unwrap_err(), ContextError::Canceled);
        gate.close();
        assert_eq!(handle.join_timeout(time::HOUR).await.unwrap().unwrap(), 7);
    });
}

/// Each form with a context fails when it is over, and then nothing was done.
#[test]
fn forms_with_a_context() {
    run(async {
        let (ctx, cancel) = context::with_cancel(&context::background());
        let (mutex, lock, group) = (Mutex::new(0), RwLock::new(0), WaitGroup::new());
        let ch = chan::<u32>(1);
        group.add(1);
        let held = (mutex.lock_ctx(&ctx).await.unwrap(), lock.write_ctx(&ctx).await.unwrap());
        ch.send_ctx(&ctx, 1).await.unwrap().unwrap();
        spawn(async move { cancel() }).join().await.unwrap();
        assert!(mutex.lock_ctx(&ctx).await.is_err() && lock.read_ctx(&ctx).await.is_err());
        assert!(lock.write_ctx(&ctx).await.is_err() && group.wait_ctx(&ctx).await.is_err());
        assert!(ch.send_ctx(&ctx, 2).await.is_err() && sleep_ctx(&ctx, time::HOUR).await.is_err());
        assert_eq!(ch.recv_ctx(&ctx).await, Err(ContextError::Canceled));
        drop(held);
        assert_eq!((ch.try_recv(), *mutex.lock().await, *lock.read().await), (Ok(1), 0, 0));
    });
}

/// `Once` and its kin: who waits for the work of another gives up with the context, and the work is left to the
/// next caller; work that has begun is not interrupted.
#[test]
fn once_with_a_context() {
    run(async {
        let once = Arc::new((Once::new(), chan::<()>(0)));
        let (ctx, cancel) = context::with_cancel(&context::background());
        let first = {
            let (once, ctx) = (Arc::clone(&once), ctx.clone());
            let begun = chan::<()>(0);
            let begins = begun.clone();
            let work = async move {
                let gate = once.1.clone();
                once.0
                    .do_once_ctx(&ctx, async move {
                        begins.close();
                        gate.recv().await;
                    })
                    .await
            };
            let first = spawn(work);
            begun.recv().await;
            first
        };
        let (short, end) = context::with_cancel(&context::background());
        let second = spawn({
            let (once, short) = (Arc::clone(&once), short.clone());
            async move { once.0.do_once_ctx(&short, async { unreachable!("it is done elsewhere") }).await }
        });
        end();
        cancel();
        assert_eq!(second.join().await.unwrap(), Err(ContextError::Canceled));
        assert!(!once.0.is_done());
        once.1.close();
        assert_eq!(first.join().await.unwrap(), Ok(()), "work that has begun is not interrupted");
        assert!(once.0.is_done());
        // A context that is over comes first, as in every form with a context.
        assert!(once.0.do_once_ctx(&ctx, async {}).await.is_err());
    });
}

#[test]
fn once_values_with_a_context() {
    run(async {
        let gate = chan::<()>(0);
        let waits = gate.clone();
        let value = once_value(async move {
            waits.recv().await;
            7
        });
        let (ctx, _cancel) = context::with_timeout(&context::background(), time::MILLISECOND);
        assert_eq!(value.get_ctx(&ctx).await, Err(ContextError::DeadlineExceeded));
        gate.close();
        let open = context::background();
        assert_eq!(value.get_ctx(&open).await, Ok(&7));
        assert_eq!(once_func(async {}).call_ctx(&open).await, Ok(()));
        assert_eq!(once_func(async {}).call_ctx(&ctx).await, Err(ContextError::DeadlineExceeded));
        assert_eq!(once_values(async { (1, 'a') }).get_ctx(&open).await, Ok((&1, &'a')));
        assert!(once_values(async { (1, 'a') }).get_ctx(&ctx).await.is_err());
    });
}

/// Owned guards keep the lock, work in a goroutine that outlives its starter, and have forms with a context.
#[test]
fn owned_guards() {
    run(async {
        let (mutex, lock) = (Arc::new(Mutex::new(0)), Arc::new(RwLock::new(0)));
        let mut held = mutex.lock_owned().await;
        let waiter = spawn({
            let mutex = Arc::clone(&mutex);
            async move { *mutex.lock_owned().await }
        });
        let holder = spawn(async move {
            goroutines_runtime::yield_now().await;
            *held += 1;
            assert!(Arc::strong_count(OwnedMutexGuard::lock(&held)) >= 3);
            assert_eq!(format!("{held} {held:?}"), "1 1");
        });
        holder.join().await.unwrap();
        assert_eq!(waiter.join().await.unwrap(), 1);

        let readers = (lock.read_owned().await, lock.read_owned().await);
        let (ctx, _cancel) = context::with_timeout(&context::background(), time::MILLISECOND);
        assert!(lock.write_owned_ctx(&ctx).await.is_err());
        drop(readers);
        *lock.write_owned().await += 5;
        let open = context::background();
        assert_eq!(*lock.read_owned_ctx(&open).await.unwrap(), 5);
        assert_eq!(*mutex.lock_owned_ctx(&open).await.unwrap(), 1);
        let dynamic: Arc<Mutex<dyn std::fmt::Debug + Send>> = mutex.clone();
        assert_eq!(format!("{:?}", dynamic.lock_owned().await), "1");
        let slots = Arc::new(Semaphore::new(1));
        let permit = slots.acquire_owned_ctx(&open, 1).await.unwrap();
        let (late, _cancel) = context::with_timeout(&context::background(), time::MILLISECOND);
        assert!(slots.acquire_owned_ctx(&late, 1).await.is_err());
        drop(permit);
        assert_eq!(slots.available(), 1);
    });
}

/// A wait for an owned guard that is dropped leaves the queue, and what was given to it goes to the next one.
#[test]
fn owned_guards_dropped_half_way() {
    let (mutex, lock) = (Arc::new(Mutex::new(())), Arc::new(RwLock::new(())));
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    for woken in [false, true] {
        let (held, writer) = (mutex.try_lock_owned().unwrap(), lock.try_write_owned().unwrap());
        let (mut first, mut second) = (Box::pin(mutex.lock_owned()), Box::pin(mutex.lock_owned()));
        let (mut reader, mut next) = (Box::pin(lock.read_owned()), Box::pin(lock.write_owned()));
        assert!(first.as_mut().poll(&mut cx).is_pending() && second.as_mut().poll(&mut cx).is_pending());
        assert!(reader.as_mut().poll(&mut cx).is_pending() && next.as_mut().poll(&mut cx).is_pending());
        if woken {
            drop((held, writer));
            drop((first, reader));
        } else {
            drop((first, reader));
            drop((held, writer));
        }
        assert!(second.as_mut().poll(&mut cx).is_ready() && next.as_mut().poll(&mut cx).is_ready());
    }
}

#[test]
fn a_join_set_is_a_case() {
    run(async {
        let (mut set, gate, other) = (JoinSet::new(), chan::<()>(0), chan::<()>(0));
        for n in 0..2 {
            let gate = gate.clone();
            set.extend([async move {
                gate.recv().await;
                n
            }]);
        }
        assert!(set.try_join_next().is_none());
        let closes = other.clone();
        spawn(async move { closes.close() });
        let (mut end, mut receive) = (wait_case(set.join_next()), recv_case(&other));
        let mut cases: [&mut (dyn Case + Send); 2] = [&mut end, &mut receive];
        assert_eq!(select(&mut cases).await, 1, "a case that is not chosen takes no result");
        drop(end);
        gate.close();
        let mut sum = 0;
        for _ in 0..2 {
            let (mut end, mut never) = (wait_case(set.join_next()), recv_case(None::<&Chan<()>>));
            let mut cases: [&mut (dyn Case + Send); 2] = [&mut end, &mut never];
            assert_eq!(select(&mut cases).await, 0);
            sum += 1 + end.take().unwrap().unwrap().unwrap();
        }
        assert_eq!(sum, 3);
        let (mut end, mut never) = (wait_case(set.join_next()), recv_case(None::<&Chan<()>>));
        let mut cases: [&mut (dyn Case + Send); 2] = [&mut end, &mut never];
        assert_eq!(try_select(&mut cases).await, Some(0), "an empty set is ready");
        assert!(end.take().unwrap().is_none());
    });
}

#[test]
fn groups_and_watches_with_a_context() {
    run(async {
        let (over, cancel) = context::with_cancel(&context::background());
        cancel();
        let (open, gate) = (context::background(), chan::<()>(0));
        let (first, second) = (gate.clone(), gate.clone());

        let group = ErrGroup::<String>::new();
        let member = async move {
            first.recv().await;
            Err("a member's".to_owned())
        };
        group.go(member).await;
        assert_eq!(group.wait_ctx(&over).await, Err(ContextError::Canceled));
        let mut set = JoinSet::new();
        set.spawn(async move {
            second.recv().await;
            7
        });
        assert!(set.join_next_ctx(&over).await.is_err());
        gate.close();
        assert_eq!(group.wait_ctx(&open).await, Ok(Err("a member's".to_owned())));
        assert_eq!(set.join_next_ctx(&open).await.unwrap().unwrap().unwrap(), 7);
        assert!(set.join_next_ctx(&open).await.unwrap().is_none());

        let (level, seen) = watch(1);
        assert!(seen.changed_ctx(&over).await.is_err());
        level.send(2);
        assert_eq!(seen.changed_ctx(&open).await, Ok(Some(())));
        assert_eq!(seen.wait_for_ctx(&over, |n| *n > 2).await, Err(ContextError::Canceled));
        assert_eq!(seen.wait_for_ctx(&over, |n| *n == 2).await.unwrap().as_deref(), Some(&2));
        drop(level);
        assert_eq!(seen.wait_for_ctx(&open, |n| *n > 2).await, Ok(None));
        assert_eq!(time::Ticker::new(time::HOUR).tick_ctx(&over).await, Err(ContextError::Canceled));
        assert!(time::Ticker::new(time::MILLISECOND).tick_ctx(&open).await.is_ok());
        let (mutex, cond) = (Mutex::new(0), Cond::new());
        let (guard, ended) = cond.wait_while_ctx(&over, mutex.lock().await, |n| *n == 0).await;
        assert_eq!((*guard, ended), (0, Err(ContextError::Canceled)));
        drop(guard);
        let (guard, ended) = cond.wait_while_ctx(&over, mutex.lock().await, |n| *n > 0).await;
        assert_eq!((*guard, ended), (0, Ok(())));
    });
}

#[test]
fn cond_with_a_context() {
    run(async {
        let shared = Arc::new((Mutex::new(false), Cond::new()));
        let (ctx, cancel) = context::with_timeout(&context::background(), time::MILLISECOND);
        let (guard, ended) = shared.1.wait_ctx(&ctx, shared.0.lock().await).await;
        assert!(!*guard && ended == Err(ContextError::DeadlineExceeded));
        drop(guard);
        cancel();
        let waits = Arc::clone(&shared);
        let waiter = spawn(async move {
            let (mutex, cond) = &*waits;
            *cond.wait_while(mutex.lock().await, |ready| !*ready).await
        });
        let setter = spawn(async move {
            *shared.0.lock().await = true;
            shared.1.broadcast();
        });
        setter.join().await.unwrap();
        assert!(waiter.join().await.unwrap());
    });
}

// channels of other kinds

#[test]
fn oneshot_sends_once() {
    let (tx, rx) = oneshot();
    assert!(!tx.is_closed());
    tx.send(1).unwrap();
    assert_eq!((rx.recv_blocking(), rx.recv_blocking()), (Some(1), None));
    let (tx, rx) = oneshot::<u32>();
    drop(rx);
    assert!(tx.is_closed() && tx.send(2) == Err(2));
}

#[test]
fn broadcast_reaches_all_and_drops_the_oldest() {
    let news = broadcast(2);
    assert_eq!(news.send(0), 0);
    let (a, b) = (news.subscribe(), news.subscribe());
    for n in 1..=4 {
        assert_eq!(news.send(n), 2);
    }
    assert_eq!((a.try_recv(), a.try_recv(), news.dropped()), (Ok(3), Ok(4), 4));
    drop(a);
    assert_eq!((news.send(5), news.subscribers()), (1, 1));
    let late = news.clone().subscribe();
    drop(news);
    assert_eq!((b.iter_blocking().collect::<Vec<_>>(), late.recv_blocking()), (vec![4, 5], None));
}

#[test]
fn watch_sees_the_latest() {
    run(async {
        let (level, seen) = watch(0);
        let other = seen.clone();
        level.send(1);
        level.send(2);
        assert_eq!((seen.changed().await, *seen.get()), (Some(()), 2));
        assert!(seen.changed_now().is_none());
        let waits = spawn(async move { other.wait_for(|level| *level >= 10).await.map(|level| *level) });
        for n in 3..=10 {
            level.send(n);
            yield_now().await;
        }
        assert_eq!(waits.join().await.unwrap(), Some(10));
        // As a case of a select, beside a channel.
        let ch = chan::<u32>(0);
        seen.changed().await;
        level.send(11);
        let (mut receive, mut changed) = (recv_case(&ch), wait_case(seen.changed()));
        assert_eq!(select(&mut [&mut receive, &mut changed]).await, 1);
        drop((receive, changed));
        drop(level);
        assert_eq!((seen.changed().await, seen.clone().changed().await), (None, None));
    });
}

trait ChangedNow {
    fn changed_now(&self) -> Option<()>;
}

impl<T> ChangedNow for goroutines_runtime::chan::Watch<T> {
    fn changed_now(&self) -> Option<()> {
        use goroutines_runtime::select::Waitable;
        self.changed().try_now().flatten()
    }
}

// sync

/// TestMap of Go, against a `HashMap` behind a lock: the same calls give the same results.
#[test]
fn map_behaves_as_a_map() {
    let (map, mut model) = (Map::<u8, u32>::new(), HashMap::<u8, u32>::new());
    let mut rng = fastrand::Rng::with_seed(7);
    for _ in 0..20_000 {
        let (key, value, old) = (rng.u8(..16), rng.u32(..4), rng.u32(..4));
        match rng.u8(..9) {
            0 => assert_eq!(map.load(&key), model.get(&key).copied()),
            1 => {
                map.store(key, value);
                model.insert(key, value);
            }
            2 => {
                let loaded = model.contains_key(&key);
                assert_eq!(map.load_or_store(key, value), (*model.entry(key).or_insert(value), loaded));
            }
            3 => assert_eq!(map.load_and_delete(&key), model.remove(&key)),
            4 => assert_eq!(map.swap(key, value), model.insert(key, value)),
            5 => {
                let swaps = model.get(&key) == Some(&old);
                assert_eq!(map.compare_and_swap(key, &old, value), swaps);
                if swaps {
                    model.insert(key, value);
                }
            }
            6 => {
                let deletes = model.get(&key) == Some(&old);
                assert_eq!(map.compare_and_delete(key, &old), deletes);
                if deletes {
                    model.remove(&key);
                }
            }
            7 => {
                let mut seen = HashMap::new();
                map.range(|key, value| seen.insert(*key, *value).is_none());
                assert_eq!(seen, model);
            }
            _ => {
                if rng.u8(..50) == 0 {
                    map.clear();
                    model.clear();
                }
                assert_eq!((map.len(), map.is_empty()), (model.len(), model.is_empty()));
            }
        }
    }
}

/// TestConcurrentRange and TestMapRangeNestedCall: `range` may change the map, and visits no key twice.
#[test]
fn map_is_changed_during_range() {
    let map: Map<u32, u32> = (0..1_000).map(|n| (n, n)).collect();
    std::thread::scope(|scope| {
        for part in 0..4 {
            let map = &map;
            scope.spawn(move || {
                (0..20_000).for_each(|n| {
                    map.swap((n * 7 + part) % 1_000, n);
                })
            });
        }
        for _ in 0..20 {
            let mut seen = std::collections::HashSet::new();
            map.range(|key, _| {
                map.load(key);
                assert!(seen.insert(*key));
                true
            });
            assert_eq!(seen.len(), 1_000);
        }
    });
    map.range(|key, _| {
        map.delete(key);
        true
    });
    assert!(map.is_empty());
    // Of several that store, one stores.
    let stored: usize = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|n| {
                let map = &map;
                scope.spawn(move || usize::from(!map.load_or_store(1, n).1))
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!(stored, 1);
}

#[test]
fn atomic_value_is_replaced_as_a_whole() {
    let value = AtomicValue::<u64>::default();
    assert!(value.load().is_none() && value.compare_and_swap(&None, 0));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..5_000 {
                    loop {
                        let seen = value.load();
                        if value.compare_and_swap(&seen, **seen.as_ref().unwrap() + 1) {
                            break;
                        }
                    }
                }
            });
        }
    });
    assert_eq!(value.swap(7).as_deref(), Some(&20_000));
}

#[test]
fn once_values_runs_once() {
    run(async {
        let runs = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&runs);
        let both = once_values(async move { (counted.fetch_add(1, SeqCst), "b") });
        assert_eq!((both.get().await, both.clone().get().await), ((&0, &"b"), (&0, &"b")));
        assert_eq!(runs.load(SeqCst), 1);
        let once = Once::new();
        once.do_once(async {}).await;
        assert!(once.is_done());
    });
}

#[test]
fn pool_without_new() {
    let pool = Pool::empty();
    assert_eq!(pool.take(), None);
    pool.put(1);
    assert_eq!((pool.get(), pool.take()), (1, None));
    assert!(std::panic::catch_unwind(AssertUnwindSafe(|| pool.get())).is_err());
}

// time

#[test]
fn after_func_runs_again() {
    let (runs, seen) = chan(0).split();
    let timer = time::after_func(time::MILLISECOND, move || {
        let runs = runs.clone();
        async move { runs.send(()).await.unwrap() }
    });
    for _ in 0..3 {
        assert_eq!(seen.recv_blocking(), Some(()));
        assert!(!timer.reset(time::MILLISECOND));
    }
    assert_eq!(seen.recv_blocking(), Some(()));
    assert!(!timer.stop() && !timer.reset(time::HOUR) && timer.stop());
    assert_eq!(run(async move { seen.recv_timeout(time::MILLISECOND).await }), Err(RecvTimeoutError::Timeout));
    // A plain function.
    let (tx, rx) = chan(1).split();
    let timer = time::after_func(time::NANOSECOND, move || tx.try_send(1).unwrap());
    assert_eq!(rx.recv_blocking(), Some(1));
    timer.reset(time::NANOSECOND);
    assert_eq!(rx.recv_blocking(), Some(1));
}

#[test]
fn intervals_and_until() {
    run(async {
        let (start, beats) = (time::now(), time::interval(2 * time::MILLISECOND));
        let first = beats.tick().await;
        assert!(first.duration_since(start) >= Duration::from_millis(2) && beats.tick().await > first);
        assert_eq!(time::until(start), Duration::ZERO);
        assert!(time::until(start + time::HOUR) > time::MINUTE);
    });
}
