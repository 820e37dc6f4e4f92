//! A ping every millisecond while four other goroutines compute, a millisecond at a time, and yield
//! in between: the time from the moment a ping is due to its answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use goroutines::prelude::*;

use super::timers::percentiles;
use crate::peers::{AsyncChannel, Channel, Executor, Receiver as _, Sender as _, Smol, Tokio, TokioMpsc};
use crate::workload::{Aim, Answer, Figure, Unit, Workload, as_many, peer};

/// Latency under load.
pub static WORKLOAD: Workload = Workload {
    name: "latency",
    title: "a ping while four goroutines compute in 1 ms slices",
    size: 100,
    quick: 5,
    operations: as_many,
    answer: as_many,
    figures: &[
        Figure { key: "p50", title: "median", unit: Unit::Millis, aims: &[] },
        Figure { key: "p99", title: "p99", unit: Unit::Millis, aims: &[Aim::OfBest(1.0)] },
    ],
    go: true,
    charted: false,
    peers: &[
        peer("goroutines", |job| job.cold().goroutines(goroutines)),
        peer("tokio", |job| job.cold().on::<Tokio, _, _, _>(tasks::<Tokio, TokioMpsc>)),
        peer("smol", |job| job.cold().on::<Smol, _, _, _>(tasks::<Smol, AsyncChannel>)),
    ],
};

/// Those who compute.
const COMPUTING: usize = 4;
/// Time between two pings.
const PAUSE: Duration = Duration::from_millis(1);

/// Computes for a millisecond.
fn compute() {
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(1) {
        std::hint::spin_loop();
    }
}

fn nanos_since(start: Instant) -> u64 {
    u64::try_from(start.elapsed().as_nanos()).expect("less than 500 years")
}

#[goroutines]
fn goroutines(n: u64) -> Answer {
    let over = Arc::new(AtomicBool::new(false));
    let wg = WaitGroup::new();
    for _ in 0..COMPUTING {
        wg.add(1);
        go! {
            while !over.load(Ordering::Relaxed) {
                compute();
                goroutines::yield_now();
            }
            wg.done();
        }
    }
    let (ping, pong) = (chan(0), chan(0));
    go! {
        for value in &ping {
            pong.send(value).unwrap();
        }
    }
    let mut times = Vec::new();
    for i in 0..n {
        let due = Instant::now() + PAUSE;
        time::sleep_until(due);
        ping.send(i).unwrap();
        pong.recv().unwrap();
        times.push(nanos_since(due));
    }
    ping.close();
    over.store(true, Ordering::Relaxed);
    wg.wait();
    percentiles(times)
}

async fn tasks<E: Executor, C: Channel>(n: u64) -> Answer {
    let over = Arc::new(AtomicBool::new(false));
    let computing = [(); COMPUTING].map(|()| {
        let over = Arc::clone(&over);
        E::spawn(async move {
            while !over.load(Ordering::Relaxed) {
                compute();
                E::yield_now().await;
            }
        })
    });
    let (ping, mut pinged) = C::bounded(0);
    let (pong, mut ponged) = C::bounded(0);
    E::detach(async move {
        while let Some(value) = pinged.recv().await {
            pong.send(value).await.expect("received");
        }
    });
    let mut times = Vec::new();
    for i in 0..n {
        let due = Instant::now() + PAUSE;
        E::sleep_until(due).await;
        ping.send(i).await.expect("received");
        ponged.recv().await.expect("sent");
        times.push(nanos_since(due));
    }
    over.store(true, Ordering::Relaxed);
    for task in computing {
        E::join(task).await;
    }
    percentiles(times)
}
