//! An executor of async tasks.

use std::future::Future;
use std::time::Instant;

/// An executor of async tasks, with its timers and its mutex.
pub trait Executor: Send + Sync + 'static {
    /// What a spawned task leaves with its parent.
    type Task<T: Send + 'static>: Send;
    /// The mutex that its users take.
    type Mutex: Mutex;

    /// Runs `main` as a task of an executor with so many threads.
    fn run<F>(workers: usize, main: F) -> F::Output
    where
        F: Future<Output: Send> + Send + 'static;

    /// Starts a task that will be joined.
    fn spawn<F>(future: F) -> Self::Task<F::Output>
    where
        F: Future<Output: Send> + Send + 'static;

    /// Starts a task that nobody joins.
    fn detach<F>(future: F)
    where
        F: Future<Output = ()> + Send + 'static;

    /// Waits for a task.
    fn join<T: Send + 'static>(task: Self::Task<T>) -> impl Future<Output = T> + Send;

    /// Lets the others have a turn.
    fn yield_now() -> impl Future<Output = ()> + Send;

    /// Waits for a time.
    fn sleep_until(deadline: Instant) -> impl Future<Output = ()> + Send;
}

/// An async mutex around a number.
pub trait Mutex: Send + Sync + 'static {
    /// A mutex around zero.
    fn zero() -> Self;

    /// Adds one under the lock, and returns the sum.
    fn add_one(&self) -> impl Future<Output = u64> + Send;
}
