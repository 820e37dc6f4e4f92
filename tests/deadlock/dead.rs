//! Programs that wait for ever.

use std::sync::Arc;

use goroutines::prelude::*;

use super::Program;

pub(crate) const PROGRAMS: &[Program] = &[
    Program { name: "receive", run: || goroutines::run(receive()), text: RECEIVE },
    Program { name: "forgotten_close", run: || goroutines::run(forgotten_close()), text: FORGOTTEN_CLOSE },
    Program { name: "wait_group", run: || goroutines::run(wait_group()), text: WAIT_GROUP },
    Program { name: "mutex_twice", run: || goroutines::run(mutex_twice()), text: MUTEX_TWICE },
    Program { name: "nil", run: || goroutines::run(nil()), text: NIL },
    Program { name: "select_dead", run: || goroutines::run(select_dead()), text: SELECT_DEAD },
    Program { name: "select_empty", run: || goroutines::run(select_empty()), text: SELECT_EMPTY },
    Program { name: "after_timer", run: || goroutines::run(after_timer()), text: AFTER_TIMER },
    Program { name: "after_blocking", run: || goroutines::run(after_blocking()), text: AFTER_BLOCKING },
    Program { name: "after_thread", run: || goroutines::run(after_thread()), text: AFTER_THREAD },
];

#[goroutines]
fn receive() {
    let ch = chan::<i32>(0);
    ch.recv();
}

const RECEIVE: &str = "\
fatal error: all goroutines are asleep - deadlock!

goroutine N [chan receive (leaked)]:
	tests/deadlock/dead.rs:25
		chan i32 made at tests/deadlock/dead.rs:24 (len 0, cap 0, 1 sender and 1 receiver left)
created outside any goroutine
	tests/deadlock/dead.rs:10

help: nobody sends on the channel made at tests/deadlock/dead.rs:24 any more: call `close()` on it when the last send is done
";

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
    let (jobs, done) = (chan(0), chan(5));
    go!(produce(jobs));
    go!(consume(&jobs, &done));
    for n in done {
        assert!(n < 3);
    }
}

const FORGOTTEN_CLOSE: &str = "\
";

#[goroutines]
fn wait_group() {
    let wg = WaitGroup::new();
    wg.add(2);
    go! { wg.done() };
    wg.wait();
}

const WAIT_GROUP: &str = "\
";

#[goroutines]
fn mutex_twice() {
    let mutex = Arc::new(sync::Mutex::new(0));
    let _guard = mutex.lock();
    let _again = mutex.lock();
}

const MUTEX_TWICE: &str = "\
";

#[goroutines]
fn nil() {
    let ch = Chan::<String>::nil();
    ch.send("for nobody".to_owned()).unwrap();
}

const NIL: &str = "\
";

#[goroutines]
fn select_dead() {
    let (a, b) = (chan::<u8>(0), chan::<char>(0));
    select! {
        case _ := <-a: unreachable!(),
        case b <- 'b': unreachable!(),
    }
}

const SELECT_DEAD: &str = "\
";

#[goroutines]
fn select_empty() {
    select! {}
}

const SELECT_EMPTY: &str = "\
";

#[goroutines]
fn after_timer() {
    let unused = time::after(time::MILLISECOND * 20);
    let ch = chan::<i32>(0);
    ch.recv();
    drop(unused);
}

const AFTER_TIMER: &str = "\
";

#[goroutines]
fn after_blocking() {
    goroutines::blocking(|| std::thread::sleep(time::MILLISECOND * 20));
    let ch = chan::<i32>(0);
    ch.send(1).unwrap();
}

const AFTER_BLOCKING: &str = "\
";

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

const AFTER_THREAD: &str = "\
";
