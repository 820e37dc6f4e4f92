//! A value of several lines: Go indents the later ones.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    panic!("one\ntwo\n\nfour\n");
}
