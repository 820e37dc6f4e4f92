// Work that blocks a thread goes through `blocking`.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let n = goroutines::blocking(|| {
        std::thread::sleep(std::time::Duration::from_millis(1));
        7
    });
    assert_eq!(n, 7);
}
