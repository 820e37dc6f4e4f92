//! From plain code into a goroutine: `run`, and what `#[goroutines]` puts under `fn main` and a `#[test]`.

use std::future::Future;
use std::panic::Location;
use std::process::{ExitCode, Termination};

use super::worker::Scheduler;
use super::{runtime, task};
use crate::diag;
use crate::goroutine::{Identity, MAIN_ID, scope};
use crate::join::{JoinHandle, Outcome, Unobserved};
use crate::unwind::{self, in_progress};
use crate::wait::park;

/// What to write instead of a call of `run` in goroutine code.
const INSTEAD: &str = "f(x)` instead of `run(f(x))";

/// Runs `future` as a goroutine, and waits for its end by parking this thread.
///
/// It waits for this one goroutine only. Others that it started go on.
///
/// # Panics
///
/// When the goroutine panics: its panic is printed in Go's form and goes on in the caller. Also on a worker, where a parked
/// thread would hold up goroutines: in goroutine code, call the function itself.
///
/// # Examples
///
/// ```
/// async fn worker(n: u64) -> u64 {
///     n * 2
/// }
///
/// assert_eq!(goroutines_runtime::run(worker(21)), 42);
/// ```
#[track_caller]
pub fn run<F>(future: F) -> F::Output
where
    F: Future<Output: Send> + Send + 'static,
{
    run_on(runtime::global().scheduler, future)
}

/// [`run`] on a certain scheduler.
#[track_caller]
pub(super) fn run_on<F>(scheduler: &'static Scheduler, future: F) -> F::Output
where
    F: Future<Output: Send> + Send + 'static,
{
    park::refuse_on_worker(INSTEAD);
    let handle = task::start::<task::ByHand, _>(scheduler, future, Location::caller());
    match ended(handle) {
        Ok(output) => {
            in_progress::wait_until_none();
            output.into_value()
        }
        Err(unobserved) => report(unobserved),
    }
}

/// Runs the body of a `#[test]`: the test waits for it alone, and fails with its panic or its error, or if more than `allowed_leaks`
/// goroutines that it started, or that those started, have not ended with it.
#[doc(hidden)]
#[track_caller]
pub fn run_test<F>(future: F, allowed_leaks: usize) -> ExitCode
where
    F: Future<Output: Termination> + Send + 'static,
{
    unwind::note_tests();
    park::refuse_on_worker(INSTEAD);
    let (scheduler, scope) = (runtime::global().scheduler, scope::open());
    let identity = scheduler.identify(Location::caller()).in_scope(scope);
    let body = async move { future.await.report() };
    match ended(task::start_as::<task::ByHand, _>(scheduler, body, identity)) {
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

/// Runs the body of `fn main` as goroutine 1. With what it returns the program ends, as with the result
/// of any `main`. It does not wait for the other goroutines, and drops nothing of theirs; but a panic that
/// is in progress in one of them ends the program first.
///
/// The result is reported in the goroutine itself, so it need not be `Send`: `Result<(), Box<dyn Error>>` is not.
#[doc(hidden)]
#[track_caller]
pub fn run_main<F>(future: F) -> ExitCode
where
    F: Future<Output: Termination> + Send + 'static,
{
    let identity = Identity::new(MAIN_ID, 0, Location::caller());
    let body = async move { future.await.report() };
    match ended(task::start_as::<task::ByHand, _>(runtime::global().scheduler, body, identity)) {
        Ok(output) => {
            in_progress::wait_until_none();
            output.into_value()
        }
        Err(unobserved) => {
            drop(unobserved);
            unreachable!("an unobserved panic ends the program")
        }
    }
}

#[track_caller]
fn ended<T>(handle: JoinHandle<T>) -> Outcome<T> {
    handle.wait(INSTEAD).unwrap_or_else(|| panic!("the runtime was dropped before its goroutine's end"))
}

/// Prints a panic, and goes on with it in the caller.
fn report(unobserved: Unobserved) -> ! {
    // `eprint!`, not stderr itself: it belongs to the output of the test that runs here, if one does.
    eprint!("{}", unobserved.text());
    unwind::resume(unobserved.observe())
}
