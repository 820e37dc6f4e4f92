// Stages, each a function that returns the channel it writes to.
use goroutines::prelude::*;

#[goroutines]
fn numbers(limit: u32) -> Chan<u32> {
    let out = chan(0);
    go! {
        for n in 1..limit {
            out.send(n).unwrap();
        }
        out.close();
    };
    out
}

#[goroutines]
fn squares(input: Chan<u32>) -> Chan<u32> {
    let out = chan(0);
    go! {
        for n in input {
            out.send(n * n).unwrap();
        }
        out.close();
    };
    out
}

#[goroutines]
fn main() {
    let mut sum = 0;
    for n in squares(squares(numbers(4))) {
        sum += n;
    }
    assert_eq!(sum, 1 + 16 + 81);
}
