// A method is missing.
use goroutines::prelude::*;

#[goroutines]
trait Store {
    fn get(&self, key: u32) -> u32;
    fn set(&self, key: u32, value: u32);
}

struct Memory;

#[goroutines]
impl Store for Memory {
    fn get(&self, key: u32) -> u32 {
        key
    }
}

fn main() {}
