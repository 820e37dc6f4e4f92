// `go!(move …)` moves handles as well.
use std::sync::Arc;

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let data = Arc::new(5);
    let weak = Arc::downgrade(&data);
    let n = go! { move
        *data + 1
    };
    assert_eq!(n.join().unwrap(), 6);
    assert!(weak.upgrade().is_none());
}
