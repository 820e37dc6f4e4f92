// A method of a trait that calls itself on the parts of a value: trees, interpreters, wrappers.
use std::sync::Arc;

use goroutines::prelude::*;

#[goroutines]
trait Walk: Sync {
    fn walk(&self) -> u32;
    fn eval(self, depth: u32) -> u32;
    fn deepest(&self, depth: u32) -> u32 {
        self.walk() + depth
    }
}

enum Tree {
    Leaf,
    Node(Vec<Tree>),
}

#[goroutines]
impl Walk for Tree {
    fn walk(&self) -> u32 {
        match self {
            Tree::Leaf => 1,
            Tree::Node(children) => {
                let mut sum = 0;
                for child in children {
                    goroutines::yield_now();
                    sum += child.walk();
                }
                sum
            }
        }
    }

    fn eval(self, depth: u32) -> u32 {
        match self {
            Tree::Leaf => depth,
            Tree::Node(children) => {
                let mut sum = 0;
                for child in children {
                    sum += child.eval(depth + 1);
                }
                sum
            }
        }
    }
}

struct Shared(Arc<Tree>);

#[goroutines]
impl Walk for Shared {
    fn walk(&self) -> u32 {
        self.0.walk()
    }

    fn eval(self, depth: u32) -> u32 {
        self.0.walk() + depth
    }
}

#[goroutines]
fn total<W: Walk + Send + Sync + 'static>(walk: W) -> u32 {
    go! { walk.walk() + walk.deepest(1) }.join().unwrap()
}

#[goroutines]
fn main() {
    let tree = || Tree::Node(vec![Tree::Leaf, Tree::Node(vec![Tree::Leaf]), Tree::Leaf]);
    assert_eq!(tree().walk(), 3);
    assert_eq!(tree().eval(0), 4);
    assert_eq!(total(tree()), 7);
    assert_eq!(total(Shared(Arc::new(tree()))), 7);
    assert_eq!(Shared(Arc::new(tree())).eval(1), 4);
}
