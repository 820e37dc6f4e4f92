//! A goroutine that sleeps a millisecond at a time beside a `par_iter` over long pieces: its
//! longest sleep.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use goroutines::prelude::*;
use rayon::prelude::*;

use super::timers::percentiles;
use crate::peers::{Executor, Smol, Tokio};
use crate::workload::{Aim, Answer, Figure, Unit, Workload, as_many, peer};

/// Starvation by rayon.
pub static WORKLOAD: Workload = Workload {
    name: "starve",
    title: "a sleeper beside `par_iter` over 64 pieces of 20 ms",
    size: 64,
    quick: 4,
    operations: as_many,
    answer: as_many,
    figures: &[
        Figure { key: "p99", title: "p99 of a sleep of 1 ms", unit: Unit::Millis, aims: &[Aim::AtMost(3.0)] },
        Figure { key: "longest", title: "longest sleep of 1 ms", unit: Unit::Millis, aims: &[] },
        Figure { key: "sum", title: "the `par_iter`", unit: Unit::Millis, aims: &[Aim::OfBest(1.15)] },
    ],
    go: true,
    charted: false,
    peers: &[
        peer("goroutines", |job| job.cold().goroutines(goroutines)),
        peer("tokio", |job| beside_rayon::<Tokio>(job.cold())),
        peer("smol", |job| beside_rayon::<Smol>(job.cold())),
    ],
};

/// Computes for 20 ms, and counts as one piece.
fn piece() -> u64 {
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(20) {
        std::hint::spin_loop();
    }
    1
}

/// How long sleeps of a millisecond took, and how long the pieces.
#[derive(Default)]
struct Watch {
    over: AtomicBool,
}

fn nanos_since(start: Instant) -> u64 {
    u64::try_from(start.elapsed().as_nanos()).expect("less than 500 years")
}

/// What came of the pieces and of the sleeps.
fn answer(done: u64, took: Duration, sleeps: Vec<u64>) -> Answer {
    let longest = sleeps.iter().max().map_or(f64::NAN, |&nanos| nanos as f64);
    let mut answer = percentiles(sleeps).with("longest", longest).with("sum", took.as_nanos() as f64);
    answer.value = done;
    answer
}

/// The pieces, by `par_iter`, and what they take.
fn pieces(n: u64) -> (u64, Duration) {
    let n = u32::try_from(n).expect("few pieces");
    let start = Instant::now();
    let done = (0..n).into_par_iter().with_max_len(1).map(|_| piece()).sum();
    (done, start.elapsed())
}

#[goroutines]
fn goroutines(n: u64) -> Answer {
    let watch = Arc::new(Watch::default());
    let sleeper = go! {
        let mut sleeps = Vec::new();
        while !watch.over.load(Ordering::Relaxed) {
            let start = Instant::now();
            time::sleep(time::MILLISECOND);
            sleeps.push(nanos_since(start));
        }
        sleeps
    };
    let (done, took) = go! { pieces(n) }.join().unwrap();
    watch.over.store(true, Ordering::Relaxed);
    answer(done, took, sleeper.join().unwrap())
}

/// The executor's threads beside as many of rayon's.
fn beside_rayon<E: Executor>(job: crate::workload::Job) -> crate::workload::Lap {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(job.workers).build_global();
    pool.expect("the threads start");
    job.on::<E, _, _, _>(tasks::<E>)
}

async fn tasks<E: Executor>(n: u64) -> Answer {
    let watch = Arc::new(Watch::default());
    let watched = Arc::clone(&watch);
    let sleeper = E::spawn(async move {
        let mut sleeps = Vec::new();
        while !watched.over.load(Ordering::Relaxed) {
            let start = Instant::now();
            E::sleep_until(start + Duration::from_millis(1)).await;
            sleeps.push(nanos_since(start));
        }
        sleeps
    });
    let (done, received) = tokio::sync::oneshot::channel();
    rayon::spawn(move || _ = done.send(pieces(n)));
    let (done, took) = received.await.expect("sent");
    watch.over.store(true, Ordering::Relaxed);
    answer(done, took, E::join(sleeper).await)
}
