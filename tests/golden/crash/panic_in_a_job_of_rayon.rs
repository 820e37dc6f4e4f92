//! A panic in a job that is given to rayon alone. Go has no counterpart: it would be a goroutine there.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    rayon::spawn(|| panic!("a job"));
    select! {}
}
