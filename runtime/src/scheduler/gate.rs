//! Where the relief waits for work, and what pushes do for it.

use crate::primitives::atomic::{AtomicBool, Ordering, fence};

/// Whether the relief waits.
pub(super) struct Gate {
    waiting: AtomicBool,
}

impl Gate {
    pub(super) fn new() -> Self {
        Gate { waiting: AtomicBool::new(false) }
    }

    /// The relief calls `park`, unless `has_work` holds.
    pub(super) fn wait(&self, has_work: impl FnOnce() -> bool, park: impl FnOnce()) {
        self.waiting.store(true, Ordering::Relaxed);
        // Pairs with the fence before `is_waiting`: either the pusher sees that we wait, or we see
        // what it pushed.
        fence(Ordering::SeqCst);
        if !has_work() {
            park();
        }
        self.waiting.store(false, Ordering::Relaxed);
    }

    /// Whether the relief waits, and must be unparked; asked after a push and a `fence(SeqCst)`.
    pub(super) fn is_waiting(&self) -> bool {
        self.waiting.load(Ordering::Relaxed)
    }
}

#[cfg(all(test, loom))]
mod loom_model {
    //! Goroutines are pushed while the relief looks, waits and ends: each is run, by it or by a run
    //! loop.

    use loom::sync::atomic::AtomicUsize;
    use loom::sync::{Arc, Condvar, Mutex};
    use loom::thread;

    use super::super::idle::{Idle, Retired};
    use super::*;

    struct Model {
        gate: Gate,
        idle: Idle,
        /// The injector: how many goroutines it holds.
        queued: AtomicUsize,
        /// How many the relief's own queue holds.
        own: AtomicUsize,
        /// How many were run.
        ran: AtomicUsize,
        token: Mutex<bool>,
        unparked: Condvar,
    }

    impl Model {
        /// `Scheduler::inject`; returns whether a run loop starts.
        fn push(&self) -> bool {
            self.queued.fetch_add(1, Ordering::Relaxed);
            let starts = self.idle.notify().is_some();
            if self.gate.is_waiting() {
                *self.token.lock().unwrap() = true;
                self.unparked.notify_one();
            }
            starts
        }

        fn pop(&self) -> bool {
            self.queued.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |queued| queued.checked_sub(1)).is_ok()
        }

        fn park(&self) {
            let mut token = self.token.lock().unwrap();
            while !std::mem::take(&mut *token) {
                token = self.unparked.wait(token).unwrap();
            }
        }

        /// Runs until `count` were run.
        fn relieve(&self, count: usize) {
            while self.ran.load(Ordering::Relaxed) < count {
                if self.pop() {
                    self.ran.fetch_add(1, Ordering::Relaxed);
                } else {
                    self.gate.wait(|| self.queued.load(Ordering::Relaxed) > 0, || self.park());
                }
            }
        }
    }

    fn model() -> Arc<Model> {
        Arc::new(Model {
            gate: Gate::new(),
            idle: Idle::new(1),
            queued: AtomicUsize::new(0),
            own: AtomicUsize::new(0),
            ran: AtomicUsize::new(0),
            token: Mutex::new(false),
            unparked: Condvar::new(),
        })
    }

    #[test]
    fn loom_the_relief_misses_no_push_while_all_workers_are_in_long_runs() {
        loom::model(|| {
            let model = model();
            // The worker's run loop, in its long run: nobody else may start.
            assert!(model.idle.try_start().is_some());
            let pushers = [0, 1].map(|_| {
                let model = Arc::clone(&model);
                thread::spawn(move || assert!(!model.push()))
            });
            model.relieve(2);
            pushers.into_iter().for_each(|pusher| pusher.join().unwrap());
        });
    }

    #[test]
    fn loom_what_the_relief_leaves_is_seen_by_the_worker_that_retires() {
        loom::model(|| {
            let model = model();
            assert!(model.idle.try_start().is_some());
            model.own.store(1, Ordering::Relaxed);
            let relief = {
                let model = Arc::clone(&model);
                // `Scheduler::inject_all`, when it ends.
                thread::spawn(move || {
                    model.own.store(0, Ordering::Relaxed);
                    model.push()
                })
            };
            // The worker's run loop runs out of work, and retires.
            let retired = model.idle.retire(|_| model.queued.load(Ordering::Relaxed) > 0);
            let goes_on = !matches!(retired, Retired::Idle { .. });
            let starts = relief.join().unwrap();
            assert!(goes_on || starts, "the goroutine is left to nobody");
        });
    }
}
