//! A sum over many numbers in memory by `par_iter`: alone, and while other goroutines play
//! ping-pong.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use goroutines::prelude::*;
use rayon::prelude::*;

use super::spawn::in_rayon;
use crate::peers::{Channel, Executor, Kanal, Receiver as _, Sender as _, Tokio};
use crate::workload::{Aim, Answer, Figure, Unit, Workload, as_many, nanos, peer, sum_below, time_whole};

/// Nothing else runs.
pub static ALONE: Workload = Workload {
    name: "par-iter",
    title: "200,000,000-element sum by `par_iter`, in a goroutine, alone",
    size: 200_000_000,
    quick: 100_000,
    operations: as_many,
    answer: sum_below,
    figures: &[time_whole(&[Aim::Of(1.02, "rayon")])],
    go: true,
    charted: true,
    peers: &[
        peer("goroutines", |job| job.cold().goroutines(alone)),
        peer("rayon", |job| in_rayon(job.cold(), |n| sums(&numbers(n)))),
    ],
};

/// Others run.
pub static SHARED: Workload = Workload {
    name: "par-iter-shared",
    title: "200,000,000-element sum by `par_iter`, while four goroutines play ping-pong",
    size: 200_000_000,
    quick: 100_000,
    operations: as_many,
    answer: sum_below,
    figures: &[
        Figure { key: "time", title: "the sum", unit: Unit::Millis, aims: &[] },
        Figure { key: "rounds", title: "round trips per ms meanwhile", unit: Unit::Count, aims: &[Aim::AtLeast(1.0)] },
    ],
    go: true,
    charted: false,
    peers: &[
        peer("goroutines", |job| job.cold().goroutines(shared)),
        peer("kanal", |job| {
            // A second pool for rayon, as everywhere where the executor's threads are not rayon's.
            let pool = rayon::ThreadPoolBuilder::new().num_threads(job.workers).build_global();
            pool.expect("the threads start");
            job.cold().on::<Tokio, _, _, _>(beside::<Tokio, Kanal>)
        }),
    ],
};

/// How often the sum is taken; the median counts.
const TIMES: usize = 5;

fn numbers(n: u64) -> Vec<u32> {
    let n = u32::try_from(n).expect("numbers of 32 bits");
    (0..n).into_par_iter().collect()
}

/// The sum, and the median of the times it takes.
fn sums(numbers: &[u32]) -> Answer {
    let mut sum = 0;
    let mut times = [Duration::ZERO; TIMES];
    for time in &mut times {
        let start = Instant::now();
        sum = numbers.par_iter().map(|&number| u64::from(number)).sum();
        *time = start.elapsed();
    }
    times.sort_unstable();
    Answer::from(sum).with("time", nanos(times[TIMES / 2]))
}

#[goroutines]
fn alone(n: u64) -> Answer {
    sums(&numbers(n))
}

/// Has somebody else play for as long as `work` takes, and adds how often the ball came back, per
/// millisecond.
struct Game {
    /// Whether to go on.
    on: AtomicBool,
    /// Round trips so far.
    rounds: AtomicU64,
}

impl Game {
    fn start() -> Arc<Game> {
        Arc::new(Game { on: AtomicBool::new(true), rounds: AtomicU64::new(0) })
    }

    /// Counts a round; returns whether there is another.
    fn goes_on(&self) -> bool {
        self.rounds.fetch_add(1, Ordering::Relaxed);
        self.on.load(Ordering::Relaxed)
    }

    /// Takes the sums meanwhile, and ends the game.
    fn during(&self, numbers: &[u32]) -> Answer {
        let before = self.rounds.load(Ordering::Relaxed);
        let start = Instant::now();
        let answer = sums(numbers);
        let rounds = self.rounds.load(Ordering::Relaxed) - before;
        let per_milli = rounds as f64 / (start.elapsed().as_secs_f64() * 1e3);
        self.on.store(false, Ordering::Relaxed);
        answer.with("rounds", per_milli)
    }
}

#[goroutines]
fn play(game: Arc<Game>) {
    let (ping, pong) = (chan(0), chan(0));
    go! {
        for value in &ping {
            pong.send(value).unwrap();
        }
    }
    while game.goes_on() {
        ping.send(1u64).unwrap();
        pong.recv().unwrap();
    }
    ping.close();
}

#[goroutines]
fn shared(n: u64) -> Answer {
    let game = Game::start();
    let numbers = numbers(n);
    let first = go!(play(game));
    let second = go!(play(game));
    let summed = go! { game.during(&numbers) };
    let answer = summed.join().unwrap();
    first.join().unwrap();
    second.join().unwrap();
    answer
}

async fn play_async<E: Executor, C: Channel>(game: Arc<Game>) {
    let (ping, mut pinged) = C::bounded(0);
    let (pong, mut ponged) = C::bounded(0);
    E::detach(async move {
        while let Some(value) = pinged.recv().await {
            pong.send(value).await.expect("received");
        }
    });
    while game.goes_on() {
        ping.send(1).await.expect("received");
        ponged.recv().await.expect("sent");
    }
}

async fn beside<E: Executor, C: Channel>(n: u64) -> Answer {
    let game = Game::start();
    let numbers = numbers(n);
    let players = [(); 2].map(|()| E::spawn(play_async::<E, C>(Arc::clone(&game))));
    let (done, summed) = tokio::sync::oneshot::channel();
    rayon::spawn(move || drop(done.send(game.during(&numbers))));
    let answer = summed.await.expect("sent");
    for player in players {
        E::join(player).await;
    }
    answer
}
