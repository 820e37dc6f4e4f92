// A declaration is a statement.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        println!("{}", x := 1);
    };
}
