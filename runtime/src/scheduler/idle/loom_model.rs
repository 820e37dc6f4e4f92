//! Every interleaving of pushes, searches and sleeps: no pushed item is left without a run loop
//! that will run it.
//!
//! The queue of the model is a counter read and written with `Relaxed`, weaker than the real ones,
//! so that only the fences of the protocol can make a push visible. A worker sleeps on a condition
//! variable until a job is there, as on rayon. A lost wake-up leaves a worker asleep with items
//! queued: loom reports the deadlock.

use std::collections::VecDeque;

use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::sync::{Arc, Condvar, Mutex};
use loom::thread;

use super::{Idle, Permit, Retired};

struct Model {
    idle: Idle,
    /// The injector: how many items it holds.
    queued: AtomicUsize,
    /// Items in the queue of a worker whose run loop continued on another worker; only the last run
    /// loop takes them.
    stranded: AtomicUsize,
    /// Items run.
    ran: AtomicUsize,
    /// Run loops about to start, and whether the program is over.
    jobs: Mutex<(VecDeque<()>, bool)>,
    arrived: Condvar,
    /// Items to run before the program is over.
    total: usize,
}

impl Model {
    fn new(workers: usize, total: usize, stranded: usize) -> Arc<Self> {
        Arc::new(Model {
            idle: Idle::new(workers),
            queued: AtomicUsize::new(0),
            stranded: AtomicUsize::new(stranded),
            ran: AtomicUsize::new(0),
            jobs: Mutex::new((VecDeque::new(), false)),
            arrived: Condvar::new(),
            total,
        })
    }

    fn issue(&self, permit: Option<Permit>) {
        if permit.is_some() {
            self.jobs.lock().unwrap().0.push_back(());
            self.arrived.notify_one();
        }
    }

    fn push(&self) {
        self.queued.fetch_add(1, Ordering::Relaxed);
        self.issue(self.idle.notify());
    }

    fn has_work(&self) -> bool {
        self.queued.load(Ordering::Relaxed) > 0
    }

    fn pop(&self) -> bool {
        self.has_work()
            && self.queued.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |queued| queued.checked_sub(1)).is_ok()
    }

    fn is_stranded(&self) -> bool {
        self.stranded.load(Ordering::Relaxed) > 0
    }

    /// Takes a stranded item; only a run loop that was counted again for it does.
    fn pick_up(&self) -> bool {
        self.is_stranded()
            && self.stranded.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok()
    }

    /// A worker: takes jobs until the program is over.
    fn work(&self) {
        loop {
            let mut jobs = self.jobs.lock().unwrap();
            while jobs.0.is_empty() {
                if jobs.1 {
                    return;
                }
                jobs = self.arrived.wait(jobs).unwrap();
            }
            jobs.0.pop_front();
            drop(jobs);
            self.run_loop();
        }
    }

    /// `RunLoop::work`, reduced to what touches the word; one look per search.
    fn run_loop(&self) {
        let (mut searching, mut unthrottled) = (true, false);
        loop {
            if self.pop() || unthrottled && self.pick_up() {
                if std::mem::replace(&mut searching, false) {
                    self.issue(self.idle.found_work(|| self.has_work()));
                }
                self.run();
                continue;
            }
            if !searching {
                self.idle.start_searching();
                searching = true;
                continue;
            }
            match self.idle.retire(|last| self.has_work() || last && self.is_stranded()) {
                Retired::Continue(_) => unthrottled = true,
                _ => return,
            }
        }
    }

    fn run(&self) {
        if self.ran.fetch_add(1, Ordering::Relaxed) + 1 == self.total {
            self.jobs.lock().unwrap().1 = true;
            self.arrived.notify_all();
        }
    }
}

fn check(workers: usize, producers: usize, pushes: usize, stranded: usize, preemptions: usize) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.check(move || {
        let total = producers * pushes + stranded;
        let model = Model::new(workers, total, stranded);
        let others: Vec<_> = (1..producers)
            .map(|_| Arc::clone(&model))
            .map(|model| thread::spawn(move || (0..pushes).for_each(|_| model.push())))
            .collect();
        let pool: Vec<_> =
            (0..workers).map(|_| Arc::clone(&model)).map(|model| thread::spawn(move || model.work())).collect();
        (0..pushes).for_each(|_| model.push());
        for thread in others.into_iter().chain(pool) {
            thread.join().unwrap();
        }
        assert_eq!(model.ran.load(Ordering::Relaxed), total);
        assert!(!model.has_work() && !model.is_stranded());
    });
}

#[test]
fn loom_one_worker_misses_no_push() {
    check(1, 1, 2, 0, 5);
}

#[test]
fn loom_one_worker_misses_no_push_of_two_threads() {
    check(1, 2, 1, 0, 4);
}

#[test]
fn loom_two_workers_hand_the_search_on() {
    check(2, 1, 2, 0, 3);
}

#[test]
fn loom_the_last_run_loop_takes_what_another_left_behind() {
    check(2, 1, 1, 1, 3);
}
