//! Waits that end with a time limit or a context.

use std::sync::Arc;

use goroutines_runtime::chan::{chan, watch};
use goroutines_runtime::context::{self, ContextError};
use goroutines_runtime::group::{ErrGroup, JoinSet};
use goroutines_runtime::sync::{Cond, Mutex, Once, RwLock, WaitGroup, once_func, once_value, once_values};
use goroutines_runtime::until::{Elapsed, sleep_ctx, timeout};
use goroutines_runtime::{run, spawn, time};

use crate::panic_of;

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
