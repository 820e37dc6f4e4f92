//! A `select!` without cases.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    select! {}
}
