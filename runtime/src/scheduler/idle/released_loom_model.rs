//! Every interleaving of a worker that goes on after a long run, the monitor that moves what was
//! ready there, and another worker that takes it by the batch: each goroutine is run.
//!
//! The queues are counters read and written with `Relaxed`, as in the model of `idle.rs`, with what
//! the monitor does at a tick (`monitor.rs`), `Queues::release` and `Queues::take_batch`. A
//! goroutine that nobody runs leaves the second worker asleep: loom reports the deadlock.
//!
//! It finds one when the monitor starts a run loop without the fence of [`Idle::notify`], when it
//! does so before it moves anything, when a fence of [`Idle::retire`] or [`Idle::notify`] is taken
//! out, and when a run loop that retires does not look at what was released.

use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::sync::{Arc, Condvar, Mutex};
use loom::thread;

use super::{Idle, Permit, Retired};

/// The worker that was in a long run, and the one that has nothing to do.
const WORKERS: usize = 2;

struct Model {
    idle: Idle,
    /// What the monitor moved.
    released: AtomicUsize,
    /// The FIFOs.
    own: [AtomicUsize; WORKERS],
    /// How many goroutines were run.
    ran: AtomicUsize,
    /// Run loops about to start, and whether the program is over.
    jobs: Mutex<(usize, bool)>,
    arrived: Condvar,
    /// How many goroutines there are.
    total: usize,
}

/// Takes one, if there is one.
fn take(queue: &AtomicUsize) -> bool {
    queue.load(Ordering::Relaxed) > 0
        && queue.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |queued| queued.checked_sub(1)).is_ok()
}

fn holds(queue: &AtomicUsize) -> bool {
    queue.load(Ordering::Relaxed) > 0
}

impl Model {
    /// A worker in a long run, with so many goroutines behind it.
    fn new(total: usize) -> Arc<Model> {
        let model = Model {
            idle: Idle::new(WORKERS),
            released: AtomicUsize::new(0),
            own: [AtomicUsize::new(total), AtomicUsize::new(0)],
            ran: AtomicUsize::new(0),
            jobs: Mutex::new((0, false)),
            arrived: Condvar::new(),
            total,
        };
        assert!(model.idle.try_start().is_some());
        assert!(model.idle.found_work(|| false).is_none());
        Arc::new(model)
    }

    fn issue(&self, permit: Option<Permit>) {
        if permit.is_some() {
            self.jobs.lock().unwrap().0 += 1;
            self.arrived.notify_one();
        }
    }

    /// A tick of the monitor, which has seen no run begin: `Queues::release`, and a start.
    fn tick(&self) {
        for _ in 0..self.total {
            if take(&self.own[0]) {
                self.released.fetch_add(1, Ordering::Relaxed);
            }
        }
        if holds(&self.released) {
            self.issue(self.idle.notify());
        }
    }

    /// `Queues::take_batch`: one to run, and another one into the worker's own queue.
    fn take_batch(&self, worker: usize) -> bool {
        let taken = take(&self.released);
        if taken && take(&self.released) {
            self.own[worker].fetch_add(1, Ordering::Relaxed);
        }
        taken
    }

    /// The run loop of a worker, reduced to what touches the word; one look per search.
    fn run_loop(&self, worker: usize, mut searching: bool) {
        let other = WORKERS - 1 - worker;
        loop {
            if take(&self.own[worker]) || searching && (self.take_batch(worker) || take(&self.own[other])) {
                if std::mem::replace(&mut searching, false) {
                    self.issue(self.idle.found_work(|| holds(&self.released) || self.own.iter().any(holds)));
                }
                self.run();
            } else if !std::mem::replace(&mut searching, true) {
                self.idle.start_searching();
            } else {
                let work = |last| holds(&self.released) || last && self.own.iter().any(holds);
                if !matches!(self.idle.retire(work), Retired::Continue(_)) {
                    return;
                }
            }
        }
    }

    fn run(&self) {
        if self.ran.fetch_add(1, Ordering::Relaxed) + 1 == self.total {
            self.jobs.lock().unwrap().1 = true;
            self.arrived.notify_all();
        }
    }

    /// A worker in rayon: takes jobs until the program is over.
    fn work(&self, worker: usize) {
        loop {
            let mut jobs = self.jobs.lock().unwrap();
            while jobs.0 == 0 {
                if jobs.1 {
                    return;
                }
                jobs = self.arrived.wait(jobs).unwrap();
            }
            jobs.0 -= 1;
            drop(jobs);
            self.run_loop(worker, true);
        }
    }
}

fn check(total: usize, preemptions: usize) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.check(move || {
        let model = Model::new(total);
        let spawn = |f: fn(&Model)| {
            let model = Arc::clone(&model);
            thread::spawn(move || f(&model))
        };
        let others = [spawn(Model::tick), spawn(|model| model.work(1))];
        // The long run is over; afterwards this worker is in rayon too.
        model.run_loop(0, false);
        model.work(0);
        others.into_iter().for_each(|thread| thread.join().unwrap());
        assert_eq!(model.ran.load(Ordering::Relaxed), total);
    });
}

#[test]
fn loom_what_the_monitor_moves_from_behind_a_long_run_is_run() {
    check(2, 3);
}

#[test]
fn loom_one_goroutine_behind_a_long_run_is_run() {
    check(1, 4);
}
