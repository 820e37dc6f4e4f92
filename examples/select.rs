//! Go by Example: Select, <https://gobyexample.com/select>: waits for two channels at once.

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let c1 = chan(0);
    let c2 = chan(0);

    go! {
        time::sleep(time::SECOND);
        c1.send("one")
    }
    go! {
        time::sleep(2 * time::SECOND);
        c2.send("two")
    }

    for _ in 0..2 {
        select! {
            case msg1 := <-c1: println!("received {msg1}");
            case msg2 := <-c2: println!("received {msg2}");
        }
    }
}
