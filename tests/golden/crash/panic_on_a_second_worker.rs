//! One of several goroutines panics, on whichever worker it happens to run.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let done = chan::<bool>(0);
    for i in 0..8 {
        go! {
            if i == 5 {
                panic!("the sixth");
            }
            done.recv();
        };
    }
    done.recv();
}
