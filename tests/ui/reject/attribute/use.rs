// Nor an import.
#[goroutines::goroutines]
use goroutines::prelude::*;

fn main() {}
