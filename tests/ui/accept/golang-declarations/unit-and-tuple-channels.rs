use goroutines::prelude::*;
go! {
    struct Job { quit: chan (), out: chan (i32, bool) }
    func wait(done: <-chan ()) { <-done; }
    func main() {
        j := Job { quit: make(chan (), 1), out: make(chan (i32, bool), 1) };
        j.quit <- ();
        wait(j.quit);
        j.out <- (3, true);
        v, _ := <-j.out;
        println!("{}", v.0);
    }
}
