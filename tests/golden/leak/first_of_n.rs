//! Three are asked and the first answer is taken: the others wait with theirs. Right: room for all.

use goroutines::prelude::*;

#[goroutines]
fn query(replica: i32, results: Chan<i32>) {
    results.send(replica).unwrap();
}

#[goroutines]
pub(crate) fn leaky() {
    let results = chan(0);
    for replica in 0..3 {
        go!(query(replica, results));
    }
    results.recv();
}

#[goroutines]
pub(crate) fn correct() {
    let results = chan(3);
    for replica in 0..3 {
        go!(query(replica, results));
    }
    results.recv();
}
