//! Go by Example: Worker Pools, <https://gobyexample.com/worker-pools>: three workers share five jobs.

use goroutines::prelude::*;

#[goroutines]
fn worker(id: u32, jobs: Receiver<u32>, results: Sender<u32>) {
    for j in jobs {
        println!("worker {id} started  job {j}");
        time::sleep(time::SECOND);
        println!("worker {id} finished job {j}");
        results.send(j * 2).unwrap();
    }
}

#[goroutines]
fn main() {
    const NUM_JOBS: u32 = 5;
    let jobs = chan(5);
    let results = chan(5);

    for w in 1..=3 {
        go!(worker(w, jobs.receiver(), results.sender()));
    }

    for j in 1..=NUM_JOBS {
        jobs.send(j).unwrap();
    }
    jobs.close();

    for _ in 1..=NUM_JOBS {
        results.recv().unwrap();
    }
}
