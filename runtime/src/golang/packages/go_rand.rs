//! `math/rand`

use std::ops::Range;

/// A whole number below which a random one is drawn.
pub trait Below: Copy {
    /// Draws it.
    fn __go_below(self) -> Self;
}

macro_rules! below {
    ($($Int:ident)*) => { $(impl Below for $Int {
        #[track_caller]
        fn __go_below(self) -> $Int {
            assert!(self > 0, "invalid argument to Intn");
            let range: Range<$Int> = 0..self;
            fastrand::$Int(range)
        }
    })* };
}

below! { i32 i64 isize u32 u64 usize }

/// Go's `rand.Intn`.
#[must_use]
#[track_caller]
pub fn Intn<N: Below>(n: N) -> N {
    n.__go_below()
}

/// Go's `rand.IntN`.
#[must_use]
#[track_caller]
pub fn IntN<N: Below>(n: N) -> N {
    n.__go_below()
}

/// Go's `rand.N`.
#[must_use]
#[track_caller]
pub fn N<T: Below>(n: T) -> T {
    n.__go_below()
}

/// Go's `rand.Int31n`.
#[must_use]
#[track_caller]
pub fn Int31n(n: i32) -> i32 {
    n.__go_below()
}

/// Go's `rand.Int63n`.
#[must_use]
#[track_caller]
pub fn Int63n(n: i64) -> i64 {
    n.__go_below()
}

/// Go's `rand.Int`.
#[must_use]
pub fn Int() -> isize {
    fastrand::isize(0..)
}

/// Go's `rand.Float64`.
#[must_use]
pub fn Float64() -> f64 {
    fastrand::f64()
}

/// Go's `rand.Perm`.
#[must_use]
pub fn Perm(n: isize) -> Vec<isize> {
    let mut numbers: Vec<isize> = (0..n).collect();
    fastrand::shuffle(&mut numbers);
    numbers
}

/// Go's `rand.Seed`.
pub fn Seed<S: TryInto<u64>>(seed: S) {
    fastrand::seed(seed.try_into().unwrap_or_default());
}
