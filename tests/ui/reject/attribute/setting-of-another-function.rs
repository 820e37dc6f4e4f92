use goroutines::prelude::*;

#[goroutines(workers = 4)]
fn worker() {}

#[goroutines(worker = 4)]
fn main() {}
