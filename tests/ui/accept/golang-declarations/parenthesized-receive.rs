use goroutines::prelude::*;
#[goroutines]
fn main() {
    let c = chan(1);
    c.send(1).unwrap();
    select! { case x := (<-c): println!("{x}"); }
}
