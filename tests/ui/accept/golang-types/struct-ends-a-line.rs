// A declaration ends with its line, behind the braces of `struct{}` too.
use goroutines::prelude::*;

go! {
    func main() {
        var done chan struct{}
        done = make(chan struct{}, 1)
        done <- struct{}{}
        <-done
        var nothing struct{}
        println!("{:?}", nothing)
    }
}
