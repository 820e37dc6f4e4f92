// Two goroutines answer each other over unbuffered channels.
use goroutines::prelude::*;

#[goroutines]
fn player(input: Chan<u32>, output: Chan<u32>) {
    for n in input {
        output.send(n + 1).unwrap();
    }
    output.close();
}

#[goroutines]
fn main() {
    let (ping, pong) = (chan(0), chan(0));
    go!(player(ping, pong));
    let mut n = 0;
    for _ in 0..5 {
        ping.send(n).unwrap();
        n = pong.recv().unwrap();
    }
    ping.close();
    assert_eq!(pong.recv(), None);
    assert_eq!(n, 5);
}
