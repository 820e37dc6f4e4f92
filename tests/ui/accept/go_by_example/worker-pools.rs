//! Go by Example: Worker Pools, <https://gobyexample.com/worker-pools>, in Go's words.
use goroutines::prelude::*;

go! {
    func worker(id: i32, jobs: <-chan i32, results: chan<- i32) {
        for j := range jobs {
            println!("worker {id} started  job {j}");
            time::sleep(time::SECOND);
            println!("worker {id} finished job {j}");
            results <- j * 2;
        }
    }

    func main() {
        const NUM_JOBS: i32 = 5;
        jobs := make(chan i32, NUM_JOBS);
        results := make(chan i32, NUM_JOBS);

        for w := 1; w <= 3; w++ {
            go worker(w, jobs, results);
        }

        for j := 1; j <= NUM_JOBS; j++ {
            jobs <- j;
        }
        close(jobs);

        for a := 1; a <= NUM_JOBS; a++ {
            <-results;
        }
    }
}
