// An option of tokio's.
use goroutines::prelude::*;

#[goroutines(flavor = "multi_thread")]
fn main() {}
