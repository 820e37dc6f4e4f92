//! A tree of goroutines, ten children each: the leaves send their number, every other node the sum
//! of its children.

use std::future::Future;

use goroutines::prelude::*;

use crate::peers::{
    AsyncChannel, Channel, Executor, Flume, Kanal, May, Receiver as _, Sender as _, Smol, Threads, Tokio, TokioMpsc,
};
use crate::workload::{Aim, Workload, as_many, failing_peer, peer, sum_below, time_whole};

/// Children of a node.
const CHILDREN: u64 = 10;

/// The size is the number of leaves, a power of ten.
pub static WORKLOAD: Workload = Workload {
    name: "skynet",
    title: "skynet, 1,000,000 leaves",
    size: 1_000_000,
    quick: 1_000,
    operations: as_many,
    answer: sum_below,
    figures: &[time_whole(&[Aim::OfBest(0.8)])],
    go: true,
    charted: true,
    peers: &[
        peer("goroutines", |job| job.goroutines(goroutines)),
        peer("tokio", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, TokioMpsc>)),
        peer("smol", |job| job.on::<Smol, _, _, _>(tasks::<Smol, AsyncChannel>)),
        peer("async-channel", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, AsyncChannel>)),
        peer("flume", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, Flume>)),
        peer("kanal", |job| job.on::<Tokio, _, _, _>(tasks::<Tokio, Kanal>)),
        failing_peer(
            "may",
            |job| May::lap(job, threads::<May>),
            "has a mapping for each stack, and Linux allows 65,530",
        ),
    ],
};

#[goroutines]
fn node(parent: &Chan<u64>, first: u64, leaves: u64) {
    if leaves == 1 {
        parent.send(first).unwrap();
        return;
    }
    let ch = chan(0);
    let each = leaves / CHILDREN;
    for child in 0..CHILDREN {
        go!(node(&ch, first + child * each, each));
    }
    let mut sum = 0;
    for _ in 0..CHILDREN {
        sum += ch.recv().unwrap();
    }
    parent.send(sum).unwrap();
}

#[goroutines]
fn goroutines(n: u64) -> u64 {
    let ch = chan(0);
    go!(node(&ch, 0, n));
    ch.recv().unwrap()
}

#[expect(clippy::manual_async_fn, reason = "a task that spawns itself must say that it is `Send`")]
fn task<E: Executor, C: Channel>(parent: C::Sender, first: u64, leaves: u64) -> impl Future<Output = ()> + Send {
    async move {
        if leaves == 1 {
            return parent.send(first).await.expect("received");
        }
        let (tx, mut rx) = C::bounded(0);
        let each = leaves / CHILDREN;
        for child in 0..CHILDREN {
            E::detach(task::<E, C>(tx.clone(), first + child * each, each));
        }
        let mut sum = 0;
        for _ in 0..CHILDREN {
            sum += rx.recv().await.expect("sent");
        }
        parent.send(sum).await.expect("received");
    }
}

async fn tasks<E: Executor, C: Channel>(n: u64) -> u64 {
    let (tx, mut rx) = C::bounded(0);
    E::detach(task::<E, C>(tx, 0, n));
    rx.recv().await.expect("sent")
}

fn coroutine<T: Threads>(parent: T::Sender, first: u64, leaves: u64) {
    if leaves == 1 {
        return T::send(&parent, first);
    }
    let (tx, rx) = T::channel(0);
    let each = leaves / CHILDREN;
    for child in 0..CHILDREN {
        let tx = tx.clone();
        T::spawn(move || coroutine::<T>(tx, first + child * each, each));
    }
    let sum = (0..CHILDREN).map(|_| T::recv(&rx).expect("sent")).sum();
    T::send(&parent, sum);
}

fn threads<T: Threads>(n: u64) -> u64 {
    let (tx, rx) = T::channel(0);
    T::spawn(move || coroutine::<T>(tx, 0, n));
    T::recv(&rx).expect("sent")
}
