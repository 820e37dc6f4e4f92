//! `Semaphore`: order, large requests, requests that are cancelled.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::SeqCst;

use goroutines_runtime::context::{self, ContextError};
use goroutines_runtime::sync::Semaphore;
use goroutines_runtime::{run, spawn, yield_now};

use crate::panic_of;

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
