//! The thread that frees ready goroutines from behind a long run.
//!
//! A run cannot be interrupted. While one computes, or sits in `par_iter`, what stands in its worker's queues would wait for
//! its end, even with idle workers around: a goroutine made ready by the running one activates nobody, as it is usually
//! run within the microsecond. Each tick the monitor looks for a worker that has begun no run since the last, moves what
//! stands behind that run to the injector, and starts a drain if there is a worker to run it. It sleeps while no drain is
//! active; before it goes to sleep, it looks whether the program is dead (`deadlock.rs`).

use std::sync::OnceLock;
use std::thread::{self, Thread};
use std::time::Duration;

use super::deadlock;
use super::worker::Scheduler;
use crate::idle_threads;
use crate::primitives::atomic::{AtomicBool, Ordering, fence};

/// How often it looks; a goroutine waits behind a long run for two ticks at most.
const TICK: Duration = Duration::from_micros(500);
/// How often it looks where there is one worker: nobody could run what stands behind a long run, so only idleness and the injector matter.
const LONE_TICK: Duration = Duration::from_millis(5);
/// After so many idle ticks it sleeps until it is roused.
const IDLE_TICKS: u32 = 8;

/// What rouses the monitor.
pub(super) struct Alarm {
    /// Whether it sleeps, or is about to.
    asleep: AtomicBool,
    /// Its thread, once started.
    thread: OnceLock<Thread>,
}

impl Alarm {
    pub(super) fn new() -> Self {
        Alarm { asleep: AtomicBool::new(false), thread: OnceLock::new() }
    }

    /// Wakes the monitor if it sleeps; called by who activates the first drain, and on shutdown.
    pub(super) fn rouse(&self) {
        // Pairs with the fence in `rest`: either we see it asleep, or it sees the change made before this call.
        fence(Ordering::SeqCst);
        if self.asleep.load(Ordering::Relaxed)
            && let Some(thread) = self.thread.get()
        {
            // Release: the monitor, woken by this, sees what we did before.
            self.asleep.store(false, Ordering::Release);
            thread.unpark();
        }
    }

    /// Sleeps until roused, unless `busy` holds after all; calls `idle` before, which says when to call it again.
    fn rest(&self, busy: impl FnOnce() -> bool, mut idle: impl FnMut() -> Option<Duration>) {
        self.asleep.store(true, Ordering::Relaxed);
        // Pairs with the fence in `rouse`.
        fence(Ordering::SeqCst);
        if !busy() {
            // Acquire: pairs with the Release store in `rouse`.
            while self.asleep.load(Ordering::Acquire) {
                match idle() {
                    Some(again) => thread::park_timeout(again),
                    None => thread::park(),
                }
            }
        }
        self.asleep.store(false, Ordering::Relaxed);
    }
}

/// Starts the monitor of `scheduler`.
pub(super) fn start(scheduler: &'static Scheduler) -> std::io::Result<()> {
    let handle = thread::Builder::new().name("goroutines-monitor".into()).spawn(move || watch(scheduler))?;
    let set = scheduler.alarm.thread.set(handle.thread().clone());
    debug_assert!(set.is_ok(), "one monitor per runtime");
    Ok(())
}

fn watch(scheduler: &'static Scheduler) {
    let (_ours, _watching) = (idle_threads::register_thread(), idle_threads::watch_here());
    let mut seen = vec![0; scheduler.workers()];
    let mut idle_ticks = 0;
    // Acquire: pairs with the Release store in `shutdown::close`.
    while !scheduler.closed.load(Ordering::Acquire) {
        if !scheduler.activation.is_idle() {
            idle_ticks = 0;
            if seen.len() > 1 {
                tick(scheduler, &mut seen);
            }
            scheduler.queues.hurry_injected();
        } else if idle_ticks < IDLE_TICKS {
            idle_ticks += 1;
        } else {
            idle_ticks = 0;
            let busy = || !scheduler.activation.is_idle() || scheduler.closed.load(Ordering::Acquire);
            scheduler.alarm.rest(busy, deadlock::look);
        }
        thread::sleep(if seen.len() > 1 { TICK } else { LONE_TICK });
    }
}

fn tick(scheduler: &'static Scheduler, seen: &mut [u64]) {
    for (index, seen) in seen.iter_mut().enumerate() {
        let runs = scheduler.queues.slots[index].runs();
        if std::mem::replace(seen, runs) == runs {
            scheduler.queues.release(index);
        }
    }
    scheduler.encourage();
    if scheduler.queues.has_backlog() {
        // With the fence: the last drain may be retiring just now, having seen nothing of what we moved.
        scheduler.start_claimed(scheduler.activation.announce());
    }
}
