// `default` runs when no case is ready.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let messages = chan::<u32>(0);
    let text = select! {
        v = messages.recv() => format!("received {v:?}"),
        default => "no message".to_owned(),
    };
    assert_eq!(text, "no message");
    select! {
        case messages <- 1: unreachable!();
        default: {}
    }
}
