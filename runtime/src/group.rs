//! Groups of goroutines: Go's `golang.org/x/sync/errgroup` and `singleflight`, and a set to be
//! joined.

mod err_group;
mod join_set;
mod single_flight;

pub use err_group::ErrGroup;
pub use join_set::{JoinNext, JoinSet};
pub use single_flight::SingleFlight;
