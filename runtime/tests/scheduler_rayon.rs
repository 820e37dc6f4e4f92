//! Goroutines and rayon's own jobs share the workers: both make progress, and no goroutine runs inside another.

use std::cell::Cell;
use std::future::Future;
use std::hint;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::thread;
use std::time::{Duration, Instant};

use goroutines_runtime::{Runtime, spawn, yield_now};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use signal::Signal;

#[path = "support/signal.rs"]
mod signal;

/// Bounds what would otherwise hang when a test fails.
const PATIENCE: Duration = Duration::from_secs(60);

thread_local! {
    /// How many goroutines run on this thread, one inside the other.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// A future that fails when it is polled inside the poll of another such future.
struct Alone<F>(Pin<Box<F>>);

impl<F: Future> Future for Alone<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        assert_eq!(DEPTH.replace(1), 0, "a goroutine runs inside another");
        let poll = self.0.as_mut().poll(cx);
        DEPTH.set(0);
        poll
    }
}

fn alone<F: Future>(future: F) -> Alone<F> {
    Alone(Box::pin(future))
}

fn runtime(workers: usize) -> Runtime {
    Runtime::builder().workers(workers).build().unwrap()
}

fn fibonacci(n: u64) -> u64 {
    if n < 2 {
        return n;
    }
    let (a, b) = rayon::join(|| fibonacci(n - 1), || fibonacci(n - 2));
    a + b
}

#[test]
fn no_goroutine_runs_inside_another() {
    for workers in [1, 2, 4] {
        runtime(workers).run(async {
            let handles: Vec<_> = (0..200)
                .map(|i| {
                    spawn(alone(async move {
                        let inner = spawn(alone(async { yield_now().await }));
                        let sum = fibonacci(12 + i % 4);
                        yield_now().await;
                        inner.join().await.unwrap();
                        sum
                    }))
                })
                .collect();
            for handle in handles {
                assert!(handle.join().await.unwrap() >= 144);
            }
        });
    }
}

/// A goroutine waits in `join` for a piece that the other worker has; a thread wakes goroutines meanwhile, so that the waiting
/// worker is the one that rayon gives the run loop to.
#[test]
fn a_drain_that_arrives_inside_a_join_is_put_off() {
    runtime(2).run(alone(async {
        for _ in 0..50 {
            let gate = Arc::new(Signal::default());
            let woken: Vec<_> = (0..10)
                .map(|_| {
                    let gate = Arc::clone(&gate);
                    spawn(alone(async move { gate.wait().await }))
                })
                .collect();
            yield_now().await;
            let stolen = AtomicBool::new(false);
            let wait_for_thief = || {
                let begin = Instant::now();
                while !stolen.load(Ordering::Acquire) {
                    assert!(begin.elapsed() < PATIENCE, "the other worker is never free");
                    hint::spin_loop();
                }
            };
            rayon::join(wait_for_thief, || {
                stolen.store(true, Ordering::Release);
                let raise_all = move || (0..10).for_each(|_| gate.raise());
                thread::spawn(raise_all).join().unwrap();
                // Time for the waiting worker to start a run loop; nothing depends on whether it does.
                (0..1_000).for_each(|_| thread::yield_now());
            });
            for handle in woken {
                handle.join().await.unwrap();
            }
        }
    }));
}

#[test]
fn what_is_made_ready_inside_a_join_runs_while_it_waits() {
    runtime(2).run(alone(async {
        let flag = Arc::new(AtomicBool::new(false));
        for _ in 0..20 {
            flag.store(false, Ordering::Release);
            let set = Arc::clone(&flag);
            rayon::join(
                || {
                    drop(spawn(alone(async move { set.store(true, Ordering::Release) })));
                },
                || hint::black_box(()),
            );
            let begin = Instant::now();
            while !flag.load(Ordering::Acquire) {
                assert!(begin.elapsed() < PATIENCE, "the goroutine never ran");
                hint::spin_loop();
            }
        }
    }));
}

#[test]
fn parallel_iterators_make_progress_while_others_are_busy() {
    for workers in [1, 2] {
        let runtime = runtime(workers);
        let stop = Arc::new(AtomicBool::new(false));
        let busy: Vec<_> = (0..4)
            .map(|_| {
                let stop = Arc::clone(&stop);
                runtime.spawn(alone(async move {
                    while !stop.load(Ordering::Acquire) {
                        yield_now().await;
                    }
                }))
            })
            .collect();
        let sum = runtime.run(alone(async { (0..100_000_u64).into_par_iter().map(|i| i % 7).sum::<u64>() }));
        assert_eq!(sum, (0..100_000_u64).map(|i| i % 7).sum());
        stop.store(true, Ordering::Release);
        for handle in busy {
            handle.join_blocking().unwrap();
        }
    }
}

#[test]
fn a_job_of_rayon_gets_its_turn_while_goroutines_are_busy() {
    runtime(1).run(async {
        let done = Arc::new(AtomicBool::new(false));
        let set = Arc::clone(&done);
        rayon::spawn(move || set.store(true, Ordering::Release));
        let begin = Instant::now();
        while !done.load(Ordering::Acquire) {
            assert!(begin.elapsed() < PATIENCE, "the job never ran");
            yield_now().await;
        }
    });
}

#[test]
fn goroutines_make_progress_while_another_is_in_a_parallel_iterator() {
    runtime(2).run(alone(async {
        let turns = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&turns);
        let other = spawn(alone(async move {
            while counted.fetch_add(1, Ordering::Relaxed) < 1_000 {
                yield_now().await;
            }
        }));
        // One piece waits for the other goroutine; the worker that is free must run that.
        let first = AtomicBool::new(true);
        (0..2).into_par_iter().for_each(|_| {
            let begin = Instant::now();
            let waits = first.swap(false, Ordering::AcqRel);
            while waits && turns.load(Ordering::Relaxed) < 1_000 {
                assert!(begin.elapsed() < PATIENCE, "the goroutine never ran");
                hint::spin_loop();
            }
        });
        other.join().await.unwrap();
    }));
}

#[test]
fn a_future_of_another_kind_runs_in_a_goroutine() {
    let output = runtime(1).run(async {
        let mut inner = pin!(async { 5 });
        std::future::poll_fn(|cx| inner.as_mut().poll(cx)).await
    });
    assert_eq!(output, 5);
}
