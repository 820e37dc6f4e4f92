//! Nobody starves: neither behind goroutines that keep waking each other nor behind one that computes.

use std::hint;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use goroutines_runtime::{Runtime, chan, spawn, time, yield_now};
use signal::Signal;

#[path = "support/signal.rs"]
mod signal;

/// Bounds what would otherwise hang when a test fails.
const PATIENCE: Duration = Duration::from_secs(60);

fn runtime(workers: usize) -> Runtime {
    Runtime::builder().workers(workers).build().unwrap()
}

/// Computes, without ever giving way, until `flag` is set.
fn compute_until(flag: &AtomicBool) {
    let begin = Instant::now();
    while !flag.load(Ordering::Acquire) {
        assert!(begin.elapsed() < PATIENCE, "what stands behind this run never ran");
        hint::spin_loop();
    }
}

/// Two goroutines wake each other until `stop`.
fn ping_pong(stop: &Arc<AtomicBool>) -> impl Future<Output = ()> + use<> {
    let (stop, begin) = (Arc::clone(stop), Instant::now());
    async move {
        let (there, back) = (Arc::new(Signal::default()), Arc::new(Signal::default()));
        let (pong_there, pong_back, pong_stop) = (Arc::clone(&there), Arc::clone(&back), Arc::clone(&stop));
        let pong = spawn(async move {
            while !pong_stop.load(Ordering::Acquire) {
                pong_back.raise();
                pong_there.wait().await;
            }
            pong_back.raise();
        });
        while !stop.load(Ordering::Acquire) {
            assert!(begin.elapsed() < PATIENCE, "the third goroutine starved");
            there.raise();
            back.wait().await;
        }
        there.raise();
        pong.join().await.unwrap();
    }
}

fn a_pair_does_not_starve_a_third(workers: usize) {
    runtime(workers).run(async move {
        let stop = Arc::new(AtomicBool::new(false));
        let pairs: Vec<_> = (0..workers).map(|_| spawn(ping_pong(&stop))).collect();
        for _ in 0..1_000 {
            yield_now().await;
        }
        stop.store(true, Ordering::Release);
        for pair in pairs {
            pair.join().await.unwrap();
        }
    });
}

#[test]
fn with_one_worker_a_pair_does_not_starve_a_third() {
    a_pair_does_not_starve_a_third(1);
}

#[test]
fn with_two_workers_two_pairs_do_not_starve_a_fifth() {
    a_pair_does_not_starve_a_third(2);
}

#[test]
fn a_pair_does_not_starve_what_comes_from_outside() {
    for workers in [1, 2] {
        let runtime = runtime(workers);
        let stop = Arc::new(AtomicBool::new(false));
        let pairs: Vec<_> = (0..workers).map(|_| runtime.spawn(ping_pong(&stop))).collect();
        for i in 0..100 {
            assert_eq!(runtime.spawn(async move { i }).join_blocking().unwrap(), i);
        }
        stop.store(true, Ordering::Release);
        for pair in pairs {
            pair.join_blocking().unwrap();
        }
    }
}

#[test]
fn the_goroutine_made_ready_last_does_not_wait_for_a_long_run() {
    runtime(2).run(async {
        let flag = Arc::new(AtomicBool::new(false));
        let set = Arc::clone(&flag);
        let handle = spawn(async move { set.store(true, Ordering::Release) });
        compute_until(&flag);
        handle.join().await.unwrap();
    });
}

#[test]
fn all_that_is_ready_does_not_wait_for_a_long_run() {
    runtime(2).run(async {
        let (flag, left) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(1_000)));
        for _ in 0..1_000 {
            let (flag, left) = (Arc::clone(&flag), Arc::clone(&left));
            drop(spawn(async move {
                if left.fetch_sub(1, Ordering::AcqRel) == 1 {
                    flag.store(true, Ordering::Release);
                }
            }));
        }
        compute_until(&flag);
    });
}

#[test]
fn what_stands_behind_a_long_run_reaches_a_worker_that_is_never_idle() {
    runtime(2).run(async {
        let (stop, flag) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let pair = spawn(ping_pong(&stop));
        yield_now().await;
        let set = Arc::clone(&flag);
        let handle = spawn(async move { set.store(true, Ordering::Release) });
        compute_until(&flag);
        stop.store(true, Ordering::Release);
        handle.join().await.unwrap();
        pair.join().await.unwrap();
    });
}

#[test]
fn a_wake_from_a_thread_does_not_wait_for_a_long_run() {
    runtime(2).run(async {
        let (flag, gate) = (Arc::new(AtomicBool::new(false)), Arc::new(Signal::default()));
        let (set, opened) = (Arc::clone(&flag), Arc::clone(&gate));
        let handle = spawn(async move {
            opened.wait().await;
            set.store(true, Ordering::Release);
        });
        yield_now().await;
        let thread = thread::spawn(move || gate.raise());
        compute_until(&flag);
        thread.join().unwrap();
        handle.join().await.unwrap();
    });
}

/// Two goroutines that wake each other by turns, each of which calls `turn`, until it returns `false`.
async fn pair(mut turn: impl FnMut() -> bool + Send + 'static) {
    let (there, back) = (chan::<()>(0), chan::<()>(0));
    let answers = {
        let (there, back) = (there.clone(), back.clone());
        spawn(async move {
            while there.recv().await.is_some() {
                back.send(()).await.unwrap();
            }
        })
    };
    while turn() {
        there.send(()).await.unwrap();
        back.recv().await.unwrap();
    }
    there.close();
    answers.join().await.unwrap();
}

#[test]
fn a_pair_that_computes_long_gets_no_more_turns_than_its_time_is_worth() {
    let runtime = Runtime::builder().workers(1).build().unwrap();
    let (over, long_turns) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let (ends, turns) = (Arc::clone(&over), Arc::clone(&long_turns));
    let long = runtime.spawn(pair(move || {
        let begin = std::time::Instant::now();
        while begin.elapsed() < std::time::Duration::from_millis(1) {
            std::hint::spin_loop();
        }
        turns.fetch_add(1, Ordering::Relaxed);
        !ends.load(Ordering::Relaxed)
    }));
    const SHORT_TURNS: u64 = 20_000;
    let mut left = SHORT_TURNS;
    runtime.run(pair(move || {
        left -= 1;
        left > 0
    }));
    over.store(true, Ordering::Relaxed);
    long.join_blocking().unwrap();
    // Counted in runs alone, they would have had as many turns each.
    let long_turns = long_turns.load(Ordering::Relaxed);
    assert!(long_turns < SHORT_TURNS / 20, "{long_turns} turns of a millisecond beside {SHORT_TURNS} short ones");
}

/// Four goroutines that compute for a millisecond and yield, until `over`; they note when each turn begins.
fn compute_in_turns(
    over: &Arc<AtomicBool>,
    turns: &Arc<Mutex<Vec<Instant>>>,
) -> Vec<goroutines_runtime::JoinHandle<()>> {
    let one = |_| {
        let (over, turns) = (Arc::clone(over), Arc::clone(turns));
        spawn(async move {
            while !over.load(Ordering::Acquire) {
                let begin = Instant::now();
                turns.lock().unwrap().push(begin);
                while begin.elapsed() < Duration::from_millis(1) {
                    hint::spin_loop();
                }
                yield_now().await;
            }
        })
    };
    (0..4).map(one).collect()
}

/// Waits until `due`, or later, by `wait`, beside goroutines that compute: the median of how many turns of theirs began in between.
async fn turns_in_between<F: Future<Output = ()>>(mut wait: impl FnMut(Instant) -> F) -> usize {
    let (over, turns) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
    let computing = compute_in_turns(&over, &turns);
    let mut between = Vec::new();
    for _ in 0..41 {
        let due = Instant::now() + Duration::from_micros(1_300);
        wait(due).await;
        between.push(turns.lock().unwrap().iter().filter(|&&begin| begin > due).count());
    }
    over.store(true, Ordering::Release);
    for handle in computing {
        handle.join().await.unwrap();
    }
    between.sort_unstable();
    between[between.len() / 2]
}

#[test]
fn what_a_timer_wakes_is_not_behind_those_that_compute() {
    for workers in [1, 2] {
        let between = runtime(workers).run(turns_in_between(time::sleep_until));
        assert!(between <= workers, "{between} turns began between a deadline and the run, with {workers} workers");
    }
}

#[test]
fn what_a_thread_wakes_is_not_behind_those_that_compute() {
    for workers in [1, 2] {
        let between = runtime(workers).run(turns_in_between(|due| async move {
            let gate = Arc::new(Signal::default());
            let opens = Arc::clone(&gate);
            let thread = thread::spawn(move || {
                thread::sleep(due.saturating_duration_since(Instant::now()));
                opens.raise();
            });
            gate.wait().await;
            thread.join().unwrap();
        }));
        assert!(between <= 2 * workers, "{between} turns began between a wake and the run, with {workers} workers");
    }
}

#[test]
fn what_timers_wake_again_and_again_does_not_starve_the_others() {
    for workers in [1, 2] {
        runtime(workers).run(async move {
            let stop = Arc::new(AtomicBool::new(false));
            let sleeper = |_| {
                let stop = Arc::clone(&stop);
                spawn(async move {
                    let start = Instant::now();
                    while !stop.load(Ordering::Acquire) {
                        assert!(start.elapsed() < PATIENCE, "the others starved");
                        time::sleep(Duration::from_micros(1)).await;
                        let begin = Instant::now();
                        while begin.elapsed() < Duration::from_millis(1) {
                            hint::spin_loop();
                        }
                    }
                })
            };
            let sleepers: Vec<_> = (0..4 * workers).map(sleeper).collect();
            for _ in 0..50 {
                yield_now().await;
            }
            stop.store(true, Ordering::Release);
            for handle in sleepers {
                handle.join().await.unwrap();
            }
        });
    }
}
