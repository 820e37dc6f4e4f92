//! A future with deferred calls is dropped half-way by foreign code: they run in the drop, last in first out, after the locals.

use std::future::Future;
use std::pin::pin;
use std::sync::Mutex;
use std::task::{Context, Waker};

use goroutines::prelude::*;

static LOG: Mutex<Vec<&str>> = Mutex::new(Vec::new());

fn log(line: &'static str) {
    LOG.lock().unwrap().push(line);
}

fn take() -> Vec<&'static str> {
    std::mem::take(&mut *LOG.lock().unwrap())
}

struct Local;

impl Drop for Local {
    fn drop(&mut self) {
        log("local");
    }
}

/// Polls once, and drops.
fn begin(future: impl Future<Output = ()>) {
    let mut future = pin!(future);
    assert!(future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
}

#[goroutines]
fn simple(never: &Chan<()>) {
    let _local = Local;
    defer!(log("first"));
    defer!(log("second"));
    never.recv();
    defer!(log("not reached"));
}

#[goroutines]
fn outer(never: &Chan<()>) {
    defer!(log("outer"));
    simple(never);
}

#[goroutines]
fn sends(never: &Chan<()>, room: &Chan<u32>, full: &Chan<u32>) {
    defer!(log("behind"));
    defer! {
        full.send(1).unwrap();
        log("a call that would wait is dropped there");
    }
    defer! {
        goroutines::yield_now();
        room.send(7).unwrap();
    }
    never.recv();
}

#[goroutines]
fn counts(never: &Chan<()>, wg: WaitGroup) {
    defer!(wg.done());
    never.recv();
}

#[goroutines]
fn panics(never: &Chan<()>) {
    defer!(log("after the panic"));
    defer! {
        assert!(recover().is_none());
        panic!("in a drop");
    }
    never.recv();
}

#[goroutines]
fn in_a_deferred_call(never: &Chan<()>) {
    defer!(log("of the outer call"));
    defer! {
        defer!(log("of the deferred call"));
        never.recv();
    }
}

fn main() {
    let never = chan(0);
    begin(simple(&never));
    assert_eq!(take(), ["local", "second", "first"]);

    begin(outer(&never));
    assert_eq!(take(), ["local", "second", "first", "outer"]);

    let (room, full) = (chan(1), chan(0));
    begin(sends(&never, &room, &full));
    assert_eq!((take(), room.try_recv()), (vec!["behind"], Ok(7)));

    let wg = WaitGroup::new();
    wg.add(1);
    begin(counts(&never, wg.clone()));
    wg.wait_blocking();

    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| begin(panics(&never))));
    assert_eq!((caught.is_err(), take()), (true, vec!["after the panic"]));

    begin(in_a_deferred_call(&never));
    assert_eq!(take(), ["of the deferred call", "of the outer call"]);

    // Its runtime is dropped while it waits, and what wakes it drops it.
    let runtime = goroutines::Runtime::builder().workers(1).build().unwrap();
    let (waits, started) = (chan::<()>(0), chan::<()>(0));
    let (theirs, tells) = (waits.clone(), started.clone());
    // Dropped last.
    let (gone, all_gone) = std::sync::mpsc::channel::<()>();
    drop(runtime.spawn(async move {
        let _gone = gone;
        tells.send(()).await.unwrap();
        simple(&theirs).await;
    }));
    started.recv_blocking();
    runtime.run(async { goroutines::yield_now().await });
    drop(runtime);
    waits.close();
    // The destructors run on another thread.
    assert!(all_gone.recv().is_err());
    assert_eq!(take(), ["local", "second", "first"]);
}
