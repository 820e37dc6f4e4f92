use goroutines::prelude::*;
go! {
    func produce(out: chan<- i32) {
        defer close(out);
        for i := 0; i < 3; i++ { out <- i; }
    }
    fn main() {
        c := make(chan i32);
        go produce(c);
        for v := range c { println!("{v}"); }
    }
}
