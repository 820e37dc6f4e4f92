//! One goroutine sends, another receives, through a channel of capacity 100.

use goroutines::prelude::*;

use crate::peers::{
    AsyncChannel, Channel, Crossbeam, Executor, Flume, Kanal, Receiver as _, Sender as _, Smol, Threads, Tokio,
    TokioMpsc,
};
use crate::workload::{Aim, Workload, as_many, peer, slow_peer, sum_below, time_each};

/// One producer, one consumer.
pub static WORKLOAD: Workload = Workload {
    name: "1p1c",
    title: "one producer and one consumer, capacity 100, per message",
    size: 3_000_000,
    quick: 3_000,
    operations: as_many,
    answer: sum_below,
    figures: &[time_each(&[Aim::Of(0.7, "kanal")])],
    go: true,
    charted: true,
    peers: &[
        peer("goroutines", |job| job.goroutines(goroutines)),
        peer("tokio", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, TokioMpsc>)),
        peer("smol", |job| job.on::<Smol, _, _, _>(tasks::<Smol, AsyncChannel>)),
        peer("async-channel", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, AsyncChannel>)),
        peer("flume", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, Flume>)),
        peer("kanal", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, Kanal>)),
        slow_peer("crossbeam", |job| Crossbeam::lap(job, threads::<Crossbeam>), 5),
    ],
};

/// As goroutines.
#[goroutines]
pub fn goroutines(n: u64) -> u64 {
    let ch = chan(100);
    go! {
        for i in 0..n {
            ch.send(i).unwrap();
        }
        ch.close();
    }
    let mut sum = 0;
    for value in &ch {
        sum += value;
    }
    sum
}

/// As tasks.
pub async fn tasks<E: Executor, C: Channel>(n: u64) -> u64 {
    let (tx, mut rx) = C::bounded(100);
    E::detach(async move {
        for i in 0..n {
            tx.send(i).await.expect("received");
        }
    });
    let mut sum = 0;
    while let Some(value) = rx.recv().await {
        sum += value;
    }
    sum
}

fn threads<T: Threads>(n: u64) -> u64 {
    let (tx, rx) = T::channel(100);
    T::spawn(move || (0..n).for_each(|i| T::send(&tx, i)));
    let mut sum = 0;
    while let Some(value) = T::recv(&rx) {
        sum += value;
    }
    sum
}
