// An argument whose type the called function tells.
// edition: 2021
use std::path::PathBuf;

use goroutines::prelude::*;

#[goroutines]
fn sum(xs: [i32; 2]) -> i32 {
    xs[0] + xs[1]
}

#[goroutines]
fn shown(dir: PathBuf, n: u64) -> String {
    format!("{} {n}", dir.display())
}

fn plain(list: Vec<u8>) -> usize {
    list.len()
}

#[goroutines]
fn main() {
    let xs = vec![1, 2];
    assert_eq!(go!(sum(xs.try_into().unwrap())).join().unwrap(), 3);
    let root = "a".to_string();
    assert_eq!(go!(shown(root.into(), "3".parse().unwrap())).join().unwrap(), "a 3");
    assert_eq!(go!(plain((0..3).collect())).join().unwrap(), 3);
    assert_eq!(go!(plain(Default::default())).join().unwrap(), 0);
}
