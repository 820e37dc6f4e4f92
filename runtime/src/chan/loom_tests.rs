//! Models: every interleaving of a few threads over the channels that ship, a sentence per model.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use loom::future::block_on;
use loom::thread;

use super::{SendError, TryRecvError, chan};

fn model(check: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(5);
    builder.check(check);
}

/// Polls `operation` once, with a waker that does nothing, and drops it: a wait that is given up.
fn poll_and_drop<F: Future + Unpin>(mut operation: F) -> Poll<F::Output> {
    Pin::new(&mut operation).poll(&mut Context::from_waker(Waker::noop()))
}

/// A rendezvous: whoever comes first waits, and is woken.
#[test]
fn loom_chan_unbuffered_hands_over() {
    model(|| {
        let (tx, rx) = chan(0).split();
        let sender = thread::spawn(move || block_on(tx.send(7)));
        assert_eq!(block_on(rx.recv()), Some(7));
        assert_eq!(sender.join().unwrap(), Ok(()));
        assert_eq!(block_on(rx.recv()), None);
    });
}

/// Two values through one place: the second send waits for room, the order is kept, and the end is
/// seen last.
#[test]
fn loom_chan_buffered_keeps_order() {
    model(|| {
        let (tx, rx) = chan(1).split();
        let sender = thread::spawn(move || {
            block_on(tx.send(1)).unwrap();
            block_on(tx.send(2)).unwrap();
        });
        assert_eq!([block_on(rx.recv()), block_on(rx.recv()), block_on(rx.recv())], [Some(1), Some(2), None]);
        sender.join().unwrap();
    });
}

/// Close against a send and a receive that wait or are about to: all end, and the value is received
/// or returned.
#[test]
fn loom_chan_close_ends_every_wait() {
    model(|| {
        let ch = chan(0);
        let (tx, rx) = (ch.sender(), ch.receiver());
        let sender = thread::spawn(move || block_on(tx.send(7)));
        let receiver = thread::spawn(move || block_on(rx.recv()));
        ch.close();
        let (sent, received) = (sender.join().unwrap(), receiver.join().unwrap());
        assert!(matches!((sent, received), (Ok(()), Some(7)) | (Err(SendError(7)), None)));
    });
}

/// Close with two sends that wait, served one by one in a model, against a receive: what it gets
/// was sent before the close, and who was not received gets the value back.
#[test]
fn loom_chan_close_ends_waits_in_batches() {
    model(|| {
        let ch = chan(0);
        let mut sends = [ch.send(1), ch.send(2)];
        for send in &mut sends {
            assert!(Pin::new(send).poll(&mut Context::from_waker(Waker::noop())).is_pending());
        }
        let rx = ch.receiver();
        let receiver = thread::spawn(move || rx.try_recv());
        ch.close();
        let received = receiver.join().unwrap();
        let sent = sends.map(block_on);
        match received {
            Ok(1) => assert_eq!(sent, [Ok(()), Err(SendError(2))]),
            Err(TryRecvError::Closed) => assert_eq!(sent, [Err(SendError(1)), Err(SendError(2))]),
            other => panic!("{other:?}"),
        }
    });
}

/// Two drops of the last handles at once: the channel is closed once, and a receiver that waits is
/// woken.
#[test]
fn loom_chan_the_last_of_two_senders_closes() {
    model(|| {
        let (tx, rx) = chan::<u32>(1).split();
        let other = tx.clone();
        let one = thread::spawn(move || drop(tx));
        let two = thread::spawn(move || other.try_send(1).unwrap());
        assert_eq!([block_on(rx.recv()), block_on(rx.recv())], [Some(1), None]);
        one.join().unwrap();
        two.join().unwrap();
    });
}

/// A receive that is dropped while a value is handed to it: the value goes to the next receiver.
#[test]
fn loom_chan_a_dropped_receive_loses_nothing() {
    model(|| {
        let ch = chan(0);
        let (tx, rx) = (ch.sender(), ch.receiver());
        let sender = thread::spawn(move || block_on(tx.send(7)).unwrap());
        let quitter = thread::spawn(move || poll_and_drop(rx.recv()));
        let taken = match quitter.join().unwrap() {
            Poll::Ready(value) => value,
            Poll::Pending => block_on(ch.recv()),
        };
        assert_eq!(taken, Some(7));
        sender.join().unwrap();
        assert_eq!(ch.try_recv(), Err(TryRecvError::Empty));
    });
}

/// The same while another receiver waits, who must be woken.
#[test]
fn loom_chan_a_dropped_receive_wakes_the_next() {
    model(|| {
        let ch = chan(0);
        let mut first = Box::pin(ch.recv());
        assert!(first.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        let (tx, rx) = (ch.sender(), ch.receiver());
        let sender = thread::spawn(move || block_on(tx.send(7)).unwrap());
        let receiver = thread::spawn(move || block_on(rx.recv()));
        drop(first);
        assert_eq!(receiver.join().unwrap(), Some(7));
        sender.join().unwrap();
    });
}

/// A send that is dropped while its value is taken: it has happened, or it has not.
#[test]
fn loom_chan_a_dropped_send_happens_or_not() {
    model(|| {
        let ch = chan(0);
        let tx = ch.sender();
        let quitter = thread::spawn(move || poll_and_drop(tx.send(7)));
        let received = ch.try_recv();
        let polled = quitter.join().unwrap();
        assert!(received == Ok(7) || received == Err(TryRecvError::Empty));
        assert!(received.is_ok() || polled.is_pending());
        assert_eq!(ch.try_recv(), Err(TryRecvError::Empty));
    });
}
