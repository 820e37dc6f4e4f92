//! The chart of the README: bars of goroutines, the best peer and Go, as parts of Go.

use crate::options::Options;
use crate::sample::Samples;

/// The chart as SVG.
pub fn draw(_options: &Options, _samples: &Samples) -> String {
    String::new()
}
