//! The condition that a goroutine waits for never comes true. Right: set it and signal.
//! Differs from Go: told, but not as `(leaked)`: a `Cond` has no handles to count.

use goroutines::prelude::*;
use sync::{Arc, Cond, Mutex};

#[derive(Default)]
struct Gate {
    open: Mutex<bool>,
    cond: Cond,
}

#[goroutines]
fn pass(gate: Arc<Gate>) {
    let mut open = gate.open.lock();
    while !*open {
        open = gate.cond.wait(open);
    }
}

#[goroutines]
pub(crate) fn leaky() {
    let gate = Arc::new(Gate::default());
    go!(pass(gate));
    // Forgot what the goroutine waits for.
    *gate.open.lock() = false;
}

#[goroutines]
pub(crate) fn correct() {
    let gate = Arc::new(Gate::default());
    go!(pass(gate));
    *gate.open.lock() = true;
    gate.cond.broadcast();
}
