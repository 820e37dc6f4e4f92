//! A panic in a piece of a `par_iter`, on whichever worker rayon runs it: it is the goroutine's own, and has its place.
//! Go has no counterpart: a piece would be a goroutine there.

use goroutines::prelude::*;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

#[goroutines]
pub(crate) fn main() {
    (0..1000).into_par_iter().for_each(|i| assert!(i != 500, "the piece"));
}
