// With a space, `<` and `-` are Rust's: comparisons, shifts, negations, generics.
use goroutines::prelude::*;

fn identity<const N: i32>() -> i32 {
    N
}

#[goroutines]
fn main() {
    go! {
        let (a, b) = (1, 2);
        assert!(!(a < -b));
        assert!(a<b && b > -a);
        assert_eq!(a << -(-1), 2);
        assert_eq!(16 >> 2 <<-(-1), 8);
        let v: Vec<i32> = Vec::<i32>::new();
        assert!(v.len() < 1);
        let f: fn() -> i32 = identity::<{ -1 }>;
        assert_eq!(f(), -1);
        assert_eq!(a - -b, 3);
        let c = |x: i32| -> i32 { x - 1 };
        assert_eq!(c(1), 0);
        let mut x = 5;
        x -= 1;
        assert_eq!(x- -1, 5);
    }
    .join()
    .unwrap();
}
