//! Contexts by behaviour: who is cancelled by what, and what waits for it.

#![cfg(not(loom))]

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context as Cx, Waker};
use std::time::Duration;

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
    assert_eq!(child.to_string(), "context.Background.WithValue.WithCancel.WithoutCancel.WithValue");
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
