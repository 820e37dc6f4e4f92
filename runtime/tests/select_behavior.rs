//! `select!` at run time, one behavior of Go's per test: what the macro and `Select` are built on.

#![cfg(not(loom))]

#[path = "support/polled.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod polled;

use std::panic::catch_unwind;
use std::time::Duration;

use goroutines_runtime::chan::{Chan, Receiver, SendError, chan};
use goroutines_runtime::select::{self, Select, recv_case, select, send_case, try_select};
use polled::{Polled, block, now};

#[test]
fn a_ready_case_is_done_and_no_other() {
    let (a, b) = (chan(1), chan(1));
    now(b.send(7)).unwrap();
    let (mut c0, mut c1) = (recv_case(&a), recv_case(&b));
    assert_eq!(now(select(&mut [&mut c0, &mut c1])), 1);
    assert_eq!((c0.take(), c1.take()), (None, Some(7)));
    now(a.send(8)).unwrap();
    assert_eq!(a.len(), 1);
}

#[test]
fn a_losing_send_gets_its_value_back() {
    let (full, open) = (chan(0), chan(1));
    let (mut c0, mut c1) = (send_case(&full, String::from("kept")), send_case(&open, 2));
    assert_eq!(now(select(&mut [&mut c0, &mut c1])), 1);
    assert_eq!((c0.into_value(), c1.finish()), (Some("kept".into()), Ok(())));

    // The same after a wait, in which the value stood in the channel's queue.
    let (full, other) = (chan(0), chan(0));
    let (mut c0, mut c1) = (send_case(&full, String::from("kept")), recv_case(&other));
    let mut list: [&mut (dyn select::Case + Send); 2] = [&mut c0, &mut c1];
    let waiting = Polled::waiting(select(&mut list));
    now(other.send(3)).unwrap();
    assert_eq!(waiting.output(), 1);
    assert_eq!((c0.into_value(), c1.take()), (Some("kept".into()), Some(3)));
    assert!(full.try_recv().is_err());
}

#[test]
fn default_is_for_when_nothing_is_ready() {
    let ch = chan::<i32>(0);
    let (mut c0, mut c1) = (recv_case(&ch), send_case(&ch, 1));
    assert_eq!(now(try_select(&mut [&mut c0, &mut c1])), None);
    assert_eq!(c1.into_value(), Some(1));
    let send = Polled::waiting(ch.send(5));
    let mut c0 = recv_case(&ch);
    assert_eq!(now(try_select(&mut [&mut c0])), Some(0));
    assert_eq!((c0.take(), send.output()), (Some(5), Ok(())));
    assert_eq!(now(try_select(&mut [])), None);
}

#[test]
fn closed_channels_are_ready() {
    let ch = chan::<i32>(0);
    ch.close();
    let mut c0 = recv_case(&ch);
    assert_eq!((now(select(&mut [&mut c0])), c0.take()), (0, None));
    let mut c1 = send_case(&ch, 1);
    assert_eq!((now(try_select(&mut [&mut c1])), c1.finish()), (Some(0), Err(SendError(1))));
}

#[test]
fn close_ends_a_wait() {
    let (a, b) = (chan::<i32>(0), chan::<i32>(0));
    let (mut c0, mut c1) = (recv_case(&a), send_case(&b, 1));
    let mut list: [&mut (dyn select::Case + Send); 2] = [&mut c0, &mut c1];
    let waiting = Polled::waiting(select(&mut list));
    b.close();
    assert_eq!((waiting.output(), c1.finish()), (1, Err(SendError(1))));
    let mut list: [&mut (dyn select::Case + Send); 1] = [&mut c0];
    let waiting = Polled::waiting(select(&mut list));
    a.close();
    assert_eq!((waiting.output(), c0.take()), (0, None));
}

#[test]
fn a_chosen_go_spelled_send_on_a_closed_channel_panics() {
    let result: Option<Result<(), SendError<i32>>> = Some(Err(SendError(1)));
    let panic = catch_unwind(|| select::sent(result)).unwrap_err();
    assert_eq!(panic.downcast_ref::<String>().unwrap(), "send on closed channel");
    select::sent(Some(Ok::<(), SendError<i32>>(())));
}

#[test]
fn nil_channels_and_false_guards_are_never_ready() {
    let (nil, ready) = (Chan::<i32>::nil(), chan(1));
    let none: Option<Receiver<i32>> = None;
    now(ready.send(1)).unwrap();
    let (mut c0, mut c1, mut c2) = (recv_case(&nil), recv_case(&none), recv_case(&ready).only_if(false));
    let mut c3 = send_case(&ready, 2).only_if(false);
    assert_eq!(now(try_select(&mut [&mut c0, &mut c1, &mut c2, &mut c3])), None);
    let mut list: [&mut (dyn select::Case + Send); 4] = [&mut c0, &mut c1, &mut c2, &mut c3];
    let mut waiting = Polled::waiting(select(&mut list));
    now(ready.recv()).unwrap();
    assert!(!waiting.woken() && waiting.poll().is_pending());
}

#[test]
fn operands_may_be_owned_borrowed_or_optional() {
    let ch = chan(8);
    (0..6).for_each(|n| now(ch.send(n)).unwrap());
    let (rx, some, by_ref) = (ch.receiver(), Some(ch.clone()), Some(&ch));
    let mut received = Vec::new();
    for (mut case,) in [(recv_case(&rx),), (recv_case(&rx),)] {
        now(select(&mut [&mut case]));
        received.extend(case.take());
    }
    let twice = &ch;
    let (mut c0, mut c1, mut c2) = (recv_case(&some), recv_case(by_ref), recv_case(ch.receiver()));
    let mut c3 = recv_case(&twice);
    now(select(&mut [&mut c0]));
    now(select(&mut [&mut c1]));
    now(select(&mut [&mut c2]));
    now(select(&mut [&mut c3]));
    received.extend([c0.take(), c1.take(), c2.take(), c3.take()].into_iter().flatten());
    assert_eq!(received, [0, 1, 2, 3, 4, 5]);
    let mut c4 = send_case(Some(ch.sender()), 9);
    now(select(&mut [&mut c4]));
    assert_eq!(ch.try_recv(), Ok(9));
}

#[test]
fn no_cases_wait_for_ever() {
    let mut none = [];
    let mut waiting = Polled::waiting(select(&mut none));
    assert!(waiting.poll().is_pending());
}

#[test]
fn a_select_does_not_pair_with_itself() {
    let ch = chan::<i32>(0);
    let (mut c0, mut c1) = (recv_case(&ch), send_case(&ch, 1));
    let mut list: [&mut (dyn select::Case + Send); 2] = [&mut c0, &mut c1];
    let mut waiting = Polled::waiting(select(&mut list));
    assert!(waiting.poll().is_pending());
    // It does with another, in either direction, whatever stands before it.
    assert_eq!(now(ch.recv()), Some(1));
    assert_eq!(waiting.output(), 1);
    let mut c1 = send_case(&ch, 2);
    let mut list: [&mut (dyn select::Case + Send); 2] = [&mut c1, &mut c0];
    let waiting = Polled::waiting(select(&mut list));
    now(ch.send(3)).unwrap();
    assert_eq!((waiting.output(), c0.take(), c1.into_value()), (1, Some(3), Some(2)));
}

#[test]
fn two_selects_pair() {
    let (a, b) = (chan::<i32>(0), chan::<i32>(0));
    let (mut c0, mut c1) = (recv_case(&a), send_case(&b, 1));
    let mut list: [&mut (dyn select::Case + Send); 2] = [&mut c0, &mut c1];
    let waiting = Polled::waiting(select(&mut list));
    let (mut d0, mut d1) = (recv_case(&b), send_case(&a, 2));
    match now(select(&mut [&mut d0, &mut d1])) {
        0 => assert_eq!((waiting.output(), d0.take(), c1.finish(), d1.into_value()), (1, Some(1), Ok(()), Some(2))),
        _ => assert_eq!((waiting.output(), c0.take(), d1.finish(), c1.into_value()), (0, Some(2), Ok(()), Some(1))),
    }
}

#[test]
fn selects_and_plain_operations_share_one_queue() {
    let ch = chan(0);
    let first = Polled::waiting(ch.recv());
    let mut case = recv_case(&ch);
    let mut list: [&mut (dyn select::Case + Send); 1] = [&mut case];
    let second = Polled::waiting(select(&mut list));
    let third = Polled::waiting(ch.recv());
    (1..=3).for_each(|n| now(ch.send(n)).unwrap());
    assert_eq!((first.output(), second.output(), third.output()), (Some(1), 0, Some(3)));
    assert_eq!(case.take(), Some(2));
}

/// Go's select6 (issue 2075): what a chosen select leaves in other queues does not stand in the way.
#[test]
fn entries_of_a_claimed_select_are_passed_over() {
    let (a, b) = (chan::<i32>(0), chan::<i32>(0));
    let (mut c0, mut c1) = (recv_case(&a), recv_case(&b));
    let mut list: [&mut (dyn select::Case + Send); 2] = [&mut c0, &mut c1];
    let waiting = Polled::waiting(select(&mut list));
    let behind = Polled::waiting(a.recv());
    now(b.send(1)).unwrap();
    now(a.send(2)).unwrap();
    assert_eq!((waiting.output(), behind.output()), (1, Some(2)));
    assert_eq!((c0.take(), c1.take()), (None, Some(1)));
}

#[test]
fn a_dropped_select_leaves_no_trace() {
    let (a, b) = (chan::<i32>(0), chan::<i32>(0));
    let (mut c0, mut c1) = (recv_case(&a), send_case(&b, 1));
    let mut list: [&mut (dyn select::Case + Send); 2] = [&mut c0, &mut c1];
    drop(Polled::waiting(select(&mut list)));
    assert_eq!(c1.into_value(), Some(1));
    assert!(a.try_send(1).is_err() && b.try_recv().is_err());
}

#[test]
fn a_dropped_select_gives_back_what_it_received() {
    let (a, b) = (chan::<i32>(1), chan::<i32>(0));
    let (mut c0, mut c1) = (recv_case(&a), recv_case(&b));
    let mut list: [&mut (dyn select::Case + Send); 2] = [&mut c0, &mut c1];
    let waiting = Polled::waiting(select(&mut list));
    now(a.send(1)).unwrap();
    drop(waiting);
    assert_eq!(now(a.recv()), Some(1));
}

#[test]
fn the_choice_is_uniform() {
    // Case 0 and 2 are the same channel, which so has two tickets; case 3 is not ready.
    let (a, b, c) = (chan(1), chan(1), chan::<u32>(0));
    let mut chosen = [0_u32; 4];
    for _ in 0..30_000 {
        let _ = (a.try_send(1), b.try_send(1));
        let (mut c0, mut c1, mut c2, mut c3) = (recv_case(&a), recv_case(&b), recv_case(&a), recv_case(&c));
        chosen[now(select(&mut [&mut c0, &mut c1, &mut c2, &mut c3]))] += 1;
    }
    let chi_square: f64 = chosen[..3].iter().map(|&n| (f64::from(n) - 10_000.0).powi(2) / 10_000.0).sum();
    assert!(chosen[3] == 0 && chi_square < 30.0, "{chosen:?}: {chi_square}");
}

#[test]
fn any_number_of_cases() {
    let channels: Vec<Chan<usize>> = (0..200).map(|_| chan(0)).collect();
    for target in [0, 64, 65, 199] {
        let mut cases: Vec<_> = channels.iter().map(recv_case).collect();
        let mut list: Vec<&mut (dyn select::Case + Send)> = cases.iter_mut().map(|case| case as _).collect();
        let waiting = Polled::waiting(select(&mut list));
        now(channels[target].send(target)).unwrap();
        assert_eq!(waiting.output(), target);
        assert_eq!(cases[target].take(), Some(target));
        assert!(channels.iter().all(|ch| ch.try_send(0).is_err()));
    }
}

#[test]
fn a_waiting_select_is_small_and_send() {
    fn is_send<T: Send>(_: &T) {}
    let ch = chan::<std::cell::Cell<u64>>(0);
    let mut case = recv_case(&ch);
    let mut list: [&mut (dyn select::Case + Send); 1] = [&mut case];
    let future = select(&mut list);
    is_send(&future);
    assert!(size_of_val(&future) <= 32);
    drop(future);
    assert!(size_of_val(&case) <= 40, "{}", size_of_val(&case));
}

#[test]
fn a_dynamic_select_serves_a_loop() {
    let channels: Vec<Chan<u32>> = (0..5).map(|_| chan(0)).collect();
    let out = chan(0);
    let mut select = Select::new();
    channels.iter().for_each(|ch| assert!(select.recv(ch) < 5));
    let sends = select.send(&out, String::from("text"));
    assert_eq!((sends, select.len()), (5, 6));
    for n in 0..20 {
        let target = n as usize % 5;
        let waiting = Polled::waiting(select.select());
        now(channels[target].send(n)).unwrap();
        assert_eq!(waiting.output(), target);
        assert_eq!(select.received(target), Some(n));
    }
    let recv = Polled::waiting(out.recv());
    assert_eq!(now(select.try_select()), Some(sends));
    assert_eq!((recv.output(), select.sent::<String>(sends)), (Some("text".into()), Ok(())));
    assert_eq!(now(select.try_select()), None);
    channels[0].close();
    assert_eq!((select.select_blocking(), select.received::<u32>(0)), (0, None));
    select.disable(0);
    assert_eq!(now(select.try_select()), None);
    assert_eq!(Polled::waiting(select.select_timeout(Duration::MAX)).poll(), std::task::Poll::Pending);
    assert!(catch_unwind(std::panic::AssertUnwindSafe(|| select.received::<u64>(1))).is_err());
}

#[test]
fn a_dynamic_select_does_not_receive_what_was_left_before() {
    let ch = chan::<u32>(1);
    let mut select = Select::new();
    select.recv(&ch);
    now(ch.send(1)).unwrap();
    ch.close();
    assert_eq!((now(select.select()), now(select.select())), (0, 0));
    assert_eq!(select.received::<u32>(0), None);
}

#[test]
fn a_dynamic_select_times_out() {
    let ch = chan::<u32>(0);
    let mut select = Select::new();
    select.recv(&ch);
    assert_eq!(block(select.select_timeout(Duration::from_millis(1))), None);
    assert!(ch.try_send(1).is_err());
}

/// A select that waits with one channel in two cases completes either of them as often as the other.
#[test]
fn a_waiting_select_is_uniform_among_cases_of_one_channel() {
    let ch = chan::<u32>(0);
    let mut ones = 0;
    for _ in 0..2_000 {
        let (mut zero, mut one) = (send_case(&ch, 0), send_case(&ch, 1));
        let mut list: [&mut (dyn select::Case + Send); 2] = [&mut zero, &mut one];
        let waiting = Polled::waiting(select(&mut list));
        let received = ch.try_recv().unwrap();
        assert_eq!(waiting.output(), received as usize);
        ones += received;
    }
    // Ten standard deviations.
    assert!((776..=1_224).contains(&ones), "{ones}");
}

/// Go's TestNonblockSelectRace: of two channels one is ready at every moment, so `default` is never taken.
#[test]
fn default_means_that_none_was_ready_at_one_moment() {
    for _ in 0..5_000 {
        let (c1, c2) = (chan(1), chan(1));
        c1.try_send(1).unwrap();
        std::thread::scope(|scope| {
            let looks = scope.spawn(|| {
                let (mut first, mut second) = (recv_case(&c1), recv_case(&c2));
                now(select::try_select(&mut [&mut first, &mut second])).is_some()
            });
            let _ = (c2.try_send(2), c1.try_recv());
            assert!(looks.join().unwrap());
        });
    }
}

/// TestNonblockSelectRace2: the same, where one of the two is closed.
#[test]
fn default_is_not_taken_beside_a_close() {
    for _ in 0..5_000 {
        let (c1, c2) = (chan(1), chan::<u32>(0));
        c1.try_send(1).unwrap();
        std::thread::scope(|scope| {
            let looks = scope.spawn(|| {
                let (mut first, mut second) = (recv_case(&c1), recv_case(&c2));
                now(select::try_select(&mut [&mut first, &mut second])).is_some()
            });
            c2.close();
            let _ = c1.try_recv();
            assert!(looks.join().unwrap());
        });
    }
}
