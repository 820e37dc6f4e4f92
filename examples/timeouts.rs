//! Go by Example: Timeouts, <https://gobyexample.com/timeouts>: `time::after` in a `select!`.

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let c1 = chan(1);
    go! {
        time::sleep(2 * time::SECOND);
        c1.send("result 1")
    }

    select! {
        case res := <-c1: println!("{res}");
        case <-time::after(time::SECOND): println!("timeout 1");
    }

    let c2 = chan(1);
    go! {
        time::sleep(2 * time::SECOND);
        c2.send("result 2")
    }

    select! {
        case res := <-c2: println!("{res}");
        case <-time::after(3 * time::SECOND): println!("timeout 2");
    }
}
