//! Go by Example: Channels, <https://gobyexample.com/channels>: a goroutine sends, main receives.

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let messages = chan(0);

    go!(messages.send("ping"));

    let msg = messages.recv().unwrap();
    println!("{msg}");
}
