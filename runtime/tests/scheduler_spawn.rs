//! Every goroutine that is started runs, and every wake-up arrives, from wherever it comes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use goroutines_runtime::{Runtime, num_goroutines, num_workers, run, spawn, yield_now};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use signal::Signal;

#[path = "support/signal.rs"]
mod signal;

fn runtime(workers: usize) -> Runtime {
    Runtime::builder().workers(workers).build().unwrap()
}

fn a_million_are_joined(workers: usize) {
    let sum = runtime(workers).run(async {
        let handles: Vec<_> = (0..1_000_000_u64).map(|i| spawn(async move { i })).collect();
        let mut sum = 0;
        for handle in handles {
            sum += handle.await.unwrap();
        }
        sum
    });
    assert_eq!(sum, 499_999_500_000);
}

#[test]
fn one_worker_runs_a_million() {
    a_million_are_joined(1);
}

#[test]
fn two_workers_run_a_million() {
    a_million_are_joined(2);
}

#[test]
fn plain_threads_start_goroutines() {
    let threads: Vec<_> = (0..4)
        .map(|_| {
            thread::spawn(|| (0..1_000_u64).map(|i| spawn(async move { i }).join_blocking().unwrap()).sum::<u64>())
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), 499_500);
    }
}

#[test]
fn parallel_iterators_start_goroutines() {
    for workers in [1, 2] {
        let done = runtime(workers).run(async {
            let done = Arc::new(AtomicU64::new(0));
            let handles: Vec<_> = (0..1_000)
                .into_par_iter()
                .map(|_| {
                    let done = Arc::clone(&done);
                    spawn(async move { done.fetch_add(1, Ordering::Relaxed) })
                })
                .collect();
            for handle in handles {
                handle.join().await.unwrap();
            }
            done.load(Ordering::Relaxed)
        });
        assert_eq!(done, 1_000);
    }
}

/// Each of `goroutines` waits `rounds` times for a thread to wake it.
fn wakes_from_threads_arrive(workers: usize, goroutines: usize, rounds: usize) {
    let runtime = runtime(workers);
    let pairs: Vec<_> = (0..goroutines).map(|_| (Arc::new(Signal::default()), Arc::new(Signal::default()))).collect();
    let handles: Vec<_> = pairs
        .iter()
        .cloned()
        .map(|(there, back)| {
            runtime.spawn(async move {
                for _ in 0..rounds {
                    there.wait().await;
                    back.raise();
                }
            })
        })
        .collect();
    let threads: Vec<_> = pairs
        .into_iter()
        .map(|(there, back)| {
            let waits = move || {
                for _ in 0..rounds {
                    there.raise();
                    other_run(&back);
                }
            };
            thread::spawn(waits)
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    for handle in handles {
        handle.join_blocking().unwrap();
    }
}

/// Waits for `signal` in a plain thread, through a goroutine of the default runtime.
fn other_run(signal: &Arc<Signal>) {
    let signal = Arc::clone(signal);
    run(async move { signal.wait().await });
}

#[test]
fn one_worker_misses_no_wake_from_threads() {
    wakes_from_threads_arrive(1, 2, 5_000);
}

#[test]
fn two_workers_miss_no_wake_from_threads() {
    wakes_from_threads_arrive(2, 4, 5_000);
}

#[test]
fn goroutines_wake_each_other_across_workers() {
    for workers in [1, 2, 4] {
        runtime(workers).run(async {
            let signals: Arc<Vec<Signal>> = Arc::new((0..16).map(|_| Signal::default()).collect());
            let handles: Vec<_> = (0..16)
                .map(|me| {
                    let signals = Arc::clone(&signals);
                    spawn(async move {
                        for round in 0..2_000 {
                            signals[(me + round) % 16].raise();
                            signals[me].wait().await;
                        }
                    })
                })
                .collect();
            // In each round everyone is raised once, so that everyone is raised as often as it waits.
            for handle in handles {
                handle.join().await.unwrap();
            }
        });
    }
}

#[test]
fn counts_are_of_the_own_runtime() {
    let runtime = runtime(2);
    runtime.run(async {
        let gate = Arc::new(Signal::default());
        let held = Arc::clone(&gate);
        let handle = spawn(async move { held.wait().await });
        assert_eq!((num_workers(), num_goroutines()), (2, 2));
        gate.raise();
        handle.join().await.unwrap();
        assert_eq!(num_goroutines(), 1);
    });
    assert_eq!((runtime.num_workers(), runtime.num_goroutines()), (2, 0));
}

#[test]
fn a_runtime_needs_a_worker() {
    let error = Runtime::builder().workers(0).build().unwrap_err();
    assert_eq!(error.to_string(), "cannot start the goroutine runtime: a runtime needs at least one worker");
}

#[test]
fn the_newest_goroutine_runs_first() {
    // Not where the time slice ends just then, as it may on a busy machine: then the newest goes to the end of the queue.
    assert!((0..100).any(|_| order_of_four() == [3, 0, 1, 2]));
}

/// The order in which four goroutines run that one starts.
fn order_of_four() -> Vec<i32> {
    let order = Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = Arc::clone(&order);
    runtime(1).run(async move {
        for i in 0..4 {
            let order = Arc::clone(&order);
            drop(spawn(async move { order.lock().unwrap().push(i) }));
        }
        yield_now().await;
    });
    std::mem::take(&mut *seen.lock().unwrap())
}
