// A handle is still there after the `go`.
use std::sync::Arc;

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let config = Arc::new("config".to_owned());
    let mut handles = Vec::new();
    for _ in 0..3 {
        handles.push(go! { config.len() });
    }
    for handle in handles {
        assert_eq!(handle.join().unwrap(), 6);
    }
    assert_eq!(*config, "config");
}
