// A received value goes into a variable that is there already.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan(2);
    ch.send(7).unwrap();
    ch.send(8).unwrap();
    let (mut v, mut ok) = (0, false);
    assert_eq!((v, ok), (0, false));
    let mut list = [0];
    select! {
        case v, ok = <-ch: {}
    }
    select! {
        case list[0] = <-ch: {}
    }
    assert_eq!((v, ok, list), (7, true, [8]));
}
