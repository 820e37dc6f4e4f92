//! The channel that ends a worker is never closed. Right: `defer!(done.close())`.

use goroutines::prelude::*;

#[goroutines]
fn worker(jobs: Chan<i32>, done: Chan<bool>) {
    loop {
        select! {
            case <-jobs: {}
            case <-done: return,
        }
    }
}

#[goroutines]
pub(crate) fn leaky() {
    let (jobs, done) = (chan(0), chan(0));
    go!(worker(jobs, done));
    jobs.send(1).unwrap();
}

#[goroutines]
pub(crate) fn correct() {
    let (jobs, done) = (chan(0), chan(0));
    defer!(done.close());
    go!(worker(jobs, done));
    jobs.send(1).unwrap();
}
