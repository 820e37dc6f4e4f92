//! Two pairs play ping-pong; one of them computes for a millisecond in each turn. How often the
//! other's ball comes back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use goroutines::prelude::*;

use crate::peers::{AsyncChannel, Channel, Executor, Kanal, Receiver as _, Sender as _, Smol, Tokio, TokioMpsc};
use crate::workload::{Aim, Answer, Figure, Unit, Workload, as_many, peer};

/// Long turns beside short ones.
pub static WORKLOAD: Workload = Workload {
    name: "hog",
    title: "two pairs, one of which computes for 1 ms in each turn",
    size: 200,
    quick: 5,
    operations: as_many,
    answer: as_many,
    figures: &[
        Figure {
            key: "rounds",
            title: "round trips per ms of the other",
            unit: Unit::Count,
            aims: &[Aim::AtLeast(1.0)],
        },
        Figure { key: "time", title: "the computing pair", unit: Unit::Millis, aims: &[] },
    ],
    go: true,
    charted: false,
    peers: &[
        peer("goroutines", |job| job.cold().goroutines(goroutines)),
        peer("tokio", |job| job.cold().on::<Tokio, _, _, _>(tasks::<Tokio, TokioMpsc>)),
        peer("kanal", |job| job.cold().on::<Tokio, _, _, _>(tasks::<Tokio, Kanal>)),
        peer("smol", |job| job.cold().on::<Smol, _, _, _>(tasks::<Smol, AsyncChannel>)),
    ],
};

/// Computes for a millisecond.
fn compute() {
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(1) {
        std::hint::spin_loop();
    }
}

/// The answer: the long turns, and how many short rounds there were in each millisecond of them.
fn answer(turns: u64, rounds: u64, start: Instant) -> Answer {
    Answer::from(turns).with("rounds", rounds as f64 / (start.elapsed().as_secs_f64() * 1e3))
}

#[goroutines]
fn goroutines(n: u64) -> Answer {
    let over = Arc::new(AtomicBool::new(false));
    let start = Instant::now();
    let hogs = go! {
        let (ping, pong) = (chan(0), chan(0));
        go! {
            for value in &ping {
                compute();
                pong.send(value).unwrap();
            }
        }
        let mut turns = 0;
        for i in 0..n {
            compute();
            ping.send(i).unwrap();
            pong.recv().unwrap();
            turns += 1;
        }
        ping.close();
        turns
    };
    let quick = go! {
        let (ping, pong) = (chan(0), chan(0));
        go! {
            for value in &ping {
                pong.send(value).unwrap();
            }
        }
        let mut rounds = 0;
        while !over.load(Ordering::Relaxed) {
            ping.send(rounds).unwrap();
            pong.recv().unwrap();
            rounds += 1;
        }
        ping.close();
        rounds
    };
    let turns = hogs.join().unwrap();
    over.store(true, Ordering::Relaxed);
    answer(turns, quick.join().unwrap(), start)
}

/// Plays until `goes_on` says no; counts the rounds. Both sides begin each turn with `work`.
async fn play<E: Executor, C: Channel>(work: fn(), mut goes_on: impl FnMut(u64) -> bool + Send) -> u64 {
    let (ping, mut pinged) = C::bounded(0);
    let (pong, mut ponged) = C::bounded(0);
    E::detach(async move {
        while let Some(value) = pinged.recv().await {
            work();
            pong.send(value).await.expect("received");
        }
    });
    let mut rounds = 0;
    while goes_on(rounds) {
        work();
        ping.send(rounds).await.expect("received");
        ponged.recv().await.expect("sent");
        rounds += 1;
    }
    rounds
}

async fn tasks<E: Executor, C: Channel>(n: u64) -> Answer {
    let over = Arc::new(AtomicBool::new(false));
    let start = Instant::now();
    let hogs = E::spawn(play::<E, C>(compute, move |rounds| rounds < n));
    let until = Arc::clone(&over);
    let quick = E::spawn(play::<E, C>(|| {}, move |_| !until.load(Ordering::Relaxed)));
    let turns = E::join(hogs).await;
    over.store(true, Ordering::Relaxed);
    answer(turns, E::join(quick).await, start)
}
