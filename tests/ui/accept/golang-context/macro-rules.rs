// Go's forms in the output of the user's own macros.
use goroutines::prelude::*;

macro_rules! relay {
    ($from:ident -> $to:expr, $t:ty, $n:expr) => {
        go! {
            x := <-$from;
            y, z := x, $n;
            $to <- y + z;
            out := make(chan $t, $n);
            out <- x;
            y++;
            select { case v := <-out: $to <- v; default: $to <- y; }
        }
    };
}

macro_rules! block {
    ($($body:tt)*) => { go! { $($body)* } };
}

macro_rules! functions {
    ($name:ident) => {
        go! {
            func $name(c: chan i32) { c <- 8; }
        }
    };
}

functions!(eight);

#[goroutines]
fn main() {
    let (a, b) = (chan(1), chan(2));
    a.send(1).unwrap();
    relay!(a -> b, i32, 2).join().unwrap();
    assert_eq!((b.recv(), b.recv()), (Some(3), Some(1)));
    block! {
        v := 4;
        b <- v;
        for i := 0; i < 2; i++ { v += i; }
        go func() { b <- v; }();
    };
    assert_eq!(b.recv().unwrap() + b.recv().unwrap(), 9);
    eight(b.clone());
    assert_eq!(b.recv(), Some(8));
}
