use goroutines::prelude::*;
go! {
    func main() {
        ch := make(chan i32, 2);
        ch <- 1; ch <- 2; close(ch);
    outer:
        for {
            select {
            case v, ok := <-ch:
                if !ok { break outer; }
                println!("{v}");
            }
        }
        println!("done");
    }
}
