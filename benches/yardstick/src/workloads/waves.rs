//! The same number of goroutines in waves of 10,000: each wave is waited for before the next.

use goroutines::prelude::*;

use super::spawn::in_rayon;
use crate::peers::{Countdown, Executor, May, Smol, Threads, Tokio};
use crate::workload::{Aim, Job, Lap, Tally, Workload, as_many, peer, slow_peer, tally, tally_of, time_each};

/// Goroutines in a wave.
const WAVE: u64 = 10_000;

/// Spawn and join, in waves.
pub static WORKLOAD: Workload = Workload {
    name: "waves",
    title: "spawn and join, in waves of 10,000",
    size: 1_000_000,
    quick: 1_000,
    operations: as_many,
    answer: tally_of,
    figures: &[time_each(&[Aim::Of(1.0, "rayon-scope")])],
    go: true,
    charted: true,
    peers: &[
        peer("goroutines", |job| job.goroutines(goroutines)),
        peer("tokio", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio>)),
        peer("smol", |job| job.on::<Smol, _, _, _>(tasks::<Smol>)),
        slow_peer("may", |job| May::lap(job, threads::<May>), 4),
        peer("rayon", rayon_spawn),
        peer("rayon-scope", rayon_scope),
    ],
};

/// The waves of `n` goroutines.
fn waves(n: u64) -> impl Iterator<Item = std::ops::Range<u64>> {
    (0..n).step_by(10_000).map(move |first| first..n.min(first + WAVE))
}

#[goroutines]
fn goroutines(n: u64) -> u64 {
    let sum = Tally::start();
    let wg = WaitGroup::new();
    for wave in waves(n) {
        for i in wave {
            wg.add(1);
            go! {
                tally(i);
                wg.done();
            }
        }
        wg.wait();
    }
    sum.sum()
}

async fn tasks<E: Executor>(n: u64) -> u64 {
    let sum = Tally::start();
    for wave in waves(n) {
        let left = Countdown::new(wave.end - wave.start);
        for i in wave {
            let left = left.clone();
            E::detach(async move {
                tally(i);
                left.done();
            });
        }
        left.wait().await;
    }
    sum.sum()
}

fn threads<T: Threads>(n: u64) -> u64 {
    let sum = Tally::start();
    for wave in waves(n) {
        let handles: Vec<_> = wave.map(|i| T::spawn(move || tally(i))).collect();
        handles.into_iter().for_each(T::join);
    }
    sum.sum()
}

fn rayon_spawn(job: Job) -> Lap {
    in_rayon(job, |n| {
        let sum = Tally::start();
        for wave in waves(n) {
            let left = Countdown::new(wave.end - wave.start);
            for i in wave {
                let left = left.clone();
                rayon::spawn(move || {
                    tally(i);
                    left.done();
                });
            }
            while !left.is_over() {
                rayon::yield_now();
            }
        }
        sum.sum()
    })
}

fn rayon_scope(job: Job) -> Lap {
    in_rayon(job, |n| {
        let sum = Tally::start();
        for wave in waves(n) {
            rayon::scope(|scope| wave.for_each(|i| scope.spawn(move |_| tally(i))));
        }
        sum.sum()
    })
}
