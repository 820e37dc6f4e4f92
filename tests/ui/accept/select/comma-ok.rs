// `v, ok := <-ch` says whether the channel is open.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan(1);
    ch.send(7).unwrap();
    ch.close();
    let mut seen = Vec::new();
    for _ in 0..2 {
        select! {
            case v, ok := <-ch: seen.push((v, ok));
        }
    }
    assert_eq!(seen, [(7, true), (0, false)]);
}
