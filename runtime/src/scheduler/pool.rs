//! The rayon `ThreadPool` whose threads are the workers; the only file that names rayon.

use std::any::Any;
use std::error::Error;
use std::sync::Arc;

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::idle_threads::barrier::{self, PoolBarrier};
use crate::primitives::{Mutex, lock};

/// The thread pool of a scheduler; gone once its runtime is dropped.
pub(super) struct Pool {
    pool: Mutex<Option<Arc<ThreadPool>>>,
}

/// What the threads of a pool do at certain moments; each function is called on the thread itself,
/// with its number.
pub(super) struct Hooks<Name, Start, Exit, Panic> {
    /// Names the thread.
    pub(super) name: Name,
    /// Called when it starts.
    pub(super) on_start: Start,
    /// Called before it ends.
    pub(super) on_exit: Exit,
    /// Called with the panic of a job that was given to rayon alone.
    pub(super) on_panic: Panic,
}

impl Pool {
    pub(super) fn new() -> Self {
        Pool { pool: Mutex::new(None) }
    }

    /// Starts the workers.
    pub(super) fn open<Name, Start, Exit, Panic>(
        &self,
        workers: usize,
        stack_size: usize,
        hooks: Hooks<Name, Start, Exit, Panic>,
    ) -> Result<(), Box<dyn Error + Send + Sync>>
    where
        Name: FnMut(usize) -> String + 'static,
        Start: Fn(usize) + Send + Sync + 'static,
        Exit: Fn(usize) + Send + Sync + 'static,
        Panic: Fn(Box<dyn Any + Send>) + Send + Sync + 'static,
    {
        let pool = ThreadPoolBuilder::new()
            .num_threads(workers)
            .stack_size(stack_size)
            .thread_name(hooks.name)
            .start_handler(hooks.on_start)
            .exit_handler(hooks.on_exit)
            .panic_handler(hooks.on_panic)
            .build()?;
        *lock(&self.pool) = Some(Arc::new(pool));
        Ok(())
    }

    /// Takes the pool away; its threads end once they have nothing to do.
    pub(super) fn close(&self) {
        let pool = lock(&self.pool).take();
        drop(pool);
    }

    /// Whether no worker has anything to do, not even for rayon; also when the pool is closed.
    /// `wake` wakes a worker that waits elsewhere than in rayon.
    pub(super) fn is_idle(&self, wake: impl FnOnce()) -> bool {
        let pool = lock(&self.pool).clone();
        pool.is_none_or(|pool| {
            barrier::all_idle(pool.current_num_threads(), |barrier| {
                call(&pool, barrier);
                wake();
            })
        })
    }

    /// Gives rayon a job; `on_worker` if this thread is one of the pool's. Returns false once the
    /// pool is closed.
    #[must_use]
    pub(super) fn spawn(&self, on_worker: bool, job: impl FnOnce() + Send + 'static) -> bool {
        if on_worker {
            // Onto the worker's own deque, from where the others steal it.
            rayon::spawn(job);
            return true;
        }
        let pool = lock(&self.pool);
        let open = pool.as_ref();
        open.map(|pool| pool.spawn(job)).is_some()
    }
}

/// Gives each worker a job that arrives at the barrier.
fn call(pool: &Arc<ThreadPool>, barrier: &Arc<PoolBarrier>) {
    let (theirs, barrier) = (Arc::clone(pool), Arc::clone(barrier));
    pool.spawn_broadcast(move |_| barrier.arrive(theirs.current_thread_has_pending_tasks() != Some(false)));
}

/// Runs one of rayon's own jobs; `false` if there is none.
pub(super) fn yield_to_rayon() -> bool {
    rayon::yield_now() == Some(rayon::Yield::Executed)
}
