//! The program it all starts from, <https://gobyexample.com/goroutines>: a call, a goroutine, and a function literal in one.

use goroutines::prelude::*;

fn print_nums(prefix: &str) {
    for i in 0..3 {
        println!("{prefix} : {i}");
    }
}

#[goroutines]
fn main() {
    print_nums("direct");

    go!(print_nums("goroutine"));

    go!(|msg| { println!("{msg}") }("async"));

    time::sleep(time::SECOND);
    println!("done");
}
