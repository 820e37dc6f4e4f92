// A field cannot be declared.
use goroutines::prelude::*;

struct P { x: i32 }

#[goroutines]
fn main() {
    go! {
        let p = P { x: 1 };
        p.x := 2;
        println!("{}", p.x);
    };
}
