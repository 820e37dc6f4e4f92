//! What one goroutine, one message and one timer cost when there are a thousand, and when there are
//! ten million.

use std::time::{Duration, Instant};

use goroutines::prelude::*;

use super::{channel_1p1c, spawn};
use crate::peers::{AsyncChannel, Channel, Countdown, Executor, Kanal, Smol, Tokio, TokioMpsc};
use crate::workload::{
    Aim, Answer, Clock, Figure, Tally, Unit, Workload, as_many, nanos, peer, sum_below, tally, tally_of,
};

const FIGURES: &[Figure] = &[
    figure("1e3", "10³"),
    figure("1e4", "10⁴"),
    figure("1e5", "10⁵"),
    figure("1e6", "10⁶"),
    figure("1e7", "10⁷"),
    Figure { key: "growth", title: "dearest size to cheapest", unit: Unit::Ratio, aims: &[Aim::AtMost(1.25)] },
];

const fn figure(key: &'static str, title: &'static str) -> Figure {
    Figure { key, title, unit: Unit::Nanos, aims: &[] }
}

/// Goroutines.
pub static SPAWN: Workload = Workload {
    name: "scaling-spawn",
    title: "spawn and join, each, by their number",
    size: 10_000_000,
    quick: 10_000,
    operations: as_many,
    answer: as_many,
    figures: FIGURES,
    go: true,
    charted: false,
    peers: &[
        peer("goroutines", |job| job.cold().goroutines(spawn_goroutines)),
        peer("tokio", |job| job.cold().on::<Tokio, _, _, _>(spawn_tasks::<Tokio>)),
        peer("smol", |job| job.cold().on::<Smol, _, _, _>(spawn_tasks::<Smol>)),
    ],
};

/// Messages.
pub static MESSAGE: Workload = Workload {
    name: "scaling-message",
    title: "message through capacity 100, each, by their number",
    size: 10_000_000,
    quick: 10_000,
    operations: as_many,
    answer: as_many,
    figures: FIGURES,
    go: true,
    charted: false,
    peers: &[
        peer("goroutines", |job| job.cold().goroutines(message_goroutines)),
        peer("tokio", |job| job.cold().on::<Tokio, _, _, _>(message_tasks::<Tokio, TokioMpsc>)),
        peer("smol", |job| job.cold().on::<Smol, _, _, _>(message_tasks::<Smol, AsyncChannel>)),
        peer("kanal", |job| job.cold().on::<Tokio, _, _, _>(message_tasks::<Tokio, Kanal>)),
    ],
};

/// Timers; their figures are CPU time.
pub static TIMER: Workload = Workload {
    name: "scaling-timer",
    title: "sleep, CPU time each, by their number",
    size: 1_000_000,
    quick: 1_000,
    operations: as_many,
    answer: as_many,
    figures: FIGURES,
    go: true,
    charted: false,
    peers: &[
        peer("goroutines", |job| job.cold().goroutines(timer_goroutines)),
        peer("tokio", |job| job.cold().on::<Tokio, _, _, _>(timer_tasks::<Tokio>)),
        peer("smol", |job| job.cold().on::<Smol, _, _, _>(timer_tasks::<Smol>)),
    ],
};

/// Small sizes are measured as often as makes this many operations, or twenty times.
const ENOUGH: u64 = 1_000_000;

/// The sizes up to `n`, and how often each is measured.
fn sizes(n: u64) -> impl Iterator<Item = (&'static str, u64, u64)> {
    let keys = ["1e3", "1e4", "1e5", "1e6", "1e7"].into_iter().zip((3..).map(|power| 10u64.pow(power)));
    keys.take_while(move |&(_, size)| size <= n)
        .map(move |(key, size)| (key, size, (ENOUGH.min(n) / size).clamp(1, 20)))
}

/// The answer of all sizes: `n` if each was right.
struct Curve {
    answer: Answer,
}

impl Curve {
    fn new(n: u64) -> Curve {
        Curve { answer: Answer::from(n) }
    }

    fn add(&mut self, key: &'static str, time: Duration, operations: u64) {
        self.answer.figures.push((key, nanos(time) / operations as f64));
    }

    /// Adds how far the dearest size is from the cheapest.
    fn end(self) -> Answer {
        let each = self.answer.figures.iter().map(|(_, each)| *each);
        let (most, least) = (each.clone().fold(0.0, f64::max), each.fold(f64::MAX, f64::min));
        self.answer.with("growth", most / least)
    }
}

#[goroutines]
fn spawn_goroutines(n: u64) -> Answer {
    let mut curve = Curve::new(n);
    for (key, size, times) in sizes(n) {
        let clock = Clock::start();
        for _ in 0..times {
            assert_eq!(spawn::goroutines(size), tally_of(size));
        }
        curve.add(key, clock.elapsed(), size * times);
    }
    curve.end()
}

async fn spawn_tasks<E: Executor>(n: u64) -> Answer {
    let mut curve = Curve::new(n);
    for (key, size, times) in sizes(n) {
        let clock = Clock::start();
        for _ in 0..times {
            assert_eq!(spawn::tasks::<E>(size).await, tally_of(size));
        }
        curve.add(key, clock.elapsed(), size * times);
    }
    curve.end()
}

#[goroutines]
fn message_goroutines(n: u64) -> Answer {
    let mut curve = Curve::new(n);
    for (key, size, times) in sizes(n) {
        let clock = Clock::start();
        for _ in 0..times {
            assert_eq!(channel_1p1c::goroutines(size), sum_below(size));
        }
        curve.add(key, clock.elapsed(), size * times);
    }
    curve.end()
}

async fn message_tasks<E: Executor, C: Channel>(n: u64) -> Answer {
    let mut curve = Curve::new(n);
    for (key, size, times) in sizes(n) {
        let clock = Clock::start();
        for _ in 0..times {
            assert_eq!(channel_1p1c::tasks::<E, C>(size).await, sum_below(size));
        }
        curve.add(key, clock.elapsed(), size * times);
    }
    curve.end()
}

/// When all of `n` sleepers are due: none before all are started.
fn due(n: u64) -> Instant {
    Instant::now() + Duration::from_millis(10) + Duration::from_micros(2 * n)
}

#[goroutines]
fn timer_goroutines(n: u64) -> Answer {
    let mut curve = Curve::new(n);
    for (key, size, times) in sizes(n) {
        let clock = Clock::start();
        for _ in 0..times {
            assert_eq!(sleepers(size), tally_of(size));
        }
        curve.add(key, clock.cpu(), size * times);
    }
    curve.end()
}

#[goroutines]
fn sleepers(n: u64) -> u64 {
    let sum = Tally::start();
    let due = due(n);
    let wg = WaitGroup::new();
    for i in 0..n {
        wg.add(1);
        go! {
            time::sleep_until(due);
            tally(i);
            wg.done();
        }
    }
    wg.wait();
    sum.sum()
}

async fn timer_tasks<E: Executor>(n: u64) -> Answer {
    let mut curve = Curve::new(n);
    for (key, size, times) in sizes(n) {
        let clock = Clock::start();
        for _ in 0..times {
            assert_eq!(sleeping_tasks::<E>(size).await, tally_of(size));
        }
        curve.add(key, clock.cpu(), size * times);
    }
    curve.end()
}

async fn sleeping_tasks<E: Executor>(n: u64) -> u64 {
    let sum = Tally::start();
    let due = due(n);
    let left = Countdown::new(n);
    for i in 0..n {
        let left = left.clone();
        E::detach(async move {
            E::sleep_until(due).await;
            tally(i);
            left.done();
        });
    }
    left.wait().await;
    sum.sum()
}
