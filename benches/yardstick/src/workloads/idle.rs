//! A thousand goroutines wait, and nothing happens: the CPU time that passes.

use std::time::{Duration, Instant};

use goroutines::prelude::*;

use crate::peers::{AsyncChannel, Channel, Countdown, Executor, Receiver as _, Smol, Tokio};
use crate::workload::{Aim, Answer, Clock, Figure, Tally, Unit, Workload, as_many, nanos, peer, tally, tally_of};

/// Idle; the size is in milliseconds.
pub static WORKLOAD: Workload = Workload {
    name: "idle",
    title: "1,000 goroutines wait for 2 s",
    size: 2_000,
    quick: 10,
    operations: as_many,
    answer: |_| tally_of(WAITING),
    figures: &[Figure { key: "cpu", title: "CPU time", unit: Unit::Millis, aims: &[Aim::AtMost(1.0)] }],
    go: true,
    charted: false,
    peers: &[
        peer("goroutines", |job| job.cold().goroutines(goroutines)),
        peer("tokio", |job| job.cold().on::<Tokio, _, _, _>(tasks::<Tokio, AsyncChannel>)),
        peer("smol", |job| job.cold().on::<Smol, _, _, _>(tasks::<Smol, AsyncChannel>)),
    ],
};

/// Those who wait.
const WAITING: u64 = 1_000;
/// Time for all to get to their wait.
const SETTLE: Duration = Duration::from_millis(100);

#[goroutines]
fn goroutines(millis: u64) -> Answer {
    let sum = Tally::start();
    let ch = chan::<u64>(0);
    let wg = WaitGroup::new();
    for i in 0..WAITING {
        wg.add(1);
        go! {
            ch.recv();
            tally(i);
            wg.done();
        }
    }
    time::sleep(SETTLE);
    let clock = Clock::start();
    time::sleep(Duration::from_millis(millis));
    let cpu = clock.cpu();
    ch.close();
    wg.wait();
    Answer::from(sum.sum()).with("cpu", nanos(cpu))
}

async fn tasks<E: Executor, C: Channel<Receiver: Clone>>(millis: u64) -> Answer {
    let sum = Tally::start();
    let (tx, rx) = C::bounded(1);
    let left = Countdown::new(WAITING);
    for i in 0..WAITING {
        let (mut rx, left) = (rx.clone(), left.clone());
        E::detach(async move {
            rx.recv().await;
            tally(i);
            left.done();
        });
    }
    E::sleep_until(Instant::now() + SETTLE).await;
    let clock = Clock::start();
    E::sleep_until(Instant::now() + Duration::from_millis(millis)).await;
    let cpu = clock.cpu();
    drop(tx);
    left.wait().await;
    Answer::from(sum.sum()).with("cpu", nanos(cpu))
}
