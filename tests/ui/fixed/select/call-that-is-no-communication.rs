// note: a case is a send, a receive, or a wait such as `guard = mutex.lock() => …`, `r = handle.join() => …`, `time::sleep(d) => …`
use goroutines::prelude::*;

async fn work() -> u32 {
    1
}

#[goroutines]
fn main() {
    let numbers = chan::<u32>(1);
    let h = go!(work());
    select! {
        n = numbers.recv() => println!("{n:?}"),
        r = h.join() => println!("{}", r.unwrap()),
    }
}
