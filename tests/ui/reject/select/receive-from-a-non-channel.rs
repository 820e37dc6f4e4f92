// `<-` on something that is no channel.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let n = 3;
    select! {
        case v := <-n: println!("{v}");
    }
}
