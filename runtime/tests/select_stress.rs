//! `select!` under load: threads that select against each other, and nothing lost or doubled.

#![cfg(not(loom))]

#[path = "support/polled.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod polled;

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::thread;

use goroutines_runtime::chan::{Chan, chan};
use goroutines_runtime::select::{recv_case, select, select_blocking, send_case};
use polled::block;

const ROUNDS: u64 = 100_000;

/// Sends `1..=ROUNDS` on whichever channel takes it.
fn send_all(channels: &[Chan<u64>; 2]) {
    for n in 1..=ROUNDS {
        let (mut c0, mut c1) = (send_case(&channels[0], n), send_case(&channels[1], n));
        let sent = match select_blocking(&mut [&mut c0, &mut c1]) {
            0 => c0.finish(),
            _ => c1.finish(),
        };
        sent.unwrap();
    }
}

/// Receives from both until both are closed, and returns count and sum.
fn receive_all(channels: &[Chan<u64>; 2]) -> (u64, u64) {
    let (mut open, mut count, mut sum) = ([true; 2], 0, 0);
    while open != [false; 2] {
        let mut c0 = recv_case(&channels[0]).only_if(open[0]);
        let mut c1 = recv_case(&channels[1]).only_if(open[1]);
        let chosen = select_blocking(&mut [&mut c0, &mut c1]);
        match [&mut c0, &mut c1][chosen].take() {
            Some(n) => (count, sum) = (count + 1, sum + n),
            None => open[chosen] = false,
        }
    }
    (count, sum)
}

#[test]
fn selects_that_face_each_other_lose_nothing() {
    for capacity in [0, 1] {
        let channels = Arc::new([chan(capacity), chan(capacity)]);
        let receivers: Vec<_> = (0..2)
            .map(|_| {
                let channels = Arc::clone(&channels);
                thread::spawn(move || receive_all(&channels))
            })
            .collect();
        let senders: Vec<_> = (0..2)
            .map(|_| {
                let channels = Arc::clone(&channels);
                thread::spawn(move || send_all(&channels))
            })
            .collect();
        senders.into_iter().for_each(|sender| sender.join().unwrap());
        channels.iter().for_each(Chan::close);
        let totals: Vec<(u64, u64)> = receivers.into_iter().map(|receiver| receiver.join().unwrap()).collect();
        let count: u64 = totals.iter().map(|total| total.0).sum();
        let sum: u64 = totals.iter().map(|total| total.1).sum();
        assert_eq!((count, sum), (2 * ROUNDS, ROUNDS * (ROUNDS + 1)));
    }
}

/// Two goroutines that offer to send and to receive on the same two channels: each round pairs one with the other.
#[test]
fn a_symmetric_exchange_ends() {
    let channels = Arc::new([chan(0), chan(0)]);
    let partners: Vec<_> = (0..2)
        .map(|me: u64| {
            let channels = Arc::clone(&channels);
            thread::spawn(move || (0..ROUNDS / 4).map(|n| exchange(&channels, 2 * n + me)).sum::<i64>())
        })
        .collect();
    assert_eq!(partners.into_iter().map(|partner| partner.join().unwrap()).sum::<i64>(), 0);
}

/// Sends `value` or receives one; the balance of what was received.
fn exchange([a, b]: &[Chan<u64>; 2], value: u64) -> i64 {
    let (mut c0, mut c1) = (send_case(a, value), recv_case(a));
    let (mut c2, mut c3) = (send_case(b, value), recv_case(b));
    let received = match block(select(&mut [&mut c0, &mut c1, &mut c2, &mut c3])) {
        1 => c1.take(),
        3 => c3.take(),
        _ => return -value.cast_signed(),
    };
    received.unwrap().cast_signed()
}

/// Selects that are dropped after one poll, against plain sends: what was given to them comes back, in order.
#[test]
fn dropped_selects_lose_nothing() {
    let (a, b) = (chan::<u64>(0), chan::<u64>(0));
    let sender = {
        let a = a.sender();
        thread::spawn(move || (0..ROUNDS).for_each(|n| a.send_blocking(n).unwrap()))
    };
    let mut expected = 0;
    while expected < ROUNDS {
        let (mut c0, mut c1) = (recv_case(&a), recv_case(&b));
        let polled = pin!(select(&mut [&mut c0, &mut c1])).as_mut().poll(&mut Context::from_waker(Waker::noop()));
        match polled {
            Poll::Ready(_) => {
                assert_eq!(c0.take(), Some(expected));
                expected += 1;
            }
            Poll::Pending => thread::yield_now(),
        }
    }
    sender.join().unwrap();
}
