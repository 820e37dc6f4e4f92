// `a, b = b, a` evaluates the right side first; `i++` and `i--` are statements.
use goroutines::prelude::*;

struct Counter {
    n: i32,
}

#[goroutines]
fn main() {
    go! {
        a, b := 1, 2;
        a, b = b, a + b;
        assert_eq!((a, b), (2, 3));
        xs := vec![1, 2, 3];
        xs[0], xs[2] = xs[2], xs[0];
        assert_eq!(xs, [3, 2, 1]);
        _, a = 7, 8;
        assert_eq!(a, 8);
        a++;
        a--;
        xs[1]++;
        let mut c = Counter { n: 0 };
        c.n--;
        match a {
            8 => b++,
            _ => b--,
        }
        if a == 8 { b++ }
        assert_eq!((a, b, xs[1], c.n), (8, 5, 3, -1));
    }
    .join()
    .unwrap();
}
