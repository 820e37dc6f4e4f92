//! A panic reaches whoever joins the goroutine; one that nobody can observe ends the program, in Go's form.

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, Output};
use std::thread;

use goroutines_runtime::{JoinHandle, Runtime, blocking, id, run, run_test, spawn, yield_now};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// The variable that makes a test play the program that crashes.
const CRASH: &str = "GOROUTINES_TEST_CRASH";

/// Runs the test `name` once more, in a process of its own where [`crashes`] holds.
fn crash(name: &str) -> Output {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(CRASH, name)
        .env("RUST_BACKTRACE", "0")
        .output()
        .unwrap()
}

/// Whether this process was started by [`crash`].
fn crashes() -> bool {
    env::var_os(CRASH).is_some()
}

/// What the crashed program wrote, after checking that it ended with Go's status.
fn text_of(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{text}");
    text
}

/// Gives others the time to end the program.
async fn forever() {
    loop {
        yield_now().await;
    }
}

#[test]
fn a_panic_of_a_detached_goroutine_ends_the_program() {
    if crashes() {
        return run(async {
            assert_eq!(id(), Some(2));
            drop(spawn(async { panic!("boom\nand more") }));
            forever().await;
        });
    }
    let text = text_of(&crash("a_panic_of_a_detached_goroutine_ends_the_program"));
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[..3], ["panic: boom", "\tand more", ""], "{text}");
    assert!(lines[3].starts_with("goroutine ") && lines[3].ends_with(" [running]:"), "{text}");
    let line = line!() - 8;
    let place = format!("\t{}:{line}", file!());
    assert_eq!(lines[4..], [&*place, "created by goroutine 2", &*place], "{text}");
}

#[test]
fn a_panic_ends_the_program_when_its_handle_is_dropped_later() {
    if crashes() {
        return run(async {
            let handle = spawn(async { panic!("boom") });
            while !handle.is_finished() {
                yield_now().await;
            }
            drop(handle);
        });
    }
    let text = text_of(&crash("a_panic_ends_the_program_when_its_handle_is_dropped_later"));
    assert!(text.starts_with("panic: boom\n\ngoroutine "), "{text}");
}

#[test]
fn a_panic_in_a_goroutine_of_a_plain_thread_names_no_creator() {
    if crashes() {
        drop(spawn(async { panic!("boom") }));
        loop {
            thread::park();
        }
    }
    let text = text_of(&crash("a_panic_in_a_goroutine_of_a_plain_thread_names_no_creator"));
    assert!(text.contains("created outside any goroutine\n\t"), "{text}");
}

#[test]
fn a_panic_in_the_root_of_run_is_printed_and_goes_on() {
    let name = "a_panic_in_the_root_of_run_is_printed_and_goes_on";
    if crashes() {
        let payload = catch_unwind(|| run(async { panic!("boom") })).unwrap_err();
        assert_eq!(payload.downcast_ref::<&str>(), Some(&"boom"));
        return;
    }
    let output = crash(name);
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    assert!(text.starts_with("panic: boom\n\ngoroutine 2 [running]:\n\t"), "{text}");
    assert!(!text.contains("panicked at"), "{text}");
}

#[test]
#[should_panic(expected = "boom")]
fn a_panic_in_a_test_fails_it() {
    run_test(async { panic!("boom") }, 0);
}

#[test]
fn join_delivers_the_panic() {
    let error = run(async {
        let handle: JoinHandle<()> = spawn(async { panic!("no luck") });
        let id = handle.id();
        let error = handle.join().await.unwrap_err();
        assert_eq!(error.id(), id);
        error
    });
    assert!(error.is_panic());
    assert_eq!(error.to_string(), format!("goroutine {} panicked: no luck", error.id()));
    assert_eq!(error.created_at().file(), file!());
    assert!(error.panicked_at().unwrap().starts_with(file!()));
    assert_eq!(*error.into_panic().downcast::<&str>().unwrap(), "no luck");
}

#[test]
fn a_goroutine_can_go_on_with_the_panic_of_another() {
    let error = spawn(async {
        let error = spawn(async { panic!("inner") }).join().await.unwrap_err();
        error.resume()
    })
    .join_blocking();
    let error: goroutines_runtime::JoinError = match error {
        Ok(never) => never,
        Err(error) => error,
    };
    assert_eq!(error.message(), "inner");
    assert!(error.panicked_at().unwrap().starts_with(file!()));
}

#[test]
fn a_panic_in_a_parallel_iterator_is_the_goroutines_own() {
    let handle = spawn(async {
        (0..100).into_par_iter().for_each(|i| assert_ne!(i, 50, "found it"));
    });
    assert!(handle.join_blocking().unwrap_err().message().contains("found it"));
}

#[test]
fn a_panic_of_blocking_work_goes_on_in_the_waiter() {
    let handle = spawn(async { blocking(|| panic!("blocked")).await });
    let error = handle.join_blocking().unwrap_err();
    assert_eq!(error.message(), "blocked");
    assert!(error.panicked_at().unwrap().starts_with(file!()));
}

#[test]
fn blocking_work_does_not_hold_up_the_worker() {
    let runtime = Runtime::builder().workers(1).build().unwrap();
    let (send, receive) = std::sync::mpsc::channel();
    let value = runtime.run(async move {
        drop(spawn(async move { send.send(7).unwrap() }));
        blocking(move || receive.recv().unwrap()).await
    });
    assert_eq!(value, 7);
}

#[test]
fn parking_calls_on_a_worker_say_what_to_write() {
    run(async {
        let refused = catch_unwind(AssertUnwindSafe(|| spawn(async {}).join_blocking())).unwrap_err();
        assert!(refused.downcast_ref::<String>().unwrap().contains("write `handle.join()` here"));
        let refused = catch_unwind(|| run(async {})).unwrap_err();
        assert!(refused.downcast_ref::<String>().unwrap().contains("write `f(x)` instead of `run(f(x))` here"));
    });
}

#[test]
fn a_panic_in_a_destructor_during_a_panic_is_not_silent() {
    struct PanicsToo;
    impl Drop for PanicsToo {
        fn drop(&mut self) {
            panic!("second");
        }
    }
    if crashes() {
        return run(async {
            let _panics_too = PanicsToo;
            panic!("first")
        });
    }
    let text = text_of(&crash("a_panic_in_a_destructor_during_a_panic_is_not_silent"));
    assert!(text.starts_with("panic: first\n\tpanic: second\n\ngoroutine 2 [running]:\n\t"), "{text}");
    assert!(!text.contains("panicked at"), "{text}");
}

#[test]
fn plain_panics_are_reported_as_ever() {
    if crashes() {
        run(async {});
        let thread = thread::Builder::new().name("plain".into()).spawn(|| panic!("as ever")).unwrap();
        return assert!(thread.join().is_err());
    }
    let output = crash("plain_panics_are_reported_as_ever");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("thread 'plain'") && text.contains("as ever"), "{text}");
}
