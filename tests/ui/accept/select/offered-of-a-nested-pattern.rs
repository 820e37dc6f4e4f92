// A value bound by `if let` in a `while let` is offered beside a second case.

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (a, b, done) = (chan(4), chan(0), chan::<()>(0));
    for i in 0..4 {
        a.send(Some(i)).unwrap();
    }
    a.close();
    go! {
        while let Some(item) = a.recv() {
            if let Some(v) = item {
                select! { case b <- v: {} case <-done: return; }
            }
        }
        b.close();
    };
    let mut s = 0;
    for v in b {
        s += v;
    }
    println!("{s}");
    done.close();
}
