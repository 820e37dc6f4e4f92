//! Contexts by behaviour: who is cancelled by what, and what waits for it.

#![cfg(not(loom))]

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context as Cx, Waker};
use std::time::Duration;

use goroutines_runtime::chan::TryRecvError;
use goroutines_runtime::context::{self, Context, ContextError};
use goroutines_runtime::sync::WaitGroup;
use goroutines_runtime::time;

fn is_over(ctx: &Context) -> bool {
    let done = ctx.done();
    let closed = pin!(done.recv()).poll(&mut Cx::from_waker(Waker::noop())).is_ready();
    assert_eq!(closed, ctx.err().is_some());
    closed
}

#[test]
fn background_is_never_cancelled() {
    for root in [context::background(), context::todo()] {
        assert!(!is_over(&root));
        assert!(root.done().is_nil() && root.deadline().is_none() && root.cause().is_none());
    }
}

#[test]
fn children_are_cancelled_before_cancel_returns() {
    let (top, cancel) = context::with_cancel(&context::background());
    let mut chain = vec![top];
    for _ in 0..50 {
        let (child, _) = context::with_cancel(chain.last().unwrap());
        chain.push(child);
    }
    assert!(!chain.iter().any(is_over));
    cancel();
    assert!(chain.iter().all(is_over));
    assert_eq!(chain[50].err(), Some(ContextError::Canceled));
}

#[test]
fn a_child_does_not_cancel_its_parent() {
    let (parent, _keep) = context::with_cancel(&context::background());
    let (child, cancel) = context::with_cancel(&parent);
    cancel();
    assert!(is_over(&child) && !is_over(&parent));
}

#[test]
fn a_child_of_a_cancelled_context_is_born_cancelled() {
    let (parent, cancel) = context::with_cancel_cause(&context::background());
    cancel.cancel("enough");
    let (child, _keep) = context::with_cancel(&parent);
    assert!(is_over(&child));
    assert_eq!(child.cause().unwrap().to_string(), "enough");
}

#[test]
fn the_first_to_cancel_says_why() {
    let (ctx, cancel) = context::with_timeout(&context::background(), time::NANOSECOND);
    ctx.done().recv_blocking();
    cancel();
    assert_eq!(ctx.err(), Some(ContextError::DeadlineExceeded));
    assert_eq!(ctx.cause().unwrap().to_string(), "context deadline exceeded");
}

#[test]
fn the_earlier_deadline_counts() {
    let (parent, _p) = context::with_timeout(&context::background(), time::HOUR);
    let (later, _l) = context::with_timeout(&parent, 2 * time::HOUR);
    let (sooner, _s) = context::with_timeout(&parent, time::MINUTE);
    assert_eq!(later.deadline(), parent.deadline());
    assert!(sooner.deadline() < parent.deadline());
    let (far, _f) = context::with_timeout(&context::background(), Duration::MAX);
    assert!(!is_over(&far));
}

#[test]
fn a_deadline_closes_done_although_the_context_was_dropped() {
    let done = {
        let (ctx, _cancel) = context::with_timeout(&context::background(), 5 * time::MILLISECOND);
        let (child, _cancel_child) = context::with_cancel(&ctx);
        child.done()
    };
    assert_eq!(done.recv_blocking(), None);
}

#[test]
fn without_cancel_cuts_off_and_keeps_values() {
    #[derive(PartialEq)]
    struct Name(u8);
    impl context::Key for Name {
        type Value = &'static str;
    }
    let named = context::with_value(&context::background(), Name(1), "outer");
    let (parent, cancel) = context::with_cancel(&named);
    let child = context::with_value(&context::without_cancel(&parent), Name(2), "inner");
    cancel();
    assert!(!is_over(&child) && child.deadline().is_none());
    assert_eq!((child.value(&Name(1)), child.value(&Name(2))), (Some(&"outer"), Some(&"inner")));
    assert_eq!((parent.value(&Name(2)), child.value(&Name(3))), (None, None));
    let value = format!(".WithValue({}, &str)", std::any::type_name::<Name>());
    assert_eq!(child.to_string(), format!("context.Background{value}.WithCancel.WithoutCancel{value}"));
}

#[test]
fn after_func_runs_on_cancel_unless_stopped() {
    let (ctx, cancel) = context::with_cancel(&context::background());
    let (group, called_off) = (WaitGroup::new(), Arc::new(AtomicBool::new(false)));
    group.add(2);
    let (one, two, off) = (group.clone(), group.clone(), Arc::clone(&called_off));
    drop(context::after_func(&ctx, async move { one.done() }));
    let stopped = context::after_func(&ctx, async move { off.store(true, Ordering::SeqCst) });
    assert!(stopped.stop() && !stopped.stop());
    cancel();
    let late = context::after_func(&ctx, async move { two.done() });
    group.wait_blocking();
    assert!(!late.stop());
    assert!(!called_off.load(Ordering::SeqCst));
    assert_eq!(Arc::strong_count(&called_off), 1);
}

/// What one goroutine has seen of a cancellation, all see, in every node: `err`, `cause` and `done`.
#[test]
fn a_cancellation_happens_at_one_moment() {
    for round in 0..9_000 {
        let (top, cancel) = context::with_cancel_cause(&context::background());
        let (middle, _m) = context::with_cancel(&top);
        let (leaf, _l) = context::with_timeout(&middle, time::HOUR);
        let nodes = [top, middle, leaf];
        let done = nodes.each_ref().map(Context::done);
        std::thread::scope(|scope| {
            scope.spawn(move || cancel.cancel("over"));
            let is_over = |look: usize| match look % 3 {
                0 => nodes[look / 3].err().is_some(),
                1 => nodes[look / 3].cause().is_some(),
                _ => done[look / 3].try_recv() == Err(TryRecvError::Closed),
            };
            // Each round waits for another of the nine looks, and then takes all of them.
            while !is_over(round % 9) {
                std::thread::yield_now();
            }
            assert!((0..9).all(is_over), "{:?}", (0..9).map(is_over).collect::<Vec<_>>());
            assert!(done.iter().all(|done| done.is_closed()));
        });
    }
}

/// A child that is cancelled by itself while its parent is: both are over when either `cancel` returns.
#[test]
fn parent_and_child_cancelled_at_once() {
    for _ in 0..3_000 {
        let (parent, cancel_parent) = context::with_cancel(&context::background());
        let (child, cancel_child) = context::with_cancel(&parent);
        let (below, _b) = context::with_cancel(&child);
        std::thread::scope(|scope| {
            let (child, below) = (&child, &below);
            scope.spawn(move || {
                cancel_child();
                assert!(child.err().is_some() && below.err().is_some());
            });
            cancel_parent();
            assert!(parent.err().is_some() && child.err().is_some() && below.err().is_some());
        });
    }
}

/// A child that is made while its parent is cancelled is over once the parent is.
#[test]
fn a_child_made_during_a_cancellation() {
    for _ in 0..3_000 {
        let (parent, cancel) = context::with_cancel(&context::background());
        let (other, _o) = context::with_cancel(&parent);
        std::thread::scope(|scope| {
            scope.spawn(|| cancel());
            let (child, _c) = context::with_cancel(&parent);
            while other.err().is_none() {
                std::thread::yield_now();
            }
            assert!(is_over(&child));
        });
    }
}

/// Runs `work` on a thread with a stack of 128 KiB.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(128 * 1024).spawn(work).unwrap().join().unwrap();
}

#[test]
fn a_long_chain_is_cancelled_shown_and_dropped_without_recursion() {
    on_a_small_stack(|| {
        let (top, cancel) = context::with_cancel(&context::background());
        let (mut last, mut cancels) = (top, Vec::new());
        for _ in 0..200_000 {
            let (next, cancel) = context::with_cancel(&last);
            cancels.push(cancel);
            last = next;
        }
        cancel();
        assert!(is_over(&last));
        assert!(last.to_string().ends_with(".WithCancel.WithCancel"));
        drop((cancels, last));
    });
}

#[test]
fn a_mixed_chain_is_dropped_without_recursion() {
    #[derive(PartialEq)]
    struct Depth(u32);
    impl context::Key for Depth {
        type Value = u32;
    }
    on_a_small_stack(|| {
        let (mut last, mut dones) = (context::background(), Vec::new());
        for depth in 0..200_000 {
            last = context::with_value(&last, Depth(depth), depth);
            last = if depth % 100 == 99 { context::without_cancel(&last) } else { context::with_cancel(&last).0 };
            dones.push(last.done());
        }
        assert_eq!(last.value(&Depth(0)), Some(&0));
        drop(last);
        drop(dones);
    });
}

#[derive(PartialEq)]
struct Witness;
impl context::Key for Witness {
    type Value = Arc<()>;
}

/// A tree that nothing can cancel any more is freed, whoever has waited on it and whatever goes first.
#[test]
fn a_tree_that_nothing_can_cancel_is_freed() {
    for parent_first in [true, false] {
        let witness = Arc::new(());
        let (top, cancel_top) = context::with_cancel(&context::background());
        let (middle, cancel_middle) = context::with_cancel(&context::with_value(&top, Witness, witness.clone()));
        let dones = [top.done(), middle.done(), context::with_cancel(&middle).0.done()];
        let after = context::after_func(&middle, async { unreachable!("nothing is cancelled") });
        let late = context::with_cancel_cause(&middle).0;
        if parent_first {
            drop((cancel_top, cancel_middle));
        } else {
            drop((cancel_middle, cancel_top));
        }
        // Waiting on a context that nothing can cancel does not keep it either.
        let waited = late.done();
        drop((top, middle, late, after));
        assert_eq!(Arc::strong_count(&witness), 1, "the tree is gone");
        drop((dones, waited));
    }
}

/// What can still be cancelled is kept for those who wait, although no context is left.
#[test]
fn a_tree_that_can_be_cancelled_is_kept() {
    let witness = Arc::new(());
    let (top, cancel_top) = context::with_cancel(&context::background());
    let cause = context::with_cancel_cause(&context::with_value(&top, Witness, witness.clone())).1;
    let clone = cause.clone();
    let middle = context::with_value(&top, Witness, witness.clone());
    let done = context::with_cancel(&middle).0.done();
    let timed = context::with_timeout(&context::with_value(&top, Witness, witness.clone()), time::MILLISECOND).0.done();
    drop((top, middle, cause));
    assert!(Arc::strong_count(&witness) >= 3);
    assert_eq!(timed.recv_blocking(), None);
    clone.cancel("enough");
    drop(clone);
    assert_eq!(done.try_recv(), Err(TryRecvError::Empty));
    cancel_top();
    assert_eq!(done.recv_blocking(), None);
    drop(cancel_top);
    while Arc::strong_count(&witness) > 1 {
        std::thread::yield_now(); // the timer's thread may still hold the node that it has ended
    }
}

#[test]
fn a_cause_may_be_none() {
    let (ctx, cancel) = context::with_cancel_cause(&context::background());
    cancel.cancel(None);
    cancel.cancel("too late");
    assert_eq!(ctx.cause().unwrap().to_string(), "context canceled");
    assert!(ctx.cause().unwrap().get().is::<ContextError>());
}

#[test]
fn a_deadline_gives_its_cause_and_a_cancel_does_not() {
    let past = time::now();
    let (ctx, _c) = context::with_deadline_cause(&context::background(), past, "slow");
    assert_eq!(
        (ctx.err(), ctx.cause().unwrap().to_string()),
        (Some(ContextError::DeadlineExceeded), "slow".to_owned())
    );
    let (child, _c) = context::with_cancel(&ctx);
    assert_eq!(child.cause().unwrap().to_string(), "slow");
    let (ctx, cancel) = context::with_timeout_cause(&context::background(), time::HOUR, "slow");
    cancel();
    assert_eq!(ctx.cause().unwrap().to_string(), "context canceled");
    // A parent's deadline is earlier: the child's own cause plays no part.
    let (parent, _p) = context::with_timeout_cause(&context::background(), time::MILLISECOND, "parent's");
    let (child, _c) = context::with_timeout_cause(&parent, time::HOUR, "child's");
    child.done().recv_blocking();
    assert_eq!(child.cause().unwrap().to_string(), "parent's");
}

#[test]
fn contexts_are_compared_by_identity() {
    let (a, _a) = context::with_cancel(&context::background());
    let (b, _b) = context::with_cancel(&context::background());
    assert!(a == a.clone() && a != b && context::background() == context::background());
    assert!(context::background() != context::todo());
    #[allow(clippy::mutable_key_type, reason = "the key is the identity, which does not change")]
    let by_context: std::collections::HashMap<Context, u32> = [(a.clone(), 1), (b, 2)].into();
    assert_eq!(by_context[&a], 1);
}

#[test]
fn contexts_are_shown_as_in_go() {
    #[derive(PartialEq)]
    struct UserId;
    impl context::Key for UserId {
        type Value = u64;
    }
    let (ctx, _c) = context::with_cancel(&context::background());
    let ctx = context::with_value(&ctx, UserId, 7);
    let (ctx, _d) = context::with_timeout(&context::without_cancel(&ctx), time::HOUR);
    let text = ctx.to_string();
    assert!(text.starts_with("context.Background.WithCancel.WithValue("), "{text}");
    assert!(text.contains("UserId, u64).WithoutCancel.WithDeadline([59m59."), "{text}");
}
