// A method with a turbofish, or with a name of std's and another number of arguments, is chosen by
// its type: it may wait.

use std::any::Any;

use goroutines::prelude::*;

struct Client;

#[goroutines]
impl Client {
    fn fetch<T: From<u8> + Send>(&self, x: u8) -> T {
        goroutines::yield_now();
        T::from(x)
    }

    fn all<T: Send + Clone>(&self, xs: &[T]) -> Vec<T> {
        goroutines::yield_now();
        xs.to_vec()
    }
}

#[goroutines]
trait Series {
    fn sum(&self, n: u32) -> u32;
    fn parse(&self, text: &str) -> Option<u32>;
}

struct Numbers;

#[goroutines]
impl Series for Numbers {
    fn sum(&self, n: u32) -> u32 {
        goroutines::yield_now();
        if n == 0 { 0 } else { n + self.sum(n - 1) }
    }

    fn parse(&self, text: &str) -> Option<u32> {
        goroutines::yield_now();
        text.parse().ok()
    }
}

#[goroutines]
fn main() {
    assert_eq!(Client.fetch::<u32>(1), 1);
    assert_eq!(Client.all::<i32>(&[1, 2]).into_iter().collect::<Vec<_>>(), [1, 2]);
    assert_eq!(Numbers.sum(5), 15);
    assert_eq!(Numbers.parse("7"), Some(7));
    // std's, with a turbofish, beside them.
    assert_eq!("2.5".parse::<f64>().unwrap(), 2.5);
    let boxed: Box<dyn Any + Send> = Box::new(7);
    assert_eq!(boxed.downcast_ref::<i32>(), Some(&7));
    assert_eq!([1, 2, 3].iter().copied().map::<i32, _>(|x| x + 1).sum::<i32>(), 9);
}
