//! The rayon `ThreadPool` whose threads are the workers; the only file that names rayon.

use std::error::Error;
use std::sync::Arc;

use crossbeam_deque::Worker;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::task::Ready;
use super::worker::{self, Scheduler};
use super::{drain, shutdown};
use crate::idle_threads;
use crate::idle_threads::barrier::{self, PoolBarrier};
use crate::join::Crash;
use crate::primitives::{Mutex, lock};
use crate::unwind;

/// What a drain is started as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ticket {
    /// To search for work: counted as active and searching.
    Search,
    /// To go on where another drain stopped for rayon's sake: counted as active.
    Continue,
}

/// The thread pool of a scheduler; gone once its runtime is dropped.
pub(super) struct Pool {
    pool: Mutex<Option<Arc<ThreadPool>>>,
}

impl Pool {
    pub(super) fn new() -> Self {
        Pool { pool: Mutex::new(None) }
    }

    /// Starts the workers.
    pub(super) fn open(
        &self,
        scheduler: &'static Scheduler,
        fifos: Vec<Worker<Ready>>,
        thread_name: Box<dyn Fn(usize) -> String>,
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        let workers = fifos.len();
        let fifos = Mutex::new(fifos.into_iter().map(Some).collect::<Vec<_>>());
        let pool = ThreadPoolBuilder::new()
            .num_threads(workers)
            .thread_name(thread_name)
            .start_handler(move |index| {
                let fifo = lock(&fifos)[index].take().unwrap_or_else(|| unreachable!("each worker starts once"));
                worker::install(scheduler, index, fifo);
                idle_threads::thread_starts();
            })
            .exit_handler(move |_| {
                shutdown::clear(scheduler);
                idle_threads::thread_ends();
            })
            .panic_handler(move |payload| {
                // A job that was given to rayon alone (`rayon::spawn`): nobody can observe its panic.
                Crash::of_job(unwind::caught(payload)).deliver(scheduler.on_panic.as_deref());
            })
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
    pub(super) fn is_idle(&self) -> bool {
        let pool = lock(&self.pool).clone();
        pool.is_none_or(|pool| barrier::all_idle(pool.current_num_threads(), |barrier| call(&pool, barrier)))
    }

    /// Has rayon start a drain: on any worker that is free.
    pub(super) fn issue(&self, scheduler: &'static Scheduler, ticket: Ticket) {
        let job = move || drain::start(scheduler, ticket);
        if worker::with_local(|local| local.is_some_and(|local| local.belongs_to(scheduler))) {
            // Onto the worker's own deque, from where the others steal it.
            rayon::spawn(job);
        } else if let Some(pool) = &*lock(&self.pool) {
            pool.spawn(job);
        } else {
            scheduler.activation.give_back(ticket == Ticket::Search);
        }
    }
}

/// Gives each worker a job that attends the barrier.
fn call(pool: &Arc<ThreadPool>, barrier: &Arc<PoolBarrier>) {
    let (theirs, barrier) = (Arc::clone(pool), Arc::clone(barrier));
    pool.spawn_broadcast(move |_| barrier.arrive(theirs.current_thread_has_pending_tasks() != Some(false)));
}

/// Runs one of rayon's own jobs, if there is any.
pub(super) fn hand_over() {
    let _ = rayon::yield_now();
}
