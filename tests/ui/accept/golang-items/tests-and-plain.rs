// Attributes keep their meaning: `#[plain]`, `#[allow]`, `#[cfg]`; other items stay as they are.
// edition: 2021
use goroutines::prelude::*;

go! {
    #[plain]
    fn double(n: i32) -> i32 { n * 2 }

    const fn three() -> i32 { 3 }

    #[allow(dead_code)]
    #[derive(Clone, Copy, PartialEq, Debug)]
    enum Kind { A, B = 2 }

    static NAME: &str = "name";
    type Numbers = chan i32;
    macro_rules! one { () => { 1 } }

    #[cfg(any())]
    func missing() { nothing() }

    func kinds(c: Numbers) Kind {
        c <- one!();
        Kind::B
    }

    fn main() {
        c := make(chan i32, 1);
        assert_eq!(kinds(c.clone()), Kind::B);
        assert_eq!(double(<-c) + three(), 5);
        assert_eq!(NAME, "name");
        let twice: Vec<i32> = [1, 2].into_iter().map(double).collect();
        assert_eq!(twice, [2, 4]);
    }
}
