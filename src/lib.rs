#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

#[doc(inline)]
pub use goroutines_runtime::chan::{Chan, Receiver, Sender, chan};
#[doc(inline)]
pub use goroutines_runtime::select::{Select, SelectTimeout};
pub use goroutines_runtime::{
    Blocking, BuildError, Crash, Join, JoinError, JoinHandle, Recovered, Runtime, RuntimeBuilder, Share, YieldNow,
    blocking, chan as channel, context, gomaxprocs, id, num_goroutines, num_workers, recover, run, spawn, sync, time,
    yield_now,
};

/// Marks a type made of handles as a handle: `#[derive(Clone, Share)]`.
///
/// Every field must be [`Share`](trait@Share): a channel, a `WaitGroup`, an `Arc`, a shared reference, a number, another handle.
///
/// ```
/// use goroutines::prelude::*;
///
/// #[derive(Clone, Share)]
/// struct Server {
///     jobs: Chan<u32>,
///     wg: WaitGroup,
/// }
///
/// #[goroutines]
/// fn main() {
///     let server = Server { jobs: chan(1), wg: WaitGroup::new() };
///     go! { server.jobs.send(1).unwrap() };
///     assert_eq!(server.jobs.recv(), Some(1));
/// }
/// ```
pub use goroutines_macros::Share;
#[doc = include_str!("../docs/defer.md")]
pub use goroutines_macros::defer;
#[doc = include_str!("../docs/go.md")]
pub use goroutines_macros::go;
#[doc = include_str!("../docs/goroutines.md")]
pub use goroutines_macros::goroutines;
#[doc = include_str!("../docs/select.md")]
pub use goroutines_macros::select;

#[doc = include_str!("../docs/from_go.md")]
pub mod from_go {}

/// Go's `runtime` package, as far as it looks at goroutines: dumps of all of them, leaks, deadlocks.
pub mod runtime {
    #[doc(inline)]
    pub use goroutines_runtime::diag::{
        Channel, Dump, Dumping, ExternalWaker, Goroutine, Group, Grouped, Wait, dump, dump_blocking, external_waker,
    };
    pub use goroutines_runtime::{gomaxprocs, num_goroutines, num_workers, yield_now};
}

/// What a program that uses goroutines needs: `use goroutines::prelude::*;`.
pub mod prelude {
    pub use crate::sync::WaitGroup;
    pub use crate::{Chan, Receiver, Sender, Share, chan, context, defer, go, goroutines, recover, select, sync, time};
}

/// What generated code names; not for use by hand.
#[doc(hidden)]
pub mod __private {
    pub use goroutines_runtime::chan::{Chan, Receiver, Sender};
    pub use goroutines_runtime::dispatch::capture::{
        Assign, Give, ShareOnly, give, lend, lends, may_give, may_lend, tag_of,
    };
    pub use goroutines_runtime::dispatch::for_loop::For;
    pub use goroutines_runtime::dispatch::operators::{cap, close, len, make, make_sized, recv, send, with_ok};
    pub use goroutines_runtime::dispatch::range::{range_tag, range_two};
    pub use goroutines_runtime::dispatch::zero::or_zero;
    pub use goroutines_runtime::dispatch::{Discard, no, same, stop, tag, traits};
    pub use goroutines_runtime::select::{
        RecvCase, SendCase, no_such_case, outcome, recv_case, select, send_case, sent, try_select, unsent,
    };
    pub use goroutines_runtime::spawn_block as spawn;
    pub use goroutines_runtime::{
        Defers, Share, defer_catch as catch, finish, has_started_many, output_tag, run_main, run_test, yield_now,
    };

    /// Says that a future borrows for `'a`, where the edition does not say it by itself.
    pub trait Captures<'a> {}
    impl<T: ?Sized> Captures<'_> for T {}
}
