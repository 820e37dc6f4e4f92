//! The background context is never done: its channel is nil.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    context::background().done().recv();
}
