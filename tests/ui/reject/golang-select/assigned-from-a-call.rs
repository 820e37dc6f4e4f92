// Only a receive can be assigned from.
use goroutines::prelude::*;

fn f() -> i32 { 1 }

#[goroutines]
fn main() {
    go! {
        select {
            case v := f(): println!("{v}");
        }
    };
}
