//! What breaks other crates of this kind, with one worker and with two.

#![forbid(unsafe_code)]

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};

use goroutines::prelude::*;
use goroutines::{Runtime, sync};
use rayon::prelude::*;

/// Runs `body` on a runtime with one worker and on one with two.
fn with_one_and_two<F: Future<Output = ()> + Send + 'static>(body: impl Fn() -> F) {
    for workers in [1, 2] {
        let runtime = Runtime::builder().workers(workers).build().unwrap();
        runtime.run(body());
    }
}

#[goroutines]
fn iterator_closure() {
    let (results, factor) = (chan(1), 3);
    go! {
        let tripled: Vec<u32> = (1..4).map(|x| x * factor).filter(|x| x % 2 == 1).collect();
        results.send(tripled).unwrap();
    }
    assert_eq!(results.recv(), Some(vec![3, 9]));
}

#[test]
fn an_iterator_closure_inside_go() {
    with_one_and_two(iterator_closure);
}

#[goroutines]
fn wait_inside_go() {
    let (wg, done) = (WaitGroup::new(), chan(0));
    wg.add(3);
    go! {
        wg.wait();
        done.close();
    }
    for _ in 0..3 {
        go!(wg.done());
    }
    assert_eq!(done.recv(), None::<()>);
}

#[test]
fn wait_group_wait_inside_go() {
    with_one_and_two(wait_inside_go);
}

#[goroutines]
fn helper(ch: &Chan<u64>) -> u64 {
    deeper(ch) + 1
}

#[goroutines]
fn deeper(ch: &Chan<u64>) -> u64 {
    ch.recv().unwrap()
}

#[goroutines]
fn blocked_in_a_helper(n: u64) {
    let (values, sums) = (chan(0), chan(0));
    for _ in 0..n {
        go! { sums.send(helper(&values)).unwrap() }
    }
    go! {
        for i in 0..n {
            values.send(i).unwrap();
        }
    }
    let mut sum = 0;
    for _ in 0..n {
        sum += sums.recv().unwrap();
    }
    assert_eq!(sum, n * (n - 1) / 2 + n);
}

#[test]
fn goroutines_blocked_in_a_helper_function() {
    with_one_and_two(|| blocked_in_a_helper(64));
    with_one_and_two(|| blocked_in_a_helper(10_000));
}

#[goroutines]
fn blocked_in_select() {
    let (a, b, quit) = (chan::<u32>(0), chan::<u32>(0), chan::<()>(0));
    let wg = WaitGroup::new();
    let received = Arc::new(AtomicU64::new(0));
    for _ in 0..100 {
        wg.add(1);
        go! {
            loop {
                select! {
                    case v := <-a: { received.fetch_add(u64::from(v), SeqCst); }
                    case v := <-b: { received.fetch_add(u64::from(v), SeqCst); }
                    case <-quit: break;
                }
            }
            wg.done();
        }
    }
    for i in 0..1000 {
        let ch = if i % 2 == 0 { &a } else { &b };
        ch.send(1).unwrap();
    }
    quit.close();
    wg.wait();
    assert_eq!(received.load(SeqCst), 1000);
}

#[test]
fn a_hundred_goroutines_blocked_in_select() {
    with_one_and_two(blocked_in_select);
}

#[goroutines]
fn sleepers() {
    let (wg, asleep) = (WaitGroup::new(), chan(0));
    let begun = time::now();
    for _ in 0..200 {
        wg.go(|| time::sleep(100 * time::MILLISECOND));
    }
    wg.wait();
    assert!(time::since(begun) >= 100 * time::MILLISECOND);
    // Were each of these to hold a worker, the second would never get as far as its send.
    for _ in 0..200 {
        go! {
            asleep.send(()).unwrap();
            time::sleep(time::HOUR);
        }
    }
    for _ in 0..200 {
        asleep.recv().unwrap();
    }
}

#[test]
fn two_hundred_sleepers_hold_no_worker() {
    with_one_and_two(sleepers);
}

#[goroutines]
fn both_ready() {
    let (a, b) = (chan(1), chan(1));
    let mut seen = [0, 0];
    while seen.contains(&0) {
        let _ = a.try_send(());
        let _ = b.try_send(());
        select! {
            case <-a: seen[0] += 1;
            case <-b: seen[1] += 1;
            default: unreachable!("both are ready");
        }
    }
}

#[test]
fn a_select_with_default_picks_both_of_two_ready_cases() {
    with_one_and_two(both_ready);
}

#[goroutines]
fn no_value_lost(rounds: u64) {
    let (a, b, sums) = (chan(0), chan(2), chan(0));
    for side in 0..2 {
        go! {
            let mut sum = 0;
            let mut n = 0;
            while n < rounds / 2 {
                select! {
                    case a <- n: { sum += n; n += 1; }
                    case b <- n: { sum += n; n += 1; }
                }
            }
            sums.send((side, sum)).unwrap();
        }
    }
    for side in 2..4 {
        go! {
            let mut sum = 0;
            for _ in 0..rounds / 2 {
                select! {
                    case v := <-a: sum += v;
                    case v := <-b: sum += v;
                }
            }
            sums.send((side, sum)).unwrap();
        }
    }
    let (mut sent, mut received) = (0, 0);
    for _ in 0..4 {
        match sums.recv().unwrap() {
            (0 | 1, sum) => sent += sum,
            (_, sum) => received += sum,
        }
    }
    assert_eq!(sent, received);
}

#[test]
fn a_value_is_never_lost_in_a_select() {
    with_one_and_two(|| no_value_lost(100_000));
}

#[goroutines]
fn a_million_blocked() {
    let (gate, wg) = (chan::<()>(0), WaitGroup::new());
    wg.add(1_000_000);
    for _ in 0..1_000_000 {
        go! {
            gate.recv();
            wg.done();
        }
    }
    gate.close();
    wg.wait();
}

#[test]
fn a_million_goroutines_blocked_on_one_channel() {
    with_one_and_two(a_million_blocked);
}

#[goroutines]
fn mutex_across_par_iter() {
    let (total, wg) = (Arc::new(sync::Mutex::new(0_u64)), WaitGroup::new());
    for _ in 0..8 {
        wg.go(|| {
            let mut total = total.lock();
            let sum: u64 = (0..10_000_u64).into_par_iter().sum();
            *total += sum;
        });
    }
    wg.wait();
    assert_eq!(*total.lock(), 8 * 49_995_000);
}

#[test]
fn a_mutex_held_across_par_iter_while_others_contend() {
    with_one_and_two(mutex_across_par_iter);
}

#[goroutines]
fn no_starvation() {
    let (ping, pong) = (chan(0), chan(0));
    let stop = Arc::new(AtomicBool::new(false));
    let wg = WaitGroup::new();
    wg.go(|| {
        while !stop.load(SeqCst) {
            let _ = ping.send(());
            pong.recv();
        }
        ping.close();
    });
    wg.go(|| {
        for () in &ping {
            let _ = pong.send(());
        }
    });
    // The third gets its turns, though the two never stop waking each other.
    for _ in 0..1000 {
        goroutines::yield_now();
    }
    go! { stop.store(true, SeqCst) }.join().unwrap();
    wg.wait();
}

#[test]
fn two_that_wake_each_other_do_not_starve_a_third() {
    with_one_and_two(no_starvation);
}

#[test]
fn a_panic_in_a_detached_goroutine_ends_the_program_with_status_2() {
    const CHILD: &str = "GOROUTINES_TEST_DETACHED_PANIC";
    if let Ok(workers) = std::env::var(CHILD) {
        let runtime = Runtime::builder().workers(workers.parse().unwrap()).build().unwrap();
        runtime.run(detached_panic());
        unreachable!("the panic has ended the program");
    }
    let name = "a_panic_in_a_detached_goroutine_ends_the_program_with_status_2";
    for workers in ["1", "2"] {
        let output = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture"])
            .env(CHILD, workers)
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains("panic: detached\n\ngoroutine "), "{stderr}");
    }
}

#[goroutines]
fn detached_panic() {
    go! { panic!("detached") };
    chan::<()>(0).recv();
}

/// What a goroutine polls that others are to change.
struct Polled {
    once: sync::Once,
    mutex: sync::Mutex<u32>,
    permits: sync::Semaphore,
    lock: sync::RwLock<u32>,
}

#[goroutines]
fn polls() {
    let ch = chan::<u32>(1);
    go! { ch.send(1).unwrap() };
    while ch.try_recv().is_err() {}

    ch.send(1).unwrap();
    go! { ch.recv(); };
    loop {
        if ch.try_send(2).is_ok() {
            break;
        }
    }
    go! { ch.close(); };
    while !ch.is_closed() {}

    let handle = go! { 1 };
    while !handle.is_finished() {}

    let (ctx, cancel) = context::with_cancel(&context::background());
    go! { cancel(); };
    while ctx.err().is_none() {}

    let (once, mutex) = (sync::Once::new(), sync::Mutex::new(0));
    let polled = Arc::new(Polled { once, mutex, permits: sync::Semaphore::new(1), lock: sync::RwLock::new(0) });
    let ready = chan::<()>(0);
    go! {
        let _guard = polled.mutex.lock();
        let _permit = polled.permits.acquire(1);
        let _writer = polled.lock.write();
        ready.close();
        time::sleep(time::MILLISECOND);
        polled.once.do_once(async {});
    };
    ready.recv();
    while polled.mutex.try_lock().is_none() {}
    while polled.permits.try_acquire(1).is_none() {}
    while polled.lock.try_read().is_none() {}
    while !polled.once.is_done() {}
}

/// The same by questions that know nothing of budgets.
#[goroutines]
fn asks() {
    let (ch, full, stop) = (chan::<u32>(1), chan(1), Arc::new(AtomicBool::new(false)));
    let (map, value) = (Arc::new(sync::Map::new()), Arc::new(sync::AtomicValue::<u32>::default()));
    let (ctx, cancel) = context::with_cancel(&context::background());
    let permits = Arc::new(sync::Semaphore::new(1));
    let permit = permits.acquire_owned(1);
    full.send(1).unwrap();
    go! {
        cancel();
        ch.send(1).unwrap();
        full.recv();
        map.store(1, 2);
        value.store(3);
        drop(permit);
        stop.store(true, SeqCst);
    };
    while ch.is_empty() {}
    while ch.len() == 0 {}
    while full.is_full() {}
    while ctx.cause().is_none() {}
    while map.load(&1).is_none() {}
    while value.load().is_none() {}
    while permits.available() == 0 {}
    while !stop.load(SeqCst) {
        std::hint::spin_loop();
    }
    let (other, mut set) = (chan::<u32>(1), sync::JoinSet::new());
    set.spawn(async { 4 });
    go! { other.send(1).unwrap() };
    loop {
        if other.len() > 0 {
            break;
        }
    }
    while set.try_join_next().is_none() {}
    let more = chan::<u32>(1);
    go! { more.send(1).unwrap() };
    while is_still_empty(&more) {}
    go! {
        ch := make(chan int, 1);
        go func() { ch <- 1; }();
        for len(ch) == 0 {}
        ctx, cancel := context.WithCancel(context.Background());
        go func() { cancel(); }();
        for ctx.Err() == nil {}
    }
    .join()
    .unwrap();
}

/// A plain function, which cannot wait.
fn is_still_empty(ch: &Chan<u32>) -> bool {
    ch.is_empty()
}

#[test]
fn loops_that_ask_let_others_run() {
    with_one_and_two(asks);
}

#[test]
fn loops_that_poll_let_others_run() {
    with_one_and_two(polls);
}
