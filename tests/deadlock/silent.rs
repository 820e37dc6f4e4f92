//! Programs whose goroutines all wait for something that still comes.

use std::thread;

use goroutines::prelude::*;

use super::Program;

/// Longer than the detector needs.
pub(crate) const LONG: std::time::Duration = std::time::Duration::from_millis(1500);

pub(crate) const PROGRAMS: &[Program] = &[
    Program { name: "thread", run: || goroutines::run(thread_sends()), text: "" },
    Program { name: "thread_holds_nothing", run: || goroutines::run(thread_reaches_static()), text: "" },
    Program { name: "timer", run: || goroutines::run(timer()), text: "" },
    Program { name: "blocking", run: || goroutines::run(blocking()), text: "" },
    Program { name: "rayon_job", run: || goroutines::run(rayon_job()), text: "" },
    Program { name: "rayon_job_that_joins", run: || goroutines::run(rayon_job_that_joins()), text: "" },
    Program { name: "plain_main", run: plain_main, text: "" },
    Program { name: "computes", run: || goroutines::run(computes()), text: "" },
    Program { name: "declared", run: declared, text: "" },
];

#[goroutines]
fn thread_sends() {
    let ch = chan(0);
    let theirs = ch.clone();
    thread::spawn(move || {
        thread::sleep(LONG);
        theirs.send_blocking(1).unwrap();
    });
    assert_eq!(ch.recv(), Some(1));
}

static SHARED: std::sync::OnceLock<Chan<u8>> = std::sync::OnceLock::new();

#[goroutines]
fn thread_reaches_static() {
    thread::spawn(|| {
        thread::sleep(LONG);
        SHARED.get().unwrap().close();
    });
    let ch = SHARED.get_or_init(|| chan(0));
    assert_eq!(ch.recv(), None);
}

#[goroutines]
fn timer() {
    let (ticks, never) = (time::after(LONG), chan::<u8>(0));
    select! {
        case <-ticks: {}
        case <-never: unreachable!(),
    }
}

#[goroutines]
fn blocking() {
    goroutines::blocking(|| thread::sleep(LONG));
}

#[goroutines]
fn rayon_job() {
    let ch = chan::<u8>(0);
    let theirs = ch.clone();
    rayon::spawn(move || {
        thread::sleep(LONG);
        theirs.close();
    });
    assert_eq!(ch.recv(), None);
}

#[goroutines]
fn rayon_job_that_joins() {
    let ch = chan::<u8>(0);
    let theirs = ch.clone();
    rayon::spawn(move || {
        rayon::join(|| thread::sleep(LONG), || thread::sleep(LONG / 2));
        theirs.close();
    });
    assert_eq!(ch.recv(), None);
}

/// The goroutine waits for the main thread, which is the user's own here.
fn plain_main() {
    let ch = chan(0);
    let handle = go! { ch.recv() };
    thread::sleep(LONG);
    ch.send_blocking(1).unwrap();
    assert_eq!(handle.join_blocking().unwrap(), Some(1));
}

#[goroutines]
fn computes() {
    let ch = chan(0);
    go! {
        let begin = std::time::Instant::now();
        while begin.elapsed() < LONG {}
        ch.send(1).unwrap();
    };
    assert_eq!(ch.recv(), Some(1));
}

/// All are asleep, and a signal will come; here a timer, hidden from the detector by nothing but that it must not matter.
fn declared() {
    let waker = goroutines::runtime::external_waker();
    let ch = chan::<u8>(0);
    goroutines::run(async move {
        let theirs = ch.clone();
        let _timer = time::after_func(LONG, async move { theirs.close() });
        assert_eq!(ch.recv().await, None);
    });
    drop(waker);
}
