//! Go by Example: Closing Channels, <https://gobyexample.com/closing-channels>, in Go's words.
use goroutines::prelude::*;

go! {
    func main() {
        jobs := make(chan i32, 5);
        done := make(chan bool);

        go func() {
            for {
                j, more := <-jobs;
                if more {
                    println!("received job {j}");
                } else {
                    println!("received all jobs");
                    done <- true;
                    return;
                }
            }
        }();

        for j := 1; j <= 3; j++ {
            jobs <- j;
            println!("sent job {j}");
        }
        close(jobs);
        println!("sent all jobs");

        <-done;

        _, ok := <-jobs;
        println!("received more jobs: {ok}");
    }
}
