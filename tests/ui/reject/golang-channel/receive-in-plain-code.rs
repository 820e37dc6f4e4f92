// The argument of a `go!` is evaluated here, and here nothing can wait.
use goroutines::prelude::*;

fn print(n: i32) {
    println!("{n}");
}

fn main() {
    let ch = chan::<i32>(1);
    go!(print(<-ch));
}
