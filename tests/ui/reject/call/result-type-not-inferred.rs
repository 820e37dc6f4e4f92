// Nothing says what type the call returns before it is known whether the call waits.
use goroutines::prelude::*;

trait Row {
    fn column<T: From<u8>>(&self, index: u8) -> T {
        T::from(index)
    }
}

impl Row for str {}

#[goroutines]
fn main() {
    let n: u32 = "row".column(3);
    println!("{n}");
}
