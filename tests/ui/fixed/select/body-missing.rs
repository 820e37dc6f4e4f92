// help: write `=> {}` to do nothing
use goroutines::prelude::*;

#[goroutines]
fn main() {
    select! {
        default => {}
    }
}
