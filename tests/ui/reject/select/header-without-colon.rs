// The `:` behind a case is missing.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    select! {
        case <-ch
    }
}
