//! Go's `sync/*_test.go`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicUsize, Ordering};

use goroutines::prelude::*;
use goroutines::sync::{self, Cond, Mutex, Once, Pool, RwLock, Semaphore};
use goroutines::yield_now;

#[goroutines]
#[test]
fn cond_signal() {
    let (m, c) = (Arc::new(Mutex::new(())), Arc::new(Cond::new()));
    let (running, awake) = (chan(2), chan(2));
    for _ in 0..2 {
        go! {
            let guard = m.lock();
            running.send(()).unwrap();
            let _guard = c.wait(guard);
            awake.send(()).unwrap();
        }
    }
    for _ in 0..2 {
        running.recv();
    }
    for _ in 0..2 {
        assert!(awake.is_empty(), "goroutine not asleep");
        {
            let _guard = m.lock();
            c.signal();
        }
        awake.recv();
        assert!(awake.is_empty(), "too many goroutines awake");
    }
    c.signal();
}

#[goroutines]
#[test]
fn cond_signal_generations() {
    const N: usize = 100;
    let (m, c) = (Arc::new(Mutex::new(())), Arc::new(Cond::new()));
    let (running, awake) = (chan(N), chan(N));
    for i in 0..N {
        go! {
            let guard = m.lock();
            running.send(()).unwrap();
            let _guard = c.wait(guard);
            awake.send(i).unwrap();
        }
        if i > 0 {
            assert_eq!(awake.recv(), Some(i - 1), "wrong goroutine woke up");
        }
        running.recv();
        let _guard = m.lock();
        c.signal();
    }
    assert_eq!(awake.recv(), Some(N - 1));
}

#[goroutines]
#[test]
fn cond_broadcast() {
    const N: usize = 50;
    let (exit, c) = (Arc::new(Mutex::new(false)), Arc::new(Cond::new()));
    let (running, awake) = (chan(N), chan(N));
    let wg = WaitGroup::new();
    for g in 0..N {
        wg.add(1);
        go! {
            let mut exit = exit.lock();
            while !*exit {
                running.send(g).unwrap();
                exit = c.wait(exit);
                awake.send(g).unwrap();
            }
            wg.done();
        }
    }
    for round in 0..N {
        for _ in 0..N {
            running.recv();
        }
        if round == N - 1 {
            *exit.lock() = true;
        }
        assert!(awake.is_empty(), "goroutine not asleep");
        {
            let _guard = exit.lock();
            c.broadcast();
        }
        let mut seen = [false; N];
        for _ in 0..N {
            let g: usize = awake.recv().unwrap();
            assert!(!seen[g], "goroutine woke up twice");
            seen[g] = true;
        }
    }
    wg.wait();
    assert!(running.is_empty(), "goroutine did not exit");
    c.broadcast();
}

#[goroutines]
#[test]
fn race() {
    let (x, c) = (Arc::new(Mutex::new(0)), Arc::new(Cond::new()));
    let first = go! {
        let mut x = x.lock();
        *x = 1;
        let mut x = c.wait(x);
        assert_eq!(*x, 2);
        *x = 3;
        c.signal();
    };
    let second = go! {
        loop {
            {
                let mut x = x.lock();
                if *x == 1 {
                    *x = 2;
                    c.signal();
                    break;
                }
            }
            yield_now();
        }
    };
    let third = go! {
        loop {
            {
                let x = x.lock();
                if *x == 2 {
                    let x = c.wait(x);
                    assert_eq!(*x, 3);
                    break;
                }
                if *x == 3 {
                    break;
                }
            }
            yield_now();
        }
    };
    first.join().unwrap();
    second.join().unwrap();
    third.join().unwrap();
}

#[goroutines]
#[test]
fn cond_signal_stealing() {
    for _ in 0..200 {
        let (done, cond, ch) = (Arc::new(Mutex::new(false)), Arc::new(Cond::new()), chan(0));
        go! {
            let guard = done.lock();
            ch.send(()).unwrap();
            drop(cond.wait(guard));
            ch.send(()).unwrap();
        }
        ch.recv();
        // Once the lock is free, the first waiter waits.
        drop(done.lock());
        go! { cond.broadcast() };
        let second = go! {
            let mut done = done.lock();
            while !*done {
                done = cond.wait(done);
            }
        };
        // Whoever else waits, the first waiter is woken.
        ch.recv();
        *done.lock() = true;
        cond.broadcast();
        second.join().unwrap();
    }
}

#[goroutines]
#[test]
fn semaphore() {
    let s = Arc::new(Semaphore::new(1));
    let handles: Vec<_> = (0..10)
        .map(|_| {
            go! {
                for _ in 0..1000 {
                    drop(s.acquire(1));
                }
            }
        })
        .collect();
    for handle in handles {
        handle.join().unwrap();
    }
    assert_eq!(s.available(), 1);
}

#[goroutines]
#[test]
fn mutex() {
    let m = Arc::new(Mutex::new(0));
    let guard = m.lock();
    assert!(m.try_lock().is_none(), "TryLock succeeded with mutex locked");
    drop(guard);
    assert!(m.try_lock().is_some(), "TryLock failed with mutex unlocked");
    let added = chan(0);
    for _ in 0..10 {
        go! {
            let mut added_here = 0;
            for i in 0..1000 {
                if i % 3 == 0 {
                    if let Some(mut count) = m.try_lock() {
                        *count += 1;
                        added_here += 1;
                    }
                    continue;
                }
                *m.lock() += 1;
                added_here += 1;
            }
            added.send(added_here).unwrap();
        }
    }
    let mut sum = 0;
    for _ in 0..10 {
        sum += added.recv().unwrap();
    }
    assert_eq!(*m.lock(), sum);
}

#[goroutines]
#[test]
fn mutex_fairness() {
    let (mu, stop) = (Arc::new(Mutex::new(())), Arc::new(AtomicBool::new(false)));
    let greedy = go! {
        while !stop.load(Ordering::Relaxed) {
            let _guard = mu.lock();
            time::sleep(100 * time::MICROSECOND);
        }
    };
    for _ in 0..10 {
        time::sleep(100 * time::MICROSECOND);
        drop(mu.lock());
    }
    stop.store(true, Ordering::Relaxed);
    greedy.join().unwrap();
}

#[goroutines]
#[test]
fn once() {
    let (once, calls) = (Arc::new(Once::new()), Arc::new(AtomicUsize::new(0)));
    let done = chan(0);
    for _ in 0..10 {
        go! {
            let called = Arc::clone(&calls);
            once.do_once(async move { called.fetch_add(1, Ordering::Relaxed); });
            assert_eq!(calls.load(Ordering::Relaxed), 1, "once failed inside run");
            done.send(()).unwrap();
        }
    }
    for _ in 0..10 {
        done.recv();
    }
    assert_eq!(calls.load(Ordering::Relaxed), 1);
}

#[goroutines]
#[test]
fn once_panic() {
    let once = Arc::new(Once::new());
    let first = go! { once.do_once(async { panic!("failed") }) };
    assert_eq!(first.join().unwrap_err().message(), "failed");
    once.do_once(async { panic!("Once.Do called twice") });
}

#[goroutines]
#[test]
fn once_func() {
    let calls = Arc::new(AtomicUsize::new(0));
    let called = Arc::clone(&calls);
    let f = sync::once_func(async move {
        called.fetch_add(1, Ordering::Relaxed);
    });
    for _ in 0..10 {
        f.call();
    }
    assert_eq!(calls.load(Ordering::Relaxed), 1);
}

#[goroutines]
#[test]
fn once_value() {
    let calls = Arc::new(AtomicUsize::new(0));
    let called = Arc::clone(&calls);
    let f = sync::once_value(async move { called.fetch_add(1, Ordering::Relaxed) + 1 });
    for _ in 0..10 {
        assert_eq!(*f.get(), 1);
    }
    assert_eq!(calls.load(Ordering::Relaxed), 1);
}

#[goroutines]
#[test]
fn once_func_panic() {
    let calls = Arc::new(AtomicUsize::new(0));
    let called = Arc::clone(&calls);
    let f = sync::once_func(async move {
        called.fetch_add(1, Ordering::Relaxed);
        panic!("x");
    });
    for label in ["first time", "second time"] {
        let call = go! { f.call() };
        assert_eq!(call.join().unwrap_err().message(), "x", "{label}");
    }
    assert_eq!(calls.load(Ordering::Relaxed), 1);
}

#[goroutines]
#[test]
fn once_value_panic() {
    let calls = Arc::new(AtomicUsize::new(0));
    let called = Arc::clone(&calls);
    let f = sync::once_value::<_, u32>(async move {
        called.fetch_add(1, Ordering::Relaxed);
        panic!("x");
    });
    for label in ["first time", "second time"] {
        let call = go! { f.get(); };
        assert_eq!(call.join().unwrap_err().message(), "x", "{label}");
    }
    assert_eq!(calls.load(Ordering::Relaxed), 1);
}

#[test]
fn pool_new() {
    static MADE: AtomicUsize = AtomicUsize::new(0);
    let p = Pool::new(|| MADE.fetch_add(1, Ordering::Relaxed) + 1);
    assert_eq!((p.get(), p.get()), (1, 2));
    p.put(42);
    assert_eq!(p.get(), 42);
    assert_eq!(p.get(), 3);
}

#[goroutines]
#[test]
fn pool_stress() {
    let p = Arc::new(Pool::new(|| 0));
    let done = chan(0);
    for _ in 0..10 {
        go! {
            for _ in 0..1000 {
                p.put(0);
                assert_eq!(p.get(), 0);
            }
            done.send(()).unwrap();
        }
    }
    for _ in 0..10 {
        done.recv();
    }
}

#[goroutines]
#[test]
fn parallel_readers() {
    for readers in [1, 3, 4] {
        let m = Arc::new(RwLock::new(()));
        let [locked, unlock, done] = [(); 3].map(|()| chan(0));
        for _ in 0..readers {
            go! {
                let guard = m.read();
                locked.send(()).unwrap();
                unlock.recv();
                drop(guard);
                done.send(()).unwrap();
            }
        }
        // All have it at the same time.
        for _ in 0..readers {
            locked.recv();
        }
        for _ in 0..readers {
            unlock.send(()).unwrap();
        }
        for _ in 0..readers {
            done.recv();
        }
    }
}

#[goroutines]
#[test]
fn rwmutex() {
    let m = RwLock::new(());
    {
        let _write = m.write();
        assert!(m.try_write().is_none(), "TryLock succeeded with mutex locked");
        assert!(m.try_read().is_none(), "TryRLock succeeded with mutex locked");
    }
    assert!(m.try_write().is_some(), "TryLock failed with mutex unlocked");
    {
        let _first = m.try_read().expect("TryRLock failed with mutex unlocked");
        let _second = m.try_read().expect("TryRLock failed with mutex rlocked");
        assert!(m.try_write().is_none(), "TryLock succeeded with mutex rlocked");
    }
    for readers in [1, 3, 5, 10] {
        hammer_rwmutex(readers, 200);
    }
}

#[goroutines]
fn hammer_rwmutex(readers: usize, turns: usize) {
    // Readers at work, and 10,000 for each writer at work.
    let (activity, m, done) = (Arc::new(AtomicI32::new(0)), Arc::new(RwLock::new(())), chan(0));
    for i in 0..readers + 2 {
        let is_writer = i == 0 || i == readers / 2 + 1;
        go! {
            for _ in 0..turns {
                if is_writer {
                    let _guard = m.write();
                    assert_eq!(activity.fetch_add(10_000, Ordering::SeqCst), 0, "a writer is alone");
                    yield_now();
                    activity.fetch_sub(10_000, Ordering::SeqCst);
                } else {
                    let _guard = m.read();
                    let n = activity.fetch_add(1, Ordering::SeqCst);
                    assert!((0..10_000).contains(&n), "no writer is here");
                    yield_now();
                    activity.fetch_sub(1, Ordering::SeqCst);
                }
            }
            done.send(()).unwrap();
        }
    }
    for _ in 0..readers + 2 {
        done.recv();
    }
}

#[goroutines]
#[test]
fn wait_group() {
    const N: isize = 16;
    let (wg1, wg2) = (WaitGroup::new(), WaitGroup::new());
    for _ in 0..8 {
        wg1.add(N);
        wg2.add(N);
        let exited = chan(16);
        for _ in 0..N {
            go! {
                wg1.done();
                wg2.wait();
                exited.send(()).unwrap();
            }
        }
        wg1.wait();
        for _ in 0..N {
            assert!(exited.is_empty(), "WaitGroup released group too soon");
            wg2.done();
        }
        for _ in 0..N {
            exited.recv();
        }
    }
}

#[test]
#[should_panic(expected = "sync: negative WaitGroup counter")]
fn wait_group_misuse() {
    let wg = WaitGroup::new();
    wg.add(1);
    wg.done();
    wg.done();
}

#[goroutines]
#[test]
fn wait_group_race() {
    for _ in 0..1000 {
        let (wg, n) = (WaitGroup::new(), Arc::new(AtomicUsize::new(0)));
        for _ in 0..2 {
            wg.add(1);
            go! {
                n.fetch_add(1, Ordering::SeqCst);
                wg.done();
            }
        }
        wg.wait();
        assert_eq!(n.load(Ordering::SeqCst), 2, "spurious wakeup from wait");
    }
}

#[goroutines]
#[test]
fn wait_group_go() {
    let (wg, n) = (WaitGroup::new(), Arc::new(AtomicUsize::new(0)));
    let add = Arc::clone(&n);
    wg.go(async move {
        add.fetch_add(1, Ordering::Relaxed);
    });
    wg.wait();
    assert_eq!(n.load(Ordering::Relaxed), 1);
}
