// `#[allow(deprecated)]` silences a lint: on the statement, and on the function.
#![deny(warnings)]

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let nothing = std::time::Duration::ZERO;
    #[allow(deprecated)]
    std::thread::sleep(nothing);
    let (tx, rx) = std::sync::mpsc::channel();
    tx.send(1).unwrap();
    #[allow(deprecated)]
    let received = rx.recv();
    assert_eq!(received, Ok(1));
    for i in 0..2 {
        #[allow(deprecated)]
        defer!(println!("{i}"));
    }
    let wg = WaitGroup::new();
    wg.add(1);
    let added = go! {
        #[allow(deprecated)]
        wg.add(1);
        wg.done();
        wg.done();
    };
    added.join().unwrap();
    wg.wait();
    #[allow(deprecated)]
    let (ctx, _) = context::with_cancel(&context::background());
    assert!(ctx.err().is_none());
    old_style();
}

#[goroutines]
#[allow(deprecated)]
fn old_style() {
    let start = time::now();
    defer!(println!("{:?}", start.elapsed()));
    std::thread::spawn(|| {}).join().unwrap();
}
