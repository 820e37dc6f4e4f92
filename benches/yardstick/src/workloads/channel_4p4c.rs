//! Four goroutines send, four others receive, through one channel.

use goroutines::prelude::*;

use crate::peers::{
    AsyncChannel, Channel, Crossbeam, Executor, Flume, Kanal, Receiver as _, Sender as _, Smol, Threads, Tokio,
};
use crate::workload::{Aim, Workload, as_many, peer, slow_peer, sum_below, time_each};

/// On either side.
const FOUR: u64 = 4;

/// Through capacity 100.
pub static BUFFERED: Workload = Workload {
    name: "4p4c",
    title: "four producers and four consumers, capacity 100, per message",
    size: 2_000_000,
    quick: 2_000,
    operations: as_many,
    answer: sum_below,
    figures: &[time_each(&[Aim::Of(0.9, "kanal")])],
    go: true,
    charted: true,
    peers: &[
        peer("goroutines", |job| job.goroutines(|n| goroutines(n, 100))),
        peer("smol", |job| job.on::<Smol, _, _, _>(|n| tasks::<Smol, AsyncChannel>(n, 100))),
        peer("async-channel", |job| job.on::<Tokio, _, _, _>(|n| tasks::<Tokio, AsyncChannel>(n, 100))),
        peer("flume", |job| job.on::<Tokio, _, _, _>(|n| tasks::<Tokio, Flume>(n, 100))),
        peer("kanal", |job| job.on::<Tokio, _, _, _>(|n| tasks::<Tokio, Kanal>(n, 100))),
        slow_peer("crossbeam", |job| Crossbeam::lap(job, |n| threads::<Crossbeam>(n, 100)), 4),
    ],
};

/// Through an unbuffered channel.
pub static UNBUFFERED: Workload = Workload {
    name: "4p4c-unbuffered",
    title: "four producers and four consumers, unbuffered, per message",
    size: 1_000_000,
    quick: 1_000,
    operations: as_many,
    answer: sum_below,
    figures: &[time_each(&[Aim::Of(0.9, "kanal")])],
    go: true,
    charted: true,
    peers: &[
        peer("goroutines", |job| job.goroutines(|n| goroutines(n, 0))),
        peer("flume", |job| job.on::<Tokio, _, _, _>(|n| tasks::<Tokio, Flume>(n, 0))),
        peer("kanal", |job| job.on::<Tokio, _, _, _>(|n| tasks::<Tokio, Kanal>(n, 0))),
        slow_peer("crossbeam", |job| Crossbeam::lap(job, |n| threads::<Crossbeam>(n, 0)), 10),
    ],
};

#[goroutines]
fn goroutines(n: u64, capacity: usize) -> u64 {
    let ch = chan(capacity);
    let wg = WaitGroup::new();
    for producer in 0..FOUR {
        wg.add(1);
        go! {
            for i in (producer..n).step_by(4) {
                ch.send(i).unwrap();
            }
            wg.done();
        }
    }
    let mut consumers = Vec::new();
    for _ in 0..FOUR {
        consumers.push(go! {
            let mut sum = 0;
            for value in &ch {
                sum += value;
            }
            sum
        });
    }
    wg.wait();
    ch.close();
    let mut sum = 0;
    for consumer in consumers {
        sum += consumer.join().unwrap();
    }
    sum
}

async fn tasks<E: Executor, C: Channel<Receiver: Clone>>(n: u64, capacity: usize) -> u64 {
    let (tx, rx) = C::bounded(capacity);
    for producer in 0..FOUR {
        let tx = tx.clone();
        E::detach(async move {
            for i in (producer..n).step_by(4) {
                tx.send(i).await.expect("received");
            }
        });
    }
    drop(tx);
    let mut consumers = Vec::new();
    for _ in 0..FOUR {
        let mut rx = rx.clone();
        consumers.push(E::spawn(async move {
            let mut sum = 0;
            while let Some(value) = rx.recv().await {
                sum += value;
            }
            sum
        }));
    }
    let mut sum = 0;
    for consumer in consumers {
        sum += E::join(consumer).await;
    }
    sum
}

fn threads<T: Threads>(n: u64, capacity: usize) -> u64 {
    let (tx, rx) = T::channel(capacity);
    let (sums, summed) = T::channel(4);
    for producer in 0..FOUR {
        let tx = tx.clone();
        T::spawn(move || (producer..n).step_by(4).for_each(|i| T::send(&tx, i)));
    }
    drop(tx);
    for _ in 0..FOUR {
        let (rx, sums) = (rx.clone(), sums.clone());
        T::spawn(move || {
            let mut sum = 0;
            while let Some(value) = T::recv(&rx) {
                sum += value;
            }
            T::send(&sums, sum);
        });
    }
    (0..FOUR).map(|_| T::recv(&summed).expect("sent")).sum()
}
