//! Streams and sinks: `for` over a stream waits, a `Receiver` is a stream, a `Sender` a sink.

use futures::{SinkExt, StreamExt, stream};
use goroutines::prelude::*;

#[goroutines]
#[test]
fn a_for_loop_runs_over_a_stream() {
    let mut sum = 0;
    for n in stream::iter(1..=10).map(|n| n * 2) {
        sum += n;
    }
    assert_eq!(sum, 110);
}

#[goroutines]
#[test]
fn a_for_loop_waits_for_a_stream() {
    let ticks = chan::<u32>(5);
    go! {
        for n in 1..=5 {
            ticks.send(n).unwrap();
            goroutines::yield_now();
        }
        ticks.close();
    };
    let mut seen = Vec::new();
    // A stream made of `async` blocks may not move; the loop pins it.
    for n in stream::unfold(ticks, |ticks| async { ticks.recv().await.map(|n| (n, ticks)) }) {
        if n == 2 {
            continue;
        }
        seen.push(n);
        if n == 4 {
            break;
        }
    }
    assert_eq!(seen, [1, 3, 4]);
}

#[goroutines]
#[test]
fn a_loop_borrows_a_stream_and_leaves_the_rest() {
    let mut numbers = stream::iter(0..5);
    for n in &mut numbers {
        if n == 1 {
            break;
        }
    }
    let rest: Vec<i32> = numbers.collect().await;
    assert_eq!(rest, [2, 3, 4]);
}

#[goroutines]
#[test]
fn a_receiver_goes_through_combinators() {
    let (tx, rx) = chan::<u32>(0).split();
    go!(|tx: Sender<u32>| {
        for n in 0..10 {
            tx.send(n).unwrap();
        }
    }(tx));
    let mut batches = Vec::new();
    for batch in rx.filter(|n| std::future::ready(n % 2 == 0)).chunks(2) {
        batches.push(batch);
    }
    assert_eq!(batches, [vec![0, 2], vec![4, 6], vec![8]]);
}

#[goroutines]
#[test]
fn two_receivers_are_merged() {
    let (one, other) = (chan::<u32>(4), chan::<u32>(4));
    for n in 0..4 {
        one.send(n).unwrap();
        other.send(10 + n).unwrap();
    }
    one.close();
    other.close();
    let mut all = Vec::new();
    for n in stream::select(one.receiver(), other.receiver()) {
        all.push(n);
    }
    all.sort_unstable();
    assert_eq!(all, [0, 1, 2, 3, 10, 11, 12, 13]);
}

#[goroutines]
#[test]
fn tokio_streams_take_a_receiver() {
    let ch = chan::<u32>(8);
    for n in 0..4 {
        ch.send(n).unwrap();
    }
    ch.close();
    let mut doubled = Vec::new();
    for n in tokio_stream::StreamExt::map(ch.receiver(), |n| n * 2) {
        doubled.push(n);
    }
    assert_eq!(doubled, [0, 2, 4, 6]);
}

#[goroutines]
#[test]
fn a_stream_is_forwarded_into_a_sender() {
    let (tx, rx) = chan::<u32>(1).split();
    let forwards = goroutines::spawn(async move { stream::iter(0..100).map(Ok).forward(tx).await });
    let mut sum = 0;
    for n in rx {
        sum += n;
    }
    assert_eq!(sum, 4950);
    assert!(forwards.join().unwrap().is_ok());
}

#[test]
fn a_value_that_a_pending_poll_was_given_is_received_by_the_next_receive() {
    futures::executor::block_on(async {
        let (tx, mut rx) = chan::<u32>(0).split();
        assert!(futures::poll!(rx.next()).is_pending());
        // Given to the slot of the stream, which is not polled again.
        tx.try_send(1).unwrap();
        assert_eq!(rx.try_recv(), Ok(1));
        assert!(futures::poll!(rx.next()).is_pending());
        tx.try_send(2).unwrap();
        let next = rx.clone();
        assert!(next.try_recv().is_err());
        drop(rx);
        assert_eq!(next.try_recv(), Ok(2));
        let mut next = next;
        assert!(futures::poll!(next.next()).is_pending());
        assert_eq!(futures::poll!(next.recv()), std::task::Poll::Pending);
        tx.try_send(3).unwrap_err();
    });
}

#[test]
fn a_sink_keeps_what_does_not_fit_until_it_is_flushed() {
    futures::executor::block_on(async {
        let (mut tx, rx) = chan::<u32>(1).split();
        tx.feed(1).await.unwrap();
        assert!(futures::poll!(tx.feed(2)).is_ready());
        assert!(futures::poll!(tx.feed(3)).is_pending());
        assert!(futures::poll!(SinkExt::<u32>::flush(&mut tx)).is_pending());
        assert_eq!(rx.recv().await, Some(1));
        assert!(futures::poll!(SinkExt::<u32>::flush(&mut tx)).is_ready());
        tx.close();
        assert!(tx.feed(4).await.is_err());
        assert_eq!(rx.recv().await, Some(2));
        assert_eq!(rx.recv().await, None);
    });
}

#[goroutines]
fn nine() -> u32 {
    goroutines::yield_now();
    9
}

#[goroutines]
#[test]
fn a_combinator_called_by_its_path_takes_the_call_unbegun() {
    let mut fused = Box::pin(futures::FutureExt::fuse(nine()));
    let mut never = Box::pin(futures::FutureExt::fuse(std::future::pending::<u32>()));
    assert_eq!(futures::select! { n = fused => n, n = never => n }, 9);
}
