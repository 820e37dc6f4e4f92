// A `for` loop receives until the channel is closed.
use goroutines::prelude::*;

#[goroutines]
fn produce(out: &Chan<u32>) {
    for i in 0..4 {
        out.send(i).unwrap();
    }
    out.close();
}

#[goroutines]
fn main() {
    let numbers = chan(0);
    go!(produce(&numbers));
    let mut sum = 0;
    for n in numbers {
        sum += n;
    }
    assert_eq!(sum, 6);
}
