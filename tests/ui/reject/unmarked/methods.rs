//! The commonest slip: a helper that waits is not marked.

use goroutines::prelude::*;

fn sends(ch: &Chan<u32>) {
    ch.send(1).unwrap();
    ch.send_timeout(1, time::SECOND).expect("sent");
}

fn receives(ch: &Chan<u32>) -> u32 {
    if ch.recv().is_none() {
        return 0;
    }
    ch.recv_timeout(time::SECOND).unwrap_or_default()
}

fn joins() {
    go!(println!("started")).join().unwrap();
}

#[goroutines]
fn main() {
    let ch = chan(2);
    sends(&ch);
    receives(&ch);
    joins();
}
