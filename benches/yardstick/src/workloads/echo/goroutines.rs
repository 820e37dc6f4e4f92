//! As goroutines.

use std::net::SocketAddr;
use std::time::Instant;

use goroutines::net::{TcpListener, TcpStream};
use goroutines::prelude::*;

use super::{BUFFER, MESSAGE, Measured, Requests, nanos_since};
use crate::workload::{Answer, Clock};

/// The server and its clients.
#[goroutines]
pub(super) fn echo(requests: Requests) -> Answer {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    go! {
        while let Ok((conn, _)) = listener.accept() {
            go!(serve(conn));
        }
    };
    let (ready, begin) = (WaitGroup::new(), chan::<()>(0));
    let mut clients = Vec::new();
    for i in 0..requests.connections {
        ready.add(1);
        clients.push(go!(client(addr, requests.of(i), ready, begin)));
    }
    ready.wait();
    let clock = Clock::start();
    begin.close();
    let mut measured = Measured::default();
    for client in clients {
        let (first, latencies) = client.join().unwrap();
        measured.add(first, latencies);
    }
    listener.close().unwrap();
    measured.answer(clock)
}

#[goroutines]
fn serve(conn: TcpStream) {
    let mut buf = [0; BUFFER];
    loop {
        match conn.read(&mut buf).unwrap() {
            0 => return,
            n => conn.write_all(&buf[..n]).unwrap(),
        }
    }
}

#[goroutines]
fn client(addr: SocketAddr, requests: u64, ready: WaitGroup, begin: Chan<()>) -> (u64, Vec<u64>) {
    let start = Instant::now();
    let conn = TcpStream::connect(addr).unwrap();
    request(&conn);
    let first = nanos_since(start);
    ready.done();
    begin.recv();
    let mut latencies = Vec::new();
    for _ in 0..requests {
        let start = Instant::now();
        request(&conn);
        latencies.push(nanos_since(start));
    }
    (first, latencies)
}

#[goroutines]
fn request(conn: &TcpStream) {
    let mut message = [1; MESSAGE];
    conn.write_all(&message).unwrap();
    conn.read_exact(&mut message).unwrap();
}
