use goroutines::prelude::*;
go! {
    func work(out: chan<- i32) {
        for i := range 2 { go func() { out <- i; }(); }
    }
    func main() {
        c := make(chan i32);
        work(c);
        println!("{}", <-c + <-c);
    }
}
