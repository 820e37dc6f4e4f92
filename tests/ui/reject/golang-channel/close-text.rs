// A text is no channel.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        close("text");
    };
}
