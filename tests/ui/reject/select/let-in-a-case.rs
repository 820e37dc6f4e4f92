use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan::<i32>(1);
    select! {
        case let v = <-ch: println!("{v}");
    }
    select! {
        case let Some(v) = <-ch: println!("{v}");
    }
    select! {
        let v = ch.recv() => println!("{v:?}"),
    }
}
