//! A case may offer a variable that a condition of several `let`s bound.
// edition: 2024

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (to, wake) = (chan::<String>(0), chan(1));
    wake.send(()).unwrap();
    if let Some(text) = Some("chain".to_owned())
        && let Some(c) = text.chars().next()
        && c == 'c'
    {
        select! {
            case to <- text: panic!("nobody receives");
            case <-wake: {}
        }
        assert_eq!(text, "chain");
    }
}
