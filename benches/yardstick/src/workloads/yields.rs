//! Goroutines that do nothing but let each other have a turn.

use goroutines::prelude::*;

use crate::peers::{Countdown, Executor, May, Smol, Threads, Tokio};
use crate::workload::{Aim, Tally, Workload, as_many, peer, tally, tally_of, time_each};

/// How many there are.
const MANY: u64 = 104;

/// Yield.
pub static WORKLOAD: Workload = Workload {
    name: "yield",
    title: "yield, among 104 goroutines",
    size: 1_040_000,
    quick: 1_040,
    operations: as_many,
    answer: |_| tally_of(MANY),
    figures: &[time_each(&[Aim::Of(1.0, "tokio")])],
    go: true,
    charted: true,
    peers: &[
        peer("goroutines", |job| job.goroutines(goroutines)),
        peer("tokio", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio>)),
        peer("smol", |job| job.on::<Smol, _, _, _>(tasks::<Smol>)),
        peer("may", |job| May::lap(job, threads::<May>)),
    ],
};

#[goroutines]
fn goroutines(n: u64) -> u64 {
    let sum = Tally::start();
    let wg = WaitGroup::new();
    for i in 0..MANY {
        wg.add(1);
        go! {
            for _ in 0..n / MANY {
                goroutines::yield_now();
            }
            tally(i);
            wg.done();
        }
    }
    wg.wait();
    sum.sum()
}

async fn tasks<E: Executor>(n: u64) -> u64 {
    let sum = Tally::start();
    let left = Countdown::new(MANY);
    for i in 0..MANY {
        let left = left.clone();
        E::detach(async move {
            for _ in 0..n / MANY {
                E::yield_now().await;
            }
            tally(i);
            left.done();
        });
    }
    left.wait().await;
    sum.sum()
}

fn threads<T: Threads>(n: u64) -> u64 {
    let sum = Tally::start();
    let handles = (0..MANY).map(|i| {
        T::spawn(move || {
            for _ in 0..n / MANY {
                T::yield_now();
            }
            tally(i);
        })
    });
    let handles: Vec<_> = handles.collect();
    handles.into_iter().for_each(T::join);
    sum.sum()
}
