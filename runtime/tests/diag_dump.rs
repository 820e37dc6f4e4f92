//! Dumps: what is in them, and how they are written.

use goroutines_runtime::{Chan, Runtime, chan, diag, spawn, spawn_block, sync, time, yield_now};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Runs `test` with one worker, and with four.
fn with_workers<F: Future<Output = ()> + Send + 'static>(test: impl Fn() -> F) {
    for workers in [1, 4] {
        Runtime::builder().workers(workers).build().unwrap().run(test());
    }
}

/// Lets `goroutine` come to its first wait.
async fn until_waiting(ids: &[u64]) -> diag::Dump {
    loop {
        let dump = diag::dump().await;
        let waits = |id: &u64| dump.goroutines().iter().any(|it| it.id() == *id && it.is_waiting());
        if ids.iter().all(waits) {
            return dump;
        }
        yield_now().await;
    }
}

fn find(dump: &diag::Dump, id: u64) -> &diag::Goroutine {
    dump.goroutines().iter().find(|goroutine| goroutine.id() == id).unwrap()
}

/// Where [`receives`] waits.
const RECEIVES_AT: u32 = line!() + 3;

async fn receives(ch: &Chan<u16>) -> Option<u16> {
    ch.recv().await
}

#[test]
fn says_why_where_and_on_what() {
    with_workers(|| async {
        let ch = chan::<u16>(3);
        let mine = ch.clone();
        let made = line!() - 2;
        let handle = spawn_block(async move { receives(&mine).await });
        let dump = until_waiting(&[handle.id()]).await;
        let goroutine = find(&dump, handle.id());
        let me = goroutines_runtime::id().unwrap();
        let text = goroutine.to_string();
        let expected = format!(
            "goroutine {} [chan receive]:\n\truntime/tests/diag_dump.rs:{}\n\t\tchan u16 made at \
             runtime/tests/diag_dump.rs:{made} (len 0, cap 3, 2 senders and 2 receivers left)\ncreated by \
             diag_dump::says_why_where_and_on_what in goroutine {me}\n\truntime/tests/diag_dump.rs:{}\n",
            handle.id(),
            RECEIVES_AT,
            made + 3,
        );
        assert_eq!(text, expected);
        assert!(!goroutine.is_leaked());
        ch.close();
        assert_eq!(handle.join().await.unwrap(), None);
    });
}

#[test]
fn every_reason_has_gos_word() {
    with_workers(|| async {
        let mutex = std::sync::Arc::new(sync::Mutex::new(()));
        let guard = mutex.lock().await;
        let group = sync::WaitGroup::new();
        group.add(1);
        let (full, waits) = (chan::<u8>(0), group.clone());
        let (empty, locked) = (full.clone(), std::sync::Arc::clone(&mutex));
        let handles = [
            (
                spawn(async move {
                    let _ = full.send(1).await;
                }),
                "chan send",
            ),
            (
                spawn(async move {
                    let _ = Chan::<u8>::nil().recv().await;
                }),
                "chan receive (nil chan)",
            ),
            (
                spawn(async move {
                    let _ = Chan::<u8>::nil().send(1).await;
                }),
                "chan send (nil chan)",
            ),
            (spawn(async move { waits.wait().await }), "sync.WaitGroup.Wait"),
            (spawn(async move { drop(locked.lock().await) }), "sync.Mutex.Lock"),
            (spawn(async { time::sleep(Duration::from_secs(1000)).await }), "sleep"),
            (
                spawn(async {
                    let _ = goroutines_runtime::select::select(&mut []).await;
                }),
                "select (no cases)",
            ),
            (spawn(std::future::pending()), "waiting"),
        ];
        let ids: Vec<u64> = handles.iter().map(|(handle, _)| handle.id()).collect();
        let dump = until_waiting(&ids).await;
        for (handle, reason) in &handles {
            assert_eq!(find(&dump, handle.id()).state(), *reason);
        }
        drop((guard, empty));
    });
}

#[test]
fn the_caller_runs() {
    with_workers(|| async {
        let dump = diag::dump().await;
        assert_eq!(find(&dump, goroutines_runtime::id().unwrap()).state(), "running");
    });
}

#[test]
fn one_that_computes_is_shown_as_running() {
    let runtime = Runtime::builder().workers(2).build().unwrap();
    let (begun, go_on) = (std::sync::mpsc::channel(), std::sync::mpsc::channel::<()>());
    let handle = runtime.spawn(async move {
        begun.0.send(()).unwrap();
        go_on.1.recv().unwrap();
    });
    begun.1.recv().unwrap();
    let id = handle.id();
    runtime.run(async move { assert_eq!(find(&diag::dump().await, id).state(), "running") });
    go_on.0.send(()).unwrap();
    handle.join_blocking().unwrap();
}

#[test]
fn goroutines_of_a_kind_are_counted() {
    with_workers(|| async {
        let ch = chan::<u8>(0);
        let start = |ch: Chan<u8>| {
            spawn(async move {
                let _ = ch.recv().await;
            })
        };
        let handles: Vec<_> = (0..50).map(|_| start(ch.clone())).collect();
        let ids: Vec<u64> = handles.iter().map(goroutines_runtime::JoinHandle::id).collect();
        let dump = until_waiting(&ids).await;
        let text = dump.grouped().to_string();
        assert!(text.starts_with("goroutine profile: total "), "{text}");
        assert!(text.contains("50 @ runtime/tests/diag_dump.rs:"), "{text}");
        ch.close();
        // None is left for the next round.
        for handle in handles {
            handle.join().await.unwrap();
        }
    });
}

#[test]
fn a_dump_changes_nothing() {
    with_workers(|| async {
        let (ping, pong) = (chan::<u32>(0), chan::<u32>(0));
        let (theirs, back) = (ping.clone(), pong.clone());
        let handle = spawn(async move {
            while let Some(n) = theirs.recv().await {
                back.send(n + 1).await.unwrap();
            }
        });
        for n in 0..200 {
            if n % 20 == 0 {
                diag::dump().await;
            }
            ping.send(n).await.unwrap();
            assert_eq!(pong.recv().await, Some(n + 1));
        }
        ping.close();
        handle.join().await.unwrap();
    });
}

#[test]
fn under_load_all_that_wait_are_in_it() {
    with_workers(|| async {
        let ch = chan::<u8>(0);
        let waiting: Vec<u64> = (0..500)
            .map(|_| {
                let ch = ch.clone();
                spawn(async move {
                    let _ = ch.recv().await;
                })
                .id()
            })
            .collect();
        until_waiting(&waiting).await;
        let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let busy: Vec<_> = (0..8)
            .map(|_| {
                let stop = std::sync::Arc::clone(&stop);
                spawn(async move {
                    while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                        yield_now().await;
                    }
                })
            })
            .collect();
        for _ in 0..5 {
            let dump = diag::dump().await;
            assert!(waiting.iter().all(|&id| find(&dump, id).state() == "chan receive"));
            let ids: std::collections::HashSet<u64> = dump.goroutines().iter().map(diag::Goroutine::id).collect();
            assert_eq!(ids.len(), dump.goroutines().len());
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        for handle in busy {
            handle.join().await.unwrap();
        }
        ch.close();
    });
}

#[test]
fn beside_one_busy_worker_all_that_wait_are_in_it() {
    let runtime = Runtime::builder().workers(1).build().unwrap();
    let ch = chan::<u16>(0);
    let waiters: Vec<_> = (0..5).map(|_| ch.clone()).map(|ch| runtime.spawn(async move { ch.recv().await })).collect();
    let ids: Vec<u64> = waiters.iter().map(goroutines_runtime::JoinHandle::id).collect();
    let theirs = ids.clone();
    runtime.run(async move { drop(until_waiting(&theirs).await) });
    let (begun, stop) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let (begins, stops) = (Arc::clone(&begun), Arc::clone(&stop));
    let busy = runtime.spawn(async move {
        begins.store(true, Ordering::Relaxed);
        while !stops.load(Ordering::Relaxed) {
            std::hint::spin_loop();
        }
    });
    while !begun.load(Ordering::Relaxed) {
        std::thread::yield_now();
    }
    let dump = diag::dump_blocking();
    stop.store(true, Ordering::Relaxed);
    assert_eq!(find(&dump, busy.id()).state(), "running");
    // They tell what they wait for if the relief has run them; else that they are ready now.
    assert!(ids.iter().all(|&id| ["runnable", "chan receive"].contains(&find(&dump, id).state())), "{dump}");
    busy.join_blocking().unwrap();
    ch.close();
    assert!(waiters.into_iter().all(|waiter| waiter.join_blocking().unwrap().is_none()));
}
