// The same in Rust's spelling, with an `Option` and a `Result`.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (numbers, closed) = (chan(1), chan::<u32>(0));
    closed.close();
    let sent = select! {
        r = numbers.send(1) => r.is_ok(),
    };
    assert!(sent);
    let got = select! {
        v = numbers.recv() => v,
    };
    assert_eq!(got, Some(1));
    let got = select! {
        v = closed.recv() => v,
        default => Some(0),
    };
    assert_eq!(got, None);
}
