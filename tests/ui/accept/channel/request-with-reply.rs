//! A handle that is part of a message stays at hand: a request carries the channel of its reply.

use goroutines::prelude::*;

struct Get {
    key: i32,
    reply: Chan<i32>,
}

struct Tuple(i32, Chan<i32>);

enum Request {
    Read { key: i32, reply: Chan<i32> },
    Write(i32, Chan<i32>),
}

struct Outer {
    inner: Get,
    note: String,
}

#[goroutines]
fn owner(gets: Chan<Get>) {
    for Get { key, reply } in gets {
        reply.send(key * 2).unwrap();
    }
}

#[goroutines]
fn ask(gets: &Chan<Get>, key: i32, reply: Chan<i32>) -> i32 {
    gets.send(Get { key, reply }).unwrap();
    reply.recv().unwrap()
}

#[goroutines]
fn main() {
    let gets = chan(0);
    go!(owner(gets));
    let reply = chan(0);
    gets.send(Get { key: 21, reply }).unwrap();
    assert_eq!(reply.recv(), Some(42));
    gets.send(Get { reply: reply, key: 2 }).unwrap();
    assert_eq!(reply.recv(), Some(4));
    assert_eq!(ask(&gets, 3, reply), 6);
    let (answer, wg) = (chan::<i32>(1), WaitGroup::new());
    select! {
        case gets <- Get { key: 4, reply: answer }: {}
        case <-Chan::<()>::nil(): {}
    }
    assert_eq!(answer.recv(), Some(8));

    let tuples = chan(1);
    tuples.send(Tuple(1, answer)).unwrap();
    let Tuple(first, back) = tuples.recv().unwrap();
    back.send(first + 8).unwrap();
    assert_eq!(answer.recv(), Some(9));

    let requests = chan(2);
    requests.send(Request::Read { key: 1, reply: answer }).unwrap();
    requests.try_send(Request::Write(5, answer)).unwrap();
    for _ in 0..2 {
        match requests.recv().unwrap() {
            Request::Read { key, reply } | Request::Write(key, reply) => reply.try_send(key).unwrap_or_default(),
        }
    }
    assert_eq!(answer.recv(), Some(1));

    let pairs = chan(1);
    pairs.send((1, answer, Some(wg))).unwrap();
    assert_eq!(pairs.recv().unwrap().1.len(), answer.len());

    let outers = chan(1);
    let note = "moved".to_owned();
    outers.send(Outer { inner: Get { key: 1, reply: answer }, note }).unwrap();
    let Outer { inner, note } = outers.recv().unwrap();
    inner.reply.send(inner.key).unwrap();
    assert_eq!((answer.recv(), &*note), (Some(1), "moved"));
    wg.wait();
}
