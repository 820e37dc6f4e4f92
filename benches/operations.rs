//! Single operations, for regressions: spawn, yield, try_send, send, recv, select of 1, 2 and 8
//! cases, lock, sleep creation.
//!
//! `cargo bench`, or `cargo bench -- recv` for those whose name contains `recv`. Two workers; times
//! are per operation.

#![allow(missing_docs, reason = "criterion's macros generate functions")]

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use goroutines::prelude::*;
use goroutines::{Runtime, sync};

/// Operations per measured run of the runtime.
const N: u64 = 10_000;

#[goroutines]
fn spawn_and_join(n: u64) {
    let mut handles = Vec::new();
    for i in 0..n {
        handles.push(go! { i });
    }
    for handle in handles {
        handle.join().unwrap();
    }
}

#[goroutines]
fn yields(n: u64) {
    for _ in 0..n {
        goroutines::yield_now();
    }
}

/// A channel with room for all, and its values if they are wanted.
fn roomy(n: u64, filled: bool) -> Chan<u64> {
    let ch = chan(usize::try_from(n).unwrap());
    if filled {
        (0..n).for_each(|i| ch.try_send(i).unwrap());
    }
    ch
}

#[goroutines]
fn try_sends(n: u64) -> Duration {
    let ch = roomy(n, false);
    let start = Instant::now();
    for i in 0..n {
        ch.try_send(i).unwrap();
    }
    start.elapsed()
}

#[goroutines]
fn try_recvs(n: u64) -> Duration {
    let ch = roomy(n, true);
    let start = Instant::now();
    for _ in 0..n {
        ch.try_recv().unwrap();
    }
    start.elapsed()
}

#[goroutines]
fn sends(n: u64) -> Duration {
    let ch = roomy(n, false);
    let start = Instant::now();
    for i in 0..n {
        ch.send(i).unwrap();
    }
    start.elapsed()
}

#[goroutines]
fn recvs(n: u64) -> Duration {
    let ch = roomy(n, true);
    let start = Instant::now();
    for _ in 0..n {
        ch.recv().unwrap();
    }
    start.elapsed()
}

#[goroutines]
fn pipeline(n: u64, capacity: usize) {
    let ch = chan(capacity);
    go! {
        for i in 0..n {
            ch.send(i).unwrap();
        }
        ch.close();
    }
    for i in &ch {
        std::hint::black_box(i);
    }
}

#[goroutines]
fn ping_pong(n: u64) {
    let (ping, pong) = (chan(0), chan(0));
    go! {
        for i in &ping {
            pong.send(i).unwrap();
        }
    }
    for i in 0..n {
        ping.send(i).unwrap();
        pong.recv();
    }
    ping.close();
}

#[goroutines]
fn select_1(n: u64) {
    let a = chan(1);
    for i in 0..n {
        a.try_send(i).unwrap();
        select! {
            case v := <-a: std::hint::black_box(v);
        };
    }
}

#[goroutines]
fn select_2(n: u64) {
    let (a, b) = (chan(1), chan(1));
    for i in 0..n {
        if i % 2 == 0 { &a } else { &b }.try_send(i).unwrap();
        select! {
            case v := <-a: std::hint::black_box(v);
            case v := <-b: std::hint::black_box(v);
        };
    }
}

#[goroutines]
fn select_8(n: u64) {
    let chans: Vec<_> = (0..8).map(|_| chan(1)).collect();
    let [a, b, c, d, e, f, g, h] = chans.as_slice() else { unreachable!() };
    for i in 0..n {
        chans[usize::try_from(i % 8).unwrap()].try_send(i).unwrap();
        select! {
            case v := <-a: std::hint::black_box(v);
            case v := <-b: std::hint::black_box(v);
            case v := <-c: std::hint::black_box(v);
            case v := <-d: std::hint::black_box(v);
            case v := <-e: std::hint::black_box(v);
            case v := <-f: std::hint::black_box(v);
            case v := <-g: std::hint::black_box(v);
            case v := <-h: std::hint::black_box(v);
        };
    }
}

#[goroutines]
fn locks(n: u64) {
    let mutex = sync::Mutex::new(0);
    for _ in 0..n {
        *mutex.lock() += 1;
    }
}

#[goroutines]
fn timer_creation(n: u64) {
    for _ in 0..n {
        drop(time::after(time::HOUR));
    }
}

/// Sleeps are begun, and given up.
async fn sleep_creation(n: u64) {
    for _ in 0..n {
        let mut sleep = pin!(time::sleep(time::HOUR));
        poll_fn(|cx| {
            assert!(sleep.as_mut().poll(cx).is_pending());
            Poll::Ready(())
        })
        .await;
    }
}

fn operations(c: &mut Criterion) {
    let runtime = Runtime::builder().workers(2).build().unwrap();
    let mut group = c.benchmark_group("operation");
    group.throughput(Throughput::Elements(N)).measurement_time(Duration::from_secs(2)).sample_size(20);
    group.bench_function("spawn and join", |b| b.iter(|| runtime.run(spawn_and_join(N))));
    group.bench_function("yield", |b| b.iter(|| runtime.run(yields(N))));
    group.bench_function("try_send", |b| b.iter_custom(|times| (0..times).map(|_| runtime.run(try_sends(N))).sum()));
    group.bench_function("try_recv", |b| b.iter_custom(|times| (0..times).map(|_| runtime.run(try_recvs(N))).sum()));
    group.bench_function("send", |b| b.iter_custom(|times| (0..times).map(|_| runtime.run(sends(N))).sum()));
    group.bench_function("recv", |b| b.iter_custom(|times| (0..times).map(|_| runtime.run(recvs(N))).sum()));
    group.bench_function("send + recv, capacity 100", |b| b.iter(|| runtime.run(pipeline(N, 100))));
    group.bench_function("send + recv, unbuffered", |b| b.iter(|| runtime.run(pipeline(N, 0))));
    group.bench_function("ping-pong round trip", |b| b.iter(|| runtime.run(ping_pong(N))));
    group.bench_function("select of 1", |b| b.iter(|| runtime.run(select_1(N))));
    group.bench_function("select of 2", |b| b.iter(|| runtime.run(select_2(N))));
    group.bench_function("select of 8", |b| b.iter(|| runtime.run(select_8(N))));
    group.bench_function("lock", |b| b.iter(|| runtime.run(locks(N))));
    group.bench_function("timer made and dropped", |b| b.iter(|| runtime.run(timer_creation(N))));
    group.bench_function("sleep begun and given up", |b| b.iter(|| runtime.run(sleep_creation(N))));
    group.finish();
}

criterion_group!(benches, operations);
criterion_main!(benches);
