//! Programs that have used the threads of `blocking(…)`, and then wait forever.

use goroutines::prelude::*;

use super::Program;

pub(crate) const PROGRAMS: &[Program] = &[
    Program { name: "crowd", run: || goroutines::run(crowd()), text: include_str!("texts/crowd.txt") },
    Program { name: "in_turn", run: || goroutines::run(in_turn()), text: include_str!("texts/in_turn.txt") },
    Program {
        name: "not_awaited",
        run: || goroutines::run(not_awaited()),
        text: include_str!("texts/not_awaited.txt"),
    },
];

/// Forty threads at once.
#[goroutines]
fn crowd() {
    let gate = std::sync::Arc::new(std::sync::Barrier::new(40));
    let wg = WaitGroup::new();
    for _ in 0..40 {
        let gate = gate.clone();
        wg.add(1);
        go! {
            goroutines::blocking(move || gate.wait());
            wg.done();
        };
    }
    wg.wait();
    let ch = chan::<i32>(0);
    ch.recv();
}

/// Each call comes while the thread of the one before is about to become idle.
#[goroutines]
fn in_turn() {
    for n in 0..200 {
        let same = goroutines::blocking(move || n);
        assert_eq!(same, n);
    }
    let ch = chan::<i32>(0);
    ch.recv();
}

/// Work whose result nobody waits for any more.
async fn not_awaited() {
    let (hold, held) = std::sync::mpsc::channel::<()>();
    let (begin, begun) = std::sync::mpsc::channel::<()>();
    let work = goroutines::blocking(move || {
        begin.send(()).unwrap();
        held.recv().is_err()
    });
    goroutines::blocking(move || begun.recv().unwrap()).await;
    drop(work);
    drop(hold);
    let ch = chan::<i32>(0);
    ch.recv().await;
}
