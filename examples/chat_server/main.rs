//! A chat room: what one says, all others read. The first line of a client is its name.
//!
//! ```text
//! cargo run --example chat_server -- --addr 127.0.0.1:7008
//! nc 127.0.0.1 7008
//! ```
//!
//! One goroutine owns the room, and each client has two: one reads, one writes. A client that does not read has a full outbox, and is put
//! out of the room; the others do not notice.

#[path = "../common/args.rs"]
mod args;
mod room;

use std::io::Result;
use std::time::{Duration, Instant};

use goroutines::net::{TcpListener, TcpStream, is_closed};
use goroutines::prelude::*;
use goroutines::signal::{self, Signal};
use goroutines::{io, sync::Arc};

use room::{Event, Line, room};

/// So many lines wait for a client.
const OUTBOX: usize = 64;
/// A client has so long to take a line.
const PATIENCE: Duration = Duration::from_secs(10);

#[goroutines]
fn main() -> Result<()> {
    let addr = args::Args::read().value("--addr", "127.0.0.1:7008".to_owned());
    let listener = TcpListener::bind(addr)?;
    println!("listening on {}", listener.local_addr()?);

    let (ctx, _stop) = signal::notify_context(&context::background(), [Signal::INTERRUPT, Signal::TERMINATE]);
    go! {
        ctx.done().recv();
        listener.close().unwrap();
    };
    let events = chan::<Event>(16);
    go!(room(events));
    loop {
        match listener.accept() {
            Ok((conn, _)) => go!(client(conn, events)),
            Err(error) if is_closed(&error) => return Ok(()),
            Err(error) => return Err(error),
        };
    }
}

/// Reads what a client says.
#[goroutines]
fn client(conn: TcpStream, events: Chan<Event>) {
    let outbox = chan::<Line>(OUTBOX);
    go!(writer(conn, outbox));
    let mut name: Option<Arc<str>> = None;
    for line in io::lines(&conn) {
        // It has vanished, or sends what is no text.
        let Ok(line) = line else { break };
        let event = match &name {
            Some(name) => Event::Says(Arc::clone(name), line),
            None => {
                let new: Arc<str> = line.trim().into();
                name = Some(Arc::clone(&new));
                Event::Comes(new, outbox.clone(), conn.clone())
            }
        };
        if events.send(event).is_err() {
            break;
        }
    }
    match name {
        // The room closes the outbox.
        Some(name) => drop(events.send(Event::Goes(name, outbox))),
        None => outbox.close(),
    }
}

/// Writes what the others say, until the outbox is closed.
#[goroutines]
fn writer(conn: TcpStream, outbox: Chan<Line>) {
    for line in outbox {
        let deadline = Instant::now() + PATIENCE;
        if conn.set_write_deadline(deadline).is_err() || conn.write(line.as_bytes()).is_err() {
            break;
        }
    }
    // Ends the reader too; the room may have closed it already.
    let _ = conn.close();
}
