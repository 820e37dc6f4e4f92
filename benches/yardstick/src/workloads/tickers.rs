//! Two hundred tickers of 10 µs beside a sleeper: the CPU time, and how late the sleeper wakes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use goroutines::prelude::*;
use goroutines::time::Ticker;

use super::timers::percentiles;
use crate::peers::{Executor, Smol, Tokio};
use crate::workload::{Aim, Answer, Figure, Unit, Workload, as_many, peer};

/// Tickers that are faster than anybody can read them.
pub static WORKLOAD: Workload = Workload {
    name: "tickers",
    title: "200 tickers of 10 µs beside a sleeper",
    size: 300,
    quick: 10,
    operations: as_many,
    answer: as_many,
    figures: &[
        Figure { key: "p99", title: "p99 lateness of the sleeper", unit: Unit::Millis, aims: &[Aim::OfBest(1.0)] },
        Figure { key: "cpu", title: "CPU time", unit: Unit::Millis, aims: &[] },
    ],
    go: true,
    charted: false,
    peers: &[
        peer("goroutines", |job| job.cold().goroutines(goroutines)),
        peer("tokio", |job| job.cold().on::<Tokio, _, _, _>(tasks::<Tokio>)),
        peer("smol", |job| job.cold().on::<Smol, _, _, _>(tasks::<Smol>)),
    ],
};

/// How many tick.
const TICKERS: usize = 200;
/// How often each.
const PERIOD: Duration = Duration::from_micros(10);
/// How long the sleeper sleeps each time.
const SLEEP: Duration = Duration::from_millis(1);

fn late(due: Instant) -> u64 {
    let late = Instant::now().checked_duration_since(due).expect("nobody wakes early");
    u64::try_from(late.as_nanos()).expect("less than 500 years")
}

#[goroutines]
fn goroutines(n: u64) -> Answer {
    let over = Arc::new(AtomicBool::new(false));
    let wg = WaitGroup::new();
    for _ in 0..TICKERS {
        wg.add(1);
        go! {
            let ticker = Ticker::new(PERIOD);
            while !over.load(Ordering::Relaxed) {
                ticker.c().recv();
            }
            ticker.stop();
            wg.done();
        }
    }
    let mut lateness = Vec::new();
    for _ in 0..n {
        let due = Instant::now() + SLEEP;
        time::sleep_until(due);
        lateness.push(late(due));
    }
    over.store(true, Ordering::Relaxed);
    wg.wait();
    percentiles(lateness)
}

async fn tasks<E: Executor>(n: u64) -> Answer {
    let over = Arc::new(AtomicBool::new(false));
    let tickers: Vec<_> = (0..TICKERS)
        .map(|_| {
            let over = Arc::clone(&over);
            E::spawn(async move {
                // As a ticker does it: the next tick is due a period after the last one was, or at
                // once.
                let mut next = Instant::now() + PERIOD;
                while !over.load(Ordering::Relaxed) {
                    E::sleep_until(next).await;
                    next = (next + PERIOD).max(Instant::now());
                }
            })
        })
        .collect();
    let mut lateness = Vec::new();
    for _ in 0..n {
        let due = Instant::now() + SLEEP;
        E::sleep_until(due).await;
        lateness.push(late(due));
    }
    over.store(true, Ordering::Relaxed);
    for ticker in tickers {
        E::join(ticker).await;
    }
    percentiles(lateness)
}
