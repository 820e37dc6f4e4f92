// Each goroutine has its own copy of the loop's variable.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let mut handles = Vec::new();
    for i in 0..3 {
        handles.push(go!(|i: u32| { i * 10 }(i)));
    }
    let mut out = Vec::new();
    for handle in handles {
        out.push(handle.join().unwrap());
    }
    assert_eq!(out, [0, 10, 20]);
}
