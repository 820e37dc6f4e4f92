//! `goexit` runs the deferred calls, ends a panic that is going on, and is nothing to recover.

use goroutines::prelude::*;

fn leave() {
    goroutines::runtime::goexit();
}

#[goroutines]
fn leaves(log: Chan<String>) {
    defer!(log.close());
    defer! {
        log.send(format!("recovered: {}", recover().is_some())).unwrap();
    }
    defer!(log.send("deferred".to_owned()).unwrap());
    leave();
    log.send("not reached".to_owned()).unwrap();
}

#[goroutines]
fn leaves_in_a_panic(log: Chan<String>) {
    defer!(log.close());
    defer! {
        log.send(format!("recovered: {}", recover().is_some())).unwrap();
    }
    defer!(leave());
    panic!("ended by goexit");
}

#[goroutines]
fn recovers_behind(log: Chan<String>) {
    defer!(log.close());
    defer! {
        log.send(format!("recovered: {}", recover().unwrap().message())).unwrap();
    }
    defer!(panic!("behind goexit"));
    leave();
}

#[goroutines]
pub(crate) fn main() {
    let log = chan::<String>(0);
    go!(leaves(log));
    for line in &log {
        eprintln!("{line}");
    }
    let log = chan::<String>(0);
    go!(leaves_in_a_panic(log));
    for line in &log {
        eprintln!("{line}");
    }
    let log = chan::<String>(0);
    go!(recovers_behind(log));
    for line in &log {
        eprintln!("{line}");
    }
    let wg = WaitGroup::new();
    wg.go(|| leave());
    wg.wait();
    eprintln!("end");
}
