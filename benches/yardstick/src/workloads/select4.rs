//! Four goroutines send into a channel of capacity 16 each, and one receives from all of them with
//! a select.

use goroutines::prelude::*;

use crate::peers::{AsyncChannel, Channel, Executor, Flume, Kanal, Receiver as _, Sender as _, Smol, Tokio, TokioMpsc};
use crate::workload::{Aim, Workload, as_many, failing_peer, peer, slow_peer, sum_below, time_each};

/// Select over four channels.
pub static WORKLOAD: Workload = Workload {
    name: "select4",
    title: "select over four channels, capacity 16, per message",
    size: 1_000_000,
    quick: 1_000,
    operations: as_many,
    answer: sum_below,
    figures: &[time_each(&[Aim::Of(0.7, "async-channel")])],
    go: true,
    charted: true,
    peers: &[
        peer("goroutines", |job| job.goroutines(goroutines)),
        peer("tokio", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, TokioMpsc>)),
        peer("smol", |job| job.on::<Smol, _, _, _>(tasks::<Smol, AsyncChannel>)),
        peer("async-channel", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, AsyncChannel>)),
        peer("flume", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, Flume>)),
        failing_peer("kanal", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, Kanal>), LOSES),
        slow_peer("crossbeam", |job| job.here(crossbeam), 10),
    ],
};

/// Why a kind of channel does badly here.
const LOSES: &str = "loses the value of a receive that is dropped unfinished";

#[goroutines]
fn produce(ch: &Chan<u64>, first: u64, n: u64) {
    for i in (first..n).step_by(4) {
        ch.send(i).unwrap();
    }
}

#[goroutines]
fn goroutines(n: u64) -> u64 {
    let (a, b, c, d) = (chan(16), chan(16), chan(16), chan(16));
    go!(produce(&a, 0, n));
    go!(produce(&b, 1, n));
    go!(produce(&c, 2, n));
    go!(produce(&d, 3, n));
    let mut sum = 0;
    for _ in 0..n {
        select! {
            case v := <-a: sum += v;
            case v := <-b: sum += v;
            case v := <-c: sum += v;
            case v := <-d: sum += v;
        }
    }
    sum
}

async fn tasks<E: Executor, C: Channel>(n: u64) -> u64 {
    let [mut a, mut b, mut c, mut d] = [0, 1, 2, 3].map(|first| {
        let (tx, rx) = C::bounded(16);
        E::detach(async move {
            for i in (first..n).step_by(4) {
                tx.send(i).await.expect("received");
            }
            // Not closed before the end: a closed channel is always ready.
            std::future::pending::<()>().await;
        });
        rx
    });
    let mut sum = 0;
    for _ in 0..n {
        sum += tokio::select! {
            v = a.recv() => v,
            v = b.recv() => v,
            v = c.recv() => v,
            v = d.recv() => v,
        }
        .expect("not closed");
    }
    sum
}

fn crossbeam(n: u64) -> u64 {
    let [a, b, c, d] = [0, 1, 2, 3].map(|first| {
        let (tx, rx) = crossbeam_channel::bounded(16);
        std::thread::spawn(move || {
            for i in (first..n).step_by(4) {
                tx.send(i).expect("received");
            }
            std::thread::park();
        });
        rx
    });
    let mut sum = 0;
    for _ in 0..n {
        sum += crossbeam_channel::select! {
            recv(a) -> v => v,
            recv(b) -> v => v,
            recv(c) -> v => v,
            recv(d) -> v => v,
        }
        .expect("not closed");
    }
    sum
}
