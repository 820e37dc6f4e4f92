// A cast is no call.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        go 1 as u8;
    };
}
