//! Go's goroutines, channels and `select` for Rust, on rayon's workers.

#![forbid(unsafe_code)]

pub use goroutines_macros::{Share, defer, go, goroutines, select};
pub use goroutines_runtime::{
    Blocking, BuildError, Join, JoinError, JoinHandle, Recovered, Runtime, RuntimeBuilder, Share, YieldNow, blocking,
    gomaxprocs, id, num_goroutines, num_workers, recover, run, spawn, sync, time, yield_now,
};

/// What a program that uses goroutines needs: `use goroutines::prelude::*;`.
pub mod prelude {
    pub use crate::sync::WaitGroup;
    pub use crate::{Share, defer, go, goroutines, recover, select, sync, time};
}

/// What generated code names; not for use by hand.
#[doc(hidden)]
pub mod __private {
    pub use goroutines_runtime::dispatch::capture::{
        Give, assign, give, lend, lends, may_give, may_lend, share_only, tag_of,
    };
    pub use goroutines_runtime::dispatch::zero::or_zero;
    pub use goroutines_runtime::dispatch::{discard, no, same, stop, tag, traits};
    pub use goroutines_runtime::{Defers, Share, defer_catch as catch, finish, output_tag, run_main, run_test, spawn};

    /// Says that a future borrows for `'a`, where the edition does not say it by itself.
    pub trait Captures<'a> {}
    impl<T: ?Sized> Captures<'_> for T {}
}
