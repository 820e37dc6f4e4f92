//! Threads and jobs of rayon's that a test starts: what they start belongs to it, while other tests
//! run too.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use goroutines::__private::run_test;
use goroutines::prelude::*;
use rayon::prelude::*;

/// Another test, which runs until it is dropped.
struct AnotherTest(Chan<()>);

impl AnotherTest {
    #[goroutines]
    fn begin() -> AnotherTest {
        let (begun, ends) = (chan::<()>(0), chan::<()>(0));
        start_test(begun.clone(), ends.clone());
        begun.recv();
        AnotherTest(ends)
    }
}

/// What the test harness does.
fn start_test(begun: Chan<()>, ends: Chan<()>) {
    let body = async move {
        begun.close();
        ends.recv().await;
    };
    drop(thread::spawn(move || run_test(body, 0)));
}

impl Drop for AnotherTest {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Starts a goroutine that never ends, and says so.
fn leave(left: &Chan<()>) {
    drop(goroutines::spawn(async { chan::<u32>(0).recv().await }));
    left.try_send(()).unwrap();
}

/// Declares tests that leave a goroutine behind, which another thread has started.
macro_rules! leaving {
    ($($name:ident: |$left:ident| { $($body:tt)* })*) => {$(
        #[goroutines]
        #[test]
        #[should_panic(expected = "found unexpected goroutines")]
        fn $name() {
            let _other = AnotherTest::begin();
            let $left = chan::<()>(1);
            let done = $left.clone();
            { $($body)* }
            done.recv();
        }
    )*};
}

leaving! {
    a_thread: |left| { thread::spawn(move || leave(&left)); }
    a_thread_with_a_block: |left| {
        std::thread::spawn(move || {
            go! { chan::<u32>(0).recv() };
            left.try_send(()).unwrap();
        });
    }
    a_thread_that_borrows: |left| {
        let count = AtomicUsize::new(0);
        thread::scope(|scope| {
            scope.spawn(|| { count.fetch_add(1, Ordering::Relaxed); leave(&left) });
        });
        assert_eq!(count.into_inner(), 1);
    }
    a_named_thread: |left| { drop(thread::Builder::new().spawn(move || leave(&left)).unwrap()); }
    a_job: |left| { rayon::spawn(move || leave(&left)); }
    one_of_two_jobs: |left| {
        let (one, two) = rayon::join(|| { leave(&left); 1 }, || 2);
        assert_eq!(one + two, 3);
    }
    a_job_of_a_scope: |left| { rayon::scope(|scope| scope.spawn(|_| leave(&left))); }
    a_job_of_a_job: |left| {
        rayon::scope(|scope| scope.spawn(move |scope| scope.spawn(move |_| leave(&left))));
    }
    a_parallel_iterator: |left| {
        (0..100).into_par_iter().for_each(|n| {
            if n == 99 {
                go! { chan::<u32>(0).recv() };
                left.try_send(()).unwrap();
            }
        });
    }
    a_goroutine_of_a_thread: |left| {
        thread::spawn(move || {
            go! { leave(&left) };
        });
    }
}

#[goroutines]
#[test]
fn closures_keep_what_they_are() {
    let mut numbers = [3, 1, 2];
    thread::scope(|scope| {
        // Borrows as mutable, and gives a value.
        let last = scope.spawn(|| {
            numbers.sort_unstable();
            numbers.last().copied()
        });
        assert_eq!(last.join().unwrap(), Some(3));
    });
    let (sum, text) = rayon::join(|| numbers.iter().sum::<i32>(), || "text".to_owned());
    assert_eq!((sum, text.as_str()), (6, "text"));
    let total = AtomicUsize::new(0);
    (0..10_usize).into_par_iter().for_each(|n| {
        go!(yield_once(n));
        total.fetch_add(n, Ordering::Relaxed);
    });
    assert_eq!(total.into_inner(), 45);
}

#[goroutines]
fn yield_once(_: usize) {
    goroutines::runtime::yield_now();
}

/// What some crate calls `spawn` may call its closure often.
struct Often;

impl Often {
    fn spawn(&self, f: impl Fn() -> usize) -> usize {
        f() + f()
    }
}

#[goroutines]
#[test]
fn a_method_named_spawn_may_call_its_closure_often() {
    let two = 2;
    assert_eq!(Often.spawn(|| two), 4);
    assert_eq!(Often.spawn(move || two), 4);
}
