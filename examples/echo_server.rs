//! A server that sends back what it gets, until Ctrl-C. One goroutine for each connection.
//!
//! ```text
//! cargo run --release --example echo_server -- --addr 127.0.0.1:7007
//! ```

#[path = "common/args.rs"]
mod args;

use std::io;
use std::time::{Duration, Instant};

use goroutines::net::{TcpListener, TcpStream, is_closed};
use goroutines::prelude::*;
use goroutines::signal::{self, Signal};

/// A client that says nothing for so long is hung up on.
const IDLE: Duration = Duration::from_secs(120);

#[goroutines]
fn main() -> io::Result<()> {
    let addr = args::Args::read().value("--addr", "127.0.0.1:7007".to_owned());
    let listener = TcpListener::bind(addr)?;
    println!("listening on {}", listener.local_addr()?);

    let (ctx, _stop) = signal::notify_context(&context::background(), [Signal::INTERRUPT, Signal::TERMINATE]);
    go! {
        ctx.done().recv();
        // Ends the `accept` below.
        listener.close().unwrap();
    };
    loop {
        match listener.accept() {
            Ok((conn, _)) => go!(echo(conn)),
            Err(error) if is_closed(&error) => return Ok(()),
            Err(error) => return Err(error),
        };
    }
}

/// Echoes until the client has said all, vanishes, or is silent for too long.
#[goroutines]
fn echo(conn: TcpStream) {
    let mut buf = vec![0; 16 * 1024];
    // A write waits for the client to read, so what it does not read is not read from it either.
    while let Ok(n @ 1..) = read(&conn, &mut buf) {
        if conn.write(&buf[..n]).is_err() {
            return;
        }
    }
}

#[goroutines]
fn read(conn: &TcpStream, buf: &mut [u8]) -> io::Result<usize> {
    conn.set_deadline(Instant::now() + IDLE)?;
    conn.read(buf)
}
