//! Many goroutines wait on one channel: what each takes, and what it costs to wake them all by
//! closing it.

use std::time::{Duration, Instant};

use goroutines::prelude::*;

use crate::memory::resident;
use crate::peers::{AsyncChannel, Channel, Countdown, Executor, Flume, Kanal, Receiver, Smol, Tokio};
use crate::workload::{
    Aim, Answer, Clock, Figure, Tally, Unit, Workload, as_many, failing_peer, nanos, peer, tally, tally_of,
};

/// Parked goroutines.
pub static WORKLOAD: Workload = Workload {
    name: "parked",
    title: "1,000,000 goroutines parked on one channel",
    size: 1_000_000,
    quick: 1_000,
    operations: as_many,
    answer: tally_of,
    figures: &[
        Figure { key: "bytes", title: "memory each", unit: Unit::Bytes, aims: &[Aim::AtMost(200.0)] },
        Figure { key: "time", title: "wake-up of all", unit: Unit::NanosEach, aims: &[Aim::OfGo(0.4)] },
    ],
    go: true,
    charted: true,
    peers: &[
        peer("goroutines", |job| job.cold().goroutines(goroutines)),
        peer("tokio", |job| job.cold().on::<Tokio, _, _, _>(notified)),
        peer("smol", |job| job.cold().on::<Smol, _, _, _>(tasks::<Smol, AsyncChannel>)),
        peer("async-channel", |job| job.cold().on::<Tokio, _, _, _>(tasks::<Tokio, AsyncChannel>)),
        failing_peer(
            "flume",
            |job| job.cold().on::<Tokio, _, _, _>(tasks::<Tokio, Flume>),
            "its time grows with the square of the number that waits",
        ),
        peer("kanal", |job| job.cold().on::<Tokio, _, _, _>(tasks::<Tokio, Kanal>)),
    ],
};

/// Ten times as many.
pub static TEN_MILLION: Workload = Workload {
    name: "parked-10m",
    title: "10,000,000 goroutines parked on one channel",
    size: 10_000_000,
    quick: 1_000,
    operations: as_many,
    answer: tally_of,
    figures: &[
        Figure { key: "bytes", title: "memory each", unit: Unit::Bytes, aims: &[] },
        Figure { key: "peak", title: "peak memory", unit: Unit::Mebibytes, aims: &[Aim::AtMost(2560.0)] },
        Figure { key: "time", title: "wake-up of all", unit: Unit::NanosEach, aims: &[] },
    ],
    go: false,
    charted: false,
    peers: &[
        peer("goroutines", |job| job.cold().goroutines(goroutines)),
        peer("tokio", |job| job.cold().on::<Tokio, _, _, _>(notified)),
        peer("smol", |job| job.cold().on::<Smol, _, _, _>(tasks::<Smol, AsyncChannel>)),
    ],
};

/// Time for the last goroutine to get from its first line to its wait.
const SETTLE: Duration = Duration::from_millis(100);

#[goroutines]
fn goroutines(n: u64) -> Answer {
    let before = resident();
    let sum = Tally::start();
    let ch = chan::<u64>(0);
    let wg = WaitGroup::new();
    for i in 0..n {
        wg.add(1);
        go! {
            if ch.recv().is_none() {
                tally(i);
            }
            wg.done();
        }
    }
    time::sleep(SETTLE);
    while goroutines::num_goroutines() < usize::try_from(n).unwrap() {
        time::sleep(SETTLE);
    }
    let each = (resident() - before) / n as f64;
    let clock = Clock::start();
    ch.close();
    wg.wait();
    finish(clock, &sum, each)
}

fn finish(clock: Clock, sum: &Tally, each: f64) -> Answer {
    let (time, cpu) = (clock.elapsed(), clock.cpu());
    Answer::from(sum.sum()).with("bytes", each).with("time", nanos(time)).with("cpu", nanos(cpu))
}

async fn tasks<E: Executor, C: Channel<Receiver: Clone>>(n: u64) -> Answer {
    let before = resident();
    let sum = Tally::start();
    let (tx, rx) = C::bounded(1);
    let (started, left) = (Countdown::new(n), Countdown::new(n));
    for i in 0..n {
        let (mut rx, started, left) = (rx.clone(), started.clone(), left.clone());
        E::detach(async move {
            started.done();
            if rx.recv().await.is_none() {
                tally(i);
            }
            left.done();
        });
    }
    started.wait().await;
    E::sleep_until(Instant::now() + SETTLE).await;
    let each = (resident() - before) / n as f64;
    let clock = Clock::start();
    drop(tx);
    left.wait().await;
    finish(clock, &sum, each)
}

/// tokio's own channels have one receiver, so its tasks wait for a `Notify`.
async fn notified(n: u64) -> Answer {
    use std::sync::Arc;
    use tokio::sync::Notify;

    let before = resident();
    let sum = Tally::start();
    let closed = Arc::new(Notify::new());
    let (started, left) = (Countdown::new(n), Countdown::new(n));
    for i in 0..n {
        let (closed, started, left) = (Arc::clone(&closed), started.clone(), left.clone());
        Tokio::detach(async move {
            started.done();
            closed.notified().await;
            tally(i);
            left.done();
        });
    }
    started.wait().await;
    Tokio::sleep_until(Instant::now() + SETTLE).await;
    let each = (resident() - before) / n as f64;
    let clock = Clock::start();
    closed.notify_waiters();
    left.wait().await;
    finish(clock, &sum, each)
}
