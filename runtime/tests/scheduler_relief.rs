//! Goroutines run while every worker is in a `par_iter`, a `join` or a long run: the work in it
//! ends only when they have run. A test that fails here hangs, or runs out of patience.

use std::cell::Cell;
use std::future::Future;
use std::hint;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::task::{Context, Poll};
use std::thread;
use std::time::{Duration, Instant};

use goroutines_runtime::{Runtime, chan, spawn, time, yield_now};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// Bounds what would otherwise hang when a test fails.
const PATIENCE: Duration = Duration::from_secs(60);

fn runtime(workers: usize) -> Runtime {
    Runtime::builder().workers(workers).build().unwrap()
}

/// With one worker and with more; `test` is given the runtime and the number.
fn with_workers(test: impl Fn(&Runtime, u64)) {
    for workers in [1, 2, 4] {
        test(&runtime(workers), workers as u64);
    }
}

/// Computes until `done` has reached `count`.
fn compute_until(done: &AtomicU64, count: u64) {
    let begin = Instant::now();
    while done.load(Ordering::Acquire) < count {
        assert!(begin.elapsed() < PATIENCE, "no goroutine ran beside the workers");
        hint::spin_loop();
    }
}

/// Keeps all workers in a `par_iter` until `done` has reached `count`.
fn par_iter_until(done: &AtomicU64, count: u64) {
    (0..64).into_par_iter().for_each(|_| compute_until(done, count));
}

#[test]
fn a_ready_goroutine_runs_beside_par_iter() {
    with_workers(|runtime, _| {
        runtime.run(async {
            let done = Arc::new(AtomicU64::new(0));
            let counted = Arc::clone(&done);
            let goroutine = spawn(async move { counted.fetch_add(1, Ordering::AcqRel) });
            par_iter_until(&done, 1);
            goroutine.join().await.unwrap();
        });
    });
}

#[test]
fn a_sleeper_wakes_again_and_again_beside_par_iter() {
    with_workers(|runtime, _| {
        runtime.run(async {
            let done = Arc::new(AtomicU64::new(0));
            let counted = Arc::clone(&done);
            let sleeper = spawn(async move {
                for _ in 0..100 {
                    time::sleep(time::MILLISECOND).await;
                    counted.fetch_add(1, Ordering::AcqRel);
                }
            });
            par_iter_until(&done, 100);
            sleeper.join().await.unwrap();
        });
    });
}

#[test]
fn a_pair_talks_beside_join() {
    with_workers(|runtime, _| {
        runtime.run(async {
            let done = Arc::new(AtomicU64::new(0));
            let (there, back) = (chan(0), chan(0));
            let (request, answer) = (there.clone(), back.clone());
            drop(spawn(async move {
                while let Some(n) = request.recv().await {
                    answer.send(n).await.unwrap();
                }
            }));
            let counted = Arc::clone(&done);
            let asks = spawn(async move {
                for n in 0..1_000_u64 {
                    there.send(n).await.unwrap();
                    assert_eq!(back.recv().await, Some(n));
                    counted.fetch_add(1, Ordering::AcqRel);
                }
                there.close();
            });
            rayon::join(|| compute_until(&done, 1_000), || compute_until(&done, 1_000));
            asks.join().await.unwrap();
        });
    });
}

#[test]
fn goroutines_run_beside_runs_that_compute_or_block() {
    with_workers(|runtime, workers| {
        runtime.run(async move {
            let (done, begun) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
            let counted = Arc::clone(&done);
            let sleeper = spawn(async move {
                for _ in 0..20 {
                    time::sleep(time::MILLISECOND).await;
                    counted.fetch_add(1, Ordering::AcqRel);
                }
            });
            // This run is one of them.
            let runs: Vec<_> = (1..workers)
                .map(|_| {
                    let (done, begun) = (Arc::clone(&done), Arc::clone(&begun));
                    spawn(async move {
                        begun.fetch_add(1, Ordering::AcqRel);
                        compute_until(&done, 20);
                    })
                })
                .collect();
            let begin = Instant::now();
            while done.load(Ordering::Acquire) < 20 {
                assert!(begin.elapsed() < PATIENCE, "no goroutine ran beside the workers");
                thread::sleep(Duration::from_millis(1));
            }
            for run in runs {
                run.join().await.unwrap();
            }
            sleeper.join().await.unwrap();
        });
    });
}

/// A run that first computes, so that the monitor sees it do so, and then blocks for good.
#[test]
fn goroutines_run_beside_runs_that_compute_and_then_block() {
    with_workers(|runtime, workers| {
        for micros in (0..1_200).step_by(100) {
            let (answers, answer) = mpsc::channel();
            let blocked: Vec<_> = (0..workers)
                .map(|_| {
                    let (blocks, unblocked) = mpsc::channel();
                    let answers = answers.clone();
                    let run = runtime.spawn(async move {
                        let begin = Instant::now();
                        while begin.elapsed() < Duration::from_micros(micros) {
                            hint::spin_loop();
                        }
                        drop(spawn(async move { answers.send(()).unwrap() }));
                        unblocked.recv_timeout(PATIENCE).unwrap();
                    });
                    (blocks, run)
                })
                .collect();
            for _ in 0..workers {
                answer.recv_timeout(PATIENCE).expect("no goroutine ran beside the workers");
            }
            for (blocks, run) in blocked {
                blocks.send(()).unwrap();
                run.join_blocking().unwrap();
            }
        }
    });
}

#[test]
fn what_a_plain_thread_starts_runs_beside_par_iter() {
    with_workers(|runtime, _| {
        let done = Arc::new(AtomicU64::new(0));
        let begun = Arc::new(AtomicBool::new(false));
        let (until, begins) = (Arc::clone(&done), Arc::clone(&begun));
        let computes = runtime.spawn(async move {
            begins.store(true, Ordering::Release);
            par_iter_until(&until, 50);
        });
        while !begun.load(Ordering::Acquire) {
            thread::yield_now();
        }
        for n in 0..50 {
            let counted = Arc::clone(&done);
            let started = runtime.spawn(async move { counted.fetch_add(1, Ordering::AcqRel) });
            assert_eq!(started.join_blocking().unwrap(), n);
        }
        computes.join_blocking().unwrap();
    });
}

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

#[test]
fn parallel_work_of_goroutines_beside_par_iter_is_done_and_nests_no_goroutine() {
    with_workers(|runtime, _| {
        runtime.run(alone(async {
            let done = Arc::new(AtomicU64::new(0));
            let goroutines: Vec<_> = (0..40)
                .map(|_| {
                    let counted = Arc::clone(&done);
                    spawn(alone(async move {
                        let inner = spawn(alone(async { yield_now().await }));
                        let sum: u64 = (0..1_000_u64).into_par_iter().sum();
                        let (a, b) = rayon::join(|| sum / 2, || sum - sum / 2);
                        inner.join().await.unwrap();
                        counted.fetch_add(1, Ordering::AcqRel);
                        a + b
                    }))
                })
                .collect();
            par_iter_until(&done, 40);
            for goroutine in goroutines {
                assert_eq!(goroutine.join().await.unwrap(), 499_500);
            }
        }));
    });
}

#[test]
fn a_job_of_rayon_that_a_goroutine_gives_beside_par_iter_runs() {
    with_workers(|runtime, _| {
        runtime.run(async {
            let done = Arc::new(AtomicU64::new(0));
            let counted = Arc::clone(&done);
            let goroutine = spawn(async move {
                let (send, receive) = chan::<()>(1).split();
                rayon::spawn(move || send.try_send(()).unwrap());
                receive.recv().await.unwrap();
                counted.fetch_add(1, Ordering::AcqRel);
            });
            par_iter_until(&done, 1);
            goroutine.join().await.unwrap();
        });
    });
}

#[test]
fn a_runtime_may_be_dropped_beside_par_iter() {
    for workers in [1, 2] {
        let runtime = runtime(workers);
        let (done, over) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let counted = Arc::clone(&done);
        drop(runtime.spawn(async move {
            loop {
                counted.fetch_add(1, Ordering::AcqRel);
                yield_now().await;
            }
        }));
        let ends = Arc::clone(&over);
        let computes = runtime.spawn(async move { par_iter_until(&ends, 1) });
        compute_until(&done, 1);
        drop(runtime);
        over.store(1, Ordering::Release);
        drop(computes.join_blocking());
    }
}
