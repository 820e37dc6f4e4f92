// A case waits for a channel, not for a condition.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ready = true;
    select! {
        case ready: println!("ready");
        default: println!("not yet");
    }
}
