//! An `Option` of a channel that goes the wrong way: the direction is wrong, not the operand.

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (tx, rx) = chan::<u32>(1).split();
    let (tx, rx) = (Some(tx), Some(&rx));
    select! {
        case v := <-tx: println!("{v}");
        case rx <- 1: println!("sent");
        default: {}
    }
}
