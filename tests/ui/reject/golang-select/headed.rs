// `select` takes no expression.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := make(chan i32, 1);
        select ch {
            case v := <-ch: println!("{v}");
        }
    };
}
