//! Rules 2 and 3: `go` evaluates now and runs later, shares handles and moves the rest.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use goroutines::prelude::*;

type Counter = Arc<AtomicU32>;

#[goroutines]
fn add(counter: &Counter, n: u32) -> u32 {
    goroutines::yield_now();
    counter.fetch_add(n, SeqCst) + n
}

#[goroutines]
fn consume(list: Vec<u32>) -> usize {
    list.len()
}

#[goroutines]
#[test]
fn a_handle_can_be_used_after_go_and_in_a_loop() {
    let counter = Counter::default();
    let mut handles = Vec::new();
    for i in 0..10 {
        handles.push(go!(add(&counter, i)));
        handles.push(go! { counter.fetch_add(1, SeqCst) });
    }
    for handle in handles {
        handle.join().unwrap();
    }
    assert_eq!(counter.load(SeqCst), 55);
}

#[goroutines]
#[test]
fn a_vec_changes_owner() {
    let list = vec![1, 2, 3];
    assert_eq!(go!(consume(list)).join().unwrap(), 3);
    let list = vec![1, 2];
    let handle = go! { list.len() };
    assert_eq!(handle.join().unwrap(), 2);
    let mut list = vec![1, 2];
    let handle = go! {
        list.push(3);
        list
    };
    assert_eq!(handle.join().unwrap(), [1, 2, 3]);
}

#[goroutines]
#[test]
fn arguments_are_evaluated_in_the_caller_in_order() {
    let mut numbers = [1, 2, 3].into_iter();
    let log = Arc::new(std::sync::Mutex::new(Vec::new()));
    let note = |n: u32| {
        log.lock().unwrap().push(n);
        n
    };
    let handle = go!(|a: u32, b: u32| { a * 10 + b }(note(1), note(2)));
    note(3);
    assert_eq!(handle.join().unwrap(), 12);
    assert_eq!(*log.lock().unwrap(), [1, 2, 3]);
    let handle = go!(Some(numbers.next()).is_some());
    assert!(handle.join().unwrap());
    assert_eq!(numbers.next(), Some(2));
    fn id(x: Option<i32>) -> Option<i32> {
        x
    }
    assert_eq!(go!(id(numbers.next())).join().unwrap(), Some(3));
}

struct Server {
    jobs: Counter,
    name: String,
    inner: Inner,
}

struct Inner {
    deep: Counter,
}

#[goroutines]
fn bump(counter: Counter) -> u32 {
    counter.fetch_add(1, SeqCst) + 1
}

#[goroutines]
fn bump_ref(by: u32, counter: &Counter) -> u32 {
    counter.fetch_add(by, SeqCst) + by
}

#[goroutines]
impl Server {
    fn serve(&self) -> u32 {
        let first = go!(bump(self.jobs));
        first.join().unwrap();
        let second = go!(bump(self.inner.deep));
        second.join().unwrap();
        let third = go! { self.jobs.fetch_add(1, SeqCst) + self.inner.deep.load(SeqCst) };
        third.join().unwrap() + u32::try_from(self.name.len()).unwrap()
    }

    fn run(self: Arc<Self>) -> u32 {
        let handle = go! { self.jobs.fetch_add(5, SeqCst) };
        handle.join().unwrap();
        let handle = go!(self.count());
        handle.join().unwrap()
    }

    fn count(&self) -> u32 {
        self.jobs.load(SeqCst)
    }
}

#[goroutines]
#[test]
fn places_and_self_are_captured() {
    let server = Server { jobs: Counter::default(), name: "s".to_owned(), inner: Inner { deep: Counter::default() } };
    assert_eq!(server.serve(), 3);
    assert_eq!(Arc::new(server).run(), 7);
}

#[goroutines]
fn lend(counter: &Counter) -> u32 {
    let handle = go!(bump_ref(2, counter));
    handle.join().unwrap();
    let handle = go! { bump_ref(3, counter) };
    handle.join().unwrap()
}

#[goroutines]
#[test]
fn a_reference_to_a_handle_lends_a_clone() {
    let counter = Counter::default();
    assert_eq!(lend(&counter), 5);
    let wg = WaitGroup::new();
    for _ in 0..5 {
        wg.add(1);
        go!(finish(&wg, &counter));
    }
    wg.wait();
    assert_eq!(counter.load(SeqCst), 10);
    let handles = [Counter::default(), Counter::default()];
    let mut joins = Vec::new();
    for h in &handles {
        joins.push(go!(bump_ref(4, h)));
        joins.push(go! { h.fetch_add(1, SeqCst) });
    }
    for join in joins {
        join.join().unwrap();
    }
    assert_eq!(handles[0].load(SeqCst) + handles[1].load(SeqCst), 10);
}

#[goroutines]
fn finish(wg: &WaitGroup, counter: &Counter) {
    counter.fetch_add(1, SeqCst);
    wg.done();
}

#[goroutines]
#[test]
fn a_handle_that_is_called_is_shared() {
    let f: Arc<dyn Fn(u32) -> u32 + Send + Sync> = Arc::new(|x| x + 1);
    assert_eq!(go!(f(1)).join().unwrap(), 2);
    assert_eq!(go! { f(2) }.join().unwrap(), 3);
    assert_eq!(f(3), 4);
}

#[goroutines]
#[test]
fn a_go_in_a_plain_closure_shares() {
    let counter = Counter::default();
    let handles: Vec<_> = (0..4).map(|i| go!(bump_ref(i, &counter))).collect();
    for handle in handles {
        handle.join().unwrap();
    }
    let handles: Vec<_> = (0..4).map(|i| go! { counter.fetch_add(i, SeqCst) }).collect();
    for handle in handles {
        handle.join().unwrap();
    }
    assert_eq!(counter.load(SeqCst), 12);
}

#[goroutines]
#[test]
fn go_move_moves_handles_too() {
    let counter = Counter::default();
    let weak = Arc::downgrade(&counter);
    go!(move bump(counter)).join().unwrap();
    assert!(weak.upgrade().is_none());
}

#[goroutines]
#[test]
fn names_in_format_strings_are_captured() {
    let name = Arc::<str>::from("x");
    let width = 3;
    let handle = go! { format!("{name:>width$}") };
    assert_eq!(handle.join().unwrap(), "  x");
    assert_eq!(&*name, "x");
}

#[test]
fn go_works_in_plain_threads() {
    let counter = Counter::default();
    let first = go!(bump_ref(1, &counter));
    let second = go! {
        let n = 5;
        counter.fetch_add(n, SeqCst)
    };
    let third = go!(|n: u32| { counter.fetch_add(n, SeqCst) }(7));
    for handle in [first, second, third] {
        handle.join_blocking().unwrap();
    }
    assert_eq!(counter.load(SeqCst), 13);
}

#[goroutines]
#[test]
fn wg_go_takes_a_function_literal() {
    let wg = WaitGroup::new();
    let counter = Counter::default();
    for i in 0..5 {
        wg.go(|| {
            add(&counter, i);
        });
    }
    wg.wait();
    assert_eq!(counter.load(SeqCst), 10);
}

// A half of a channel is no handle in Rust's spelling: were a clone left behind, the loop would never end.
#[goroutines]
#[test]
fn a_sender_given_to_a_call_moves() {
    #[goroutines]
    fn produce(out: Sender<i32>) {
        out.send(1).unwrap();
        out.send(2).unwrap();
    }
    let (sender, receiver) = chan::<i32>(0).split();
    go!(produce(sender));
    let mut sum = 0;
    for value in &receiver {
        sum += value;
    }
    assert_eq!(sum, 3);
}

// A string moves without a copy.
#[goroutines]
#[test]
fn a_string_given_to_a_call_moves() {
    let text = "text".to_owned();
    let at = text.as_ptr().addr();
    let theirs = go!(|text: String| { text.as_ptr().addr() }(text));
    assert_eq!(theirs.join().unwrap(), at);
}
