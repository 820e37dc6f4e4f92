//! Two goroutines hand one value to and fro over two unbuffered channels.

use goroutines::prelude::*;

use crate::peers::{
    AsyncChannel, Channel, Crossbeam, Executor, Flume, Kanal, May, Receiver as _, Sender as _, Smol, Threads, Tokio,
    TokioMpsc,
};
use crate::workload::{Aim, Workload, as_many, peer, slow_peer, sum_below, time_each};

/// Ping-pong.
pub static WORKLOAD: Workload = Workload {
    name: "ping-pong",
    title: "ping-pong over unbuffered channels, per round trip",
    size: 500_000,
    quick: 1_000,
    operations: as_many,
    answer: sum_below,
    figures: &[time_each(&[Aim::Of(0.8, "kanal")])],
    go: true,
    charted: true,
    peers: &[
        peer("goroutines", |job| job.goroutines(goroutines)),
        peer("tokio", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, TokioMpsc>)),
        peer("smol", |job| job.on::<Smol, _, _, _>(tasks::<Smol, AsyncChannel>)),
        peer("async-channel", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, AsyncChannel>)),
        peer("flume", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, Flume>)),
        peer("kanal", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, Kanal>)),
        peer("may", |job| May::lap(job, threads::<May>)),
        slow_peer("crossbeam", |job| Crossbeam::lap(job, threads::<Crossbeam>), 25),
    ],
};

#[goroutines]
fn goroutines(n: u64) -> u64 {
    let (ping, pong) = (chan(0), chan(0));
    go! {
        for value in &ping {
            pong.send(value).unwrap();
        }
    }
    let mut sum = 0;
    for i in 0..n {
        ping.send(i).unwrap();
        sum += pong.recv().unwrap();
    }
    ping.close();
    sum
}

async fn tasks<E: Executor, C: Channel>(n: u64) -> u64 {
    let (ping, mut pinged) = C::bounded(0);
    let (pong, mut ponged) = C::bounded(0);
    E::detach(async move {
        while let Some(value) = pinged.recv().await {
            pong.send(value).await.expect("received");
        }
    });
    let mut sum = 0;
    for i in 0..n {
        ping.send(i).await.expect("received");
        sum += ponged.recv().await.expect("sent");
    }
    sum
}

fn threads<T: Threads>(n: u64) -> u64 {
    let (ping, pinged) = T::channel(0);
    let (pong, ponged) = T::channel(0);
    T::spawn(move || {
        while let Some(value) = T::recv(&pinged) {
            T::send(&pong, value);
        }
    });
    let mut sum = 0;
    for i in 0..n {
        T::send(&ping, i);
        sum += T::recv(&ponged).expect("sent");
    }
    sum
}
