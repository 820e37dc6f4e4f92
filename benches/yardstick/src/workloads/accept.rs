//! Connections that are made, answered with one byte and closed, by eight clients in turn: what
//! each takes.

use std::io::{Read as _, Write as _};
use std::net::SocketAddr;

use goroutines::net::{TcpListener, TcpStream};
use goroutines::prelude::*;

use crate::peers::{May, Smol, Sockets, Threads, Tokio};
use crate::workload::{Aim, Workload, as_many, peer, time_each};

/// The accept rate.
pub static WORKLOAD: Workload = Workload {
    name: "accept",
    title: "connect, accept, answer with a byte and close, per connection",
    size: 16_000,
    quick: 80,
    operations: as_many,
    answer: as_many,
    figures: &[time_each(&[Aim::Of(1.0, "tokio")])],
    go: true,
    charted: false,
    peers: &[
        peer("goroutines", |job| job.cold().goroutines(goroutines)),
        peer("tokio", |job| job.cold().on::<Tokio, _, _, _>(tasks::<Tokio>)),
        peer("smol", |job| job.cold().on::<Smol, _, _, _>(tasks::<Smol>)),
        peer("may", |job| May::lap(job.cold(), coroutines)),
    ],
};

/// How many clients there are.
const CLIENTS: u64 = 8;

/// How many of `n` connections client `i` makes.
fn share(n: u64, i: u64) -> u64 {
    n / CLIENTS + u64::from(i < n % CLIENTS)
}

#[goroutines]
fn goroutines(n: u64) -> u64 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    go! {
        while let Ok((conn, _)) = listener.accept() {
            go! { conn.write_all(&[1]).unwrap() };
        }
    };
    let mut clients = Vec::new();
    for i in 0..CLIENTS {
        clients.push(go!(connects(addr, share(n, i))));
    }
    let mut sum = 0;
    for client in clients {
        sum += client.join().unwrap();
    }
    listener.close().unwrap();
    sum
}

#[goroutines]
fn connects(addr: SocketAddr, n: u64) -> u64 {
    let mut sum = 0;
    for _ in 0..n {
        let conn = TcpStream::connect(addr).unwrap();
        let mut byte = [0];
        conn.read_exact(&mut byte).unwrap();
        sum += u64::from(byte[0]);
    }
    sum
}

async fn tasks<S: Sockets>(n: u64) -> u64 {
    let (listener, addr) = S::listen();
    S::detach(async move {
        loop {
            let mut conn = S::accept(&listener).await;
            S::detach(async move { S::write(&mut conn, &[1]).await });
        }
    });
    let clients = (0..CLIENTS).map(|i| S::spawn(client::<S>(addr, share(n, i))));
    let mut sum = 0;
    for client in clients.collect::<Vec<_>>() {
        sum += S::join(client).await;
    }
    sum
}

async fn client<S: Sockets>(addr: SocketAddr, n: u64) -> u64 {
    let mut sum = 0;
    for _ in 0..n {
        let mut conn = S::connect(addr).await;
        let mut byte = [0];
        S::read_exact(&mut conn, &mut byte).await;
        sum += u64::from(byte[0]);
    }
    sum
}

fn coroutines(n: u64) -> u64 {
    let listener = may::net::TcpListener::bind("127.0.0.1:0").expect("loopback");
    let addr = listener.local_addr().expect("it is bound");
    drop(May::spawn(move || {
        while let Ok((mut conn, _)) = listener.accept() {
            drop(May::spawn(move || conn.write_all(&[1]).expect("written")));
        }
    }));
    let (sums, results) = May::channel(0);
    for i in 0..CLIENTS {
        let sums = sums.clone();
        drop(May::spawn(move || {
            let mut sum = 0;
            for _ in 0..share(n, i) {
                let mut conn = may::net::TcpStream::connect(addr).expect("connected");
                let mut byte = [0];
                conn.read_exact(&mut byte).expect("read");
                sum += u64::from(byte[0]);
            }
            May::send(&sums, sum);
        }));
    }
    (0..CLIENTS).map(|_| May::recv(&results).expect("sent")).sum()
}
