//! Models: every interleaving of a few threads that select, a sentence per model.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use loom::future::block_on;
use loom::thread;

use super::{recv_case, select, send_case, try_select};
use crate::chan::{Chan, Receiver, SendError, chan};

fn model(check: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(check);
}

/// Receives from whichever channel has something: the index and what it was.
fn receive(a: &Receiver<u32>, b: &Receiver<u32>) -> (usize, Option<u32>) {
    let (mut c0, mut c1) = (recv_case(a), recv_case(b));
    let chosen = block_on(select(&mut [&mut c0, &mut c1]));
    (chosen, [c0.take(), c1.take()][chosen])
}

/// Two selects that face each other over two channels: one pair is made, and it is the same for
/// both.
#[test]
fn loom_select_two_face_each_other() {
    model(|| {
        let (a, b) = (chan(0), chan(0));
        let (tx, rx) = ((a.sender(), b.sender()), (a.receiver(), b.receiver()));
        let sender = thread::spawn(move || {
            let (mut c0, mut c1) = (send_case(&tx.0, 1), send_case(&tx.1, 2));
            let chosen = block_on(select(&mut [&mut c0, &mut c1]));
            (chosen, c0.into_value(), c1.into_value())
        });
        let received = receive(&rx.0, &rx.1);
        match sender.join().unwrap() {
            (0, None, Some(2)) => assert_eq!(received, (0, Some(1))),
            (1, Some(1), None) => assert_eq!(received, (1, Some(2))),
            other => panic!("{other:?}"),
        }
    });
}

/// The same crosswise: each offers to send where the other receives, on both channels, so that both
/// may claim at once.
#[test]
fn loom_select_two_face_each_other_crosswise() {
    fn side(to: &Chan<u32>, from: &Chan<u32>, value: u32) -> Option<u32> {
        let (mut c0, mut c1) = (send_case(to, value), recv_case(from));
        match block_on(select(&mut [&mut c0, &mut c1])) {
            0 => None,
            _ => c1.take(),
        }
    }
    model(|| {
        let (a, b) = (chan(0), chan(0));
        let (a2, b2) = (a.clone(), b.clone());
        let other = thread::spawn(move || side(&b2, &a2, 2));
        let mine = side(&a, &b, 1);
        assert!(matches!((mine, other.join().unwrap()), (Some(2), None) | (None, Some(1))));
        assert!(a.try_recv().is_err() && b.try_recv().is_err());
    });
}

/// A select on two channels against a plain send on each: both values come, each once.
#[test]
fn loom_select_against_plain_sends() {
    model(|| {
        let (a, b) = (chan(0), chan(0));
        let (ta, tb) = (a.sender(), b.sender());
        let one = thread::spawn(move || block_on(ta.send(1)).unwrap());
        let two = thread::spawn(move || block_on(tb.send(2)).unwrap());
        let (ra, rb) = (a.receiver(), b.receiver());
        let both = (receive(&ra, &rb), receive(&ra, &rb));
        assert!(matches!(both, ((0, Some(1)), (1, Some(2))) | ((1, Some(2)), (0, Some(1)))));
        one.join().unwrap();
        two.join().unwrap();
    });
}

/// Two selects that wait on the same two channels, and one who sends on both: each gets one value,
/// and passes the other's slot over.
#[test]
fn loom_select_two_share_two_channels() {
    model(|| {
        let (a, b) = (chan(0), chan(0));
        let (ta, tb) = (a.sender(), b.sender());
        let sender = thread::spawn(move || {
            block_on(ta.send(1)).unwrap();
            block_on(tb.send(2)).unwrap();
        });
        let (ra, rb) = (a.receiver(), b.receiver());
        let other = thread::spawn(move || receive(&ra, &rb));
        let mine = receive(&a.receiver(), &b.receiver());
        let theirs = other.join().unwrap();
        assert!(matches!((mine, theirs), ((0, Some(1)), (1, Some(2))) | ((1, Some(2)), (0, Some(1)))));
        sender.join().unwrap();
    });
}

/// A select that sends, against close of one channel and a receive on the other: exactly one of
/// them completes it.
#[test]
fn loom_select_against_close() {
    model(|| {
        let (a, b) = (chan::<u32>(0), chan::<u32>(0));
        let (closer, rx) = (a.clone(), b.receiver());
        let closing = thread::spawn(move || closer.close());
        let receiving = thread::spawn(move || rx.try_recv());
        let (mut c0, mut c1) = (send_case(&a, 1), send_case(&b, 2));
        let chosen = block_on(select(&mut [&mut c0, &mut c1]));
        closing.join().unwrap();
        let received = receiving.join().unwrap();
        match chosen {
            0 => assert!(c0.finish() == Err(SendError(1)) && received.is_err() && c1.into_value() == Some(2)),
            _ => assert!(received == Ok(2) && c1.finish() == Ok(()) && c0.into_value() == Some(1)),
        }
    });
}

/// A select that is dropped half-way while a value is handed to it, with a plain receiver behind
/// it: the value is received.
#[test]
fn loom_select_dropped_loses_nothing() {
    model(|| {
        let (a, b) = (chan::<u32>(0), chan::<u32>(0));
        let (tx, ra, rb) = (a.sender(), a.receiver(), b.receiver());
        let sender = thread::spawn(move || block_on(tx.send(1)).unwrap());
        let quitter = thread::spawn(move || {
            let (mut c0, mut c1) = (recv_case(&ra), recv_case(&rb));
            let polled = pin!(select(&mut [&mut c0, &mut c1])).as_mut().poll(&mut Context::from_waker(Waker::noop()));
            (polled, c0.take())
        });
        let quit = quitter.join().unwrap();
        match quit {
            (Poll::Ready(0), Some(1)) => {}
            (Poll::Pending, None) => assert_eq!(block_on(a.recv()), Some(1)),
            other => panic!("{other:?}"),
        }
        sender.join().unwrap();
        drop(b);
    });
}

/// A select with
/// `default` on two channels of which one is ready at every moment: it never takes `default`.
#[test]
fn loom_select_with_default_looks_at_one_moment() {
    model(|| {
        let (first, second) = (chan(1), chan(1));
        second.try_send(1).unwrap();
        let (tx, rx) = (first.sender(), second.receiver());
        let mover = thread::spawn(move || {
            tx.try_send(2).unwrap();
            rx.try_recv().ok()
        });
        let (mut c0, mut c1) = (recv_case(&first), recv_case(&second));
        assert!(block_on(try_select(&mut [&mut c0, &mut c1])).is_some());
        mover.join().unwrap();
    });
}

/// The same for sends: one of the two channels has room at every moment.
#[test]
fn loom_select_with_default_finds_room_at_one_moment() {
    model(|| {
        let (first, second) = (chan(1), chan(1));
        first.try_send(0).unwrap();
        let (rx, tx) = (first.receiver(), second.sender());
        let mover = thread::spawn(move || {
            rx.try_recv().unwrap();
            tx.try_send(0).is_ok()
        });
        let (mut c0, mut c1) = (send_case(&first, 1), send_case(&second, 2));
        assert!(block_on(try_select(&mut [&mut c0, &mut c1])).is_some());
        mover.join().unwrap();
    });
}
