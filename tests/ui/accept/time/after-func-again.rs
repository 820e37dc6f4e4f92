// A literal of `time::after_func` runs again after each `reset`, as in Go; every run has its own copies of what it captures.
use goroutines::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

struct Single(u32);

#[derive(Clone)]
struct Watchdog {
    barks: Chan<String>,
    name: String,
}

#[goroutines]
impl Watchdog {
    fn start(self) -> time::Timer {
        time::after_func(time::HOUR, || self.barks.send(self.name.clone()).unwrap())
    }
}

#[goroutines]
fn tell(runs: &Sender<u32>, n: u32) {
    runs.send(n).unwrap();
}

#[goroutines]
fn again_and_again() {
    let (runs, count, mut names) = (chan(0), Arc::new(AtomicU32::new(0)), vec!["first".to_owned()]);
    let timer = time::after_func(time::HOUR, || {
        names.push("second".to_owned());
        assert_eq!(names.len(), 2);
        let n = count.fetch_add(1, Ordering::SeqCst);
        tell(&runs.sender(), n);
    });
    for n in 0..5 {
        assert!(n > 0 || timer.reset(time::NANOSECOND));
        assert_eq!(runs.recv(), Some(n));
        timer.reset(time::NANOSECOND);
    }
    assert_eq!(runs.recv(), Some(5));
}

#[goroutines]
fn by_itself() {
    // A debouncing timer starts itself.
    let (ticks, timers) = (chan(0), chan::<time::Timer>(1));
    let timer = time::after_func(time::HOUR, move || {
        ticks.send(()).unwrap();
        let timer = timers.recv().unwrap();
        timer.reset(time::NANOSECOND);
        timers.send(timer).unwrap();
    });
    timer.stop();
}

#[goroutines]
fn what_cannot_be_cloned() {
    let (single, runs) = (Single(7), chan(1));
    let timer = time::after_func(time::NANOSECOND, || {
        let Single(n) = single;
        runs.send(n).unwrap();
    });
    assert_eq!(runs.recv(), Some(7));
    // There is no value for a second run.
    timer.reset(time::NANOSECOND);
    select! {
        _ = runs.recv() => unreachable!("the value is gone"),
        _ = time::sleep(time::MILLISECOND) => {}
    }
}

#[goroutines]
fn in_go_spelling() {
    let (done, borrowed) = (chan::<i32>(0), "text");
    go! {
        timer := time::after_func(time::HOUR, func() {
            done <- borrowed.len() as i32;
        });
        for range 3 {
            timer.reset(time::NANOSECOND);
            assert_eq!(<-done, 4);
        }
    }
    .join()
    .unwrap();
}

#[goroutines]
fn main() {
    again_and_again();
    by_itself();
    what_cannot_be_cloned();
    in_go_spelling();

    let barks = chan(0);
    let timer = Watchdog { barks: barks.clone(), name: "Rex".to_owned() }.start();
    for _ in 0..2 {
        timer.reset(time::NANOSECOND);
        assert_eq!(barks.recv().as_deref(), Some("Rex"));
    }

    // Nothing is captured.
    let timer = time::after_func(time::HOUR, || println!("again"));
    timer.stop();
}
