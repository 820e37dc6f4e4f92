// When `main` returns, the program ends.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        time::sleep(time::HOUR);
        std::process::exit(1);
    };
}
