//! Go by Example: Channel Synchronization, <https://gobyexample.com/channel-synchronization>, in Go's words.
use goroutines::prelude::*;

go! {
    func worker(done: chan bool) {
        print!("working...");
        time::sleep(time::SECOND);
        println!("done");

        done <- true;
    }

    func main() {
        done := make(chan bool, 1);
        go worker(done);

        <-done;
    }
}
