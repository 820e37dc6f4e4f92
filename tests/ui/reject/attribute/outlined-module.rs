// The module's body stands in another file, which the attribute does not see. (rustc refuses it by itself.)
use goroutines::prelude::*;

#[goroutines]
mod outlined;

fn main() {}
