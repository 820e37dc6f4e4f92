//! Go's `time/sleep_test.go` and `time/tick_test.go`. Nothing is early; how late it may be is not asserted.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use goroutines::Runtime;
use goroutines::prelude::*;
use goroutines::time::{Ticker, Timer};

#[goroutines]
#[test]
fn sleep() {
    const DELAY: Duration = Duration::from_millis(20);
    let start = time::now();
    time::sleep(DELAY);
    assert!(time::since(start) >= DELAY);
}

#[goroutines]
#[test]
fn after_func() {
    let done = chan(0);
    again(10, done.clone());
    done.recv();
}

/// Starts itself anew `left` times.
fn again(left: usize, done: Chan<()>) {
    time::after_func(Duration::ZERO, async move {
        if left > 0 {
            again(left - 1, done);
        } else {
            done.send(()).await.unwrap();
        }
    });
}

#[goroutines]
#[test]
fn ticker_stress() {
    let ticker = Ticker::new(time::NANOSECOND);
    for _ in 0..100 {
        ticker.c().recv();
    }
    ticker.stop();
}

#[goroutines]
#[test]
fn ticker_concurrent_stress() {
    let (ticker, wg) = (Arc::new(Ticker::new(time::NANOSECOND)), WaitGroup::new());
    for _ in 0..10 {
        wg.add(1);
        go! {
            defer!(wg.done());
            for _ in 0..100 {
                ticker.c().recv();
            }
        }
    }
    wg.wait();
    ticker.stop();
}

/// With one worker, and one of two goroutines ready at any time, a timer's goroutine runs too.
#[test]
fn after_func_starvation() {
    let runtime = Runtime::builder().workers(1).build().unwrap();
    runtime.run(starve());
}

#[goroutines]
fn starve() {
    let (c, stop) = (chan(1), Arc::new(AtomicBool::new(false)));
    let sender = go! {
        while !stop.load(Ordering::Relaxed) {
            c.send(true).unwrap();
        }
        c.close();
    };
    let receiver = go! {
        for _ in &c {}
    };
    let halt = Arc::clone(&stop);
    time::after_func(time::MICROSECOND, async move { halt.store(true, Ordering::Relaxed) });
    sender.join().unwrap();
    receiver.join().unwrap();
}

#[goroutines]
#[test]
fn after() {
    const DELAY: Duration = Duration::from_millis(20);
    let start = time::now();
    let end = time::after(DELAY).recv().unwrap();
    assert!(time::since(start) >= DELAY);
    assert!(end >= start + DELAY);
}

#[goroutines]
#[test]
fn after_tick() {
    let start = time::now();
    for _ in 0..10 {
        time::after(2 * time::MILLISECOND).recv();
    }
    assert!(time::since(start) >= 20 * time::MILLISECOND);
}

#[goroutines]
#[test]
fn after_stop() {
    let fired = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&fired);
    let t0 = Timer::new(3600 * time::SECOND);
    let t1 = time::after_func(3600 * time::SECOND, async move {
        count.fetch_add(1, Ordering::Relaxed);
    });
    assert!(t0.stop(), "failed to stop event 0");
    assert!(t1.stop(), "failed to stop event 1");
    time::after(5 * time::MILLISECOND).recv();
    assert!(t0.c().try_recv().is_err(), "event 0 was not stopped");
    assert_eq!(fired.load(Ordering::Relaxed), 0, "event 1 was not stopped");
    assert!(!t1.stop(), "Stop returned true twice");
}

#[goroutines]
#[test]
fn after_queuing() {
    const SLOTS: [u32; 13] = [5, 3, 6, 6, 6, 1, 1, 2, 7, 9, 4, 8, 0];
    const DELTA: Duration = Duration::from_millis(3);
    let (start, results) = (time::now(), chan(SLOTS.len()));
    for slot in SLOTS {
        let ac = time::after(slot * DELTA);
        go! { results.send((slot, ac.recv().unwrap())).unwrap() };
    }
    // Who is due earlier was given an earlier time, whatever the order in which the goroutines come to run.
    let mut times = Vec::new();
    for _ in SLOTS {
        let (slot, at): (u32, std::time::Instant) = results.recv().unwrap();
        assert!(at >= start + slot * DELTA, "early");
        times.push((at, slot));
    }
    times.sort();
    assert!(times.is_sorted_by_key(|&(_, slot)| slot), "out of order: {times:?}");
}

#[goroutines]
#[test]
fn timer_stop_stress() {
    let fired = Arc::new(AtomicUsize::new(0));
    let timers: Vec<_> = (0..100)
        .map(|_| {
            let fired = Arc::clone(&fired);
            time::after_func(3600 * time::SECOND, async move {
                fired.fetch_add(1, Ordering::Relaxed);
            })
        })
        .collect();
    let wg = WaitGroup::new();
    for timer in timers {
        wg.add(1);
        go! {
            time::sleep(time::MICROSECOND);
            assert!(timer.stop());
            wg.done();
        }
    }
    wg.wait();
    assert_eq!(fired.load(Ordering::Relaxed), 0);
}

#[goroutines]
#[test]
fn sleep_zero_deadlock() {
    for _ in 0..100 {
        time::sleep(Duration::ZERO);
        let tmp = chan(1);
        tmp.send(true).unwrap();
        tmp.recv();
    }
}

#[goroutines]
#[test]
fn reset() {
    let timer = Timer::new(3600 * time::SECOND);
    assert!(timer.reset(1800 * time::SECOND), "resetting unfired timer returned false");
    assert!(timer.c().try_recv().is_err(), "timer fired early");
    let start = time::now();
    assert!(timer.reset(5 * time::MILLISECOND), "resetting unfired timer returned false");
    timer.c().recv();
    assert!(time::since(start) >= 5 * time::MILLISECOND, "timer fired early");
    assert!(!timer.reset(3600 * time::SECOND), "resetting expired timer returned true");
    assert!(timer.stop());
}

#[goroutines]
#[test]
fn overflow_sleep() {
    let never = time::after(Duration::MAX);
    let stopped = time::after_func(Duration::MAX, async { panic!("a timer overflowed") });
    let soon = time::after(time::MILLISECOND);
    select! {
        case <-never: panic!("a timer overflowed");
        case <-soon: {}
    }
    assert!(stopped.stop());
}

#[goroutines]
#[test]
fn timer_modified_earlier() {
    let timer = Timer::new(3600 * time::SECOND);
    for _ in 0..20 {
        timer.reset(time::MILLISECOND);
        timer.c().recv();
        timer.reset(3600 * time::SECOND);
    }
    timer.stop();
}

#[goroutines]
#[test]
fn adjust_timers() {
    const N: usize = 100;
    let fired = Arc::new(AtomicUsize::new(0));
    let wg = WaitGroup::new();
    for i in 0..N {
        let (fired, group) = (Arc::clone(&fired), wg.clone());
        wg.add(1);
        let timer = time::after_func(3600 * time::SECOND, async move {
            fired.fetch_add(1, Ordering::Relaxed);
            group.done();
        });
        go! {
            // Now and then later, in the end soon.
            timer.reset(1800 * time::SECOND);
            time::sleep(time::MICROSECOND * u32::try_from(i % 7).unwrap());
            assert!(timer.reset(time::MICROSECOND));
        }
    }
    wg.wait();
    assert_eq!(fired.load(Ordering::Relaxed), N);
}

/// A timer that is stopped or reset in time never sends, whatever races with it.
#[goroutines]
#[test]
fn stop_result() {
    for _ in 0..500 {
        let timer = Timer::new(time::MICROSECOND);
        let stopped = timer.stop();
        let sent = timer.c().try_recv().is_ok();
        assert!(!(stopped && sent), "Stop returned true and the timer has sent");
    }
}

#[goroutines]
#[test]
fn reset_result() {
    for _ in 0..500 {
        let timer = Timer::new(time::MICROSECOND);
        let active = timer.reset(3600 * time::SECOND);
        let sent = timer.c().try_recv().is_ok();
        assert!(!(active && sent), "Reset returned true and the old time was sent");
        timer.stop();
    }
}

#[goroutines]
#[test]
fn ticker() {
    const DELTA: Duration = Duration::from_millis(2);
    let start = time::now();
    let ticker = Ticker::new(DELTA);
    for _ in 0..5 {
        ticker.c().recv();
    }
    ticker.reset(2 * DELTA);
    // A tick that was due before the reset may still be there.
    for _ in 0..5 {
        ticker.c().recv();
    }
    ticker.stop();
    assert!(time::since(start) >= 5 * DELTA + 4 * 2 * DELTA);
    time::sleep(3 * DELTA);
    assert!(ticker.c().try_recv().is_err(), "Ticker did not shut down");
}

#[goroutines]
#[test]
fn teardown() {
    for _ in 0..3 {
        let ticker = Ticker::new(2 * time::MILLISECOND);
        ticker.c().recv();
        ticker.stop();
    }
}

#[test]
fn tick() {
    assert!(time::tick(Duration::ZERO).is_nil());
}

#[test]
#[should_panic(expected = "non-positive interval for NewTicker")]
fn new_ticker_lt_zero_duration() {
    _ = Ticker::new(Duration::ZERO);
}

#[test]
#[should_panic(expected = "non-positive interval for Ticker.Reset")]
fn ticker_reset_lt_zero_duration() {
    Ticker::new(time::SECOND).reset(Duration::ZERO);
}

/// Thousands of timers that are due at once keep nobody from its turn.
#[goroutines]
#[test]
fn long_adjust_timers() {
    let wg = WaitGroup::new();
    for _ in 0..5000 {
        wg.add(1);
        go! {
            time::sleep(10 * time::MICROSECOND);
            wg.done();
        }
    }
    let (to, fro) = (chan(0), chan(0));
    go! {
        for v in &to {
            fro.send(v).unwrap();
        }
    }
    for i in 0..1000 {
        to.send(i).unwrap();
        assert_eq!(fro.recv(), Some(i));
    }
    to.close();
    wg.wait();
}
