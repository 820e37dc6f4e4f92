// Maps are Rust's.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        m := make(map[String]i32);
        println!("{}", len(m));
    };
}
