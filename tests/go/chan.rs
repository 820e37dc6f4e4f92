//! Go's `runtime/chan_test.go`.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use goroutines::prelude::*;
use goroutines::yield_now;

/// Lets the other goroutines run until they wait.
#[goroutines]
fn let_others_run() {
    for _ in 0..20 {
        yield_now();
    }
}

#[goroutines]
#[test]
fn chan() {
    for capacity in 0..20 {
        receive_from_empty_waits(capacity);
        send_to_full_waits(capacity);
        closed_gives_what_is_left_then_zero(capacity);
        close_wakes_a_receiver(capacity);
        values_come_in_order(capacity);
        nothing_is_lost_or_doubled(capacity);
        len_and_cap(capacity);
    }
}

#[goroutines]
fn receive_from_empty_waits(capacity: usize) {
    let c = goroutines::chan::<i32>(capacity);
    let received = Arc::new(AtomicBool::new(false));
    for _ in 0..2 {
        go! {
            c.recv();
            received.store(true, Ordering::SeqCst);
        }
    }
    let_others_run();
    assert!(!received.load(Ordering::SeqCst), "chan[{capacity}]: receive from empty chan");
    select! {
        case <-c: panic!("chan[{capacity}]: receive from empty chan");
        default: {}
    }
    c.send(0).unwrap();
    c.send(0).unwrap();
}

#[goroutines]
fn send_to_full_waits(capacity: usize) {
    let c = goroutines::chan(capacity);
    for i in 0..capacity {
        c.send(i).unwrap();
    }
    let sent = Arc::new(AtomicBool::new(false));
    let sender = go! {
        c.send(0).unwrap();
        sent.store(true, Ordering::SeqCst);
    };
    let_others_run();
    assert!(!sent.load(Ordering::SeqCst), "chan[{capacity}]: send to full chan");
    select! {
        case c <- 0: panic!("chan[{capacity}]: send to full chan");
        default: {}
    }
    c.recv();
    sender.join().unwrap();
}

#[goroutines]
fn closed_gives_what_is_left_then_zero(capacity: usize) {
    let c = goroutines::chan(capacity);
    for i in 0..capacity {
        c.send(i).unwrap();
    }
    c.close();
    for i in 0..capacity {
        assert_eq!(c.recv(), Some(i));
    }
    assert_eq!(c.recv(), None);
    select! {
        case v, ok := <-c: assert_eq!((v, ok), (0, false));
    }
}

#[goroutines]
fn close_wakes_a_receiver(capacity: usize) {
    let c = goroutines::chan::<i32>(capacity);
    let woken = go! { c.recv() };
    let_others_run();
    c.close();
    assert_eq!(woken.join().unwrap(), None);
}

#[goroutines]
fn values_come_in_order(capacity: usize) {
    let c = goroutines::chan(capacity);
    for _ in 0..2 {
        go! {
            for i in 0..100 {
                c.send(i).unwrap();
            }
        }
        for i in 0..100 {
            assert_eq!(c.recv(), Some(i), "chan[{capacity}]");
        }
    }
}

#[goroutines]
fn nothing_is_lost_or_doubled(capacity: usize) {
    const SENDERS: usize = 4;
    const VALUES: usize = 1000;
    let (c, done) = (goroutines::chan(capacity), goroutines::chan(0));
    for _ in 0..SENDERS {
        go! {
            for i in 0..VALUES {
                c.send(i).unwrap();
            }
        }
        go! {
            let mut received = HashMap::new();
            for _ in 0..VALUES {
                *received.entry(c.recv().unwrap()).or_insert(0) += 1;
            }
            done.send(received).unwrap();
        }
    }
    let mut received = HashMap::new();
    for _ in 0..SENDERS {
        for (value, count) in done.recv().unwrap() {
            *received.entry(value).or_insert(0) += count;
        }
    }
    assert_eq!(received.len(), VALUES);
    assert!(received.values().all(|&count| count == SENDERS), "chan[{capacity}]: {received:?}");
}

#[goroutines]
fn len_and_cap(capacity: usize) {
    let c = goroutines::chan(capacity);
    assert_eq!((c.len(), c.capacity()), (0, capacity));
    for i in 0..capacity {
        c.send(i).unwrap();
    }
    assert_eq!((c.len(), c.capacity()), (capacity, capacity));
}

#[goroutines]
#[test]
fn nonblock_recv_race() {
    for _ in 0..1000 {
        let c = goroutines::chan(1);
        c.send(1).unwrap();
        let ready = go! {
            select! {
                case <-c: true,
                default: false,
            }
        };
        c.close();
        c.recv();
        assert!(ready.join().unwrap(), "chan is not ready");
    }
}

/// A `select!` acts on the state of its channels at one moment: from the start of the goroutine on, one of the two is ready.
#[goroutines]
#[test]
fn nonblock_select_race() {
    for _ in 0..5000 {
        let (c1, c2) = (goroutines::chan(1), goroutines::chan(1));
        c1.send(1).unwrap();
        let ready = go! {
            select! {
                case <-c1: true,
                case <-c2: true,
                default: false,
            }
        };
        c2.send(1).unwrap();
        select! {
            case <-c1: {}
            default: {}
        }
        assert!(ready.join().unwrap(), "no chan is ready");
    }
}

#[goroutines]
#[test]
fn nonblock_select_race2() {
    for _ in 0..5000 {
        let (c1, c2) = (goroutines::chan(1), goroutines::chan::<i32>(0));
        c1.send(1).unwrap();
        let ready = go! {
            select! {
                case <-c1: true,
                case <-c2: true,
                default: false,
            }
        };
        c2.close();
        select! {
            case <-c1: {}
            default: {}
        }
        assert!(ready.join().unwrap(), "no chan is ready");
    }
}

#[goroutines]
#[test]
fn self_select() {
    for capacity in [0, 10] {
        let (wg, c) = (WaitGroup::new(), goroutines::chan(capacity));
        for p in 0..2 {
            wg.add(1);
            go! {
                defer!(wg.done());
                for i in 0..1000 {
                    if p == 0 || i % 2 == 0 {
                        select! {
                            case c <- p: {}
                            case v := <-c: assert!(capacity > 0 || v != p, "self receive");
                        }
                    } else {
                        select! {
                            case v := <-c: assert!(capacity > 0 || v != p, "self receive");
                            case c <- p: {}
                        }
                    }
                }
            }
        }
        wg.wait();
    }
}

#[goroutines]
#[test]
fn select_stress() {
    const N: usize = 2000;
    let c = [0, 0, 2, 3].map(goroutines::chan::<usize>);
    let wg = WaitGroup::new();
    wg.add(10);
    for c in &c {
        let (tx, rx) = (c.clone(), c.clone());
        go! {
            for _ in 0..N {
                tx.send(0).unwrap();
            }
            wg.done();
        }
        go! {
            for _ in 0..N {
                rx.recv().unwrap();
            }
            wg.done();
        }
    }
    let (mut send, mut receive) = (c.clone().map(Some), c.map(Some));
    go! {
        let mut n = [0; 4];
        for _ in 0..4 * N {
            let [c0, c1, c2, c3] = &send;
            let chosen = select! {
                case c3 <- 0: 3,
                case c2 <- 0: 2,
                case c0 <- 0: 0,
                case c1 <- 0: 1,
            };
            count(&mut n, &mut send, chosen, N);
        }
        wg.done();
    }
    go! {
        let mut n = [0; 4];
        for _ in 0..4 * N {
            let [c0, c1, c2, c3] = &receive;
            let chosen = select! {
                case <-c0: 0,
                case <-c1: 1,
                case <-c2: 2,
                case <-c3: 3,
            };
            count(&mut n, &mut receive, chosen, N);
        }
        wg.done();
    }
    wg.wait();
}

/// Notes that `chosen` was chosen; makes its channel nil when that was the `last` time.
fn count(n: &mut [usize; 4], channels: &mut [Option<Chan<usize>>; 4], chosen: usize, last: usize) {
    n[chosen] += 1;
    if n[chosen] == last {
        channels[chosen] = None;
    }
}

#[goroutines]
#[test]
fn select_fairness() {
    const TRIALS: usize = 10_000;
    let (c1, c2) = (goroutines::chan(TRIALS + 1), goroutines::chan(TRIALS + 1));
    for _ in 0..=TRIALS {
        c1.send(1).unwrap();
        c2.send(2).unwrap();
    }
    let (c3, c4) = (goroutines::chan::<u8>(0), goroutines::chan::<u8>(0));
    let (out, done) = (goroutines::chan::<u8>(0), goroutines::chan::<()>(0));
    let chooser = go! {
        loop {
            let b = select! {
                case b := <-c3: b,
                case b := <-c4: b,
                case b := <-c1: b,
                case b := <-c2: b,
            };
            select! {
                case out <- b: {}
                case <-done: return;
            }
        }
    };
    let mut counts = [0_i32; 3];
    for _ in 0..TRIALS {
        counts[usize::from(out.recv().unwrap())] += 1;
    }
    // Ten standard deviations of a fair coin are 500.
    assert_eq!(counts[0], 0);
    assert!((counts[1] - 5000).abs() <= 500, "unfair select: {counts:?}");
    done.close();
    chooser.join().unwrap();
}

#[goroutines]
#[test]
fn chan_send_interface() {
    type Any = Arc<dyn std::any::Any + Send + Sync>;
    let m: Any = Arc::new(());
    let c = goroutines::chan::<Any>(1);
    c.send(Arc::clone(&m)).unwrap();
    let other: Any = Arc::new(());
    select! {
        case c <- m: panic!("sent to a full chan");
        case c <- other: panic!("sent to a full chan");
        default: {}
    }
}

#[goroutines]
#[test]
fn pseudo_random_send() {
    const N: usize = 200;
    for capacity in [N] {
        let c = goroutines::chan(capacity);
        let received = go! {
            let mut ones = 0;
            for _ in 0..N {
                yield_now();
                ones += c.recv().unwrap();
            }
            ones
        };
        for _ in 0..N {
            select! {
                case c <- 1: {}
                case c <- 0: {}
            }
        }
        let ones = received.join().unwrap();
        assert!(ones > N / 10 && N - ones > N / 10, "want pseudorandom, got {ones} ones of {N} (chan cap {capacity})");
    }
}

#[goroutines]
#[test]
fn multi_consumer() {
    const WORKERS: usize = 23;
    const VALUES: usize = 20_000;
    const PRIMES: [usize; 10] = [2, 3, 7, 11, 13, 17, 19, 23, 27, 31];
    let (q, r) = (goroutines::chan(WORKERS * 3), goroutines::chan(WORKERS * 3));
    let wg = WaitGroup::new();
    for w in 0..WORKERS {
        wg.add(1);
        go! {
            for v in &q {
                // So that the workers do not take turns.
                if PRIMES[w % PRIMES.len()] == v {
                    yield_now();
                }
                r.send(v).unwrap();
            }
            wg.done();
        }
    }
    let expected = go! {
        let mut sum = 0;
        for i in 0..VALUES {
            let v = PRIMES[i % PRIMES.len()];
            sum += v;
            q.send(v).unwrap();
        }
        q.close();
        wg.wait();
        r.close();
        sum
    };
    let (mut n, mut sum) = (0, 0);
    for v in &r {
        n += 1;
        sum += v;
    }
    assert_eq!((n, sum), (VALUES, expected.join().unwrap()));
}

#[goroutines]
#[test]
fn select_duplicate_channel() {
    let [c, d, e] = [(); 3].map(|()| goroutines::chan(0));
    go! {
        select! {
            case <-c: panic!("nobody sends on it yet");
            case <-c: panic!("nobody sends on it yet");
            case <-d: {}
        }
        e.send(9).unwrap();
    }
    let_others_run();
    let other = go! { c.recv() };
    let_others_run();
    d.send(7).unwrap();
    assert_eq!(e.recv(), Some(9));
    c.send(8).unwrap();
    assert_eq!(other.join().unwrap(), Some(8));
}
