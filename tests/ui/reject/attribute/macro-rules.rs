// The functions that a macro writes carry the attribute, not the macro.
use goroutines::prelude::*;

#[goroutines]
macro_rules! start {
    () => {};
}

fn main() {
    start!();
}
