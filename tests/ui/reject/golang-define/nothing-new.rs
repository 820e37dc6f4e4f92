// At least one variable has to be new.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        a := 1;
        a := 2;
        println!("{a}");
    };
}
