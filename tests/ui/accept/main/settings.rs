//! Options of the attribute on `main` configure the default runtime.

use goroutines::prelude::*;

fn ignore(_: goroutines::Crash) {}

#[goroutines(workers = 1 + 2, on_panic = ignore, sigquit = false)]
fn main() {
    assert_eq!(goroutines::num_workers(), 3);
    drop(go! { panic!("nobody joins") });
    assert_eq!(go! { 7 }.join().unwrap(), 7);
}
