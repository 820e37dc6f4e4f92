//! The monitor: the thread that moves ready goroutines away from behind a long run.
//!
//! A run cannot be interrupted. While one computes, or waits in `par_iter`, the goroutines in its
//! worker's queues would wait for its end, even if other workers are idle: a goroutine that the
//! running one makes ready starts no run loop, because its own worker usually runs it within the
//! microsecond. Each tick the monitor looks for a worker that has begun no run since the last tick,
//! moves what waits behind that run to where all workers look, and starts a run loop if a worker is
//! free. If no worker begins a run while goroutines are ready, it calls the relief (`relief.rs`).
//! It parks while no run loop is active; before it parks it calls `on_idle`.

use std::thread;
use std::time::Duration;

use super::shared::Scheduler;
use super::starvation::Starvation;
use crate::idle_threads;
use crate::primitives::atomic::Ordering;
use crate::timer;

/// How often it looks; a goroutine waits behind a long run for two ticks at most.
const TICK: Duration = Duration::from_micros(500);
/// How often it looks where there is one worker: nobody could run what waits behind a long run, so
/// only idleness, the injector and the next-slot's time slice matter.
const LONE_TICK: Duration = Duration::from_millis(1);
/// It acts on timers that nobody has acted on for so long: run loops look after each long run.
const LATE: Duration = Duration::from_micros(200);
/// After so many idle ticks it parks. An idle tick is [`IDLE_STRETCH`] times as long: nothing waits
/// behind a run. So it wakes four times before it parks, and the deadlock detector looks after 4.5
/// ms (9 ms where there is one worker).
const IDLE_TICKS: u32 = 4;
/// How many times as long as the others an idle tick is.
const IDLE_STRETCH: u32 = 2;

/// Starts the monitor of `scheduler`. It calls `on_idle` before it waits, which returns when to
/// call it again.
pub(super) fn start(scheduler: &'static Scheduler, on_idle: fn() -> Option<Duration>) -> std::io::Result<()> {
    let builder = thread::Builder::new().name("goroutines-monitor".into());
    builder.spawn(move || watch(scheduler, on_idle)).map(drop)
}

fn watch(scheduler: &'static Scheduler, on_idle: fn() -> Option<Duration>) {
    // By the thread itself: it may park before the thread that started it goes on.
    scheduler.monitor.set_thread(thread::current());
    let (_ours, _watching) = (idle_threads::register_thread(), idle_threads::watch_here());
    // One more than the workers: the relief has long runs too.
    let mut seen = vec![0; scheduler.workers() + 1];
    let is_lone = scheduler.workers() == 1;
    let mut starvation = Starvation::new();
    let mut looks = 0;
    let mut idle_ticks = 0;
    let _clock = scheduler.reactor.has_seat().then(timer::watched);
    // Acquire: pairs with the Release store in `Scheduler::close`.
    while !scheduler.closed.load(Ordering::Acquire) {
        if timer::is_due_for(LATE) {
            timer::look();
        }
        let starves = starvation.tick(scheduler);
        if !scheduler.idle.is_idle() || scheduler.relief.is_active() {
            idle_ticks = 0;
            scheduler.queues.tick();
            // The relief of a lone worker may be in a long run, and the worker free.
            if !is_lone || scheduler.relief.is_active() {
                tick(scheduler, &mut seen);
            }
            look(scheduler, &mut looks);
            scheduler.queues.hurry_others();
            if starves {
                scheduler.call_relief();
            }
        } else if idle_ticks < IDLE_TICKS {
            idle_ticks += 1;
        } else {
            idle_ticks = 0;
            let busy = || !scheduler.idle.is_idle() || scheduler.closed.load(Ordering::Acquire);
            scheduler.monitor.park(busy, || {
                attend(scheduler);
                on_idle()
            });
        }
        let tick = if is_lone && !scheduler.relief.is_active() { LONE_TICK } else { TICK };
        thread::sleep(if idle_ticks > 0 { tick * IDLE_STRETCH } else { tick });
    }
}

fn tick(scheduler: &'static Scheduler, seen: &mut [u64]) {
    for (index, seen) in seen.iter_mut().enumerate() {
        let runs = scheduler.queues.slots[index].runs();
        if std::mem::replace(seen, runs) == runs {
            scheduler.queues.release(index);
        }
    }
    scheduler.throttle.tick();
    if scheduler.queues.has_backlog() {
        // With the fence: the last run loop may be retiring just now, having seen nothing of what
        // we moved.
        scheduler.start_permitted(scheduler.idle.notify(), false);
    }
}

/// Makes sure that a worker waits in the reactor: each of them may have found somebody else driving
/// when it retired.
fn attend(scheduler: &'static Scheduler) {
    if !scheduler.reactor.is_attended() {
        scheduler.start_permitted(scheduler.idle.try_start(), false);
    }
}

/// Looks into the reactor if nobody has since the last tick: all workers compute.
fn look(scheduler: &'static Scheduler, seen: &mut u32) {
    let looks = scheduler.reactor.looks();
    if std::mem::replace(seen, looks) == looks
        && let Some(driver) = scheduler.reactor.try_drive()
    {
        driver.look(|events| {
            events();
            !scheduler.queues.injector.is_empty()
        });
        *seen = scheduler.reactor.looks();
    }
}
