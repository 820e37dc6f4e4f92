// The same with an assignment.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (mut a, mut b, mut c) = (0, false, 0);
    select! {
        case a, b, c = <-ch: println!("{a} {b} {c}");
        default: println!("not yet");
    }
}
