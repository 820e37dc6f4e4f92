//! The work of a `Once` calls it again. Differs from Go: Go's header tells the lock inside, ours the `Once`.

use goroutines::prelude::*;
use sync::{Arc, Once};

#[goroutines]
pub(crate) fn main() {
    let once = Arc::new(Once::new());
    once.do_once(|| {
        once.do_once(|| {});
    });
}
