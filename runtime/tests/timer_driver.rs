//! What the timer driver owes every timer, whatever the others do. A test that fails here hangs.

use std::sync::mpsc;
use std::time::Duration;

use goroutines_runtime::context::{self, Context};
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

/// Computes until the deadline of `ctx` has come, which no goroutine can bring about.
fn spin_until_done(ctx: &Context) {
    while ctx.err().is_none() {
        std::hint::spin_loop();
    }
}

#[test]
fn a_deadline_comes_while_the_only_worker_computes() {
    let runtime = Runtime::builder().workers(1).build().unwrap();
    runtime.run(async {
        let (ctx, _cancel) = context::with_timeout(&context::background(), Duration::from_millis(5));
        spin_until_done(&ctx);
    });
}

#[test]
fn a_deadline_comes_while_the_only_worker_is_in_a_job_of_rayon() {
    let runtime = Runtime::builder().workers(1).build().unwrap();
    runtime.run(async {
        let (done, is_done) = goroutines_runtime::chan::<()>(1).split();
        rayon::spawn(move || {
            let (ctx, _cancel) = context::with_timeout(&context::background(), Duration::from_millis(5));
            spin_until_done(&ctx);
            done.try_send(()).unwrap();
        });
        is_done.recv().await.unwrap();
    });
}

#[test]
fn a_deadline_comes_after_the_end_of_the_runtime_that_set_it() {
    let runtime = Runtime::builder().workers(1).build().unwrap();
    // Idle, so that its worker waits for the clock.
    let idle = Runtime::builder().workers(1).build().unwrap();
    idle.run(async {});
    let ctx = runtime.run(async {
        let (ctx, cancel) = context::with_timeout(&context::background(), Duration::from_millis(20));
        std::mem::forget(cancel);
        ctx
    });
    drop(runtime);
    spin_until_done(&ctx);
}

#[test]
fn a_worker_that_waits_is_called_for_an_earlier_deadline() {
    let runtime = Runtime::builder().workers(2).build().unwrap();
    runtime.run(async {
        let late = spawn(async { time::sleep(Duration::from_secs(3600)).await });
        for _ in 0..200 {
            // By turns from a worker and from a thread that is none.
            time::sleep(100 * time::MICROSECOND).await;
            let ctx = std::thread::spawn(|| {
                let (ctx, cancel) = context::with_timeout(&context::background(), Duration::from_micros(200));
                std::mem::forget(cancel);
                ctx
            });
            ctx.join().unwrap().done().recv().await;
        }
        drop(late);
    });
}
