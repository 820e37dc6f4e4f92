//! Eight goroutines add one under the same mutex.

use std::sync::Arc;

use goroutines::prelude::*;

use crate::peers::executor::Mutex as _;
use crate::peers::{Executor, Smol, Tokio};
use crate::workload::{Aim, Workload, as_many, peer, time_each};

/// Those who want the lock.
const EIGHT: u64 = 8;

/// Contended mutex.
pub static WORKLOAD: Workload = Workload {
    name: "mutex",
    title: "contended Mutex, 8 goroutines, per lock",
    size: 4_000_000,
    quick: 4_000,
    operations: as_many,
    answer: as_many,
    figures: &[time_each(&[Aim::OfGo(1.0)])],
    go: true,
    charted: true,
    peers: &[
        peer("goroutines", |job| job.goroutines(goroutines)),
        peer("tokio", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio>)),
        peer("smol", |job| job.on::<Smol, _, _, _>(tasks::<Smol>)),
    ],
};

#[goroutines]
fn goroutines(n: u64) -> u64 {
    let sum = Arc::new(sync::Mutex::new(0));
    let wg = WaitGroup::new();
    for _ in 0..EIGHT {
        wg.add(1);
        go! {
            for _ in 0..n / EIGHT {
                *sum.lock() += 1;
            }
            wg.done();
        }
    }
    wg.wait();
    *sum.lock()
}

async fn tasks<E: Executor>(n: u64) -> u64 {
    let sum = Arc::new(E::Mutex::zero());
    let adders: Vec<_> = (0..EIGHT)
        .map(|_| {
            let sum = Arc::clone(&sum);
            E::spawn(async move {
                for _ in 0..n / EIGHT {
                    sum.add_one().await;
                }
            })
        })
        .collect();
    for adder in adders {
        E::join(adder).await;
    }
    sum.add_one().await - 1
}
