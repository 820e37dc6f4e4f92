// What to do is missing behind `=>`.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    select! {
        default =>
    }
}
