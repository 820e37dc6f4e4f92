//! The locks and meeting points in goroutines on a runtime's workers: guards cross waits and workers.

#![cfg(not(loom))]

use std::process::Command;
use std::sync::Arc;

use goroutines_runtime::sync::{Cond, Mutex, Once, RwLock, Semaphore, WaitGroup};
use goroutines_runtime::{context, run, time, yield_now};

#[test]
fn a_guard_is_held_across_waits() {
    run(async {
        let (counter, group) = (Arc::new(Mutex::new(0)), WaitGroup::new());
        for _ in 0..8 {
            let counter = Arc::clone(&counter);
            group.go(async move {
                for _ in 0..200 {
                    let mut guard = counter.lock().await;
                    let before = *guard;
                    yield_now().await;
                    *guard = before + 1;
                }
            });
        }
        group.wait().await;
        assert_eq!(*counter.lock().await, 1_600);
    });
}

#[test]
fn readers_and_writers_agree() {
    run(async {
        let (data, group) = (Arc::new(RwLock::new((0, 0))), WaitGroup::new());
        for _ in 0..4 {
            let (writing, reading) = (Arc::clone(&data), Arc::clone(&data));
            group.go(async move {
                for _ in 0..100 {
                    let mut both = writing.write().await;
                    both.0 += 1;
                    yield_now().await;
                    both.1 += 1;
                }
            });
            group.go(async move {
                for _ in 0..100 {
                    let both = reading.read().await;
                    yield_now().await;
                    assert_eq!(both.0, both.1);
                }
            });
        }
        group.wait().await;
        assert_eq!(*data.read().await, (400, 400));
    });
}

#[test]
fn producers_and_consumers_meet_at_a_cond() {
    run(async {
        let (shared, group) = (Arc::new((Mutex::new(Vec::new()), Cond::new())), WaitGroup::new());
        let sum = Arc::new(Mutex::new(0));
        for _ in 0..4 {
            let (shared, sum) = (Arc::clone(&shared), Arc::clone(&sum));
            group.go(async move {
                for _ in 0..50 {
                    let mut queue = shared.0.lock().await;
                    while queue.is_empty() {
                        queue = shared.1.wait(queue).await;
                    }
                    let value: i32 = queue.pop().unwrap();
                    drop(queue);
                    *sum.lock().await += value;
                }
            });
        }
        for value in 0..200 {
            shared.0.lock().await.push(value);
            shared.1.signal();
        }
        group.wait().await;
        assert_eq!(*sum.lock().await, 199 * 200 / 2);
    });
}

#[test]
fn a_semaphore_bounds_those_inside() {
    run(async {
        let (permits, inside, group) = (Arc::new(Semaphore::new(3)), Arc::new(Mutex::new(0)), WaitGroup::new());
        for _ in 0..20 {
            let (permits, inside) = (Arc::clone(&permits), Arc::clone(&inside));
            group.go(async move {
                let _permit = permits.acquire(1).await;
                *inside.lock().await += 1;
                yield_now().await;
                let mut inside = inside.lock().await;
                assert!(*inside <= 3);
                *inside -= 1;
            });
        }
        group.wait().await;
    });
}

#[test]
fn one_goroutine_does_the_work_and_all_see_it() {
    run(async {
        let (once, runs, group) = (Arc::new(Once::new()), Arc::new(Mutex::new(0)), WaitGroup::new());
        for _ in 0..16 {
            let (once, runs) = (Arc::clone(&once), Arc::clone(&runs));
            group.go(async move {
                let counted = Arc::clone(&runs);
                let work = async move {
                    time::sleep(time::MILLISECOND).await;
                    *counted.lock().await += 1;
                };
                once.do_once(work).await;
                assert_eq!(*runs.lock().await, 1);
            });
        }
        group.wait().await;
    });
}

#[test]
fn ten_thousand_goroutines_sleep_at_a_time() {
    run(async {
        let group = WaitGroup::new();
        for i in 0..10_000 {
            group.go(async move {
                let start = time::now();
                let duration = time::MILLISECOND * (i % 20);
                time::sleep(duration).await;
                assert!(time::since(start) >= duration);
            });
        }
        group.wait().await;
    });
}

#[test]
fn a_deadline_ends_a_goroutine_that_waits_for_it() {
    run(async {
        let (ctx, _cancel) = context::with_timeout(&context::background(), time::MILLISECOND);
        assert_eq!(ctx.done().recv().await, None);
        assert_eq!(ctx.err().unwrap().to_string(), "context deadline exceeded");
    });
}

#[test]
fn blocking_on_a_worker_says_what_to_write() {
    run(async {
        let group = WaitGroup::new();
        group.add(1);
        let refused = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| group.wait_blocking()));
        let text = *refused.unwrap_err().downcast::<String>().unwrap();
        assert!(text.ends_with("help: write `wait()` here"), "{text}");
    });
}

fn panics_in_go() {
    run(async {
        let group = WaitGroup::new();
        group.go(async { panic!("in wg.go") });
        group.wait().await;
        println!("the wait went on");
    });
}

#[test]
fn a_panic_in_go_ends_the_program_and_no_wait_goes_on() {
    const CHILD: &str = "GOROUTINES_TEST_PANICS_IN_GO";
    if std::env::var_os(CHILD).is_some() {
        return panics_in_go();
    }
    let name = "a_panic_in_go_ends_the_program_and_no_wait_goes_on";
    let mut again = Command::new(std::env::current_exe().unwrap());
    let ended = again.args(["--exact", name, "--nocapture"]).env(CHILD, "1").output().unwrap();
    assert_eq!(ended.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("in wg.go"));
    assert!(!String::from_utf8_lossy(&ended.stdout).contains("the wait went on"));
}
