// Three workers, five jobs.
use goroutines::prelude::*;

#[goroutines]
fn worker(jobs: &Chan<u32>, results: &Chan<u32>) {
    for job in jobs {
        results.send(job * 2).unwrap();
    }
}

#[goroutines]
fn main() {
    let (jobs, results) = (chan(5), chan(5));
    for _ in 0..3 {
        go!(worker(&jobs, &results));
    }
    for j in 1..6 {
        jobs.send(j).unwrap();
    }
    jobs.close();
    let mut sum = 0;
    for _ in 1..6 {
        sum += results.recv().unwrap();
    }
    assert_eq!(sum, 30);
}
