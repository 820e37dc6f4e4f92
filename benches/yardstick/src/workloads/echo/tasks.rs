//! As tasks of an async executor.

use std::net::SocketAddr;
use std::time::Instant;

use super::{BUFFER, MESSAGE, Measured, Requests, nanos_since};
use crate::peers::{Countdown, Sockets};
use crate::workload::{Answer, Clock};

/// The server and its clients.
pub(super) async fn echo<S: Sockets>(requests: Requests) -> Answer {
    let (listener, addr) = S::listen();
    S::detach(async move {
        loop {
            let conn = S::accept(&listener).await;
            S::detach(serve::<S>(conn));
        }
    });
    let (ready, (open, begin)) = (Countdown::new(requests.connections), smol::channel::bounded(1));
    let clients: Vec<_> = (0..requests.connections)
        .map(|i| S::spawn(client::<S>(addr, requests.of(i), ready.clone(), begin.clone())))
        .collect();
    ready.wait().await;
    let clock = Clock::start();
    drop::<smol::channel::Sender<()>>(open);
    let mut measured = Measured::default();
    for client in clients {
        let (first, latencies) = S::join(client).await;
        measured.add(first, latencies);
    }
    measured.answer(clock)
}

async fn serve<S: Sockets>(mut conn: S::Conn) {
    let mut buf = [0; BUFFER];
    loop {
        match S::read(&mut conn, &mut buf).await {
            0 => return,
            n => S::write(&mut conn, &buf[..n]).await,
        }
    }
}

async fn client<S: Sockets>(
    addr: SocketAddr,
    requests: u64,
    ready: Countdown,
    begin: smol::channel::Receiver<()>,
) -> (u64, Vec<u64>) {
    let start = Instant::now();
    let mut conn = S::connect(addr).await;
    request::<S>(&mut conn).await;
    let first = nanos_since(start);
    ready.done();
    let _closed = begin.recv().await;
    let mut latencies = Vec::new();
    for _ in 0..requests {
        let start = Instant::now();
        request::<S>(&mut conn).await;
        latencies.push(nanos_since(start));
    }
    (first, latencies)
}

async fn request<S: Sockets>(conn: &mut S::Conn) {
    let mut message = [1; MESSAGE];
    S::write(conn, &message).await;
    S::read_exact(conn, &mut message).await;
}
