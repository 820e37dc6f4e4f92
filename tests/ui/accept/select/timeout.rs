// A case on a timer.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let never = chan::<u32>(0);
    let text = select! {
        case <-never: "received"
        case <-time::after(10 * time::MILLISECOND): "timeout"
    };
    assert_eq!(text, "timeout");
}
