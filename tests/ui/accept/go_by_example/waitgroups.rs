//! Go by Example: WaitGroups, <https://gobyexample.com/waitgroups>, in Go's words.
use goroutines::prelude::*;

go! {
    func worker(id: i32) {
        println!("Worker {id} starting");

        time::sleep(time::SECOND);
        println!("Worker {id} done");
    }

    func main() {
        wg := WaitGroup::new();

        for i := 1; i <= 5; i++ {
            wg.go(func() {
                worker(i);
            });
        }

        wg.wait();
    }
}
