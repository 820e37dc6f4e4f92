//! `after_func` and intervals.

use std::time::Duration;

use goroutines_runtime::chan::{RecvTimeoutError, chan};
use goroutines_runtime::{run, time};

#[test]
fn after_func_runs_again() {
    let (runs, seen) = chan(0).split();
    let timer = time::after_func(time::MILLISECOND, move || {
        let runs = runs.clone();
        async move { runs.send(()).await.unwrap() }
    });
    for _ in 0..3 {
        assert_eq!(seen.recv_blocking(), Some(()));
        assert!(!timer.reset(time::MILLISECOND));
    }
    assert_eq!(seen.recv_blocking(), Some(()));
    assert!(!timer.stop() && !timer.reset(time::HOUR) && timer.stop());
    assert_eq!(run(async move { seen.recv_timeout(time::MILLISECOND).await }), Err(RecvTimeoutError::Timeout));
    // A plain function.
    let (tx, rx) = chan(1).split();
    let timer = time::after_func(time::NANOSECOND, move || tx.try_send(1).unwrap());
    assert_eq!(rx.recv_blocking(), Some(1));
    timer.reset(time::NANOSECOND);
    assert_eq!(rx.recv_blocking(), Some(1));
}

#[test]
fn intervals_and_until() {
    run(async {
        let (start, beats) = (time::now(), time::interval(2 * time::MILLISECOND));
        let first = beats.tick().await;
        assert!(first.duration_since(start) >= Duration::from_millis(2) && beats.tick().await > first);
        assert_eq!(time::until(start), Duration::ZERO);
        assert!(time::until(start + time::HOUR) > time::MINUTE);
    });
}
