//! A panic in what `time::after_func` starts.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let _timer = time::after_func(time::Duration::ZERO, || panic!("late"));
    select! {}
}
