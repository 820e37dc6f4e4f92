//! smol: async-executor on plain threads, async-io's timers, async-lock.

use std::future::Future;
use std::time::Instant;

use smol::Task;

use super::executor::{Executor, Mutex};

/// smol's executor, run by `workers` threads.
pub struct Smol;

static EXECUTOR: smol::Executor<'static> = smol::Executor::new();

impl Executor for Smol {
    type Task<T: Send + 'static> = Task<T>;
    type Mutex = smol::lock::Mutex<u64>;

    fn run<F>(workers: usize, main: F) -> F::Output
    where
        F: Future<Output: Send> + Send + 'static,
    {
        let (done, rest) = smol::channel::bounded::<()>(1);
        let others: Vec<_> = (1..workers)
            .map(|_| {
                let rest = rest.clone();
                std::thread::spawn(move || smol::block_on(EXECUTOR.run(rest.recv())))
            })
            .collect();
        let output = smol::block_on(EXECUTOR.run(EXECUTOR.spawn(main)));
        drop(done);
        for other in others {
            drop(other.join());
        }
        output
    }

    fn spawn<F>(future: F) -> Self::Task<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        EXECUTOR.spawn(future)
    }

    fn detach<F>(future: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        EXECUTOR.spawn(future).detach();
    }

    fn join<T: Send + 'static>(task: Task<T>) -> impl Future<Output = T> + Send {
        task
    }

    fn yield_now() -> impl Future<Output = ()> + Send {
        smol::future::yield_now()
    }

    async fn sleep_until(deadline: Instant) {
        smol::Timer::at(deadline).await;
    }
}

impl Mutex for smol::lock::Mutex<u64> {
    fn zero() -> Self {
        Self::new(0)
    }

    async fn add_one(&self) -> u64 {
        let mut guard = self.lock().await;
        *guard += 1;
        *guard
    }
}
