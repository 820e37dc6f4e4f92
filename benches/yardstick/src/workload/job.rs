//! One measurement to make, and the peers that can make it.

use std::future::Future;

use goroutines::Runtime;

use super::{Answer, Clock, Lap};
use crate::peers::Executor;

/// How much work, and on how many workers.
#[derive(Clone, Copy, Debug)]
pub struct Job {
    /// Goroutines, messages, …
    pub size: u64,
    /// The workers of whoever does it.
    pub workers: usize,
    /// Whether a tenth of the work is done before, unmeasured.
    pub warm: bool,
}

/// Somebody who does a workload.
pub struct Peer {
    /// What `--peers` calls it.
    pub name: &'static str,
    /// Does it.
    pub run: fn(Job) -> Lap,
    /// Which part of the work it does: half of it for 2. Time is for each operation, and nobody
    /// should wait for the slow.
    pub part: u64,
    /// Why this peer is known to fail here; empty if it is not.
    pub fails: &'static str,
}

/// A peer that is expected to do well.
pub const fn peer(name: &'static str, run: fn(Job) -> Lap) -> Peer {
    Peer { name, run, part: 1, fails: "" }
}

/// A peer so slow that a part of the work must do.
pub const fn slow_peer(name: &'static str, run: fn(Job) -> Lap, part: u64) -> Peer {
    Peer { name, run, part, fails: "" }
}

/// A peer that is known to fail, and is shown as that.
pub const fn failing_peer(name: &'static str, run: fn(Job) -> Lap, fails: &'static str) -> Peer {
    Peer { name, run, part: 1, fails }
}

impl Job {
    /// The same job without a warm-up, for what is measured from a cold start.
    pub fn cold(self) -> Job {
        Job { warm: false, ..self }
    }

    /// Takes a lap of a goroutine function, as the main goroutine.
    pub fn goroutines<B, F, A>(self, body: B) -> Lap
    where
        B: Fn(u64) -> F + Send + 'static,
        F: Future<Output = A> + Send + 'static,
        A: Into<Answer> + Send + 'static,
    {
        let runtime = Runtime::builder().workers(self.workers).build().expect("the threads start");
        runtime.run(self.lap(body))
    }

    /// Takes a lap of an async function, as a task of this executor.
    pub fn on<E, B, F, A>(self, body: B) -> Lap
    where
        E: Executor,
        B: Fn(u64) -> F + Send + 'static,
        F: Future<Output = A> + Send + 'static,
        A: Into<Answer> + Send + 'static,
    {
        E::run(self.workers, self.lap(body))
    }

    /// Takes a lap of a plain function, on this thread.
    pub fn here<A: Into<Answer>>(self, body: impl Fn(u64) -> A) -> Lap {
        if self.warm {
            drop(body(self.warm_up()).into());
        }
        let clock = Clock::start();
        let answer = body(self.size);
        clock.stop(answer)
    }

    async fn lap<B, F, A>(self, body: B) -> Lap
    where
        B: Fn(u64) -> F,
        F: Future<Output = A>,
        A: Into<Answer>,
    {
        if self.warm {
            drop(body(self.warm_up()).await.into());
        }
        let clock = Clock::start();
        let answer = body(self.size).await;
        clock.stop(answer)
    }

    fn warm_up(self) -> u64 {
        self.size.div_ceil(10)
    }
}
