// The blocking forms work in plain threads.
use goroutines::prelude::*;

fn main() {
    let (input, output) = (chan::<u32>(0), chan::<u32>(0));
    go! {
        for n in input {
            output.send(n * 2).unwrap();
        }
        output.close();
    };
    input.send_blocking(21).unwrap();
    assert_eq!(output.recv_blocking(), Some(42));
    input.close();
    assert_eq!(output.recv_blocking(), None);
}
