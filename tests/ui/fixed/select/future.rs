// note: start it in a goroutine, `let h = go!(…);`, and wait for its end in a case, `r = h.join() => …`
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
