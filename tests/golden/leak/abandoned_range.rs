//! The loop over a producer's values is left early: the producer waits with the next. Right: a channel that tells it to stop.

use goroutines::prelude::*;

#[goroutines]
fn count(values: Chan<i32>) {
    defer!(values.close());
    for i in 0..10 {
        values.send(i).unwrap();
    }
}

#[goroutines]
pub(crate) fn leaky() {
    let values = chan(0);
    go!(count(values));
    for v in &values {
        if v == 3 {
            break;
        }
    }
}

#[goroutines]
fn count_until(values: Chan<i32>, stop: Chan<bool>) {
    defer!(values.close());
    for i in 0..10 {
        select! {
            case values <- i: {}
            case <-stop: return,
        }
    }
}

#[goroutines]
pub(crate) fn correct() {
    let (values, stop) = (chan(0), chan(0));
    defer!(stop.close());
    go!(count_until(values, stop));
    for v in &values {
        if v == 3 {
            break;
        }
    }
}
