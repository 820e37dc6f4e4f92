//! tokio: its multi-threaded runtime.

use std::future::Future;
use std::time::Instant;

use super::executor::{Executor, Mutex};

/// tokio's multi-threaded runtime, with `worker_threads(workers)`.
pub struct Tokio;

impl Executor for Tokio {
    type Task<T: Send + 'static> = tokio::task::JoinHandle<T>;
    type Mutex = tokio::sync::Mutex<u64>;

    fn run<F>(workers: usize, main: F) -> F::Output
    where
        F: Future<Output: Send> + Send + 'static,
    {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        let runtime = builder.worker_threads(workers).enable_all().build().expect("the threads start");
        // As a task: what `block_on` itself polls is no worker, and spawns and wakes more slowly.
        runtime.block_on(async { tokio::spawn(main).await.expect("no panic") })
    }

    fn spawn<F>(future: F) -> Self::Task<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        tokio::spawn(future)
    }

    fn detach<F>(future: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        drop(tokio::spawn(future));
    }

    async fn join<T: Send + 'static>(task: Self::Task<T>) -> T {
        task.await.expect("no panic")
    }

    fn yield_now() -> impl Future<Output = ()> + Send {
        tokio::task::yield_now()
    }

    fn sleep_until(deadline: Instant) -> impl Future<Output = ()> + Send {
        tokio::time::sleep_until(deadline.into())
    }
}

impl Mutex for tokio::sync::Mutex<u64> {
    fn zero() -> Self {
        Self::new(0)
    }

    async fn add_one(&self) -> u64 {
        let mut guard = self.lock().await;
        *guard += 1;
        *guard
    }
}
