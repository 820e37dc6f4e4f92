//! An echo server and its clients in one process, 64 bytes a message: what a request takes, and how
//! long each client waits.

mod coroutines;
mod goroutines;
mod tasks;

use std::time::Instant;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::timers::percentiles;
use crate::peers::{May, Smol, Threads as _, Tokio};
use crate::workload::{Aim, Answer, Clock, Figure, Peer, Unit, Workload, as_many, nanos, peer, slow_peer, time_each};

/// One connection: what a request costs, with nothing to share.
pub static ONE: Workload = Workload {
    name: "echo-1",
    title: "echo, 1 connection, per request",
    size: 50_000,
    charted: false,
    figures: &figures(&[]),
    // May wakes a thread for each event.
    peers: &peers::<1>(50),
    ..SOME
};

/// A small server.
pub static SOME: Workload = Workload {
    name: "echo-64",
    title: "echo, 64 connections, per request",
    size: 400_000,
    quick: 50,
    operations: as_many,
    answer: as_many,
    figures: &figures(&[Aim::Of(0.952, "tokio")]),
    go: true,
    charted: true,
    peers: &peers::<64>(1),
};

/// A busy server.
pub static MANY: Workload = Workload {
    name: "echo-1k",
    title: "echo, 1,000 connections, per request",
    charted: false,
    peers: &peers::<1_000>(1),
    ..SOME
};

/// More connections than most caches have room for.
pub static HUGE: Workload = Workload {
    name: "echo-10k",
    title: "echo, 10,000 connections, per request",
    charted: false,
    figures: &figures(&[]),
    peers: &peers::<10_000>(1),
    ..SOME
};

const fn figures(time: &'static [Aim]) -> [Figure; 6] {
    const OF_TOKIO: &[Aim] = &[Aim::Of(1.0, "tokio")];
    [
        time_each(time),
        Figure { key: "cpu", title: "CPU time", unit: Unit::NanosEach, aims: OF_TOKIO },
        Figure { key: "p50", title: "median latency", unit: Unit::Millis, aims: &[] },
        Figure { key: "p99", title: "p99 latency", unit: Unit::Millis, aims: OF_TOKIO },
        Figure { key: "max", title: "longest latency", unit: Unit::Millis, aims: &[] },
        Figure { key: "first", title: "longest connect and first request", unit: Unit::Millis, aims: &[] },
    ]
}

const fn peers<const CONNECTIONS: u64>(part_of_may: u64) -> [Peer; 4] {
    [
        peer("goroutines", |job| job.cold().goroutines(|n| goroutines::echo(Requests::new(n, CONNECTIONS)))),
        peer("tokio", |job| job.cold().on::<Tokio, _, _, _>(|n| tasks::echo::<Tokio>(Requests::new(n, CONNECTIONS)))),
        peer("smol", |job| job.cold().on::<Smol, _, _, _>(|n| tasks::echo::<Smol>(Requests::new(n, CONNECTIONS)))),
        slow_peer("may", |job| May::lap(job.cold(), |n| coroutines::echo(&Requests::new(n, CONNECTIONS))), part_of_may),
    ]
}

/// The length of a message.
const MESSAGE: usize = 64;
/// What the server reads into: a read that does not fill it tells tokio and us that nothing more is
/// there.
const BUFFER: usize = 1024;

/// How many requests there are, and over how many connections.
#[derive(Clone, Copy)]
struct Requests {
    all: u64,
    connections: u64,
}

impl Requests {
    /// No connection is without a request, and all have a descriptor at both ends.
    fn new(all: u64, connections: u64) -> Requests {
        Requests { all, connections: connections.min(all).min(room_for_connections()) }
    }

    /// How many connection `i` makes.
    fn of(self, i: u64) -> u64 {
        self.all / self.connections + u64::from(i < self.all % self.connections)
    }
}

/// For how many connections the system has descriptors, once this process is allowed as many as can
/// be.
fn room_for_connections() -> u64 {
    const WANTED: u64 = 20_200;
    const OTHERS: u64 = 100;
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current.is_some_and(|current| current < WANTED) {
        // Beyond the hard limit with the right to it, else up to it.
        let raised = Rlimit { current: Some(WANTED), maximum: maximum.map(|maximum| maximum.max(WANTED)) };
        let most = Rlimit { current: maximum, maximum };
        let _ = setrlimit(Resource::Nofile, raised).or_else(|_| setrlimit(Resource::Nofile, most));
    }
    let allowed = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    (allowed.saturating_sub(OTHERS) / 2).max(1)
}

/// What the clients have measured.
#[derive(Default)]
struct Measured {
    /// Each request after the first of its connection.
    latencies: Vec<u64>,
    /// The connect and the first request of each connection.
    first: Vec<u64>,
}

impl Measured {
    fn add(&mut self, first: u64, latencies: Vec<u64>) {
        self.first.push(first);
        self.latencies.extend(latencies);
    }

    fn answer(self, clock: Clock) -> Answer {
        let (wall, cpu) = (clock.elapsed(), clock.cpu());
        let longest = |all: &[u64]| all.iter().max().map_or(f64::NAN, |&nanos| nanos as f64);
        let (max, first) = (longest(&self.latencies), longest(&self.first));
        let answer = percentiles(self.latencies).with("max", max).with("first", first);
        answer.with("time", nanos(wall)).with("cpu", nanos(cpu))
    }
}

fn nanos_since(start: Instant) -> u64 {
    u64::try_from(start.elapsed().as_nanos()).expect("less than 500 years")
}
