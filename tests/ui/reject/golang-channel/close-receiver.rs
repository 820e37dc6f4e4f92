// Only who sends closes.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        let ch: <-chan i32 = chan::<i32>(1).receiver();
        close(ch);
    };
}
