// A generic type with bounds.
use goroutines::prelude::*;

struct Stack<T> {
    items: Vec<T>,
}

#[goroutines]
impl<T: Clone + Send + Sync> Stack<T> {
    fn push(&mut self, item: T) -> &mut Self {
        goroutines::yield_now();
        self.items.push(item);
        self
    }

    fn top(&self) -> Option<T> {
        self.items.last().cloned()
    }
}

#[goroutines]
fn main() {
    let mut stack = Stack { items: Vec::new() };
    stack.push(1).push(2);
    assert_eq!(stack.top(), Some(2));
}
