// Nothing to fall through.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        fallthrough;
    };
}
