//! Go by Example: Goroutines, <https://gobyexample.com/goroutines>, in Go's words.
use goroutines::prelude::*;

go! {
    func f(from: &str) {
        for i := 0; i < 3; i++ {
            println!("{from} : {i}");
        }
    }

    func main() {
        f("direct");

        go f("goroutine");

        go func(msg: &str) {
            println!("{msg}");
        }("going");

        time::sleep(time::SECOND);
        println!("done");
    }
}
