// An iterator may give futures, where no value is asked for; and any other call is what it was.
// edition: 2021
use goroutines::prelude::*;

#[goroutines]
fn double(n: u32) -> u32 {
    n * 2
}

fn half(n: u32) -> u32 {
    n / 2
}

fn from_number<T: TryFrom<u32>>(n: u32) -> T {
    T::try_from(n).ok().unwrap()
}

struct Shop;

#[goroutines]
impl Shop {
    fn price(&self, n: u32) -> u32 {
        double(n)
    }

    fn total(&self) -> u32 {
        let prices: Vec<_> = (0..3).map(|n| self.price(n)).collect();
        let mut total = 0;
        for price in prices {
            total += price.await;
        }
        total
    }
}

#[goroutines]
fn main() {
    let futures: Vec<_> = [1, 2].iter().map(|n| double(*n)).collect();
    let mut doubled = Vec::new();
    for future in futures {
        doubled.push(future.await);
    }
    assert_eq!(doubled, [2, 4]);
    let halved: Vec<u32> = doubled.iter().map(|n| half(*n)).collect();
    assert_eq!(halved, [1, 2]);
    assert_eq!(doubled.iter().map(|n| half(*n)).sum::<u32>(), 3);
    let bytes: Vec<u8> = halved.iter().map(|n| from_number(*n)).collect();
    assert!(bytes.iter().any(|byte| half(u32::from(*byte)) == 1));
    let mut sum = 0;
    bytes.into_iter().for_each(|byte| sum += byte);
    assert_eq!(sum, 3);
    assert_eq!(Shop.total(), 6);
}
