//! Go's prime sieve: a chain of filters, one goroutine per prime, joined by unbuffered channels.

use goroutines::prelude::*;

use crate::peers::{AsyncChannel, Channel, Executor, Flume, Kanal, Receiver as _, Sender as _, Smol, Tokio, TokioMpsc};
use crate::workload::{Aim, Workload, as_many, peer, time_whole};

/// The sum of the first 2,000 primes; their chain passes 2,042,625 messages.
pub static WORKLOAD: Workload = Workload {
    name: "sieve",
    title: "prime sieve, 2,000 primes (2,042,625 messages)",
    size: 2_000,
    quick: 50,
    operations: as_many,
    answer: sum_of_primes,
    figures: &[time_whole(&[Aim::Of(0.8, "kanal")])],
    go: true,
    charted: true,
    peers: &[
        peer("goroutines", |job| job.goroutines(goroutines)),
        peer("tokio", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, TokioMpsc>)),
        peer("smol", |job| job.on::<Smol, _, _, _>(tasks::<Smol, AsyncChannel>)),
        peer("async-channel", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, AsyncChannel>)),
        peer("flume", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, Flume>)),
        peer("kanal", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, Kanal>)),
    ],
};

/// By trial division.
fn sum_of_primes(n: u64) -> u64 {
    let mut primes: Vec<u64> = Vec::new();
    for i in 2.. {
        if primes.len() as u64 == n {
            break;
        }
        if primes.iter().take_while(|&prime| prime * prime <= i).all(|prime| i % prime != 0) {
            primes.push(i);
        }
    }
    primes.iter().sum()
}

/// Sends the sequence 2, 3, 4, … until nobody receives any more.
#[goroutines]
fn generate(ch: Sender<u64>) {
    for i in 2.. {
        if ch.send(i).is_err() {
            return;
        }
    }
}

/// Copies the values that `prime` does not divide.
#[goroutines]
fn filter(from: Receiver<u64>, to: Sender<u64>, prime: u64) {
    for i in from {
        if i % prime != 0 && to.send(i).is_err() {
            return;
        }
    }
}

#[goroutines]
fn goroutines(n: u64) -> u64 {
    let (to, mut from) = chan(0).split();
    go!(generate(to));
    let mut sum = 0;
    for _ in 0..n {
        let prime = from.recv().unwrap();
        sum += prime;
        let (to, next) = chan(0).split();
        go!(filter(from, to, prime));
        from = next;
    }
    sum
}

async fn tasks<E: Executor, C: Channel>(n: u64) -> u64 {
    let (to, mut from) = C::bounded(0);
    E::detach(async move {
        for i in 2.. {
            if to.send(i).await.is_err() {
                return;
            }
        }
    });
    let mut sum = 0;
    for _ in 0..n {
        let prime = from.recv().await.expect("sent");
        sum += prime;
        let (to, next) = C::bounded(0);
        let mut unfiltered = std::mem::replace(&mut from, next);
        E::detach(async move {
            while let Some(i) = unfiltered.recv().await {
                if i % prime != 0 && to.send(i).await.is_err() {
                    return;
                }
            }
        });
    }
    sum
}
