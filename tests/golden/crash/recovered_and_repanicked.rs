//! A deferred call recovers a panic and raises it again.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    defer! {
        if let Some(panic) = recover() {
            std::panic::resume_unwind(panic.into_payload());
        }
    };
    panic!("first");
}
