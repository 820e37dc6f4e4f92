//! A panic in what `time::after_func` starts.
//! Differs from Go: the creator is the function that was called, `time::after_func`; Go names the one that the timer calls.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let _timer = time::after_func(time::Duration::ZERO, || panic!("late"));
    select! {}
}
