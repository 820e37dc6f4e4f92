use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan::<i32>(1);
    select! {
        case v <- ch: println!("{v}");
    }
    go! {
        select! {
            case got <- ch: { println!("{got}") }
            default: {}
        }
    };
}
