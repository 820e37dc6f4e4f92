// Loops that poll let others run, with one worker too.

use goroutines::prelude::*;

use std::sync::Arc;
#[goroutines(workers = 1)]
fn main() {
    let ch = chan::<u32>(1);
    {
        let c = ch.clone();
        go! { c.send(1).unwrap(); c.close(); };
    }
    while !ch.is_closed() {}
    let m = Arc::new(sync::Mutex::new(0));
    let full = chan::<u32>(1);
    full.send(1).unwrap();
    go! { full.recv(); };
    while full.try_send(2).is_err() {}
    let g = chan::<()>(0);
    go! { let _l = m.lock(); g.recv(); };
    goroutines::yield_now();
    go! { g.send(()).unwrap() };
    while m.try_lock().is_none() {}
    let mut n = 0;
    let c4 = chan::<u32>(0);
    go! { c4.send(1).unwrap() };
    while n == 0 {
        select! { case v := <-c4: n = v; default: {} }
    }
    println!("done");
}
