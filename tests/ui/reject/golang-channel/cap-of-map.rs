// A map has no capacity in Go.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        m := std::collections::BTreeMap::from([(1, 2)]);
        println!("{}", cap(m));
    };
}
