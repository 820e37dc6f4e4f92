// One argument for each parameter.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        go func(a: i32) i32 { a }(1, 2);
    };
}
