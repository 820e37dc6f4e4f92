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

fn done_of(ctx: goroutines_runtime::context::Context) -> JoinHandle<()> {
    spawn(async move {
        ctx.done().recv().await;
    })
}

#[test]
fn contexts_that_nothing_can_cancel_any_more() {
    use goroutines_runtime::context::{background, with_cancel, with_cancel_cause, with_timeout};
    with_workers(|| async {
        let (above, cancel_above) = with_cancel(&background());
        let (below, cancel_below) = with_cancel(&above);
        let (with_cause, cancel_with_cause) = with_cancel_cause(&background());
        let (timed, cancel_timed) = with_timeout(&background(), std::time::Duration::from_secs(1000));
        let handles = [done_of(above), done_of(below), done_of(with_cause), done_of(timed)];
        drop((cancel_below, cancel_timed));
        // From above it can still be cancelled; and a deadline comes by itself.
        assert_eq!(leaked(&handles).await, [""; 0]);
        let another = cancel_above.clone();
        drop((cancel_above, cancel_with_cause.clone()));
        assert_eq!(leaked(&handles).await, [""; 0]);
        drop((another, cancel_with_cause));
        assert_eq!(leaked(&handles).await, ["chan receive"; 3]);
    });
}

#[test]
fn a_context_that_was_cancelled_before_its_function_is_gone() {
    use goroutines_runtime::context::{background, with_cancel};
    with_workers(|| async {
        let (ctx, cancel) = with_cancel(&background());
        let handle = done_of(ctx);
        cancel();
        drop(cancel);
        handle.join().await.unwrap();
    });
}

#[test]
fn locks_that_stuck_goroutines_hold() {
    use goroutines_runtime::sync::{Mutex, RwLock};
    with_workers(|| async {
        let (mutex, lock) = (Arc::new(Mutex::new(0)), Arc::new(RwLock::new(0)));
        let (m, l) = (Arc::clone(&mutex), Arc::clone(&lock));
        let holders = [
            spawn(async move {
                let _guard = m.lock().await;
                drop(m.lock().await);
            }),
            spawn(async move {
                let _guard = l.read().await;
                drop(l.write().await);
            }),
        ];
        assert_eq!(leaked(&holders).await, ["sync.Mutex.Lock", "sync.RWMutex.Lock"]);
        let waiters = [spawn(async move { drop(mutex.lock().await) }), spawn(async move { drop(lock.read().await) })];
        assert_eq!(leaked(&waiters).await, ["sync.Mutex.Lock", "sync.RWMutex.RLock"]);
    });
}

#[test]
fn locks_that_somebody_may_unlock() {
    use goroutines_runtime::sync::{Mutex, RwLock};
    static GLOBAL: Mutex<u32> = Mutex::new(0);
    with_workers(|| async {
        let (mutex, lock) = (Arc::new(Mutex::new(0)), Arc::new(RwLock::new(0)));
        let (sleeps, stop) = (Arc::clone(&mutex), chan::<()>(0));
        let stopped = stop.clone();
        let holder = spawn(async move {
            let _guard = sleeps.lock().await;
            stopped.recv().await;
        });
        let (first, second, far) = (Arc::clone(&lock), Arc::clone(&lock), stop.clone());
        let stuck_reader = spawn(async move {
            let _guard = first.read().await;
            chan::<u32>(0).recv().await;
        });
        let reader = spawn(async move {
            let _guard = second.read().await;
            far.recv().await;
        });
        assert_eq!(leaked(&[holder]).await, [""; 0]);
        // The guard of a static lock was given to another goroutine, which lets it go later.
        let guard = GLOBAL.lock().await;
        let (keep, kept) = (stop.clone(), chan::<()>(1));
        let told = kept.clone();
        let keeper = spawn(async move {
            let _ = told.send(()).await;
            keep.recv().await;
            drop(guard);
        });
        kept.recv().await;
        let waiters = [
            spawn(async move { drop(mutex.lock().await) }),
            spawn(async move { drop(lock.write().await) }),
            spawn(async move { drop(GLOBAL.lock().await) }),
        ];
        assert_eq!(leaked(&waiters).await, [""; 0]);
        stop.close();
        keeper.join().await.unwrap();
        reader.join().await.unwrap();
        drop(stuck_reader);
    });
}

#[test]
fn a_channel_in_the_box_that_was_spawned() {
    with_workers(|| async {
        let ch = chan::<u32>(0);
        let theirs = ch.clone();
        let work: std::pin::Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(async move {
            theirs.recv().await;
        });
        let handle = [spawn(work)];
        assert_eq!(leaked(&handle).await, [""; 0]);
        drop(ch);
        assert_eq!(leaked(&handle).await, ["chan receive"]);
    });
}
