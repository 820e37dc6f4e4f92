//! A fragment of the user's own macro keeps its precedence in goroutine code, as it does elsewhere.
// edition: 2021

use goroutines::prelude::*;

#[derive(Clone, Copy, PartialEq, Debug)]
struct Point {
    x: i32,
}

macro_rules! double {
    ($e:expr) => {
        $e * 2
    };
}

macro_rules! marked {
    ($(#[$meta:meta])* $vis:vis fn $name:ident($($param:ident: $ty:ty),*) -> $out:ty $body:block where $e:expr) => {
        $(#[$meta])*
        #[goroutines]
        $vis fn $name($($param: $ty),*) -> $out {
            let own: i32 = $e * 2;
            let negative = -$e;
            assert_eq!(own, -negative * 2);
            let inner = $body;
            inner + double!($e)
        }
    };
}

macro_rules! shapes {
    ($closure:expr, $sum:expr, $range:expr, $cast:expr, $point:expr, $choice:expr, $borrow:expr, $negative:literal) => {
        #[goroutines]
        fn shapes(x: i32) {
            assert_eq!($closure(2), 4);
            let mut count = 0;
            for i in $range {
                count += i;
            }
            assert_eq!(count, 3);
            assert_eq!($range.len(), 3);
            assert_eq!($cast.pow(2), 9);
            assert_eq!($cast as u8, 3);
            if $point == $point {
                count += 1;
            }
            assert_eq!($point.x, 5);
            assert_eq!($choice + 1, 8);
            assert_eq!($choice * 2 - $sum, 10);
            assert_eq!($borrow.len(), 3);
            assert_eq!($negative.abs(), 3);
            assert!(!($sum == 5));
            assert_eq!($sum % 3 == 1, true, "{count} {x}");
            match 7 {
                n if n == $sum + 3 => {}
                _ => unreachable!(),
            }
        }
    };
}

macro_rules! started {
    ($c:ident, $e:expr, $call:expr) => {
        #[goroutines]
        fn started($c: Chan<i32>) {
            let handle = go! { $e * 2 };
            assert_eq!(handle.join().unwrap(), 6);
            go!($c.send($e * 2)).join().unwrap().unwrap();
            assert_eq!(go!($call).join().unwrap(), 8);
            select! {
                case v := <-$c: assert_eq!(v * 2, $e * 4);
            }
            select! {
                case $c <- $e * 2: {}
                case <-Chan::<()>::nil(): {}
            }
            assert_eq!($c.recv(), Some(6));
        }
    };
}

macro_rules! patterns {
    ($p:pat, $t:ty, $s:stmt) => {
        #[goroutines]
        fn patterns(of: $t) -> i32 {
            let mut seen = 0;
            $s;
            match of {
                $p => seen += 1,
                _ => seen += 2,
            }
            seen
        }
    };
}

#[goroutines]
fn id(n: i32) -> i32 {
    n
}

marked! {
    /// Documented.
    #[allow(clippy::arithmetic_side_effects)]
    pub(crate) fn twice(a: i32, b: &'static str) -> i32 { id(a) + i32::try_from(b.len()).unwrap() } where 1 + 2
}
started!(c, 1 + 2, id(8));
shapes!(|x: i32| x * 2, 1 + 3, 0..3, 3u16, Point { x: 5 }, if cfg!(any()) { 0 } else { 7 }, &[1, 2, 3], -3i32);
patterns!(1 | 2, &i32, let _unused = 1 + 2);

#[goroutines]
fn main() {
    assert_eq!(double!(1 + 2), 6);
    assert_eq!(twice(1, "ab"), 9);
    shapes(1);
    let c = chan(1);
    started(c);
    assert_eq!(patterns(&2) + patterns(&3), 3);
    let direct = go! { double!(1 + 2) + id(double!(1 + 1)) };
    assert_eq!(direct.join().unwrap(), 10);
}
