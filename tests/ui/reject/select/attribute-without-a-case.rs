use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan::<i32>(1);
    select! {
        case v := <-ch: println!("{v}");
        #[allow(unused)]
    }
}
