//! A `CancellationToken`, which `Shared` makes a handle.

use goroutines::Shared;
use goroutines::prelude::*;
use tokio_util::sync::CancellationToken;

#[goroutines]
fn worker(token: Shared<CancellationToken>, done: Chan<u32>, n: u32) {
    token.cancelled();
    done.send(n).unwrap();
}

#[goroutines]
#[test]
fn a_token_is_given_to_goroutines_in_a_loop() {
    let (token, done) = (Shared::new(CancellationToken::new()), chan(0));
    for n in 0..4 {
        go!(worker(token, done, n));
    }
    token.cancel();
    let mut sum = 0;
    for _ in 0..4 {
        sum += done.recv().unwrap();
    }
    assert_eq!(sum, 6);
}
