// No such option.
use goroutines::prelude::*;

#[goroutines(threads = 4)]
fn main() {}
