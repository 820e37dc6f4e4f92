use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        var point struct { x, y i32 };
        println!("here");
    };
}
