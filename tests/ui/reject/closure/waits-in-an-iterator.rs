// A closure of an iterator gives a value, and a call that waits gives a future there.
use goroutines::prelude::*;

#[goroutines]
fn double(n: u32) -> u32 {
    n * 2
}

#[goroutines]
fn show(n: u32) {
    println!("{n}");
}

struct Shop;

#[goroutines]
impl Shop {
    fn price(&self, n: u32) -> u32 {
        double(n)
    }

    fn total(&self) -> u32 {
        (0..3).map(|n| self.price(n)).sum()
    }
}

#[goroutines]
fn main() {
    let doubled: Vec<u32> = [1, 2].iter().map(|n| double(*n)).collect();
    let texts = [1, 2].into_iter().map(|n| double(n)).rev().collect::<Vec<u32>>();
    [1, 2].into_iter().for_each(|n| show(n));
    println!("{doubled:?} {texts:?} {}", Shop.total());
}
