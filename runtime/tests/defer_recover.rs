//! What `defer!` puts off, how `recover` stops a panic, and Go's text when one panic follows another.

use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

use goroutines_runtime::{Defers, dispatch, finish, recover, run, yield_now};

/// What is put off.
type Deferred = Box<dyn FnOnce() + Send>;

/// What `#[goroutines]` makes of a function with these deferred calls, first to last, that ends with `body`.
async fn function(deferred: Vec<Deferred>, body: impl FnOnce() -> u32 + Send) -> u32 {
    use dispatch::traits::*;
    let defers = Defers::new();
    for call in deferred {
        defers.push((), async move {
            yield_now().await;
            call();
        });
    }
    let outcome = defers.catch(async move { body() }).await;
    finish(defers, outcome, (&&dispatch::tag::<u32>()).__go_zero()).await
}

#[test]
fn deferred_calls_run_last_in_first_out_and_may_wait() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let note = |n| {
        let log = log.clone();
        Box::new(move || log.lock().unwrap().push(n)) as Deferred
    };
    assert_eq!(run(function(vec![note(1), note(2), note(3)], || 7)), 7);
    assert_eq!(*log.lock().unwrap(), [3, 2, 1]);
}

#[test]
fn recover_stops_the_panic_and_the_rest_still_runs() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let (first, second) = (log.clone(), log.clone());
    let deferred: Vec<Deferred> = vec![
        Box::new(move || first.lock().unwrap().push(recover().map(|panic| panic.to_string()))),
        Box::new(move || second.lock().unwrap().push(recover().map(|panic| panic.to_string()))),
    ];
    assert_eq!(run(function(deferred, || panic!("boom"))), 0);
    assert_eq!(*log.lock().unwrap(), [Some("boom".to_owned()), None]);
}

#[test]
fn recover_outside_a_deferred_call_finds_nothing() {
    assert!(recover().is_none());
    run(async { assert!(recover().is_none()) });
}

/// Runs `name` of this file again as a program of its own.
fn again(name: &str) -> Output {
    let exe = std::env::current_exe().unwrap();
    Command::new(exe).args(["--exact", name, "--nocapture"]).env("GOROUTINES_TEST_CHILD", "1").output().unwrap()
}

fn ends_with(name: &str, headline: &str, deferred: fn() -> Vec<Deferred>) {
    if std::env::var_os("GOROUTINES_TEST_CHILD").is_some() {
        drop(goroutines_runtime::spawn(function(deferred(), || panic!("first"))));
        run(std::future::pending::<()>());
    }
    let output = again(name);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains(&format!("{headline}\n\ngoroutine ")), "{stderr}");
}

#[test]
fn a_panic_in_a_deferred_call_is_printed_below_the_first() {
    let name = "a_panic_in_a_deferred_call_is_printed_below_the_first";
    ends_with(name, "panic: first\n\tpanic: second", || vec![Box::new(|| panic!("second"))]);
}

#[test]
fn a_panic_after_recover_names_the_recovered_one() {
    let name = "a_panic_after_recover_names_the_recovered_one";
    ends_with(name, "panic: first [recovered]\n\tpanic: second", || {
        vec![Box::new(|| {
            recover();
            panic!("second")
        })]
    });
}

#[test]
fn a_recovered_panic_raised_again_is_one_line() {
    let name = "a_recovered_panic_raised_again_is_one_line";
    ends_with(name, "panic: first [recovered, repanicked]", || {
        vec![Box::new(|| {
            let panic = recover().unwrap();
            std::panic::panic_any(panic.to_string())
        })]
    });
}
