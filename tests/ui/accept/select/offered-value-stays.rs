// A value that was not sent is still there.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (out, ready) = (chan::<String>(0), chan(1));
    ready.send(()).unwrap();
    let text = "kept".to_owned();
    select! {
        case out <- text: unreachable!();
        case <-ready: assert_eq!(text, "kept");
    }
}
