// `select!` inside the user's own macro.
use goroutines::prelude::*;

macro_rules! try_recv {
    ($ch:expr) => {
        select! {
            v = $ch.recv() => v,
            default => None,
        }
    };
}

macro_rules! first {
    ($v:ident <- $ch:expr => $body:expr) => {
        select! { case $v := <-$ch: $body }
    };
}

#[goroutines]
fn main() {
    let ch = chan(2);
    ch.send(1).unwrap();
    ch.send(2).unwrap();
    assert_eq!(try_recv!(ch), Some(1));
    assert_eq!(first!(value <- ch => value + 1), 3);
    assert_eq!(try_recv!(ch), None::<i32>);
}
