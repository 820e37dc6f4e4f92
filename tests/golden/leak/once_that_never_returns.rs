//! The work of a `Once` waits forever. Right: it does not. Differs from Go: told, but not as `(leaked)`: the work of the
//! `Once` has a handle of the channel that its caller keeps as well.

use goroutines::prelude::*;
use sync::{Arc, Once};

#[goroutines]
fn initialize(once: Arc<Once>, ready: Chan<bool>) {
    once.do_once(|| {
        ready.recv();
    });
}

#[goroutines]
pub(crate) fn leaky() {
    go!(initialize(Arc::new(Once::new()), chan(0)));
}

#[goroutines]
pub(crate) fn correct() {
    let ready = chan(0);
    go!(initialize(Arc::new(Once::new()), ready));
    ready.close();
}
