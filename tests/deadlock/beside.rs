//! Programs that wait forever beside something that might go on silencing the detector, but does not; and programs in which it
//! may still wake somebody.

use std::process::Command;
use std::thread;
use std::time::Duration;

use goroutines::prelude::*;
use goroutines::signal::{self, Signal};
use goroutines::{Runtime, blocking};

use super::Program;
use super::silent::LONG;

pub(crate) const PROGRAMS: &[Program] = &[
    Program { name: "beside_idle_ticker", run: || dead(idle_ticker()), text: TEXT },
    Program { name: "beside_ticker_used_once", run: || dead(ticker_used_once()), text: TEXT },
    Program { name: "beside_idle_timer", run: || dead(idle_timer()), text: TEXT },
    Program { name: "beside_cancelled_blocking", run: || dead(cancelled_blocking()), text: TEXT },
    Program { name: "beside_dropped_runtime", run: dropped_runtime, text: TEXT },
    Program { name: "beside_parked_thread", run: || dead(parked_thread()), text: TEXT },
    Program { name: "beside_ended_thread", run: || dead(ended_thread()), text: TEXT },
    Program { name: "beside_own_pool", run: || dead(own_pool()), text: TEXT },
    Program { name: "ticker_of_another", run: || goroutines::run(ticker_of_another()), text: "" },
    Program { name: "ticker_in_a_select", run: || goroutines::run(ticker_in_a_select()), text: "" },
    Program { name: "canceled_in_time", run: || goroutines::run(canceled_in_time()), text: "" },
    Program { name: "signal_to_come", run: || goroutines::run(signal_to_come()), text: "" },
    Program { name: "job_of_the_global_pool", run: job_of_the_global_pool, text: "" },
];

/// What all programs that wait forever end with.
const TEXT: &str = include_str!("texts/beside.txt");

/// Runs `beside`, and then waits forever.
fn dead(beside: impl Future<Output = Box<dyn Send>> + Send + 'static) {
    goroutines::run(async move {
        let _kept = beside.await;
        let ch = chan::<u8>(0);
        ch.recv().await;
    });
}

#[goroutines]
fn idle_ticker() -> Box<dyn Send> {
    Box::new(time::Ticker::new(Duration::from_millis(50)))
}

#[goroutines]
fn ticker_used_once() -> Box<dyn Send> {
    let ticker = time::Ticker::new(Duration::from_millis(20));
    ticker.c().recv();
    Box::new(ticker)
}

#[goroutines]
fn idle_timer() -> Box<dyn Send> {
    Box::new(time::after(Duration::from_secs(3600)))
}

#[goroutines]
fn cancelled_blocking() -> Box<dyn Send> {
    let sleeps = || blocking(|| thread::sleep(Duration::from_millis(300)));
    assert!(time::timeout(Duration::from_millis(10), sleeps).is_err());
    Box::new(())
}

fn dropped_runtime() {
    let runtime = Runtime::builder().workers(2).build().unwrap();
    runtime.run(async {
        blocking(|| ()).await;
        time::sleep(Duration::from_millis(5)).await;
    });
    drop(runtime);
    dead(async { Box::new(()) as Box<dyn Send> });
}

/// The thread waits in a `*_blocking` of ours, which only goroutines end.
#[goroutines]
fn parked_thread() -> Box<dyn Send> {
    let mutex = sync::Arc::new(sync::Mutex::new(1));
    let guard = mutex.lock_owned();
    thread::spawn(move || drop(mutex.lock_blocking()));
    Box::new(guard)
}

#[goroutines]
fn ended_thread() -> Box<dyn Send> {
    let ended = chan::<()>(1);
    let ends = ended.clone();
    thread::spawn(move || ends.close());
    ended.recv();
    Box::new(())
}

/// In goroutine code, rayon's functions use the workers.
#[goroutines]
fn own_pool() -> Box<dyn Send> {
    rayon::join(|| 1, || 2);
    Box::new(())
}

#[goroutines]
fn ticker_of_another() {
    let ticker = time::Ticker::new(LONG / 2);
    let done = chan::<()>(0);
    let ends = done.clone();
    go! {
        for _ in 0..2 {
            ticker.c().recv();
        }
        ends.close();
    };
    done.recv();
}

#[goroutines]
fn ticker_in_a_select() {
    let ticker = time::Ticker::new(LONG);
    let never = chan::<u8>(0);
    select! {
        _ = ticker.c().recv() => {}
        _ = never.recv() => unreachable!(),
    }
}

#[goroutines]
fn canceled_in_time() {
    let (ctx, _cancel) = context::with_timeout(&context::background(), LONG);
    ctx.done().recv();
}

#[goroutines]
fn signal_to_come() {
    let signals = chan(1);
    signal::notify(signals.clone(), [Signal::HANGUP]);
    let kill = format!("sleep 1.5; kill -HUP {}", std::process::id());
    let mut child = Command::new("sh").args(["-c", &kill]).spawn().unwrap();
    assert_eq!(signals.recv(), Some(Signal::HANGUP));
    child.wait().unwrap();
}

/// rayon's global pool, used once in plain code, has threads that may do anything.
fn job_of_the_global_pool() {
    let ch = chan(0);
    let theirs = ch.clone();
    rayon::spawn(move || {
        thread::sleep(LONG);
        theirs.send_blocking(1).unwrap();
    });
    goroutines::run(async move { assert_eq!(ch.recv().await, Some(1)) });
}
