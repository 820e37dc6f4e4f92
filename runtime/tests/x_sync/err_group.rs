//! `ErrGroup`: first errors, its context, its limit, panics of members.

use std::sync::Arc;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use goroutines_runtime::chan::chan;
use goroutines_runtime::context::{self, ContextError};
use goroutines_runtime::group::ErrGroup;
use goroutines_runtime::{run, yield_now};

use crate::panic_of;

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
