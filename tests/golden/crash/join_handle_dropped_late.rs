//! The handle of a goroutine that has panicked is dropped: nobody can observe the panic any more.
//! Go has no counterpart: it has no handles.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let handle = go! { panic!("boom") };
    while !handle.is_finished() {
        goroutines::yield_now();
    }
    drop(handle);
    select! {}
}
