//! All results of a worker pool are read, but its jobs are never closed. Right: `close` after the last.

use goroutines::prelude::*;

#[goroutines]
fn worker(jobs: Chan<i32>, results: Chan<i32>) {
    for job in jobs {
        results.send(2 * job).unwrap();
    }
}

#[goroutines]
pub(crate) fn leaky() {
    let (jobs, results) = (chan(3), chan(3));
    for _ in 0..3 {
        go!(worker(jobs, results));
    }
    for i in 0..3 {
        jobs.send(i).unwrap();
    }
    for _ in 0..3 {
        results.recv();
    }
}

#[goroutines]
pub(crate) fn correct() {
    let (jobs, results) = (chan(3), chan(3));
    for _ in 0..3 {
        go!(worker(jobs, results));
    }
    for i in 0..3 {
        jobs.send(i).unwrap();
    }
    jobs.close();
    for _ in 0..3 {
        results.recv();
    }
}
