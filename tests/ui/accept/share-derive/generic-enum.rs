// A generic enum is a handle when what it holds is.
use std::sync::Arc;

use goroutines::prelude::*;

#[derive(Clone, Share)]
enum Target<T> {
    One(T),
    Two { left: T, right: Arc<str> },
    None,
}

#[goroutines]
fn count<T: Send>(target: Target<T>) -> u32 {
    match target {
        Target::One(_) => 1,
        Target::Two { left: _, right } => right.len() as u32,
        Target::None => 0,
    }
}

#[goroutines]
fn main() {
    let target = Target::One(Arc::new(vec![1]));
    assert_eq!(go!(count(target)).join().unwrap(), 1);
    assert_eq!(count(target), 1);
    let Target::Two { left, .. } = (Target::Two { left: 1, right: "ab".into() }) else { return };
    assert_eq!(left, 1);
    let two = Target::Two { left: 1, right: "ab".into() };
    assert_eq!(count(two), 2);
    assert_eq!(count(Target::<u32>::None), 0);
}
