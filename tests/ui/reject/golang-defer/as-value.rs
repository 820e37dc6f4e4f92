// A statement has no value.
use goroutines::prelude::*;

fn worker() {}

#[goroutines]
fn main() {
    go! {
        h := defer worker();
    };
}
