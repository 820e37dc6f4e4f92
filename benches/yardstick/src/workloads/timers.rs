//! Sleepers that are due one after another within a second: how late they wake, and the CPU time of
//! it all.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use goroutines::prelude::*;

use crate::peers::{Countdown, Executor, Smol, Tokio};
use crate::workload::{Aim, Answer, Figure, Unit, Workload, as_many, peer};

/// Timers.
pub static WORKLOAD: Workload = Workload {
    name: "timers",
    title: "100,000 timers over one second",
    size: 100_000,
    quick: 100,
    operations: as_many,
    answer: as_many,
    figures: &[
        Figure { key: "p50", title: "median lateness", unit: Unit::Millis, aims: &[Aim::OfBest(1.0)] },
        Figure { key: "p99", title: "p99 lateness", unit: Unit::Millis, aims: &[Aim::OfBest(1.0)] },
        Figure { key: "cpu", title: "CPU time", unit: Unit::Millis, aims: &[Aim::Of(0.8, "tokio")] },
    ],
    go: true,
    charted: true,
    peers: &[
        peer("goroutines", |job| job.cold().goroutines(goroutines)),
        peer("tokio", |job| job.cold().on::<Tokio, _, _, _>(tasks::<Tokio>)),
        peer("smol", |job| job.cold().on::<Smol, _, _, _>(tasks::<Smol>)),
    ],
};

/// A tenth as many: what a server's timeouts are like.
pub static TEN_THOUSAND: Workload =
    Workload { name: "timers-10k", title: "10,000 timers over one second", size: 10_000, charted: false, ..WORKLOAD };

/// Time to start all sleepers in, before the first is due.
const LEAD: Duration = Duration::from_millis(200);

/// How late each sleeper was, in nanoseconds.
pub struct Lateness(Vec<AtomicU64>);

impl Lateness {
    /// Of `n` sleepers.
    pub fn of(n: u64) -> Arc<Lateness> {
        Arc::new(Lateness((0..n).map(|_| AtomicU64::new(u64::MAX)).collect()))
    }

    /// Sleeper `i` woke now.
    pub fn woke(&self, i: u64, due: Instant) {
        let late = Instant::now().checked_duration_since(due).expect("nobody wakes early");
        let late = u64::try_from(late.as_nanos()).expect("less than 500 years");
        self.0[usize::try_from(i).expect("an index")].store(late, Ordering::Relaxed);
    }

    /// How many woke, and the percentiles.
    pub fn answer(&self) -> Answer {
        let woken = self.0.iter().map(|late| late.load(Ordering::Relaxed)).filter(|&late| late != u64::MAX);
        percentiles(woken.collect())
    }
}

/// How many times there are, and of these the 50th and the 99th percentile.
pub fn percentiles(mut nanos: Vec<u64>) -> Answer {
    nanos.sort_unstable();
    let at = |percent: usize| nanos.get(nanos.len() * percent / 100).map_or(f64::NAN, |&late| late as f64);
    Answer::from(nanos.len() as u64).with("p50", at(50)).with("p99", at(99))
}

/// When sleeper `i` of `n` is due.
fn due(start: Instant, i: u64, n: u64) -> Instant {
    start + LEAD + Duration::from_secs(1).mul_f64(i as f64 / n as f64)
}

#[goroutines]
fn goroutines(n: u64) -> Answer {
    let lateness = Lateness::of(n);
    let start = Instant::now();
    let wg = WaitGroup::new();
    for i in 0..n {
        wg.add(1);
        go! {
            let due = due(start, i, n);
            time::sleep_until(due);
            lateness.woke(i, due);
            wg.done();
        }
    }
    wg.wait();
    lateness.answer()
}

async fn tasks<E: Executor>(n: u64) -> Answer {
    let lateness = Lateness::of(n);
    let start = Instant::now();
    let left = Countdown::new(n);
    for i in 0..n {
        let (lateness, left) = (Arc::clone(&lateness), left.clone());
        E::detach(async move {
            let due = due(start, i, n);
            E::sleep_until(due).await;
            lateness.woke(i, due);
            left.done();
        });
    }
    left.wait().await;
    lateness.answer()
}
