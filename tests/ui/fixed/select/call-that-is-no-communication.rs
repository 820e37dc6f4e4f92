// help: write `case v := <-ch:`, `case ch <- v:`, `v = ch.recv() => …`, `ch.send(v) => …` or `default => …`
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (ch, out) = (chan::<u32>(1), chan::<u32>(1));
    let v = 1;
    select! {
        case v := <-ch: println!("{v}");
        case out <- v: println!("sent");
        v = ch.recv() => println!("{v:?}"),
        out.send(v) => println!("sent"),
        default => println!("not yet"),
    }
}
