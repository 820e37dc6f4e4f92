//! How plain code waits for a goroutine: its thread parks.

use std::future::Future;
use std::panic::Location;

use super::shared::Scheduler;
use super::task;
use super::worker::with_local;
use crate::join::{JoinHandle, Outcome, Unobserved};
use crate::unwind::{self, in_progress};
use crate::wait::park;

/// What to write instead of a call of `run` in goroutine code.
pub(super) const INSTEAD: &str = "f(x)` instead of `run(f(x))";

/// Runs `future` as a goroutine of `scheduler`, and waits for its end.
#[track_caller]
pub(super) fn run_on<F>(scheduler: &'static Scheduler, future: F) -> F::Output
where
    F: Future<Output: Send> + Send + 'static,
{
    park::refuse_on_worker(INSTEAD);
    let at = Location::caller();
    match ended(with_local(|here| task::start::<task::ByHand, _>(scheduler, here, future, at))) {
        Ok(output) => {
            in_progress::wait_until_none();
            output.into_value()
        }
        Err(unobserved) => report(unobserved),
    }
}

/// Waits for the end of a goroutine.
#[track_caller]
pub(super) fn ended<T>(handle: JoinHandle<T>) -> Outcome<T> {
    handle.wait(INSTEAD).unwrap_or_else(|| panic!("the runtime was dropped before its goroutine's end"))
}

/// Prints a panic, and resumes it in the caller.
#[track_caller]
pub(super) fn report(unobserved: Unobserved) -> ! {
    // `eprint!`, not stderr itself: it belongs to the output of the test that runs here, if one
    // does.
    eprint!("{}", unobserved.text());
    match unobserved.observe() {
        Some(panic) => unwind::resume(panic),
        None => panic!("the goroutine called `goexit`, so it has no result"),
    }
}
