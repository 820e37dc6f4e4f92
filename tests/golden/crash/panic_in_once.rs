//! A panic in the work of a `Once`.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let once = sync::Once::new();
    once.do_once(|| panic!("once"));
}
