//! TCP connections by behavior: what the table in `net` promises.

#![cfg(all(feature = "net", not(loom)))]

mod close;
mod deadline;
mod dial;
mod outside;
mod read_write;

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Waker};
use std::time::{Duration, Instant};

use goroutines::net::{TcpListener, TcpStream};
use goroutines::prelude::*;

/// Long enough that a test that waits for it has failed.
const LONG: Duration = Duration::from_secs(600);

fn long() -> Instant {
    Instant::now() + LONG
}

#[goroutines]
fn pair() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (server, _) = listener.accept().unwrap();
    (client, server)
}

/// The text of errors that name the connection of `conn`.
fn named(op: &str, conn: &TcpStream, what: &str) -> String {
    format!("{op} tcp {}->{}: {what}", conn.local_addr().unwrap(), conn.peer_addr().unwrap())
}

/// A write of more than fits, begun and not ended; dropping it gives it up.
struct Stuck {
    _write: Pin<Box<dyn Future<Output = std::io::Result<usize>> + Send>>,
}

impl Stuck {
    fn on(conn: TcpStream) -> Stuck {
        let mut write = Box::pin(async move { conn.write(&vec![1; 64 << 20]).await });
        assert!(write.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        Stuck { _write: write }
    }
}

#[goroutines]
fn yield_to_all() {
    for _ in 0..100 {
        goroutines::yield_now();
    }
}
