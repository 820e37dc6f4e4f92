// note: wrap it in an `Arc`, or derive `Clone` and `Share` for a struct made of handles
use goroutines::prelude::*;

use std::sync::Arc;

#[derive(Clone, Share)]
struct Server {
    wg: WaitGroup,
    names: Arc<Vec<String>>,
}

fn main() {
    let server = Server { wg: WaitGroup::new(), names: Arc::default() };
    server.wg.wait_blocking();
    assert!(server.names.is_empty());
}
