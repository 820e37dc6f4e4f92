//! The leak check of `#[goroutines] #[test]`: exactly the goroutines of the test itself, once they had time to end.

use std::panic::catch_unwind;
use std::sync::mpsc;
use std::thread;

use goroutines_runtime::{Chan, chan, run_test, spawn, yield_now};

/// Runs the body of a test, and returns what it fails with.
fn failure<F: Future<Output = ()> + Send + 'static>(body: F, allowed: usize) -> Option<String> {
    let outcome = catch_unwind(std::panic::AssertUnwindSafe(|| run_test(body, allowed)));
    outcome.err().map(|payload| *payload.downcast::<String>().unwrap())
}

/// Leaves a goroutine behind that waits forever.
fn leave_one() -> u64 {
    let ch = chan::<u32>(0);
    spawn(async move { ch.send(1).await }).id()
}

#[test]
fn one_that_waits_for_ever_fails_the_test() {
    let text = failure(
        async {
            let _ = leave_one();
        },
        0,
    )
    .unwrap();
    assert!(text.starts_with("found unexpected goroutines:\n\ngoroutine "), "{text}");
    assert!(text.contains(" [chan send (leaked)]:\n\truntime/tests/diag_leak_check.rs:"), "{text}");
    assert!(text.ends_with("allow them: `#[goroutines(allow_leaks = 1)]`"), "{text}");
    assert_eq!(
        text.matches("goroutine ").count(),
        text.matches("in goroutine ").count() + text.matches("by goroutine ").count() + 1
    );
}

#[test]
fn one_that_waits_for_another_fails_it_too() {
    let (tx, rx) = chan::<u32>(0).split();
    let text = failure(async move { drop(spawn(async move { rx.recv().await })) }, 0).unwrap();
    assert!(text.contains(" [chan receive]:\n"), "{text}");
    drop(tx);
}

#[test]
fn one_that_is_about_to_end_does_not() {
    for _ in 0..50 {
        let ends = async {
            let done = chan::<()>(0);
            let theirs = done.clone();
            drop(spawn(async move {
                theirs.send(()).await.unwrap();
                for _ in 0..10 {
                    yield_now().await;
                }
            }));
            done.recv().await;
        };
        assert_eq!(failure(ends, 0), None);
    }
}

#[test]
fn some_may_be_allowed() {
    let two = || async {
        leave_one();
        leave_one();
    };
    assert_eq!(failure(two(), 2), None);
    assert_eq!(failure(two(), usize::MAX), None);
    assert!(failure(two(), 1).is_some());
}

#[test]
fn grandchildren_belong_to_the_test() {
    let text = failure(
        async {
            let handle = spawn(async {
                let _ = spawn(async { leave_one() }).join().await.unwrap();
            });
            handle.join().await.unwrap();
        },
        0,
    );
    assert!(text.unwrap().contains("chan send (leaked)"));
}

#[test]
fn tests_do_not_blame_each_other() {
    let (begun, begin) = mpsc::channel();
    let (end, ended) = mpsc::channel::<()>();
    let other = thread::spawn(move || {
        failure(
            async move {
                leave_one();
                begun.send(()).unwrap();
                ended.recv().unwrap_err();
            },
            0,
        )
    });
    begin.recv().unwrap();
    assert_eq!(failure(async {}, 0), None);
    drop(end);
    assert!(other.join().unwrap().is_some());
}

#[test]
fn what_a_plain_thread_starts_is_nobodys() {
    let ch = chan::<u32>(0);
    let theirs: Chan<u32> = ch.clone();
    let body = async move {
        thread::spawn(move || drop(spawn(async move { theirs.recv().await }))).join().unwrap();
    };
    assert_eq!(failure(body, 0), None);
    ch.close();
}

#[test]
fn a_panic_comes_before_leaks() {
    let body = async {
        leave_one();
        panic!("no luck");
    };
    let outcome = catch_unwind(std::panic::AssertUnwindSafe(|| run_test(body, 0)));
    assert_eq!(outcome.unwrap_err().downcast_ref::<&str>(), Some(&"no luck"));
}
