// Methods whose type comes from outside are left alone.
// edition: 2021
use std::collections::HashMap;

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let n: u64 = "17".parse().unwrap();
    let list: Vec<u64> = (0..n).collect();
    let sum: u64 = list.iter().sum();
    let by: HashMap<&str, u64> = [("sum", sum)].into_iter().collect();
    let text: String = "x".into();
    assert_eq!((by["sum"], text.as_str()), (136, "x"));
}
