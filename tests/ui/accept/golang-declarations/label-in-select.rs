use goroutines::prelude::*;
go! {
    fn main() {
        c := make(chan i32, 1);
        c <- 1;
        LOOP: for {
            select {
            case <-c:
                break LOOP;
            }
        }
        println!("ok");
    }
}
