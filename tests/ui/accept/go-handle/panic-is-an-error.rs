// The panic of a goroutine reaches the one who joins it.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let handle = go! {
        let list: Vec<u32> = Vec::new();
        assert!(!list.is_empty(), "nothing there");
    };
    assert_eq!(handle.join().unwrap_err().message(), "nothing there");
}
