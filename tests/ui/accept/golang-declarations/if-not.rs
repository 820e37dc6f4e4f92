use goroutines::prelude::*;
go! {
    fn main() {
        c := make(chan i32, 1);
        done := false;
        if !done { c <- 1; }
        println!("{}", len(c));
    }
}
