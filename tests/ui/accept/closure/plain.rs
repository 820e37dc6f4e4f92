// A plain closure stays a plain closure.
use goroutines::prelude::*;

fn twice(f: impl Fn(u32) -> u32) -> u32 {
    f(f(1))
}

#[goroutines]
fn main() {
    let by = 3;
    assert_eq!(twice(|n| n * by), 9);
    let mut list = vec![3, 1, 2];
    list.sort_by_key(|n| std::cmp::Reverse(*n));
    assert_eq!(list, [3, 2, 1]);
}
