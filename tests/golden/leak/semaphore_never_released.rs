//! The permits of a semaphore are kept forever by one who forgot them. Right: the permit is dropped.
//! Go has no counterpart in its standard library: `golang.org/x/sync` has the type.

use goroutines::prelude::*;
use sync::{Arc, Semaphore};

#[goroutines]
fn forgets(semaphore: Arc<Semaphore>) {
    semaphore.acquire(1).forget();
}

#[goroutines]
fn keeps(semaphore: Arc<Semaphore>) {
    let _permit = semaphore.acquire(1);
}

#[goroutines]
pub(crate) fn leaky() {
    let semaphore = Arc::new(Semaphore::new(1));
    for _ in 0..2 {
        go!(forgets(semaphore));
    }
}

#[goroutines]
pub(crate) fn correct() {
    let semaphore = Arc::new(Semaphore::new(1));
    for _ in 0..2 {
        go!(keeps(semaphore));
    }
}
