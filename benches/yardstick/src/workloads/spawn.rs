//! One goroutine starts all the others, which end at once, and waits for the last of them.

use goroutines::prelude::*;

use crate::peers::{Countdown, Executor, May, Smol, Threads, Tokio};
use crate::workload::{
    Aim, Answer, Figure, Job, Lap, Tally, Unit, Workload, as_many, peer, slow_peer, tally, tally_of, time_each,
};

/// Spawn and join.
pub static WORKLOAD: Workload = Workload {
    name: "spawn",
    title: "spawn and join, 1,000,000 goroutines",
    size: 1_000_000,
    quick: 1_000,
    operations: as_many,
    answer: tally_of,
    figures: &[
        time_each(&[Aim::OfGo(0.6), Aim::Of(1.0, "rayon")]),
        Figure { key: "peak", title: "peak memory", unit: Unit::Mebibytes, aims: &[Aim::AtMost(64.0)] },
    ],
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

/// As goroutines.
#[goroutines]
pub fn goroutines(n: u64) -> u64 {
    let sum = Tally::start();
    let wg = WaitGroup::new();
    for i in 0..n {
        wg.add(1);
        go! {
            tally(i);
            wg.done();
        }
    }
    wg.wait();
    sum.sum()
}

/// As tasks.
pub async fn tasks<E: Executor>(n: u64) -> u64 {
    let sum = Tally::start();
    let left = Countdown::new(n);
    for i in 0..n {
        let left = left.clone();
        E::detach(async move {
            tally(i);
            left.done();
        });
    }
    left.wait().await;
    sum.sum()
}

fn threads<T: Threads>(n: u64) -> u64 {
    let sum = Tally::start();
    let handles: Vec<_> = (0..n).map(|i| T::spawn(move || tally(i))).collect();
    handles.into_iter().for_each(T::join);
    sum.sum()
}

fn rayon_spawn(job: Job) -> Lap {
    in_rayon(job, |n| {
        let sum = Tally::start();
        let left = Countdown::new(n);
        for i in 0..n {
            let left = left.clone();
            rayon::spawn(move || {
                tally(i);
                left.done();
            });
        }
        while !left.is_over() {
            rayon::yield_now();
        }
        sum.sum()
    })
}

fn rayon_scope(job: Job) -> Lap {
    in_rayon(job, |n| {
        let sum = Tally::start();
        rayon::scope(|scope| (0..n).for_each(|i| scope.spawn(move |_| tally(i))));
        sum.sum()
    })
}

/// Takes the lap on a worker of a pool of rayon's.
pub fn in_rayon<A: Into<Answer>>(job: Job, body: fn(u64) -> A) -> Lap {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(job.workers).build().expect("the threads start");
    pool.install(|| job.here(body))
}
