// The bodies are goroutine code.
use goroutines::prelude::*;

#[goroutines]
fn double(n: u32) -> u32 {
    goroutines::yield_now();
    n * 2
}

#[goroutines]
fn fetch(n: u32) -> Result<u32, String> {
    if n > 0 { Ok(n) } else { Err("zero".to_owned()) }
}

#[goroutines]
fn work(ch: Chan<u32>) -> Result<u32, String> {
    let n = select! {
        case v := <-ch: double(fetch(v)?)
    };
    Ok(n)
}

#[goroutines]
fn main() {
    let ch = chan(2);
    ch.send(2).unwrap();
    ch.send(0).unwrap();
    assert_eq!(work(ch.clone()), Ok(4));
    assert_eq!(work(ch), Err("zero".to_owned()));
}
