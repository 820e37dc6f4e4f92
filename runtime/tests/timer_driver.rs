//! What the timer driver owes every timer, whatever the others do. A test that fails here hangs.

use std::sync::mpsc;
use std::time::Duration;

use goroutines_runtime::time::{self, Ticker};
use goroutines_runtime::{Runtime, run, spawn};

#[test]
fn fast_tickers_hold_up_no_other_timer() {
    run(async {
        for _ in 0..200 {
            drop(spawn(async {
                let ticker = Ticker::new(10 * time::MICROSECOND);
                loop {
                    ticker.c().recv().await;
                }
            }));
        }
        time::sleep(20 * time::MILLISECOND).await;
    });
}

/// Waits in its destructor.
struct Slow(mpsc::Receiver<()>);

impl Drop for Slow {
    fn drop(&mut self) {
        let _ = self.0.recv();
    }
}

#[test]
fn destructors_of_a_dropped_runtime_hold_up_no_timer() {
    let other = Runtime::builder().workers(1).deadlock_detection(false).build().unwrap();
    let gates: Vec<_> = (0..4)
        .map(|_| {
            let (gate, wait) = mpsc::channel();
            let (waits, is_waiting) = mpsc::channel();
            drop(other.spawn(async move {
                let _slow = Slow(wait);
                let mut sleep = std::pin::pin!(time::sleep(Duration::from_millis(30)));
                std::future::poll_fn(|cx| {
                    let poll = sleep.as_mut().poll(cx);
                    let _ = waits.send(());
                    poll
                })
                .await;
            }));
            is_waiting.recv().unwrap();
            gate
        })
        .collect();
    drop(other);
    // Their timers are due before this one, and what they wake is dropped.
    run(async { time::sleep(Duration::from_millis(60)).await });
    drop(gates);
}
