// A tree that adds itself up.
use goroutines::prelude::*;

struct Tree {
    value: u32,
    children: Vec<Tree>,
}

#[goroutines]
impl Tree {
    fn total(&self) -> u32 {
        let mut sum = self.value;
        for child in &self.children {
            sum += child.total();
        }
        sum
    }
}

#[goroutines]
fn main() {
    let leaf = |value| Tree { value, children: Vec::new() };
    let tree = Tree { value: 1, children: vec![leaf(2), leaf(3)] };
    assert_eq!(tree.total(), 6);
}
