//! Go by Example: Rate Limiting, <https://gobyexample.com/rate-limiting>: a tick per request, then bursts of up to three.

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let start = time::now();
    let requests = chan(5);
    for i in 1..=5 {
        requests.send(i).unwrap();
    }
    requests.close();

    let limiter = time::tick(200 * time::MILLISECOND);
    for req in requests {
        limiter.recv();
        println!("request {req} {:?}", time::since(start));
    }

    let bursty_limiter = chan(3);
    for _ in 0..3 {
        bursty_limiter.send(time::now()).unwrap();
    }
    go! {
        for t in time::tick(200 * time::MILLISECOND) {
            bursty_limiter.send(t).unwrap();
        }
    }

    let bursty_requests = chan(5);
    for i in 1..=5 {
        bursty_requests.send(i).unwrap();
    }
    bursty_requests.close();
    for req in bursty_requests {
        bursty_limiter.recv();
        println!("request {req} {:?}", time::since(start));
    }
}
