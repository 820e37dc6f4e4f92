//! Dropping a runtime ends its threads and drops what is ready; nobody waits forever for a goroutine that is gone.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use std::{fs, thread};

use goroutines_runtime::sync::RwLock;
use goroutines_runtime::{Chan, Runtime, chan, spawn, yield_now};
use signal::Signal;

#[path = "support/signal.rs"]
mod signal;

/// Bounds what would otherwise hang when a test fails.
const PATIENCE: Duration = Duration::from_secs(60);

fn runtime(workers: usize, name: &'static str) -> Runtime {
    Runtime::builder().workers(workers).thread_name(move |index| format!("{name}-{index}")).build().unwrap()
}

/// How many threads of this process bear such a name; `None` where the system does not tell in this way.
fn threads_named(name: &str) -> Option<usize> {
    let tasks = fs::read_dir("/proc/self/task").ok()?;
    let names = tasks.flatten().filter_map(|task| fs::read_to_string(task.path().join("comm")).ok());
    Some(names.filter(|thread| thread.starts_with(name)).count())
}

fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !holds() {
        assert!(begin.elapsed() < PATIENCE, "{what}");
        thread::yield_now();
    }
}

#[test]
fn dropping_a_runtime_ends_its_threads() {
    for _ in 0..20 {
        let runtime = runtime(2, "ends");
        runtime.run(async {
            for _ in 0..100 {
                drop(spawn(async {
                    for _ in 0..10 {
                        yield_now().await;
                    }
                }));
            }
        });
        drop(runtime);
    }
    wait_until("a worker thread is left", || threads_named("ends-").unwrap_or(0) == 0);
}

#[test]
fn a_goroutine_that_is_ready_is_dropped() {
    struct Counts(Arc<AtomicU64>);
    impl Drop for Counts {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
    for workers in [1, 2] {
        let dropped = Arc::new(AtomicU64::new(0));
        let runtime = runtime(workers, "ready");
        for _ in 0..100 {
            let counts = Counts(Arc::clone(&dropped));
            drop(runtime.spawn(async move {
                let _counts = counts;
                loop {
                    yield_now().await;
                }
            }));
        }
        drop(runtime);
        wait_until("a goroutine that was ready is left", || dropped.load(Ordering::Relaxed) == 100);
    }
}

#[test]
fn a_goroutine_woken_later_is_dropped_and_its_joiner_told() {
    let runtime = runtime(2, "later");
    let (waits, gate) = (Arc::new(Signal::default()), Arc::new(Signal::default()));
    let (begun, opened) = (Arc::clone(&waits), Arc::clone(&gate));
    let handle = runtime.spawn(async move {
        begun.raise();
        opened.wait().await;
    });
    runtime.run(async move { waits.wait().await });
    drop(runtime);
    gate.raise();
    let error = handle.join_blocking().unwrap_err();
    assert!(!error.is_panic());
    assert!(error.to_string().ends_with("did not end: its runtime was dropped before its end"));
}

#[test]
fn a_goroutine_started_on_a_dropped_runtime_is_dropped() {
    let runtime = runtime(1, "gone");
    let (send, receive) = std::sync::mpsc::channel();
    let handle = runtime.spawn(async move {
        // Runs on after its runtime is dropped, for as long as this takes.
        receive.recv().unwrap();
        spawn(async { 1 })
    });
    drop(runtime);
    let _ = send.send(());
    // Either it never began, or what it started was never run.
    if let Ok(inner) = handle.join_blocking() {
        assert!(inner.join_blocking().is_err());
    }
}

#[test]
fn what_a_dropped_goroutine_lets_go_wakes_another() {
    for _ in 0..200 {
        let runtime = runtime(2, "wakes");
        let (lock, held, stop) = (Arc::new(RwLock::new(0)), chan::<()>(0), chan::<()>(0));
        let (theirs, told, stopped) = (Arc::clone(&lock), held.clone(), stop.clone());
        drop(runtime.spawn(async move {
            let _guard = theirs.write().await;
            let _ = told.send(()).await;
            stopped.recv().await;
        }));
        held.recv_blocking();
        for _ in 0..8 {
            let lock = Arc::clone(&lock);
            drop(runtime.spawn(async move { drop(lock.read().await) }));
        }
        stop.close();
        drop(runtime);
        // Whether they ended or were dropped: once all are gone, the lock is free.
        drop(lock.write_blocking());
    }
}

/// A goroutine that joins a goroutine that joins … `n` of them; the last one waits for `ch`.
fn nested(n: u32, ch: Chan<()>) -> Pin<Box<dyn Future<Output = u32> + Send>> {
    Box::pin(async move {
        if n == 0 {
            ch.recv().await;
            return 0;
        }
        spawn(nested(n - 1, ch)).join().await.map_or(0, |below| below + 1)
    })
}

#[test]
fn joins_may_be_nested_deeply() {
    const DEPTH: u32 = 50_000;
    let (ended, dropped) = (runtime(2, "ended"), runtime(2, "dropped"));
    let ch = chan::<()>(0);
    let handles = [&ended, &dropped].map(|runtime| runtime.spawn(nested(DEPTH, ch.clone())));
    for runtime in [&ended, &dropped] {
        wait_until("all are started", || runtime.num_goroutines() == DEPTH as usize + 1);
    }
    // One chain ends by itself, from the innermost out; the other is dropped.
    drop(dropped);
    ch.close();
    let [ends, gone] = handles;
    assert_eq!(ends.join_blocking().unwrap(), DEPTH);
    assert!(gone.join_blocking().is_err(), "the end of its innermost goroutine finds no runtime");
}
