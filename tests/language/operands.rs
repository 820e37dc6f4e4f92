//! What a program may write where a channel is meant: a handle, or a reference to one of any kind; in a case also an
//! `Option`, where `None` is never ready.

use std::sync::Arc;

use goroutines::prelude::*;

/// A closed channel with two values.
fn filled() -> Chan<u32> {
    let ch = chan(2);
    ch.try_send(1).unwrap();
    ch.try_send(2).unwrap();
    ch.close();
    ch
}

#[goroutines]
#[test]
fn a_loop_runs_over_each_kind_of_reference() {
    let mut sum = 0;
    for v in filled() {
        sum += v;
    }
    for v in &filled() {
        sum += v;
    }
    let mut ch = filled();
    for v in &mut ch {
        sum += v;
    }
    for v in Box::new(filled()) {
        sum += v;
    }
    for v in Arc::new(filled().receiver()) {
        sum += v;
    }
    for v in &Arc::new(filled()) {
        sum += v;
    }
    assert_eq!(sum, 18);
}

#[goroutines]
#[test]
fn a_loop_over_an_option_of_a_channel_takes_the_channel() {
    let mut handles = 0;
    for ch in Some(filled()) {
        assert_eq!(ch.len(), 2);
        handles += 1;
    }
    for tx in Some(chan::<u32>(1).sender()) {
        assert!(tx.is_empty());
        handles += 1;
    }
    assert_eq!(handles, 2);
}

#[goroutines]
#[test]
fn a_case_takes_each_kind_of_reference_and_options() {
    let (nil, none) = (Chan::<u32>::nil(), None::<&Receiver<u32>>);
    let shared = Arc::new(filled());
    let boxed = Some(Box::new(filled().receiver()));
    let mut received = Vec::new();
    for _ in 0..4 {
        select! {
            case v := <-nil: received.push(v);
            case v := <-none: received.push(v);
            case v := <-shared: received.push(v);
            case v := <-boxed: received.push(v);
        }
    }
    let ch = chan::<u32>(2);
    let shared = Box::new(ch.sender());
    let full = Some(&shared);
    for _ in 0..2 {
        select! {
            case full <- 7: {}
        }
    }
    // 0 is of a channel that is closed and empty.
    assert!(received.len() == 4 && received.iter().all(|v| *v <= 2), "{received:?}");
    assert_eq!(ch.len(), 2);
}

#[goroutines]
#[test]
fn operators_take_each_kind_of_reference() {
    go! {
        let ch = Arc::new(chan::<i32>(4));
        ch <- 1;
        let by = &ch;
        by <- 2;
        let boxed = Box::new(ch.sender());
        boxed <- 3;
        let halves = ch.receiver();
        let sum = <-ch + <-by + <-halves;
        assert_eq!(sum, 6);
        close(by);
        for v := range ch {
            panic!("received {v} from a closed channel");
        }
        for v := range halves {
            panic!("received {v} from a closed channel");
        }
    }
    .join()
    .unwrap();
}
