// A case whose guard is false is never ready.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (a, b) = (chan(1), chan(1));
    a.send("a").unwrap();
    b.send("b").unwrap();
    let open = false;
    let got = select! {
        case v := <-a if open: v
        case v := <-b if !open: v
    };
    assert_eq!(got, "b");
}
