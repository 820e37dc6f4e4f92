use goroutines::prelude::*;
go! {
    func produce(n i32, out chan<- i32) {
        defer close(out)
        for i := 0; i < n; i++ {
            out <- i
        }
    }
    func main() {
        c := make(chan i32)
        go produce(5, c)
        sum := 0
        for v := range c {
            sum += v
        }
        println!("{sum}")
    }
}
