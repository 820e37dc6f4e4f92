use goroutines::prelude::*;
go! {
    fn main() {
        c := make(chan i32, 1);
        let cr: <-chan i32 = c;
        println!("{}", cap(cr));
    }
}
