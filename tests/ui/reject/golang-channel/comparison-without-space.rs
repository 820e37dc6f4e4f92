// Without a space it reads as a send.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        let (a, b) = (1, 2);
        let less = a<-b;
        println!("{less}");
    };
}
