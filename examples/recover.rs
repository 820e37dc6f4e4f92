//! Go by Example: Recover, <https://gobyexample.com/recover>: a deferred call stops the panic.

use goroutines::prelude::*;

fn may_panic() {
    panic!("a problem");
}

#[goroutines]
fn main() {
    defer! {
        if let Some(r) = recover() {
            println!("Recovered. Error:\n {r}");
        }
    }

    may_panic();

    println!("After may_panic()");
}
