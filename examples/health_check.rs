//! Dials a list of addresses, each with a time limit and a few at a time, and prints a table. The status is 1 if one does not answer.
//!
//! ```text
//! cargo run --example health_check -- --timeout 500 --parallel 8 127.0.0.1:80 localhost:443
//! ```
//!
//! Without addresses it checks itself: it listens on `--addr` (any free port by itself), and dials that.

#[path = "common/args.rs"]
mod args;

use std::io;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use goroutines::net::{TcpListener, TcpStream, is_timeout};
use goroutines::prelude::*;
use goroutines::sync::{Arc, Semaphore};

/// What came of one address.
struct Outcome {
    addr: String,
    took: Duration,
    result: io::Result<TcpStream>,
}

#[goroutines]
fn main() -> io::Result<ExitCode> {
    let args = args::Args::read();
    let limit = Duration::from_millis(args.value("--timeout", 1000));
    let slots = Arc::new(Semaphore::new(args.value("--parallel", 16)));
    let mut addrs = args.rest();
    let _listener = if addrs.is_empty() {
        let listener = TcpListener::bind(args.value("--addr", "127.0.0.1:0".to_owned()))?;
        println!("listening on {}", listener.local_addr()?);
        addrs.push(listener.local_addr()?.to_string());
        Some(listener)
    } else {
        None
    };
    // In the order of the list, however long each takes.
    let checks: Vec<_> = addrs.into_iter().map(|addr| go!(check(addr, limit, slots))).collect();
    let mut failed = 0;
    println!("{:<32} {:>9}  RESULT", "ADDRESS", "TOOK");
    for check in checks {
        let outcome = check.join().unwrap();
        failed += usize::from(outcome.result.is_err());
        println!("{:<32} {:>6} ms  {}", outcome.addr, outcome.took.as_millis(), told(&outcome.result));
    }
    Ok(ExitCode::from(u8::from(failed > 0)))
}

#[goroutines]
fn check(addr: String, limit: Duration, slots: Arc<Semaphore>) -> Outcome {
    let _slot = slots.acquire(1);
    let begin = Instant::now();
    let result = TcpStream::connect_timeout(addr.as_str(), limit);
    Outcome { addr, took: begin.elapsed(), result }
}

fn told(result: &io::Result<TcpStream>) -> String {
    match result {
        Ok(_) => "ok".to_owned(),
        Err(error) if is_timeout(error) => "no answer in time".to_owned(),
        Err(error) => error.to_string(),
    }
}
