//! A worker pool whose jobs are never closed: the workers wait for jobs, and main for the workers.

use goroutines::prelude::*;

#[goroutines]
fn worker(jobs: Chan<i32>, wg: WaitGroup) {
    defer!(wg.done());
    for _ in jobs {}
}

#[goroutines]
pub(crate) fn main() {
    let jobs = chan::<i32>(5);
    let wg = WaitGroup::new();
    for _ in 0..3 {
        wg.add(1);
        go!(worker(jobs, wg));
    }
    for i in 0..5 {
        jobs.send(i).unwrap();
    }
    wg.wait();
}
