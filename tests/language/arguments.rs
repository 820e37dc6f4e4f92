//! Arguments live until the call ends, whatever the shape of the function and of its parameters.

use std::sync::{Arc, Mutex, PoisonError};

use goroutines::prelude::*;

/// What happened, in order.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<&'static str>>>);

impl Log {
    fn add(&self, what: &'static str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(what);
    }

    fn take(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

/// Says when it is dropped.
struct Permit(&'static str, Log);

impl Drop for Permit {
    fn drop(&mut self) {
        self.1.add(self.0);
    }
}

#[goroutines]
fn work(log: &Log) {
    goroutines::yield_now();
    log.add("work");
}

mod plain {
    use super::{Log, Permit};

    pub(super) fn all(log: &Log, _a: Permit, (_, _b): (Permit, Permit), _: Permit, mut _c: Permit) {
        log.add("work");
    }
}

fn permits(log: &Log) -> [Permit; 5] {
    ["a", "b0", "b1", "_", "c"].map(|name| Permit(name, log.clone()))
}

#[goroutines]
fn free(log: &Log, _a: Permit, (_, _b): (Permit, Permit), _: Permit, mut _c: Permit) {
    work(log);
}

struct One;

#[goroutines]
impl One {
    fn method(&self, log: &Log, _a: Permit, (_, _b): (Permit, Permit), _: Permit, mut _c: Permit) {
        work(log);
    }
}

#[goroutines]
trait Job {
    fn declared(&self, log: &Log, a: Permit, b: (Permit, Permit), c: Permit, d: Permit);

    fn provided(&self, log: &Log, _a: Permit, (_, _b): (Permit, Permit), _: Permit, mut _c: Permit) {
        work(log);
    }
}

#[goroutines]
impl Job for One {
    fn declared(&self, log: &Log, _a: Permit, (_, _b): (Permit, Permit), _: Permit, mut _c: Permit) {
        work(log);
    }
}

#[goroutines(dyn)]
trait DynJob: Send + Sync {
    fn boxed(&self, log: &Log, a: Permit, b: (Permit, Permit), c: Permit, d: Permit);
}

#[goroutines(dyn)]
impl DynJob for One {
    fn boxed(&self, log: &Log, _a: Permit, (_, _b): (Permit, Permit), _: Permit, mut _c: Permit) {
        work(log);
    }
}

#[goroutines]
fn cycle(log: &Log, _a: Permit, (_, _b): (Permit, Permit), _: Permit, mut _c: Permit) {
    if log.0.lock().unwrap().len() == 99 {
        let log = log.clone();
        let [a, b0, b1, c, d] = permits(&log);
        go! { cycle(&log, a, (b0, b1), c, d); };
    }
    work(log);
}

/// What a function of the same shape does in Rust.
fn expected(log: &Log) -> Vec<&'static str> {
    let [a, b0, b1, c, d] = permits(log);
    plain::all(log, a, (b0, b1), c, d);
    log.take()
}

macro_rules! every_shape {
    ($($name:ident: |$log:ident, $a:ident, $b:ident, $c:ident, $d:ident| $call:expr;)*) => { $(
        #[goroutines]
        #[test]
        fn $name() {
            let $log = &Log::default();
            let expected = expected($log);
            let [$a, b0, b1, $c, $d] = permits($log);
            let $b = (b0, b1);
            $call;
            assert_eq!($log.take(), expected);
        }
    )* };
}

every_shape! {
    function: |log, a, b, c, d| free(log, a, b, c, d);
    inherent_method: |log, a, b, c, d| One.method(log, a, b, c, d);
    trait_method: |log, a, b, c, d| One.declared(log, a, b, c, d);
    provided_method: |log, a, b, c, d| One.provided(log, a, b, c, d);
    dyn_method: |log, a, b, c, d| { let job: &dyn DynJob = &One; job.boxed(log, a, b, c, d) };
    recursive_function: |log, a, b, c, d| cycle(log, a, b, c, d);
}

#[goroutines]
#[test]
fn literal() {
    let log = Log::default();
    let shared = log.clone();
    go!(|_a: Permit, _: Permit| { work(&shared) }(Permit("a", log.clone()), Permit("_", log.clone()))).join().unwrap();
    assert_eq!(log.take(), ["work", "_", "a"]);
}

#[goroutines]
trait Owned: Sized + Send {
    fn consumed(self, log: Log) {
        work(&log);
    }
}

impl Owned for Permit {}

#[goroutines]
#[test]
fn receiver() {
    let log = Log::default();
    Permit("self", log.clone()).consumed(log.clone());
    assert_eq!(log.take(), ["work", "self"]);
}
