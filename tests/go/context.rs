//! Go's `context/context_test.go` and `context/x_test.go`.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use goroutines::context::{Context, ContextError, Key};
use goroutines::prelude::*;

/// Long enough that no test waits for it.
const VERY_LONG: Duration = Duration::from_secs(1000 * 3600);
/// Short enough to be waited for.
const SHORT: Duration = Duration::from_millis(1);

#[track_caller]
fn assert_open(ctx: &Context) {
    assert!(ctx.done().try_recv() == Err(goroutines::channel::TryRecvError::Empty), "done, but should not be");
    assert_eq!(ctx.err(), None);
}

#[track_caller]
fn assert_over(ctx: &Context, why: ContextError) {
    assert!(ctx.done().is_closed(), "not done, but should be");
    assert_eq!(ctx.err(), Some(why));
}

/// A context that waits for its deadline.
#[goroutines]
fn assert_times_out(ctx: &Context) {
    ctx.done().recv();
    assert_over(ctx, ContextError::DeadlineExceeded);
}

#[test]
fn background() {
    assert_open(&context::background());
    assert_eq!(context::background().to_string(), "context.Background");
}

#[test]
fn todo() {
    assert_open(&context::todo());
    assert_eq!(context::todo().to_string(), "context.TODO");
}

#[test]
fn with_cancel() {
    let (c1, cancel) = context::with_cancel(&context::background());
    assert_eq!(c1.to_string(), "context.Background.WithCancel");
    let (c2, _cancel2) = context::with_cancel(&c1);
    for c in [&c1, &c2] {
        assert_open(c);
    }
    cancel();
    for c in [&c1, &c2] {
        assert_over(c, ContextError::Canceled);
    }
}

#[test]
fn parent_finishes_child() {
    let (parent, cancel) = context::with_cancel(&context::background());
    let (cancel_child, _stop) = context::with_cancel(&parent);
    let value_child = context::with_value(&parent, Name("key"), "value");
    let (timer_child, _stop_timer) = context::with_timeout(&value_child, VERY_LONG);
    let after = context::after_func(&parent, async {});
    let all = [&parent, &cancel_child, &value_child, &timer_child];
    for ctx in all {
        assert_open(ctx);
    }
    cancel();
    for ctx in all {
        assert_over(ctx, ContextError::Canceled);
    }
    assert!(!after.stop(), "the work was started");
    assert_over(&context::with_value(&parent, Name("key"), "value"), ContextError::Canceled);
}

#[test]
fn child_finishes_first() {
    let (cancelable, _stop) = context::with_cancel(&context::background());
    for parent in [context::background(), cancelable] {
        let (child, cancel) = context::with_cancel(&parent);
        assert_open(&parent);
        assert_open(&child);
        cancel();
        assert_over(&child, ContextError::Canceled);
        assert_open(&parent);
    }
}

#[goroutines]
#[test]
fn deadline() {
    let (c, _cancel) = context::with_deadline(&context::background(), time::now() + SHORT);
    assert!(c.to_string().starts_with("context.Background.WithDeadline"), "{c}");
    assert_times_out(&c);
    let (early, _cancel_early) = context::with_deadline(&context::background(), time::now() + SHORT);
    let (late, _cancel_late) = context::with_deadline(&early, time::now() + VERY_LONG);
    assert_times_out(&late);
    let (past, _cancel_past) = context::with_deadline(&context::background(), time::now() - SHORT);
    assert_over(&past, ContextError::DeadlineExceeded);
    let (now, _cancel_now) = context::with_deadline(&context::background(), time::now());
    assert_times_out(&now);
}

#[goroutines]
#[test]
fn timeout() {
    let (c, _cancel) = context::with_timeout(&context::background(), SHORT);
    assert!(c.to_string().starts_with("context.Background.WithDeadline"), "{c}");
    assert_times_out(&c);
    let (short, _cancel_short) = context::with_timeout(&context::background(), SHORT);
    let (long, _cancel_long) = context::with_timeout(&short, VERY_LONG);
    assert_times_out(&long);
}

#[test]
fn canceled_timeout() {
    let (parent, _cancel_parent) = context::with_timeout(&context::background(), VERY_LONG);
    let (c, cancel) = context::with_timeout(&parent, VERY_LONG);
    cancel();
    assert_over(&c, ContextError::Canceled);
    assert_open(&parent);
}

/// A key with a name.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Name(&'static str);

impl Key for Name {
    type Value = &'static str;
}

/// A key of another type with the same content.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Other(&'static str);

impl Key for Other {
    type Value = &'static str;
}

#[test]
fn values() {
    let check = |c: &Context, name: Option<&'static str>, other: Option<&'static str>, third: Option<&'static str>| {
        assert_eq!(c.value(&Name("1")).copied(), name, "{c}");
        assert_eq!(c.value(&Other("1")).copied(), other, "{c}");
        assert_eq!(c.value(&Other("3")).copied(), third, "{c}");
    };
    let c0 = context::background();
    check(&c0, None, None, None);
    let c1 = context::with_value(&c0, Name("1"), "c1k1");
    check(&c1, Some("c1k1"), None, None);
    let c2 = context::with_value(&c1, Other("1"), "c2k2");
    check(&c2, Some("c1k1"), Some("c2k2"), None);
    let c3 = context::with_value(&c2, Other("3"), "c3k3");
    check(&c3, Some("c1k1"), Some("c2k2"), Some("c3k3"));
    let c4 = context::with_value(&c3, Name("1"), "c4k1");
    check(&c4, Some("c4k1"), Some("c2k2"), Some("c3k3"));
    check(&c3, Some("c1k1"), Some("c2k2"), Some("c3k3"));
}

#[goroutines]
#[test]
fn simultaneous_cancels() {
    let (root, cancel) = context::with_cancel(&context::background());
    let mut tree = vec![(root, cancel)];
    let mut next = 0;
    while tree.len() < 100 {
        for _ in 0..4 {
            let child = context::with_cancel(&tree[next].0);
            tree.push(child);
        }
        next += 1;
    }
    let wg = WaitGroup::new();
    for (_, cancel) in &tree {
        let cancel = Arc::clone(cancel);
        wg.add(1);
        go! {
            cancel();
            wg.done();
        }
    }
    for (ctx, _) in &tree {
        ctx.done().recv();
    }
    wg.wait();
}

#[goroutines]
#[test]
fn interlocked_cancels() {
    let (parent, cancel_parent) = context::with_cancel(&context::background());
    let (child, cancel_child) = context::with_cancel(&parent);
    let waiter = go! {
        parent.done().recv();
        cancel_child();
    };
    cancel_parent();
    child.done().recv();
    waiter.join().unwrap();
}

/// A context of many layers, with a value, a cancellation and a timer among them.
fn layers(timeout: Duration) -> (Context, Vec<context::Cancel>) {
    let (mut ctx, mut cancels) = (context::background(), Vec::new());
    for layer in 0..30 {
        match layer % 3 {
            0 => ctx = context::with_value(&ctx, Name("layer"), "value"),
            1 => {
                let (child, cancel) = context::with_cancel(&ctx);
                ctx = child;
                cancels.push(cancel);
            }
            _ => {
                let (child, cancel) = context::with_timeout(&ctx, timeout);
                ctx = child;
                cancels.push(cancel);
            }
        }
    }
    (ctx, cancels)
}

#[test]
fn layers_cancel() {
    for i in 0..20 {
        let (ctx, cancels) = layers(VERY_LONG);
        assert_open(&ctx);
        cancels[i]();
        assert_over(&ctx, ContextError::Canceled);
        assert_eq!(ctx.value(&Name("layer")), Some(&"value"));
    }
}

#[goroutines]
#[test]
fn layers_timeout() {
    let (ctx, _cancels) = layers(SHORT);
    assert_times_out(&ctx);
    assert_eq!(ctx.value(&Name("layer")), Some(&"value"));
}

#[test]
fn with_cancel_canceled_parent() {
    let (parent, cancel) = context::with_cancel_cause(&context::background());
    cancel.cancel("because");
    let (child, _cancel_child) = context::with_cancel(&parent);
    assert_over(&child, ContextError::Canceled);
    assert_eq!(child.cause().unwrap().to_string(), "because");
}

#[goroutines]
#[test]
fn with_cancel_simultaneously_canceled_parent() {
    for _ in 0..100 {
        let (parent, cancel) = context::with_cancel_cause(&context::background());
        let canceller = go! { cancel.cancel("because") };
        let (child, _cancel_child) = context::with_cancel(&parent);
        child.done().recv();
        assert_eq!(child.err(), Some(ContextError::Canceled));
        assert_eq!(child.cause().unwrap().to_string(), "because");
        canceller.join().unwrap();
    }
}

#[test]
fn cause() {
    let background = context::background();
    assert!(background.cause().is_none());
    let cause = |ctx: &Context| ctx.cause().map(|cause| cause.to_string());

    let (ctx, cancel) = context::with_cancel(&background);
    assert_eq!(cause(&ctx), None);
    cancel();
    assert_eq!(cause(&ctx).as_deref(), Some("context canceled"));

    let (parent, cancel_parent) = context::with_cancel_cause(&background);
    let (child, cancel_child) = context::with_cancel_cause(&parent);
    cancel_parent.cancel("parent cause");
    cancel_child.cancel("child cause");
    assert_eq!((cause(&parent), cause(&child)), (Some("parent cause".into()), Some("parent cause".into())));

    let (parent, cancel_parent) = context::with_cancel_cause(&background);
    let (child, cancel_child) = context::with_cancel_cause(&parent);
    cancel_child.cancel("child cause");
    assert_eq!((cause(&parent), cause(&child)), (None, Some("child cause".into())));
    cancel_parent.cancel("parent cause");
    assert_eq!((cause(&parent), cause(&child)), (Some("parent cause".into()), Some("child cause".into())));

    let (ctx, _cancel) = context::with_timeout(&background, Duration::ZERO);
    ctx.done().recv_blocking();
    assert_eq!(cause(&ctx).as_deref(), Some("context deadline exceeded"));
}

#[goroutines]
#[test]
fn cause_race() {
    let (ctx, cancel) = context::with_cancel_cause(&context::background());
    let canceller = go! { cancel.cancel("the cause") };
    loop {
        if let Some(cause) = ctx.cause() {
            assert_eq!(cause.to_string(), "the cause");
            break;
        }
        goroutines::yield_now();
    }
    canceller.join().unwrap();
}

#[test]
fn without_cancel() {
    let (parent, cancel) = context::with_timeout(&context::background(), VERY_LONG);
    let ctx = context::without_cancel(&context::with_value(&parent, Name("key"), "value"));
    cancel();
    assert_eq!(ctx.deadline(), None);
    assert!(ctx.done().is_nil());
    assert_eq!(ctx.err(), None);
    assert_eq!(ctx.value(&Name("key")), Some(&"value"));
}

#[goroutines]
#[test]
fn after_func_called_after_cancel() {
    let (ctx, cancel) = context::with_cancel(&context::background());
    let done = chan::<()>(0);
    let close = done.clone();
    let after = context::after_func(&ctx, async move { close.close() });
    for _ in 0..20 {
        goroutines::yield_now();
    }
    assert!(!done.is_closed(), "called before the context is done");
    cancel();
    done.recv();
    assert!(!after.stop());
}

#[goroutines]
#[test]
fn after_func_called_after_timeout() {
    let (ctx, _cancel) = context::with_timeout(&context::background(), SHORT);
    let done = chan::<()>(0);
    let close = done.clone();
    context::after_func(&ctx, async move { close.close() });
    done.recv();
}

#[goroutines]
#[test]
fn after_func_called_immediately() {
    let (ctx, cancel) = context::with_cancel(&context::background());
    cancel();
    let done = chan::<()>(0);
    let close = done.clone();
    context::after_func(&ctx, async move { close.close() });
    done.recv();
}

#[goroutines]
#[test]
fn after_func_not_called_after_stop() {
    let (ctx, cancel) = context::with_cancel(&context::background());
    let called = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&called);
    let after = context::after_func(&ctx, async move {
        count.fetch_add(1, Ordering::Relaxed);
    });
    assert!(after.stop());
    cancel();
    time::sleep(SHORT);
    assert_eq!(called.load(Ordering::Relaxed), 0);
    assert!(!after.stop());
}

/// Cancelling does not wait for the work to end.
#[goroutines]
#[test]
fn after_func_called_asynchronously() {
    let (ctx, cancel) = context::with_cancel(&context::background());
    let done = chan(0);
    let send = done.clone();
    context::after_func(&ctx, async move { send.send(()).await.unwrap() });
    cancel();
    assert_eq!(done.recv(), Some(()));
}

/// Whoever sees the error finds the channel closed.
#[goroutines]
#[test]
fn context_err_done_race() {
    for _ in 0..200 {
        let (ctx, cancel) = context::with_cancel(&context::background());
        let done = ctx.done();
        let canceller = go! { cancel() };
        while ctx.err().is_none() {
            goroutines::yield_now();
        }
        assert!(done.is_closed(), "err is set, but done is not closed");
        canceller.join().unwrap();
    }
}
