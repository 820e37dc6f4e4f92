//! `allow_leaks` says what a test may leave behind; other functions may leave anything.

use goroutines::prelude::*;

#[goroutines(allow_leaks)]
fn serve() {
    go!(serve_one(1));
}

fn serve_one(n: u32) {
    println!("{n}");
}

fn main() {
    goroutines::run(serve());
}
