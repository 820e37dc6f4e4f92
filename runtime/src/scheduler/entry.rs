//! From plain code into a goroutine: `run`, and what `#[goroutines]` puts under `fn main` and a
//! `#[test]`.

use std::future::Future;
use std::panic::Location;
use std::process::{ExitCode, Termination};

use super::block_on::{INSTEAD, ended, report, run_on};
use super::builder::RuntimeBuilder;
use super::stuck_test::{self, StuckTest};
use super::worker::{identify, with_local};
use super::{deadlock, runtime, task};
use crate::diag;
use crate::goroutine::scope::OpenScope;
use crate::goroutine::{Identity, MAIN_ID};
use crate::join::goexit;
use crate::unwind::{self, in_progress};
use crate::wait::park;
use crate::wait::parker::Parker;

/// Runs `future` as a goroutine, and waits for its end by parking this thread.
///
/// It waits for this one goroutine only. Goroutines that it started continue to run.
///
/// # Panics
///
/// When the goroutine panics: its panic is printed in Go's form and resumes in the caller. Also on
/// a worker, where a parked thread would hold up goroutines: in goroutine code, call the function
/// itself.
///
/// # Examples
///
/// ```
/// async fn worker(n: u64) -> u64 {
///     n * 2
/// }
///
/// assert_eq!(goroutines::run(worker(21)), 42);
/// ```
#[track_caller]
pub fn run<F>(future: F) -> F::Output
where
    F: Future<Output: Send> + Send + 'static,
{
    run_on(runtime::global().scheduler, future)
}

/// Runs the body of a `#[test]`. The test waits for it alone, and fails with its panic or its
/// error, if it can never go on ([`StuckTest`]), or if more than `allowed_leaks` goroutines that it
/// started, or that those started, have not ended with it.
#[doc(hidden)]
#[track_caller]
pub fn run_test<F>(future: F, allowed_leaks: usize) -> ExitCode
where
    F: Future<Output: Termination> + Send + 'static,
{
    unwind::note_tests();
    park::refuse_on_worker(INSTEAD);
    let (scheduler, open) = (runtime::global().scheduler, OpenScope::begin());
    let scope = open.number();
    let at = Location::caller();
    let identity = with_local(|here| identify(here, at)).in_scope(scope);
    let body = async move { future.await.report() };
    let handle = task::start_as::<task::ByHand, _>(scheduler, None, body, identity);
    let mut watch = StuckTest::new(identity);
    let outcome = match handle.wait_watched(INSTEAD, stuck_test::PAUSE, || watch.look()) {
        Ok(outcome) => outcome.unwrap_or_else(|| unreachable!("the default runtime is never dropped")),
        Err(text) => panic!("{text}"),
    };
    match outcome {
        Ok(output) => {
            in_progress::wait_until_none();
            if let Some(text) = diag::leftover(scope, allowed_leaks) {
                panic!("{text}");
            }
            output.into_value()
        }
        Err(unobserved) => report(unobserved),
    }
}

/// [`run_main`] on a default runtime as `builder` describes it: what the options of the attribute
/// become.
///
/// # Panics
///
/// When the runtime cannot be built, with the reason.
#[doc(hidden)]
#[track_caller]
pub fn run_main_on<F>(builder: RuntimeBuilder, future: F) -> ExitCode
where
    F: Future<Output: Termination> + Send + 'static,
{
    if let Err(error) = builder.build_global() {
        panic!("{error}");
    }
    run_main(future)
}

/// Runs the body of `fn main` as goroutine 1. With what it returns the program ends, as with the
/// result of any `main`. It does not wait for the other goroutines, and drops nothing of theirs;
/// but a panic that is in progress in one of them ends the program first.
///
/// The result is reported in the goroutine itself, so it need not be `Send`:
/// `Result<(), Box<dyn Error>>` is not.
#[doc(hidden)]
#[track_caller]
pub fn run_main<F>(future: F) -> ExitCode
where
    F: Future<Output: Termination> + Send + 'static,
{
    let identity = Identity::new(MAIN_ID, 0, Location::caller());
    let body = async move { future.await.report() };
    match ended(task::start_as::<task::ByHand, _>(runtime::global().scheduler, None, body, identity)) {
        Ok(output) => {
            in_progress::wait_until_none();
            output.into_value()
        }
        Err(unobserved) if unobserved.is_exited() => {
            // As in Go, the others go on. When the last has ended, the deadlock detector ends the
            // program.
            goexit::note_main_exited();
            deadlock::look_again(runtime::global().scheduler);
            loop {
                Parker::new().park();
            }
        }
        Err(unobserved) => {
            drop(unobserved);
            unreachable!("an unobserved panic ends the program")
        }
    }
}
