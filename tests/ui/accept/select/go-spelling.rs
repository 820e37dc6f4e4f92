// Go's cases, verbatim.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (c1, c2) = (chan(0), chan(0));
    go!(c1.send("one").unwrap());
    go!(c2.send("two").unwrap());
    let mut seen = Vec::new();
    for _ in 0..2 {
        select! {
            case msg := <-c1:
                seen.push(msg);
            case msg := <-c2:
                seen.push(msg);
        }
    }
    seen.sort();
    assert_eq!(seen, ["one", "two"]);
}
