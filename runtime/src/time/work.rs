//! What `time::after_func` runs: a future once, or a function each time.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use crate::primitives::lock_std;

/// One run.
type Run = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What a goroutine is to run.
pub enum Work {
    /// A future, until it was started.
    Once(Option<Run>),
    /// A function; each run calls it in its own goroutine.
    Again(Box<dyn FnMut() -> Run + Send>),
}

impl Work {
    /// Whether there is nothing left to run.
    pub(super) fn is_over(&self) -> bool {
        matches!(self, Work::Once(None))
    }

    /// The next run, if there is one. Calls nothing of the user's.
    pub(super) fn next_run(&mut self) -> Option<Run> {
        match self {
            Work::Once(run) => run.take(),
            Work::Again(next) => Some(next()),
        }
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Work")
    }
}

/// What [`after_func`](super::after_func) can run: a future, which runs once; a function that
/// returns one, or a plain function, which runs again after each [`reset`](super::Timer::reset).
///
/// `K` says which of the three it is; the compiler finds it.
pub trait TimerWork<K> {
    /// The work.
    #[doc(hidden)]
    fn into_work(self) -> Work;
}

/// A future.
#[doc(hidden)]
#[derive(Debug)]
pub enum RunsOnce {}

/// A function that returns a future.
#[doc(hidden)]
#[derive(Debug)]
pub enum RunsAgain {}

/// A plain function.
#[doc(hidden)]
#[derive(Debug)]
pub enum Plain {}

impl<F: Future<Output = ()> + Send + 'static> TimerWork<RunsOnce> for F {
    fn into_work(self) -> Work {
        Work::Once(Some(Box::pin(self)))
    }
}

impl<W, F> TimerWork<RunsAgain> for W
where
    W: FnMut() -> F + Send + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    fn into_work(self) -> Work {
        let work = Arc::new(Mutex::new(self));
        Work::Again(Box::new(move || {
            let work = Arc::clone(&work);
            Box::pin(async move {
                let run = {
                    let mut work = lock_std(&work);
                    work()
                };
                run.await;
            })
        }))
    }
}

impl<W: FnMut() + Send + 'static> TimerWork<Plain> for W {
    fn into_work(self) -> Work {
        let work = Arc::new(Mutex::new(self));
        Work::Again(Box::new(move || {
            let work = Arc::clone(&work);
            Box::pin(async move { lock_std(&work)() })
        }))
    }
}
