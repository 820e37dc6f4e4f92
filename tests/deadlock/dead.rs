//! Programs that wait forever.

use std::sync::Arc;

use goroutines::prelude::*;

use super::Program;

pub(crate) const PROGRAMS: &[Program] = &[
    Program { name: "receive", run: || goroutines::run(receive()), text: include_str!("texts/receive.txt") },
    Program {
        name: "forgotten_close",
        run: || goroutines::run(forgotten_close()),
        text: include_str!("texts/forgotten_close.txt"),
    },
    Program { name: "wait_group", run: || goroutines::run(wait_group()), text: include_str!("texts/wait_group.txt") },
    Program {
        name: "mutex_twice",
        run: || goroutines::run(mutex_twice()),
        text: include_str!("texts/mutex_twice.txt"),
    },
    Program { name: "nil", run: || goroutines::run(nil()), text: include_str!("texts/nil.txt") },
    Program {
        name: "select_dead",
        run: || goroutines::run(select_dead()),
        text: include_str!("texts/select_dead.txt"),
    },
    Program {
        name: "select_empty",
        run: || goroutines::run(select_empty()),
        text: include_str!("texts/select_empty.txt"),
    },
    Program {
        name: "after_timer",
        run: || goroutines::run(after_timer()),
        text: include_str!("texts/after_timer.txt"),
    },
    Program {
        name: "after_blocking",
        run: || goroutines::run(after_blocking()),
        text: include_str!("texts/after_blocking.txt"),
    },
    Program {
        name: "after_thread",
        run: || goroutines::run(after_thread()),
        text: include_str!("texts/after_thread.txt"),
    },
];

#[goroutines]
fn receive() {
    let ch = chan::<i32>(0);
    ch.recv();
}

#[goroutines]
fn produce(jobs: Chan<u32>) {
    for n in 0..3 {
        jobs.send(n).unwrap();
    }
}

#[goroutines]
fn consume(jobs: &Chan<u32>, done: &Chan<u32>) {
    for n in jobs {
        done.send(n).unwrap();
    }
}

#[goroutines]
fn forgotten_close() {
    let jobs = chan(0);
    let done = chan(5);
    go!(produce(jobs));
    go!(consume(&jobs, &done));
    for n in done {
        assert!(n < 3);
    }
}

#[goroutines]
fn wait_group() {
    let wg = WaitGroup::new();
    wg.add(2);
    go! { wg.done() };
    wg.wait();
}

#[goroutines]
fn mutex_twice() {
    let mutex = Arc::new(sync::Mutex::new(0));
    let _guard = mutex.lock();
    let _again = mutex.lock();
}

#[goroutines]
fn nil() {
    let ch = Chan::<String>::nil();
    ch.send("for nobody".to_owned()).unwrap();
}

#[goroutines]
fn select_dead() {
    let (a, b) = (chan::<u8>(0), chan::<char>(0));
    select! {
        case _ := <-a: unreachable!(),
        case b <- 'b': unreachable!(),
    }
}

#[goroutines]
fn select_empty() {
    select! {}
}

#[goroutines]
fn after_timer() {
    let unused = time::after(time::MILLISECOND * 20);
    let ch = chan::<i32>(0);
    ch.recv();
    drop(unused);
}

#[goroutines]
fn after_blocking() {
    goroutines::blocking(|| std::thread::sleep(time::MILLISECOND * 20));
    let ch = chan::<i32>(0);
    ch.send(1).unwrap();
}

#[goroutines]
fn after_thread() {
    let ch = chan::<i32>(0);
    let theirs = ch.clone();
    std::thread::spawn(move || {
        std::thread::sleep(time::MILLISECOND * 20);
        theirs.send_blocking(1).unwrap();
    });
    ch.recv();
    ch.recv();
}
