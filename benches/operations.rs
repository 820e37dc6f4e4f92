//! Single operations, for regressions: spawn, yield, channel operations, select of 1, 2 and 8 cases, lock, sleep creation.
//!
//! `cargo bench`, or `cargo bench -- recv` for those whose name contains `recv`. Two workers; times are per operation.

#![allow(missing_docs, reason = "criterion's macros generate functions")]

use std::time::Duration;

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

#[goroutines]
fn try_send_and_recv(n: u64) {
    let ch = chan(1);
    for i in 0..n {
        ch.try_send(i).unwrap();
        ch.try_recv().unwrap();
    }
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
fn sleep_creation(n: u64) {
    for _ in 0..n {
        drop(time::after(time::HOUR));
    }
}

fn operations(c: &mut Criterion) {
    let runtime = Runtime::builder().workers(2).build().unwrap();
    let mut group = c.benchmark_group("operation");
    group.throughput(Throughput::Elements(N)).measurement_time(Duration::from_secs(2)).sample_size(20);
    group.bench_function("spawn and join", |b| b.iter(|| runtime.run(spawn_and_join(N))));
    group.bench_function("yield", |b| b.iter(|| runtime.run(yields(N))));
    group.bench_function("try_send + try_recv", |b| b.iter(|| runtime.run(try_send_and_recv(N))));
    group.bench_function("send + recv, capacity 100", |b| b.iter(|| runtime.run(pipeline(N, 100))));
    group.bench_function("send + recv, unbuffered", |b| b.iter(|| runtime.run(pipeline(N, 0))));
    group.bench_function("ping-pong round trip", |b| b.iter(|| runtime.run(ping_pong(N))));
    group.bench_function("select of 1", |b| b.iter(|| runtime.run(select_1(N))));
    group.bench_function("select of 2", |b| b.iter(|| runtime.run(select_2(N))));
    group.bench_function("select of 8", |b| b.iter(|| runtime.run(select_8(N))));
    group.bench_function("lock", |b| b.iter(|| runtime.run(locks(N))));
    group.bench_function("timer made and dropped", |b| b.iter(|| runtime.run(sleep_creation(N))));
    group.finish();
}

criterion_group!(benches, operations);
criterion_main!(benches);
