//! Structures of 200,000 links, made, used and dropped on stacks of 128 KiB: nothing recurses.
//!
//! What a program builds of its own values (a channel that holds a channel that holds a channel) is dropped as
//! Rust drops every nested value, by recursion: the documentation of `chan` says so. Contexts: `context_tree.rs`.

#![cfg(not(loom))]

use std::future::Future;

use goroutines_runtime::chan::{Chan, Receiver, chan};
use goroutines_runtime::sync::{Arc, Cond, Mutex, RwLock, Semaphore, WaitGroup};
use goroutines_runtime::{JoinHandle, Runtime, spawn};

const LINKS: usize = 200_000;

/// Runs `work` in a goroutine on workers with stacks of 128 KiB, and then drops the runtime on such a stack.
fn run<F: Future<Output = ()> + Send + 'static>(work: F) {
    let thread = std::thread::Builder::new().stack_size(128 * 1024);
    let runs = thread.spawn(|| {
        let runtime = Runtime::builder().workers(2).stack_size(128 * 1024).build().unwrap();
        runtime.run(work);
    });
    runs.unwrap().join().unwrap();
}

/// A stage of the daisy chain.
async fn relay(left: Receiver<usize>, right: Chan<usize>) {
    if let Some(n) = left.recv().await {
        let _ = right.send(n + 1).await;
    }
}

fn daisy_chain() -> (Chan<usize>, Receiver<usize>) {
    let first = chan(0);
    let mut right = first.receiver();
    for _ in 0..LINKS {
        let next = chan(0);
        spawn(relay(right, next.clone()));
        right = next.receiver();
    }
    (first, right)
}

#[test]
fn a_value_goes_through_a_long_pipeline() {
    run(async {
        let (first, last) = daisy_chain();
        first.send(0).await.unwrap();
        assert_eq!(last.recv().await, Some(LINKS));
    });
}

/// Each stage owns the only sender of the next one: the drop of one ends the next.
#[test]
fn a_runtime_is_dropped_with_a_long_pipeline() {
    run(async {
        let (tx, mut rx) = chan::<usize>(0).split();
        for _ in 0..LINKS {
            let (to_next, next) = chan(0).split();
            spawn(async move {
                let value = rx.recv().await;
                let _ = to_next.send(value.unwrap_or(0)).await;
            });
            rx = next;
        }
        std::mem::forget((tx, rx));
    });
}

#[test]
fn the_first_drop_ends_a_long_pipeline() {
    run(async {
        let (tx, mut rx) = chan::<usize>(0).split();
        for _ in 0..LINKS {
            let (to_next, next) = chan(0).split();
            spawn(async move {
                while let Some(value) = rx.recv().await {
                    if to_next.send(value).await.is_err() {
                        return;
                    }
                }
            });
            rx = next;
        }
        drop(tx);
        assert_eq!(rx.recv().await, None);
    });
}

/// A goroutine that joins a goroutine that joins a goroutine.
#[test]
fn nested_joins() {
    run(async {
        let gate = chan::<()>(0);
        let first = gate.clone();
        let mut handle: JoinHandle<usize> = spawn(async move {
            first.recv().await;
            0
        });
        for _ in 0..LINKS {
            let inner = handle;
            handle = spawn(async move { inner.join().await.unwrap() + 1 });
        }
        gate.close();
        assert_eq!(handle.join().await.unwrap(), LINKS);
    });
}

#[test]
fn a_runtime_is_dropped_with_nested_joins() {
    run(async {
        let mut handle: JoinHandle<()> = spawn(std::future::pending());
        for _ in 0..LINKS {
            let inner = handle;
            handle = spawn(async move { drop(inner.join().await) });
        }
    });
}

/// Two hundred thousand goroutines wait for one thing, and are woken or dropped together.
#[test]
fn long_wait_lists() {
    run(async {
        let wg = WaitGroup::new();
        let (ch, end) = (chan::<usize>(0), chan::<()>(0));
        let (mutex, lock) = (Arc::new(Mutex::new(0)), Arc::new(RwLock::new(0)));
        let (slots, cond) = (Arc::new(Semaphore::new(1)), Arc::new(Cond::new()));
        let held = (mutex.lock_owned().await, lock.write_owned().await, slots.acquire_owned(1).await);
        for n in 0..LINKS {
            let (wg, ch, mutex, lock, slots) = (wg.clone(), ch.clone(), mutex.clone(), lock.clone(), slots.clone());
            wg.add(1);
            spawn(async move {
                match n % 5 {
                    0 => drop(ch.recv().await),
                    1 => *mutex.lock().await += 1,
                    2 => drop(lock.read().await),
                    3 => *lock.write().await += 1,
                    _ => drop(slots.acquire(1).await),
                }
                wg.done();
            });
        }
        for _ in 0..LINKS / 4 {
            let (mutex, cond, end) = (mutex.clone(), cond.clone(), end.clone());
            // Never woken: dropped with the runtime.
            spawn(async move {
                let guard = cond.wait(mutex.lock().await).await;
                drop((guard, end));
            });
        }
        drop(held);
        ch.close();
        wg.wait().await;
        assert_eq!((*mutex.lock().await, *lock.read().await), (LINKS / 5, LINKS / 5));
    });
}

/// A list of channels, each of which holds the next one.
struct Link(Option<Chan<Link>>);

#[test]
fn a_chain_of_channels_is_taken_apart_link_by_link() {
    run(async {
        let mut first = None;
        for _ in 0..LINKS {
            let ch = chan(1);
            ch.send(Link(first)).await.unwrap_or_else(|_| unreachable!("there is room"));
            first = Some(ch);
        }
        let mut links = 0;
        while let Some(ch) = first {
            // Taken out before its channel is dropped.
            first = ch.recv().await.and_then(|link| link.0);
            links += 1;
        }
        assert_eq!(links, LINKS);
    });
}
