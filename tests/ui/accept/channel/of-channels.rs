// A request carries the channel for its answer.
use goroutines::prelude::*;

struct Request {
    n: u32,
    answer: Chan<u32>,
}

#[goroutines]
fn serve(requests: Chan<Request>) {
    for request in requests {
        request.answer.send(request.n + 1).unwrap();
    }
}

#[goroutines]
fn ask(requests: &Chan<Request>, n: u32) -> u32 {
    let answer = chan(0);
    requests.send(Request { n, answer: answer.clone() }).unwrap();
    answer.recv().unwrap()
}

#[goroutines]
fn main() {
    let requests = chan(0);
    go!(serve(requests));
    assert_eq!(ask(&requests, 1) + ask(&requests, 10), 13);
}
