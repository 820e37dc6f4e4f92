//! `select!`: both spellings, mixed, and what a case that is not chosen leaves as it was.

use goroutines::prelude::*;

#[goroutines]
fn offer(tx: &Chan<String>, text: String) -> Result<u32, String> {
    select! {
        case tx <- text: Ok(1),
        default => Err(text),
    }
}

#[goroutines]
#[test]
fn a_value_that_was_not_sent_stays_with_its_variable() {
    let tx = chan(1);
    assert_eq!(offer(&tx, "a".to_owned()), Ok(1));
    assert_eq!(offer(&tx, "b".to_owned()), Err("b".to_owned()));
}

#[goroutines]
fn fan_in(a: Receiver<u32>, b: Receiver<u32>) -> Vec<u32> {
    let (mut a, mut b) = (Some(a), Some(b));
    let mut out = Vec::new();
    while a.is_some() || b.is_some() {
        select! {
            case v, ok := <-a: { if ok { out.push(v) } else { a = None } }
            case v, ok := <-b: { if ok { out.push(v) } else { b = None } }
        }
    }
    out.sort_unstable();
    out
}

#[goroutines]
fn count(n: u32) -> Receiver<u32> {
    let (tx, rx) = chan(0).split();
    go! {
        for i in 0..n {
            tx.send(i).unwrap();
        }
    }
    rx
}

#[goroutines]
#[test]
fn a_channel_set_to_none_is_never_ready() {
    assert_eq!(fan_in(count(3), count(2)), [0, 0, 1, 1, 2]);
}

#[goroutines]
fn first(open: bool) -> &'static str {
    let (a, b) = (chan(1), chan(1));
    a.send(1).unwrap();
    b.send(1).unwrap();
    select! {
        v = a.recv() if open => { assert_eq!(v, Some(1)); "a" }
        case <-b if !open: "b",
    }
}

#[goroutines]
#[test]
fn a_guard_turns_a_case_off() {
    assert_eq!((first(true), first(false)), ("a", "b"));
}

#[goroutines]
fn ends_early(quit: &Chan<()>) -> Result<u32, std::num::ParseIntError> {
    let mut n = 0;
    loop {
        select! {
            case <-quit: return Ok(n);
            default: {
                n += 1;
                if n == 3 {
                    quit.close();
                    continue;
                }
                let _: u32 = "1".parse()?;
            }
        }
    }
}

#[goroutines]
#[test]
fn control_flow_acts_on_the_surrounding_code() {
    assert_eq!(ends_early(&chan(0)), Ok(3));
}

#[goroutines]
#[test]
fn operands_are_evaluated_once_top_to_bottom() {
    let (a, b) = (chan(1), chan::<u32>(1));
    let mut log = Vec::new();
    let mut note = |n: u32| {
        log.push(n);
        n
    };
    select! {
        case a <- note(1): {}
        case b <- note(2): {}
    }
    assert_eq!(log, [1, 2]);
    assert_eq!(a.len() + b.len(), 1);
}

#[goroutines]
#[test]
fn the_variable_of_a_loop_can_be_offered() {
    let (values, pairs) = (chan(2), chan::<(usize, char)>(2));
    for i in 0..3 {
        select! {
            case values <- i: {}
            default: assert_eq!(i, 2),
        }
    }
    for (n, c) in "ab".chars().enumerate() {
        select! {
            case pairs <- (n, c): {}
        }
    }
    values.close();
    for v in values {
        assert!(v < 2);
    }
    assert_eq!((pairs.recv(), pairs.recv()), (Some((0, 'a')), Some((1, 'b'))));
}
