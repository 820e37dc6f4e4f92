// One default is enough.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        select {
            default: println!("a");
            default: println!("b");
        }
    };
}
