// A deferred call before what never ends, or ends in a panic: blocks, literals and functions.
use goroutines::prelude::*;

#[goroutines]
fn serve(work: Chan<u32>) {
    defer! { recover(); }
    loop {
        work.recv().unwrap();
    }
}

go! {
    func golang() {
        func() {
            defer func() { assert_eq!(recover().unwrap().message(), "bad"); }();
            panic!("bad");
        }();
    }
}

#[goroutines]
fn main() {
    let (work, stopped) = (chan::<u32>(0), chan(4));
    let block = go! {
        defer!(stopped.send(()).unwrap());
        defer! { recover(); }
        loop {
            if work.recv().is_none() { panic!("no more work"); }
        }
    };
    let literal = go!(|n: u32| {
        defer! { recover(); }
        match n {
            1 => loop { work.recv().unwrap(); },
            _ => unreachable!(),
        }
    }(1));
    let panics = go! {
        defer! { recover(); }
        panic!("at once");
    };
    let number = go! {
        defer!(stopped.send(()).unwrap());
        loop {
            if work.recv().is_none() { break 3; }
        }
    };
    let early = go! {
        defer!(stopped.send(()).unwrap());
        if work.recv().is_none() { return 4; }
        panic!("there was work");
    };
    let served = go!(serve(work));
    work.close();
    block.join().unwrap();
    literal.join().unwrap();
    panics.join().unwrap();
    served.join().unwrap();
    assert_eq!(number.join().unwrap() + early.join().unwrap(), 7);
    assert_eq!(stopped.len(), 3);
    golang();
}
