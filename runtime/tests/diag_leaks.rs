//! Goroutines that wait forever, and twins that look like them and do not.

use std::sync::Arc;

use goroutines_runtime::sync::WaitGroup;
use goroutines_runtime::{Chan, JoinHandle, Runtime, chan, diag, spawn, time, yield_now};

/// The states of the leaked goroutines among `handles`, once all of them wait.
async fn leaked<T>(handles: &[JoinHandle<T>]) -> Vec<&'static str> {
    loop {
        let dump = diag::dump().await;
        let mine = || dump.goroutines().iter().filter(|it| handles.iter().any(|handle| handle.id() == it.id()));
        if mine().count() == handles.len() && mine().all(diag::Goroutine::is_waiting) {
            return mine().filter(|it| it.is_leaked()).map(diag::Goroutine::state).collect();
        }
        yield_now().await;
    }
}

/// Runs `test` with one worker, and with four.
fn with_workers<F: Future<Output = ()> + Send + 'static>(test: impl Fn() -> F) {
    for workers in [1, 4] {
        Runtime::builder().workers(workers).build().unwrap().run(test());
    }
}

fn sends(ch: Chan<u32>) -> JoinHandle<()> {
    spawn(async move {
        let _ = ch.send(1).await;
    })
}

fn ranges(ch: Chan<u32>) -> JoinHandle<()> {
    spawn(async move { while ch.recv().await.is_some() {} })
}

#[test]
fn a_send_whose_receiver_returned() {
    with_workers(|| async {
        let ch = chan(0);
        let handle = [sends(ch.clone())];
        // The twin: as long as somebody could receive, it is not leaked.
        assert_eq!(leaked(&handle).await, [""; 0]);
        drop(ch);
        assert_eq!(leaked(&handle).await, ["chan send"]);
    });
}

#[test]
fn workers_whose_jobs_are_not_closed() {
    with_workers(|| async {
        let jobs = chan::<u32>(10);
        let workers: Vec<_> = (0..3).map(|_| ranges(jobs.clone())).collect();
        assert_eq!(leaked(&workers).await, [""; 0]);
        drop(jobs);
        assert_eq!(leaked(&workers).await, ["chan receive"; 3]);
    });
}

#[test]
fn two_that_wait_for_each_other() {
    with_workers(|| async {
        let (a, b) = (chan::<u32>(0), chan::<u32>(0));
        let (a2, b2) = (a.clone(), b.clone());
        let first = spawn(async move {
            let _ = a.recv().await;
            let _ = b.send(1).await;
        });
        let second = spawn(async move {
            let _ = b2.recv().await;
            let _ = a2.send(1).await;
        });
        // Each still holds the other's channel, and could use it were it woken: handles that no wait borrows prove nothing.
        assert_eq!(leaked(&[first, second]).await, [""; 0]);
    });
}

#[test]
fn a_wait_group_that_nobody_can_finish() {
    with_workers(|| async {
        let group = WaitGroup::new();
        group.add(2);
        let waits = group.clone();
        let handle = [spawn(async move { waits.wait().await })];
        group.done();
        assert_eq!(leaked(&handle).await, [""; 0]);
        drop(group);
        assert_eq!(leaked(&handle).await, ["sync.WaitGroup.Wait"]);
    });
}

#[test]
fn who_joins_one_that_is_leaked() {
    with_workers(|| async {
        let ch = chan(0);
        let inner = sends(ch.clone());
        let outer = [spawn(async move { drop(inner.join().await) })];
        assert_eq!(leaked(&outer).await, [""; 0]);
        drop(ch);
        assert_eq!(leaked(&outer).await, ["join"]);
    });
}

#[test]
fn nil_channels_and_empty_selects() {
    with_workers(|| async {
        let handles = [
            ranges(Chan::nil()),
            spawn(async {
                let _ = Chan::<u32>::nil().send(1).await;
            }),
            spawn(async {
                goroutines_runtime::select::select(&mut []).await;
            }),
        ];
        let expected = ["chan receive (nil chan)", "chan send (nil chan)", "select (no cases)"];
        assert_eq!(leaked(&handles).await, expected);
    });
}

#[test]
fn a_select_whose_channels_are_all_dead() {
    with_workers(|| async {
        let selects = |a: Chan<u32>, b: Chan<u32>| {
            spawn(async move {
                let mut select = goroutines_runtime::select::Select::new();
                select.recv(&a);
                select.send(&b, 1);
                select.select().await;
            })
        };
        let alive = chan::<u32>(0);
        let handles = [selects(chan(0), chan(0)), selects(chan(0), alive.clone())];
        // A dynamic select keeps its cases in boxes, but they borrow the handles in the goroutine.
        assert_eq!(leaked(&handles).await, ["select"]);
        drop(alive);
        assert_eq!(leaked(&handles).await, ["select"; 2]);
    });
}

#[test]
fn time_and_strangers_may_wake() {
    with_workers(|| async {
        let far = std::time::Duration::from_secs(1000);
        let timed = chan::<u32>(0);
        let handles = [
            spawn(async move {
                let _ = timed.recv_timeout(far).await;
            }),
            spawn(async move {
                let _ = time::after(far).recv().await;
            }),
            spawn(std::future::pending()),
        ];
        assert_eq!(leaked(&handles).await, [""; 0]);
    });
}

#[test]
fn a_handle_that_others_may_reach_proves_nothing() {
    static GLOBAL: std::sync::OnceLock<Chan<u32>> = std::sync::OnceLock::new();
    with_workers(|| async {
        let shared = Arc::new(chan::<u32>(0));
        let theirs = Arc::clone(&shared);
        let global = GLOBAL.get_or_init(|| chan(0));
        let handles = [
            spawn(async move {
                let _ = theirs.recv().await;
            }),
            spawn(async move {
                let _ = global.recv().await;
            }),
        ];
        assert_eq!(leaked(&handles).await, [""; 0]);
        shared.close();
    });
}

#[test]
fn one_that_another_executor_may_wake() {
    with_workers(|| async {
        let ch = chan::<u32>(0);
        // Waits for a channel that is dead, and for something else at the same time.
        let handle = [spawn(async move {
            let mut recv = std::pin::pin!(ch.recv());
            let mut kept = None;
            std::future::poll_fn(|cx| {
                kept = Some(cx.waker().clone());
                recv.as_mut().poll(cx).map(drop)
            })
            .await;
        })];
        assert_eq!(leaked(&handle).await, [""; 0]);
    });
}
