// A goroutine that ends when it is told to.
use goroutines::prelude::*;

#[goroutines]
fn count(ctx: context::Context, ticks: Chan<u32>) {
    let mut n = 0;
    loop {
        select! {
            case <-ctx.done(): return;
            case ticks <- n: n += 1;
        }
    }
}

#[goroutines]
fn main() {
    let (ctx, cancel) = context::with_cancel(&context::background());
    let ticks = chan(0);
    let handle = go!(count(ctx, ticks));
    assert_eq!((ticks.recv(), ticks.recv()), (Some(0), Some(1)));
    cancel();
    handle.join().unwrap();
}
