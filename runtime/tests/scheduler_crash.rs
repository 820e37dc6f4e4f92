//! What a crash prints besides std's report, whose hook is called, and runtimes that go on after a panic.

use std::env;
use std::panic;
use std::process::{Command, Output};
use std::sync::mpsc;

use goroutines_runtime::sync::WaitGroup;
use goroutines_runtime::{Crash, Runtime, run, spawn, yield_now};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// The variable that makes a test play the program that crashes.
const CRASH: &str = "GOROUTINES_TEST_CRASH";

/// Whether this process was started by [`crash`].
fn crashes() -> bool {
    env::var_os(CRASH).is_some()
}

/// Runs the test `name` once more, in a process of its own where [`crashes`] holds, with `RUST_BACKTRACE` as given.
fn crash_with(name: &str, backtrace: &str) -> Output {
    let mut again = Command::new(env::current_exe().unwrap());
    again.args(["--exact", name, "--nocapture"]).env(CRASH, name).env("RUST_BACKTRACE", backtrace);
    again.output().unwrap()
}

/// What the program wrote to stderr that ended with Go's status.
fn crash(name: &str) -> String {
    let output = crash_with(name, "0");
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

/// Panics in a piece of a parallel iterator that certainly runs on another worker than the goroutine's.
fn panic_on_another_worker() {
    let mine = rayon::current_thread_index();
    (0..1_000_000).into_par_iter().for_each(|_| {
        assert!(rayon::current_thread_index() == mine, "elsewhere");
        std::thread::yield_now();
    });
}

#[test]
fn a_piece_of_a_parallel_iterator_panics_with_a_place_and_in_one_report() {
    if crashes() {
        let runtime = Runtime::builder().workers(2).build().unwrap();
        runtime.run(async {
            drop(spawn(async { panic_on_another_worker() }));
            forever().await;
        });
    }
    let text = crash("a_piece_of_a_parallel_iterator_panics_with_a_place_and_in_one_report");
    let place = format!("\t{}:{}\n", file!(), line!() - 15);
    assert!(text.starts_with("panic: elsewhere\n\ngoroutine "), "{text}");
    assert!(text.contains(&place), "{text}");
    assert!(!text.contains("panicked at"), "{text}");
}

#[test]
fn a_job_of_rayons_own_ends_the_program_too() {
    if crashes() {
        return run(async {
            rayon::spawn(|| panic!("a job"));
            forever().await;
        });
    }
    let text = crash("a_job_of_rayons_own_ends_the_program_too");
    let place = format!("\t{}:{}\n", file!(), line!() - 5);
    assert_eq!(text, format!("panic: a job\n\njob of rayon [running]:\n{place}"));
}

#[test]
fn a_hook_set_before_runs_and_gos_text_comes_as_well() {
    if crashes() {
        panic::set_hook(Box::new(|info| eprintln!("the user's: {}", info.location().unwrap().line())));
        return run(async {
            drop(spawn(async { panic!("boom") }));
            forever().await;
        });
    }
    let text = crash("a_hook_set_before_runs_and_gos_text_comes_as_well");
    let line = line!() - 5;
    assert!(text.starts_with(&format!("the user's: {line}\npanic: boom\n\ngoroutine ")), "{text}");
    assert!(text.contains(&format!("\t{}:{line}\n", file!())) && !text.contains("panicked at"), "{text}");
}

#[test]
fn a_hook_set_later_runs_and_gos_text_comes_as_well() {
    if crashes() {
        return run(async {
            let previous = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                eprintln!("the user's");
                previous(info);
            }));
            drop(spawn(async { panic!("boom") }));
            forever().await;
        });
    }
    let text = crash("a_hook_set_later_runs_and_gos_text_comes_as_well");
    assert!(text.starts_with("the user's\npanic: boom\n\ngoroutine "), "{text}");
    assert!(text.contains(&format!("\t{}:", file!())) && !text.contains("panicked at"), "{text}");
}

#[test]
fn a_backtrace_shows_the_users_calls() {
    #[inline(never)]
    fn risky() {
        panic!("boom");
    }
    if crashes() {
        return run(async {
            drop(spawn(async { risky() }));
            forever().await;
        });
    }
    let name = "a_backtrace_shows_the_users_calls";
    let output = crash_with(name, "1");
    let text = String::from_utf8_lossy(&output.stderr);
    let calls: Vec<_> = text.lines().skip(3).take_while(|line| !line.starts_with("created")).collect();
    let functions: Vec<_> = calls.iter().filter_map(|line| line.strip_suffix("(...)")).collect();
    assert_eq!(functions, [format!("scheduler_crash::{name}::risky"), format!("scheduler_crash::{name}")], "{text}");
}

#[test]
fn a_group_counts_no_panic_as_done() {
    if crashes() {
        return run(async {
            let group = WaitGroup::new();
            group.go(async { panic!("in wg.Go") });
            group.wait().await;
            forever().await;
        });
    }
    let text = crash("a_group_counts_no_panic_as_done");
    assert!(text.starts_with("panic: in wg.Go [recovered, repanicked]\n\ngoroutine "), "{text}");
}

#[test]
fn a_handler_is_told_and_the_program_goes_on() {
    let (send, crashes) = mpsc::channel::<Crash>();
    let runtime = Runtime::builder().workers(2).on_panic(move |crash| send.send(crash).unwrap()).build().unwrap();
    let parent = runtime.run(async {
        let held = spawn(async { panic!("joined") });
        assert_eq!(held.join().await.unwrap_err().message(), "joined");
        let number = goroutines_runtime::num_workers();
        drop(spawn(async move { panic!("lost {number}") }));
        goroutines_runtime::id()
    });
    let crash = crashes.recv().unwrap();
    assert_eq!((crash.message(), crash.created_by()), ("lost 2", parent));
    assert_eq!(crash.created_at().map(|at| at.line()), Some(line!() - 5));
    assert_eq!(crash.panicked_at(), Some(format!("{}:{}", file!(), line!() - 6)));
    assert!(crash.to_string().starts_with(&format!("panic: lost 2\n\ngoroutine {} [running]:\n", crash.id().unwrap())));
    assert_eq!(crash.into_panic().downcast_ref::<String>().map(String::as_str), Some("lost 2"));
    assert_eq!(runtime.run(async { 7 }), 7);
    assert!(crashes.try_recv().is_err(), "a panic that was joined is not told");
}

#[test]
fn a_handler_is_told_of_rayons_jobs_and_of_groups() {
    let (send, crashes) = mpsc::channel::<Crash>();
    let runtime = Runtime::builder().on_panic(move |crash| send.send(crash).unwrap()).build().unwrap();
    runtime.run(async { rayon::spawn(|| panic!("a job")) });
    let crash = crashes.recv().unwrap();
    assert_eq!((crash.id(), crash.message()), (None, "a job"));
    runtime.run(async {
        let group = WaitGroup::new();
        group.go(async { panic!("in a group") });
        group.wait().await;
    });
    assert_eq!(crashes.recv().unwrap().message(), "in a group");
}

#[test]
fn a_handler_that_panics_ends_the_program() {
    if crashes() {
        let runtime = Runtime::builder().on_panic(|_| panic!("second")).build().unwrap();
        return runtime.run(async {
            drop(spawn(async { panic!("first") }));
            forever().await;
        });
    }
    let text = crash("a_handler_that_panics_ends_the_program");
    assert!(text.starts_with("panic: first\n\tpanic: second\n\ngoroutine "), "{text}");
}
