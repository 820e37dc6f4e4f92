use goroutines::prelude::*;
fn at(n: i32) -> usize { println!("{n}"); 0 }
fn from(c: &Chan<i32>) -> &Chan<i32> { println!("2"); c }
go! {
    fn main() {
        c := make(chan i32, 1);
        c <- 5;
        xs := vec![0];
        xs[at(1)] = <-from(&c);
    }
}
