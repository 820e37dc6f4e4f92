//! Every interleaving of pushes, waits and the end of a runtime: nobody waits outside rayon while
//! there is something to do.
//!
//! One worker, which is in rayon or waits outside; rayon is a queue of jobs and a condition
//! variable, the place outside another condition variable. The run queue is a counter read and
//! written with `Relaxed`, as in the model of `idle.rs`. A lost call leaves the worker waiting:
//! loom reports the deadlock.

use loom::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use loom::sync::{Arc, Condvar, Mutex};
use loom::thread;

use super::super::idle::{Idle, Permit, Retired};
use super::Handover;

struct Model {
    idle: Idle,
    handover: Handover,
    /// The injector: how many items it holds.
    queued: AtomicUsize,
    /// Items run.
    ran: Mutex<usize>,
    item_run: Condvar,
    /// Rayon's jobs.
    jobs: Mutex<usize>,
    job_given: Condvar,
    /// Whether the waiting worker has been woken.
    woken: Mutex<bool>,
    wake: Condvar,
    /// Whether the runtime has ended.
    closed: AtomicBool,
}

impl Model {
    fn new() -> Arc<Model> {
        Arc::new(Model {
            idle: Idle::new(2),
            handover: Handover::new(),
            queued: AtomicUsize::new(0),
            ran: Mutex::new(0),
            item_run: Condvar::new(),
            jobs: Mutex::new(0),
            job_given: Condvar::new(),
            woken: Mutex::new(false),
            wake: Condvar::new(),
            closed: AtomicBool::new(false),
        })
    }

    fn issue(&self, permit: Option<Permit>) {
        if permit.is_none() {
            return;
        }
        if self.handover.call() {
            self.wake();
        } else {
            *self.jobs.lock().unwrap() += 1;
            self.job_given.notify_all();
        }
    }

    fn wake(&self) {
        *self.woken.lock().unwrap() = true;
        self.wake.notify_one();
    }

    fn push(&self) {
        self.queued.fetch_add(1, Ordering::Relaxed);
        self.issue(self.idle.notify());
    }

    fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
        if self.handover.nudge() {
            self.wake();
        }
        *self.jobs.lock().unwrap() += 1;
        self.job_given.notify_all();
    }

    fn has_work(&self) -> bool {
        self.queued.load(Ordering::Relaxed) > 0
    }

    fn pop(&self) -> bool {
        self.has_work()
            && self.queued.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |queued| queued.checked_sub(1)).is_ok()
    }

    /// A worker in rayon: runs jobs until the runtime has ended.
    fn work(&self, waits: bool) {
        loop {
            let mut jobs = self.jobs.lock().unwrap();
            while *jobs == 0 {
                jobs = self.job_given.wait(jobs).unwrap();
            }
            if self.closed.load(Ordering::Relaxed) {
                return;
            }
            *jobs -= 1;
            drop(jobs);
            self.run_loop(waits);
        }
    }

    /// `RunLoop::work`, reduced to what touches the idle word and the hand-over.
    fn run_loop(&self, waits: bool) {
        let mut searching = true;
        loop {
            if self.pop() {
                if std::mem::replace(&mut searching, false) {
                    self.issue(self.idle.found_work(|| self.has_work()));
                }
                *self.ran.lock().unwrap() += 1;
                self.item_run.notify_all();
            } else if !std::mem::replace(&mut searching, true) {
                self.idle.start_searching();
            } else if !(if waits { self.wait() } else { self.retire() }) {
                return;
            }
        }
    }

    fn retire(&self) -> bool {
        matches!(self.idle.retire(|_| self.has_work()), Retired::Continue(_))
    }

    /// `RunLoop::wait`; whether the run loop goes on, active and searching.
    fn wait(&self) -> bool {
        *self.woken.lock().unwrap() = false;
        if !self.handover.announce() {
            return self.retire();
        }
        match self.idle.retire(|_| self.has_work()) {
            Retired::Continue(_) => {
                if self.handover.leave() {
                    self.idle.cancel(true);
                }
                true
            }
            Retired::LeftToOthers => self.handover.leave(),
            Retired::Idle { .. } => {
                let mut woken = self.woken.lock().unwrap();
                while !*woken && self.handover.is_waiting() {
                    woken = self.wake.wait(woken).unwrap();
                }
                drop(woken);
                // Nothing else ends a wait here: it is called, or nudged because the runtime ends.
                self.handover.leave()
            }
        }
    }
}

fn check(pushers: usize, others: usize, preemptions: usize) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.check(move || {
        let model = Model::new();
        let spawn = |f: fn(&Model)| {
            let model = Arc::clone(&model);
            thread::spawn(move || f(&model))
        };
        let waiter = spawn(|model| model.work(true));
        let others: Vec<_> = (0..others).map(|_| spawn(|model| model.work(false))).collect();
        let pushing: Vec<_> = (1..pushers).map(|_| spawn(Model::push)).collect();
        model.push();
        pushing.into_iter().for_each(|thread| thread.join().unwrap());
        let mut ran = model.ran.lock().unwrap();
        while *ran < pushers {
            ran = model.item_run.wait(ran).unwrap();
        }
        drop(ran);
        model.close();
        waiter.join().unwrap();
        others.into_iter().for_each(|thread| thread.join().unwrap());
        assert!(!model.has_work());
    });
}

#[test]
fn loom_a_waiting_worker_misses_no_push_of_two_threads() {
    check(2, 0, 3);
}

#[test]
fn loom_a_waiting_worker_misses_no_call_beside_another_worker() {
    check(1, 1, 3);
}

#[test]
fn loom_the_end_reaches_a_worker_that_is_about_to_wait() {
    loom::model(|| {
        let model = Model::new();
        let other = {
            let model = Arc::clone(&model);
            thread::spawn(move || {
                model.issue(model.idle.try_start());
                model.work(true);
            })
        };
        model.close();
        other.join().unwrap();
    });
}
