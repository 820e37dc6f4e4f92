//! Whether the relief runs, where it waits for work, and what pushes and calls do for it.
//!
//! The loom model below runs these functions. It finds a goroutine that nobody runs when a fence is
//! taken out: of [`Gate::wait`], of [`Gate::call`], or of `Idle::notify`. It finds one that the
//! deadlock detector misses when [`Gate::end`] is relaxed.

use crate::primitives::atomic::{AtomicBool, Ordering, fence};

/// Whether the relief runs, and whether it waits.
pub(super) struct Gate {
    /// Whether it was called and has not ended.
    active: AtomicBool,
    waiting: AtomicBool,
}

/// What a call of the relief leaves to the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "the relief must begin, or be unparked"]
pub(super) enum Called {
    /// The relief counts as active, and must be given its job.
    Begins,
    /// It waits, and must be unparked.
    Waits,
    /// It looks at the queues before it waits, or ends: then the next tick calls it again.
    Looks,
}

impl Gate {
    pub(super) fn new() -> Self {
        Gate { active: AtomicBool::new(false), waiting: AtomicBool::new(false) }
    }

    /// Whether it was called and has not ended.
    pub(super) fn is_active(&self) -> bool {
        // Pairs with the Release store in `end`: who reads `false` sees what it left in the
        // queues.
        self.active.load(Ordering::Acquire)
    }

    /// The monitor needs the relief for what it has moved from behind long runs.
    pub(super) fn call(&self) -> Called {
        if !self.is_active() {
            // SeqCst, against `end` and the readings of the deadlock detector.
            self.active.store(true, Ordering::SeqCst);
            return Called::Begins;
        }
        // Pairs with the fence in `wait`: what the monitor moves is pushed without one.
        fence(Ordering::SeqCst);
        if self.is_waiting() { Called::Waits } else { Called::Looks }
    }

    /// It has ended, and left nothing in its own queues.
    pub(super) fn end(&self) {
        self.active.store(false, Ordering::Release);
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
    //! Goroutines are pushed, or moved by the monitor, while the relief looks, waits and ends: each
    //! is run, by it or by a run loop.

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
                self.unpark();
            }
            starts
        }

        /// A tick of the monitor, which moves a goroutine and calls the relief, which is active.
        fn release(&self) {
            self.queued.fetch_add(1, Ordering::Relaxed);
            match self.gate.call() {
                Called::Waits => self.unpark(),
                Called::Looks => {}
                Called::Begins => panic!("it is active"),
            }
        }

        fn unpark(&self) {
            *self.token.lock().unwrap() = true;
            self.unparked.notify_one();
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
    fn loom_the_relief_misses_nothing_that_the_monitor_moves() {
        loom::model(|| {
            let model = model();
            assert!(model.idle.try_start().is_some());
            assert_eq!(model.gate.call(), Called::Begins);
            let monitor = {
                let model = Arc::clone(&model);
                thread::spawn(move || (0..2).for_each(|_| model.release()))
            };
            model.relieve(2);
            monitor.join().unwrap();
        });
    }

    #[test]
    fn loom_who_sees_that_the_relief_has_ended_sees_what_it_left() {
        loom::model(|| {
            let model = model();
            assert_eq!(model.gate.call(), Called::Begins);
            let relief = {
                let model = Arc::clone(&model);
                thread::spawn(move || {
                    // `release_all`, without the fence that follows.
                    model.queued.fetch_add(1, Ordering::Relaxed);
                    model.gate.end();
                })
            };
            // The deadlock detector takes the program for alive while the relief is active, and
            // while a queue holds something.
            assert!(model.gate.is_active() || model.queued.load(Ordering::Relaxed) > 0);
            relief.join().unwrap();
            assert_eq!(model.gate.call(), Called::Begins, "the next call begins anew");
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
