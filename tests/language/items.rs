//! Where `#[goroutines]` may stand, and what it makes of functions there.

use std::fmt;
use std::sync::Arc;

use goroutines::prelude::*;

#[goroutines]
fn worker(x: u32) -> u32 {
    goroutines::yield_now();
    x + 1
}

#[goroutines]
fn generic<T: fmt::Display + Send, const N: usize>(items: [T; N], by: impl Fn(usize) -> usize + Send) -> Vec<String> {
    let mut out = Vec::new();
    for item in items {
        worker(1);
        out.push(format!("{item}{}", by(N)));
    }
    out
}

#[goroutines]
fn first<'a>(a: &'a str, _b: &str) -> &'a str {
    worker(1);
    a
}

#[goroutines]
fn slice(xs: &[u32], (a, mut b): (u32, u32)) -> u32 {
    b += worker(a);
    xs.iter().sum::<u32>() + b
}

#[goroutines]
#[test]
fn functions_of_every_shape() {
    assert_eq!(generic(["a", "b"], |n| n * 2), ["a4", "b4"]);
    assert_eq!(first("x", "y"), "x");
    assert_eq!(slice(&[1, 2], (3, 4)), 11);
}

#[goroutines]
trait Store {
    fn get(&self, key: u32) -> Option<u32>;

    fn both(&self, a: u32, b: u32) -> u32
    where
        Self: Sync,
    {
        self.get(a).unwrap_or(0) + self.get(b).unwrap_or(0)
    }
}

struct Memory(Vec<u32>);

#[goroutines]
impl Store for Memory {
    fn get(&self, key: u32) -> Option<u32> {
        let index = worker(key) - 1;
        self.0.get(usize::try_from(index).ok()?).copied()
    }
}

#[goroutines]
fn sum_of<S: Store + Send + Sync + 'static>(store: S) -> u32 {
    let store = Arc::new(store);
    go! { store.both(0, 1) }.join().unwrap()
}

#[goroutines]
#[test]
fn traits_and_their_implementations() {
    assert_eq!(sum_of(Memory(vec![10, 20])), 30);
}

#[goroutines(dyn)]
trait Handler: Send + Sync {
    fn handle(&self, request: &str) -> String;

    fn twice(&self, request: &str) -> String {
        let once = self.handle(request);
        self.handle(&once)
    }
}

struct Echo(String);

#[goroutines(dyn)]
impl Handler for Echo {
    fn handle(&self, request: &str) -> String {
        worker(1);
        format!("{request}{}", self.0)
    }
}

#[goroutines]
#[test]
fn a_dyn_trait_can_be_used_as_an_object() {
    let handlers: Vec<Box<dyn Handler>> = vec![Box::new(Echo("!".into())), Box::new(Echo("?".into()))];
    let mut out = Vec::new();
    for handler in &handlers {
        out.push(handler.twice("hi"));
    }
    assert_eq!(out, ["hi!!", "hi??"]);
}

#[goroutines]
mod marked {
    use std::fmt;

    pub(super) struct Point(pub(super) u32);

    impl fmt::Display for Point {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "<{}>", self.0)
        }
    }

    impl Point {
        pub(super) fn moved(&self) -> Point {
            Point(super::worker(self.0))
        }
    }

    pub(super) trait Area {
        fn area(&self) -> u32;
    }

    impl Area for Point {
        fn area(&self) -> u32 {
            super::worker(self.0)
        }
    }

    #[plain]
    pub(super) fn plain() -> u32 {
        7
    }

    pub(super) const fn constant() -> u32 {
        8
    }

    pub(super) mod inner {
        pub(in super::super) fn waits() -> u32 {
            super::super::worker(1)
        }
    }
}

#[goroutines]
#[test]
fn a_marked_module_covers_what_it_declares() {
    use marked::Area;
    let point = marked::Point(1).moved();
    assert_eq!(point.to_string(), "<2>");
    assert_eq!(point.area(), 3);
    assert_eq!(marked::inner::waits(), 2);
}

#[test]
fn a_plain_function_of_a_marked_module_stays_plain() {
    assert_eq!(marked::plain() + marked::constant(), 15);
}

#[test]
fn plain_code_runs_a_goroutine_function() {
    assert_eq!(goroutines::run(worker(3)), 4);
}

#[goroutines]
fn fails(x: u32) -> Result<u32, std::num::ParseIntError> {
    let n: u32 = "12".parse()?;
    Ok(worker(x) + n)
}

#[goroutines]
#[test]
fn a_test_may_return_a_result() -> Result<(), Box<dyn std::error::Error>> {
    assert_eq!(fails(1)?, 14);
    Ok(())
}

fn push(log: &std::sync::Mutex<Vec<u32>>, n: u32) {
    log.lock().unwrap().push(n);
}

#[goroutines]
fn with_defer(log: &Arc<std::sync::Mutex<Vec<u32>>>) -> u32 {
    defer!(push(log, worker(1)));
    defer! { log.lock().unwrap().push(1) }
    for i in 10..12 {
        #[allow(deprecated, reason = "a loop of deferred calls is what is tested")]
        defer!(|i| { log.lock().unwrap().push(i) }(i));
    }
    log.lock().unwrap().push(0);
    3
}

#[goroutines]
#[test]
fn deferred_calls_run_last_in_first_out() {
    let log = Arc::default();
    assert_eq!(with_defer(&log), 3);
    assert_eq!(*log.lock().unwrap(), [0, 11, 10, 1, 2]);
}

#[goroutines]
fn recovers(boom: bool) -> u32 {
    defer! {
        if let Some(panic) = recover() {
            assert_eq!(panic.message(), "boom");
        }
    }
    assert!(!boom, "boom");
    5
}

#[goroutines]
#[test]
fn a_recovered_panic_gives_the_zero_value() {
    assert_eq!(recovers(false), 5);
    assert_eq!(recovers(true), 0);
}

#[goroutines]
#[test]
fn a_panic_held_by_a_handle_is_an_error() {
    let handle = go! { panic!("held") };
    let error = handle.join().unwrap_err();
    assert_eq!(error.message(), "held");
}
