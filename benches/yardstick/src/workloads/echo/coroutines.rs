//! As coroutines of may.

use std::io::{Read as _, Write as _};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use super::{BUFFER, MESSAGE, Measured, Requests, nanos_since};
use crate::peers::{May, Threads as _};
use crate::workload::{Answer, Clock};

/// The server and its clients.
pub(super) fn echo(requests: &Requests) -> Answer {
    let listener = may::net::TcpListener::bind("127.0.0.1:0").expect("loopback");
    let addr = listener.local_addr().expect("it is bound");
    drop(May::spawn(move || {
        while let Ok((conn, _)) = listener.accept() {
            drop(May::spawn(move || serve(conn)));
        }
    }));
    let (measured, ready) = (Arc::new(Mutex::new(Measured::default())), May::channel(0));
    // Nobody sends: the clients begin when the sender is dropped.
    let begin = May::channel(0);
    let clients: Vec<_> = (0..requests.connections)
        .map(|i| {
            let (measured, ready, begin, requests) =
                (Arc::clone(&measured), ready.0.clone(), begin.1.clone(), requests.of(i));
            May::spawn(move || {
                let start = Instant::now();
                let mut conn = may::net::TcpStream::connect(addr).expect("connected");
                conn.set_nodelay(true).expect("an option");
                request(&mut conn);
                let first = nanos_since(start);
                May::send(&ready, 1);
                let _closed = May::recv(&begin);
                let mut latencies = Vec::new();
                for _ in 0..requests {
                    let start = Instant::now();
                    request(&mut conn);
                    latencies.push(nanos_since(start));
                }
                measured.lock().expect("no panic").add(first, latencies);
            })
        })
        .collect();
    for _ in 0..requests.connections {
        May::recv(&ready.1).expect("sent");
    }
    let clock = Clock::start();
    drop(begin.0);
    clients.into_iter().for_each(May::join);
    std::mem::take(&mut *measured.lock().expect("no panic")).answer(clock)
}

fn serve(mut conn: may::net::TcpStream) {
    conn.set_nodelay(true).expect("an option");
    let mut buf = [0; BUFFER];
    loop {
        match conn.read(&mut buf).expect("read") {
            0 => return,
            n => conn.write_all(&buf[..n]).expect("written"),
        }
    }
}

fn request(conn: &mut may::net::TcpStream) {
    let mut message = [1; MESSAGE];
    conn.write_all(&message).expect("written");
    conn.read_exact(&mut message).expect("read");
}
