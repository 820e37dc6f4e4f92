//! Every interleaving of adding, looking and waiting: the keeper looks for every entry.
//!
//! Deadlines are numbers, and time stands still: an entry is due once the keeper promises to look
//! at it. A keeper that has promised a later look waits until it is called; a missed entry leaves
//! it waiting, and loom reports the deadlock.

use loom::sync::{Arc, Condvar, Mutex};
use loom::thread;

use super::super::{NEVER, Ticks};
use super::{Call, Clock};

struct Model {
    clock: Clock<()>,
    /// One shard.
    entries: Mutex<Vec<Ticks>>,
    /// Whether the keeper was called.
    called: Mutex<bool>,
    wake: Condvar,
}

impl Model {
    fn new() -> Arc<Model> {
        Arc::new(Model {
            clock: Clock::new(),
            entries: Mutex::new(Vec::new()),
            called: Mutex::new(false),
            wake: Condvar::new(),
        })
    }

    fn announce(&self, at: Ticks) {
        if let Some(Call { keeper, reserve }) = self.clock.announce(at, at)
            && (keeper.is_some() || reserve)
        {
            *self.called.lock().unwrap() = true;
            self.wake.notify_one();
        }
    }

    fn add(&self, at: Ticks) {
        self.entries.lock().unwrap().push(at);
        self.announce(at);
    }

    /// A look at a time when nothing is due.
    fn look(&self) {
        self.clock.begin_look();
        let next = self.entries.lock().unwrap().iter().copied().min().unwrap_or(NEVER);
        self.announce(next);
    }

    fn add_and_look(&self) {
        self.add(7);
        self.look();
    }

    /// Waits until it has promised to look at `at` or earlier.
    fn keep_until(&self, at: Ticks) {
        while let Some(until) = self.clock.keep(())
            && until > at
        {
            self.wait(until);
            self.clock.leave();
        }
        self.clock.leave();
    }

    /// The same, as the reserve.
    fn reserve_until(&self, at: Ticks) {
        loop {
            let until = self.clock.reserve(0);
            if until <= at {
                return;
            }
            self.wait(until);
        }
    }

    fn wait(&self, until: Ticks) {
        let mut called = self.called.lock().unwrap();
        while !*called && !self.clock.is_called(until) {
            called = self.wake.wait(called).unwrap();
        }
        *called = false;
    }
}

fn check(waiter: fn(&Model, Ticks), others: &'static [fn(&Model)], first: Ticks) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(move || {
        let model = Model::new();
        let threads: Vec<_> = others
            .iter()
            .map(|other| {
                let model = Arc::clone(&model);
                thread::spawn(move || other(&model))
            })
            .collect();
        waiter(&model, first);
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        assert!(model.clock.earliest() <= first);
    });
}

#[test]
fn loom_the_keeper_misses_no_entry() {
    check(Model::keep_until, &[|model| model.add(7)], 7);
}

#[test]
fn loom_the_keeper_is_called_for_the_earlier_of_two() {
    check(Model::keep_until, &[|model| model.add(7), |model| model.add(5)], 5);
}

#[test]
fn loom_an_entry_added_during_a_look_is_not_missed() {
    check(Model::keep_until, &[|model| model.add(7), Model::look], 7);
}

#[test]
fn loom_the_reserve_misses_no_entry_either() {
    check(Model::reserve_until, &[|model| model.add(7), Model::look], 7);
}

#[test]
fn loom_a_look_of_the_adder_leaves_the_earliest() {
    check(Model::keep_until, &[Model::add_and_look, |model| model.add(9)], 7);
}
