// Without `dyn` the methods return futures of unnamed types, so there is no `dyn Store`.
use goroutines::prelude::*;

#[goroutines]
trait Store {
    fn get(&self, key: u32) -> u32;
}

fn main() {
    let _: Option<Box<dyn Store>> = None;
}
