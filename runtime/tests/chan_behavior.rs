//! Channels, one behavior of Go's per test; the letters are those of the reference (CH1–CH20).

#![cfg(not(loom))]

#[path = "support/polled.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod polled;

use std::collections::HashSet;
use std::panic::catch_unwind;
use std::rc::Rc;
use std::time::{Duration, Instant};

use goroutines_runtime::chan::{
    Chan, Receiver, RecvTimeoutError, SendError, SendTimeoutError, Sender, TryRecvError, TrySendError, chan,
};
use polled::{Polled, block, now};

fn message(result: Result<(), Box<dyn std::any::Any + Send>>) -> String {
    let payload = result.unwrap_err();
    match payload.downcast_ref::<String>() {
        Some(text) => text.clone(),
        None => (*payload.downcast_ref::<&str>().unwrap()).to_owned(),
    }
}

#[test]
fn a_capacity_out_of_range_panics() {
    let result = catch_unwind(|| drop(chan::<u64>(usize::MAX / 8)));
    assert_eq!(message(result), "makechan: size out of range");
    assert_eq!(chan::<u8>(1 << 40).capacity(), 1 << 40);
    assert!(catch_unwind(|| drop(chan::<()>(usize::MAX))).is_err());
}

#[test]
fn an_unbuffered_send_waits_for_a_receiver() {
    let ch = chan(0);
    let send = Polled::waiting(ch.send(1));
    assert_eq!(now(ch.recv()), Some(1));
    assert_eq!(send.output(), Ok(()));
}

#[test]
fn an_unbuffered_receive_waits_for_a_sender() {
    let ch = chan(0);
    let recv = Polled::waiting(ch.recv());
    assert_eq!(now(ch.send(1)), Ok(()));
    assert_eq!(recv.output(), Some(1));
}

#[test]
fn a_buffered_send_waits_when_full() {
    let ch = chan(2);
    now(ch.send(1)).unwrap();
    now(ch.send(2)).unwrap();
    let send = Polled::waiting(ch.send(3));
    assert_eq!((ch.len(), ch.is_full()), (2, true));
    assert_eq!(now(ch.recv()), Some(1));
    assert_eq!(send.output(), Ok(()));
    assert_eq!((now(ch.recv()), now(ch.recv())), (Some(2), Some(3)));
    assert!(ch.is_empty());
}

#[test]
fn waiting_senders_are_served_in_order() {
    for capacity in [0, 1, 3] {
        let ch = chan(capacity);
        (0..capacity).for_each(|n| now(ch.send(n)).unwrap());
        let sends: Vec<_> = (capacity..capacity + 5).map(|n| Polled::waiting(ch.send(n))).collect();
        assert!((0..capacity + 5).all(|n| now(ch.recv()) == Some(n)));
        assert!(sends.into_iter().all(|send| send.output().is_ok()));
    }
}

#[test]
fn waiting_receivers_are_served_in_order() {
    for capacity in [0, 2] {
        let ch = chan(capacity);
        let receives: Vec<_> = (0..5).map(|_| Polled::waiting(ch.recv())).collect();
        (0..5).for_each(|n| now(ch.send(n)).unwrap());
        assert!(ch.is_empty());
        assert!((0..5).zip(receives).all(|(n, recv)| recv.output() == Some(n)));
    }
}

#[test]
fn a_nil_channel_waits_for_ever() {
    let ch = Chan::nil();
    let (mut send, mut recv) = (Polled::waiting(ch.send(1)), Polled::waiting(ch.recv()));
    assert!(send.poll().is_pending() && recv.poll().is_pending());
    assert_eq!((ch.len(), ch.capacity(), ch.is_closed()), (0, 0, false));
    assert_eq!((ch.try_send(1), ch.try_recv()), (Err(TrySendError::Full(1)), Err(TryRecvError::Empty)));
    assert_eq!(message(catch_unwind(|| Chan::<i32>::nil().close())), "close of nil channel");
    assert_eq!(message(catch_unwind(|| Sender::<i32>::default().close())), "close of nil channel");
    drop((send, recv));
    let (tx, rx) = Chan::<i32>::default().split();
    assert!(tx.is_nil() && rx.is_nil() && tx == rx && rx == Receiver::default());
}

#[test]
fn close_delivers_what_is_queued_and_then_ends() {
    let ch = chan(2);
    now(ch.send(1)).unwrap();
    now(ch.send(2)).unwrap();
    ch.close();
    assert!(ch.is_closed());
    assert_eq!([now(ch.recv()), now(ch.recv()), now(ch.recv())], [Some(1), Some(2), None]);
    assert_eq!(ch.try_recv(), Err(TryRecvError::Closed));
}

#[test]
fn close_wakes_all_receivers() {
    let ch = chan::<u32>(1);
    let receives: Vec<_> = (0..10).map(|_| Polled::waiting(ch.recv())).collect();
    ch.close();
    assert!(receives.into_iter().all(|recv| recv.output().is_none()));
}

#[test]
fn close_fails_all_waiting_senders_but_not_what_is_queued() {
    let ch = chan(1);
    now(ch.send(0)).unwrap();
    let sends: Vec<_> = (1..10).map(|n| Polled::waiting(ch.send(n))).collect();
    ch.close();
    assert!((1..10).zip(sends).all(|(n, send)| send.output() == Err(SendError(n))));
    assert_eq!((now(ch.recv()), now(ch.recv())), (Some(0), None));
}

#[test]
fn a_send_on_a_closed_channel_fails() {
    let ch = chan(1);
    ch.close();
    assert_eq!(now(ch.send(7)), Err(SendError(7)));
    assert_eq!(ch.try_send(7), Err(TrySendError::Closed(7)));
    assert_eq!(SendError(7).to_string(), "send on closed channel");
}

#[test]
fn a_go_spelled_send_on_a_closed_channel_panics() {
    let ch = chan(0);
    ch.close();
    assert_eq!(message(catch_unwind(|| now(ch.go_send(7)))), "send on closed channel");
    let ch = chan(0);
    let send = std::panic::AssertUnwindSafe(Polled::waiting(ch.go_send(7)));
    ch.close();
    assert_eq!(message(catch_unwind(|| { send }.0.output())), "send on closed channel");
}

#[test]
fn closing_twice_panics() {
    let ch = chan::<u32>(0);
    ch.close();
    assert_eq!(message(catch_unwind(|| ch.close())), "close of closed channel");
    assert_eq!(message(catch_unwind(|| ch.sender().close())), "close of closed channel");
}

#[test]
fn a_go_spelled_receive_gives_the_zero_value_when_closed() {
    let ch = chan(1);
    now(ch.go_send(7));
    ch.close();
    assert_eq!(now(ch.go_recv_ok()), (7, true));
    assert_eq!((now(ch.go_recv()), now(ch.go_recv_ok())), (0, (0, false)));
}

#[test]
#[expect(clippy::mutable_key_type, reason = "only the identity counts")]
fn handles_are_equal_if_their_channel_is_the_same() {
    let (one, other) = (chan::<u32>(0), chan::<u32>(0));
    assert!(one == one.clone() && one == one.sender() && one.receiver() == one.sender());
    assert!(one != other && one.sender() != other.sender());
    assert!(one.same_channel(&one.receiver()) && !one.same_channel(&other));
    let set: HashSet<Chan<u32>> = [one.clone(), other.clone(), one.clone()].into();
    assert_eq!(set.len(), 2);
    assert_eq!(format!("{:?}", Chan::<u32>::nil()), "Chan(nil)");
    assert_eq!(format!("{one:?}"), "Chan { len: 0, capacity: 0, closed: false, .. }");
}

#[test]
fn the_last_sender_closes() {
    let (tx, rx) = chan::<u32>(0).split();
    let other = tx.clone();
    let recv = Polled::waiting(rx.recv());
    drop(tx);
    assert!(!recv.woken());
    drop(other);
    assert_eq!(recv.output(), None);
}

#[test]
fn a_chan_counts_as_both() {
    let ch = chan::<u32>(1);
    let (tx, rx) = (ch.sender(), ch.receiver());
    drop((tx, rx));
    assert!(!ch.is_closed());
    let rx = Receiver::from(ch);
    assert!(rx.is_closed());
    let tx = Sender::from(chan::<u32>(1));
    assert_eq!(tx.try_send(1), Err(TrySendError::Closed(1)));
    let ch = chan::<u32>(1);
    let (tx, rx) = (Sender::from(&ch), Receiver::from(&ch));
    drop(ch);
    assert!(!tx.is_closed());
    drop(rx);
    assert!(tx.is_closed());
}

#[test]
fn the_last_receiver_fails_sends_and_drops_what_is_queued() {
    let value = Rc::new(());
    let (tx, rx) = chan(1).split();
    tx.try_send(Rc::clone(&value)).unwrap();
    let send = Polled::waiting(tx.send(Rc::clone(&value)));
    drop(rx);
    assert!(send.output().is_err());
    assert_eq!(Rc::strong_count(&value), 1);
    tx.close();
}

#[test]
fn a_dropped_send_leaves_no_trace() {
    let ch = chan(0);
    let (first, second) = (Polled::waiting(ch.send(1)), Polled::waiting(ch.send(2)));
    drop(first);
    assert_eq!(now(ch.recv()), Some(2));
    assert_eq!(second.output(), Ok(()));
    assert_eq!(ch.try_recv(), Err(TryRecvError::Empty));
}

#[test]
fn a_dropped_send_that_was_taken_has_happened() {
    let ch = chan(0);
    let send = Polled::waiting(ch.send(1));
    assert_eq!(now(ch.recv()), Some(1));
    drop(send);
    assert_eq!(ch.try_recv(), Err(TryRecvError::Empty));
}

#[test]
fn a_dropped_receive_passes_its_value_to_the_next() {
    let ch = chan(0);
    let (first, second) = (Polled::waiting(ch.recv()), Polled::waiting(ch.recv()));
    now(ch.send(1)).unwrap();
    drop(first);
    assert_eq!(second.output(), Some(1));
}

#[test]
fn values_of_dropped_receives_come_back_in_order() {
    for forwards in [true, false] {
        let ch = chan(4);
        let mut receives: Vec<_> = (0..3).map(|_| Polled::waiting(ch.recv())).collect();
        (0..5).for_each(|n| now(ch.send(n)).unwrap());
        if !forwards {
            receives.reverse();
        }
        receives.into_iter().for_each(drop);
        assert!(ch.is_full());
        assert!((0..5).all(|n| now(ch.recv()) == Some(n)));
    }
}

#[test]
fn a_value_that_came_back_takes_room() {
    let ch = chan(1);
    let recv = Polled::waiting(ch.recv());
    now(ch.send(1)).unwrap();
    drop(recv);
    assert_eq!(ch.try_send(2), Err(TrySendError::Full(2)));
    let send = Polled::waiting(ch.send(2));
    assert_eq!((now(ch.recv()), now(ch.recv())), (Some(1), Some(2)));
    assert_eq!(send.output(), Ok(()));
}

#[test]
fn a_new_waker_replaces_the_old() {
    let ch = chan(0);
    let mut recv = Box::pin(ch.recv());
    let noop = std::task::Waker::noop();
    assert!(recv.as_mut().poll(&mut std::task::Context::from_waker(noop)).is_pending());
    let recv = Polled::waiting(recv);
    now(ch.send(1)).unwrap();
    assert_eq!(recv.output(), Some(1));
}

#[test]
fn a_wait_ends_at_its_deadline() {
    let ch = chan(0);
    assert_eq!(block(ch.recv_timeout(Duration::ZERO)), Err(RecvTimeoutError::Timeout));
    assert_eq!(block(ch.send_timeout(1, Duration::from_millis(1))), Err(SendTimeoutError::Timeout(1)));
    assert_eq!(block(ch.recv_deadline(Instant::now())), Err(RecvTimeoutError::Timeout));
    assert_eq!(block(Chan::<u32>::nil().recv_timeout(Duration::from_millis(1))), Err(RecvTimeoutError::Timeout));
    let send = Polled::waiting(ch.send_timeout(2, Duration::MAX));
    assert_eq!(block(ch.recv_timeout(Duration::ZERO)), Ok(2));
    assert_eq!(send.output(), Ok(()));
    ch.close();
    assert_eq!(block(ch.recv_timeout(Duration::ZERO)), Err(RecvTimeoutError::Closed));
    assert_eq!(block(ch.send_deadline(3, Instant::now())), Err(SendTimeoutError::Closed(3)));
}

#[test]
fn a_value_may_drop_handles_of_its_own_channel() {
    struct Knot(#[expect(dead_code, reason = "held for its drop")] Sender<Knot>);
    let (tx, rx) = chan::<Knot>(2).split();
    tx.try_send(Knot(tx.clone())).unwrap();
    drop(tx);
    assert!(!rx.is_closed());
    drop(rx);
}

#[test]
fn any_number_of_threads_share_a_channel() {
    for capacity in [0, 1, 16] {
        let ch = chan(capacity);
        let producers: Vec<_> = (0..4)
            .map(|_| {
                let tx = ch.sender();
                std::thread::spawn(move || (1..=1000_u64).for_each(|n| tx.send_blocking(n).unwrap()))
            })
            .collect();
        let consumers: Vec<_> = (0..4)
            .map(|_| {
                let rx = ch.receiver();
                std::thread::spawn(move || rx.iter_blocking().sum::<u64>())
            })
            .collect();
        drop(ch);
        producers.into_iter().for_each(|producer| producer.join().unwrap());
        assert_eq!(consumers.into_iter().map(|consumer| consumer.join().unwrap()).sum::<u64>(), 4 * 500_500);
    }
}

#[test]
fn a_buffered_channel_is_a_counting_semaphore() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static INSIDE: AtomicUsize = AtomicUsize::new(0);
    let tokens = chan(3);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..500 {
                    tokens.send_blocking(()).unwrap();
                    assert!(INSIDE.fetch_add(1, Ordering::Relaxed) < 3);
                    INSIDE.fetch_sub(1, Ordering::Relaxed);
                    tokens.recv_blocking().unwrap();
                }
            });
        }
    });
}

/// Go's `TestNonblockRecvRace`: a receive that does not wait sees either the value or a channel that is still open.
#[test]
fn a_try_recv_never_sees_closed_before_the_value() {
    for _ in 0..2_000 {
        let (tx, rx) = chan(1).split();
        tx.try_send(1).unwrap();
        let closer = std::thread::spawn(move || tx.close());
        assert_eq!(rx.try_recv(), Ok(1));
        closer.join().unwrap();
    }
}

#[test]
fn futures_and_handles_are_send() {
    fn is_send<T: Send>(_: &T) {}
    fn is_send_and_sync<T: Send + Sync>(_: &T) {}
    // `Cell` is `Send` and not `Sync`.
    let ch = chan::<std::cell::Cell<u32>>(1);
    is_send_and_sync(&ch);
    is_send_and_sync(&ch.sender());
    is_send_and_sync(&ch.receiver());
    is_send(&ch.send(std::cell::Cell::new(1)));
    is_send(&ch.recv());
    is_send(&ch.recv_timeout(Duration::ZERO));
}

#[test]
fn futures_are_small() {
    let ch = chan::<u64>(1);
    assert!(size_of_val(&ch.send(1)) <= 40, "{}", size_of_val(&ch.send(1)));
    assert!(size_of_val(&ch.recv()) <= 24);
    assert_eq!(size_of_val(&ch), size_of::<usize>());
}

#[test]
fn a_crowd_on_one_channel_is_closed_in_one_go() {
    let ch = chan::<u64>(0);
    let receives: Vec<_> = (0..100_000).map(|_| Polled::waiting(ch.recv())).collect();
    ch.close();
    assert!(receives.into_iter().all(|recv| recv.output().is_none()));
}
