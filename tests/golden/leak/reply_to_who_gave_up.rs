//! A server answers one who has gone away. Right: room for the answer.

use goroutines::prelude::*;

struct Request {
    reply: Chan<i32>,
}

#[goroutines]
fn serve(requests: Chan<Request>) {
    for r in requests {
        r.reply.send(42).unwrap();
    }
}

#[goroutines]
fn ask(requests: &Chan<Request>, reply: Chan<i32>, patient: bool) {
    requests.send(Request { reply: reply.clone() }).unwrap();
    if patient {
        reply.recv();
    }
}

#[goroutines]
pub(crate) fn leaky() {
    let requests = chan(0);
    defer!(requests.close());
    go!(serve(requests));
    ask(&requests, chan(0), true);
    ask(&requests, chan(0), false);
}

#[goroutines]
pub(crate) fn correct() {
    let requests = chan(0);
    defer!(requests.close());
    go!(serve(requests));
    ask(&requests, chan(1), true);
    ask(&requests, chan(1), false);
}
