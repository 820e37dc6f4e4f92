#![doc = include_str!("../docs/front.md")]
#![forbid(unsafe_code)]

#[doc(inline)]
pub use goroutines_runtime::chan::{Chan, Receiver, Sender, chan};
#[doc(inline)]
pub use goroutines_runtime::golang::func_value::{Func, IntoFunc, Signature};
#[doc(inline)]
pub use goroutines_runtime::select::{Select, SelectTimeout};
#[cfg(all(feature = "net", unix))]
#[doc(inline)]
pub use goroutines_runtime::signal;
pub use goroutines_runtime::{
    Blocking, BuildError, Join, JoinError, JoinHandle, Recovered, Runtime, RuntimeBuilder, Share, Shared, YieldNow,
    blocking, chan as channel, context, gomaxprocs, id, num_goroutines, num_workers, rate, recover, run, spawn,
    yield_now,
};
#[cfg(feature = "net")]
#[doc(inline)]
pub use goroutines_runtime::{io, net};

/// Go's packages `sync` and `x/sync`: locks, meeting points and groups of goroutines.
///
/// What waits here parks the goroutine, not its worker. The forms named `…_blocking` park a plain
/// thread, those named `…_ctx` take a [context](mod@context), and each waiting operation can be a
/// case of [`select!`](macro@select).
pub mod sync {
    #[doc(inline)]
    pub use goroutines_runtime::group::{ErrGroup, JoinNext, JoinSet, SingleFlight};
    #[doc(inline)]
    pub use goroutines_runtime::sync::*;
    pub use goroutines_runtime::until::OrDone;
}

/// Go's package `time`: sleeping, timers, tickers and time limits, by a clock that never goes back.
pub mod time {
    #[doc(inline)]
    pub use goroutines_runtime::time::*;
    #[doc(inline)]
    pub use goroutines_runtime::until::{Elapsed, Within, sleep_ctx, timeout};
}

/// Marks a type made of handles as a handle: `#[derive(Clone, Share)]`.
///
/// Every field must be [`Share`](trait@Share): a channel, a `WaitGroup`, an `Arc`, a shared
/// reference, a number, another handle.
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
#[doc = include_str!("../docs/panics.md")]
pub use goroutines_runtime::Crash;

#[doc = include_str!("from_go.md")]
pub mod from_go {}

/// The guide: a chapter per subject, each with programs that run.
///
/// Begin with [`first_steps`](guide::first_steps). Go programmers go on with
/// [`from_go`](mod@from_go), Rust programmers with
/// [`for_rust_programmers`](guide::for_rust_programmers).
pub mod guide {
    #[allow(unused_imports, reason = "for the links of the chapters")]
    use crate::*;

    /// Declares the chapters, in the order in which they are read.
    macro_rules! chapters {
        ($($name:ident)+) => {
            $(
                #[allow(clippy::test_attr_in_doctest, reason = "a chapter shows how tests are written")]
                #[doc = include_str!(concat!("../docs/guide/", stringify!($name), ".md"))]
                pub mod $name {}
            )+
        };
    }

    chapters! {
        first_steps
        language
        channels
        patterns
        errors
        testing
        servers
        tokio
        ecosystem
        distributed
        inspecting
        platforms
        for_rust_programmers
        go_names
        how_it_works
    }
}

/// The programs of the README run too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

#[doc = include_str!("../docs/runtime.md")]
pub mod runtime {
    #[doc(inline)]
    pub use goroutines_runtime::diag::{
        Channel, Dump, Dumping, ExternalWaker, Goroutine, Group, Grouped, Wait, dump, dump_blocking, external_waker,
        stack,
    };
    pub use goroutines_runtime::{goexit, gomaxprocs, num_goroutines, num_workers, yield_now};
}

/// What a program that uses goroutines needs: `use goroutines::prelude::*;`.
pub mod prelude {
    pub use crate::sync::WaitGroup;
    pub use crate::{
        Chan, Func, Receiver, Sender, Share, chan, context, defer, go, goroutines, recover, select, sync, time,
    };
}

/// The traits by which the compiler says what it refuses; not for use by hand. Hidden from the
/// documentation alone: a hidden module would be spelled out in every message.
#[cfg_attr(doc, doc(hidden))]
pub mod __words {
    pub use goroutines_runtime::dispatch::length::{Cap, Len, Size};
    pub use goroutines_runtime::dispatch::operators::{AsChan, AsReceiver, AsSender, Close, Receive, Transmit};
    pub use goroutines_runtime::dispatch::range::{RangeOver, RangeTwo};
    pub use goroutines_runtime::dispatch::refusal::{
        ChangeFromGoroutine, ChannelToReceiveFrom, ChannelToSendTo, CloseChannel, FutureInCase, GoToGoroutine,
        HandleField, JoinInCase, LendToGoroutine, PlainValue, RangeChannel, ReceiveFrom, SendTo, ShareOrCopy,
        WaitInCase,
    };
    pub use goroutines_runtime::dispatch::zero::{OfTimers, ZeroValue};
    pub use goroutines_runtime::unmarked::{GoroutineCode, PlainFunction, ReceivingCode};
}

/// The lints, which warn as the use of something deprecated; the section "Lints" of
/// [`goroutines`](macro@goroutines) lists them.
#[cfg_attr(doc, doc(hidden))]
#[allow(deprecated, reason = "that is how they warn")]
pub mod vet {
    pub use goroutines_runtime::dispatch::vet::{
        BarrierWait, MpscReceive, ThreadJoin, WaitGroupAdd, block_on_in_goroutine, blocking_call_in_goroutine,
        cancel_function_discarded, defer_in_a_loop, elapsed_is_not_deferred, thread_sleep_in_goroutine,
    };
}

/// What generated code names; not for use by hand.
#[doc(hidden)]
pub mod __private {
    pub use crate::__words::*;
    #[allow(deprecated, reason = "that is how they warn")]
    pub use crate::vet::*;
    pub use goroutines_runtime::chan::{Chan, Receiver, Sender};
    pub use goroutines_runtime::dispatch::again::{again, keep};
    pub use goroutines_runtime::dispatch::capture::{moved, shared, tag_of};
    pub use goroutines_runtime::dispatch::for_loop::For;
    pub use goroutines_runtime::dispatch::holding::{Look, holding};
    pub use goroutines_runtime::dispatch::length::{cap, len, make, make_sized};
    pub use goroutines_runtime::dispatch::on_behalf::{acts_for, spawner};
    pub use goroutines_runtime::dispatch::operators::{
        as_chan, as_receiver, as_sender, close, discard, only_ok, recv, to, with_ok,
    };
    pub use goroutines_runtime::dispatch::range::{range_tag, range_two};
    pub use goroutines_runtime::dispatch::slot::{Give, give, lend, lends, may_give, may_lend};
    pub use goroutines_runtime::dispatch::zero::or_zero;
    pub use goroutines_runtime::dispatch::{Tag, dead, no, same, stop, tag};
    pub use goroutines_runtime::golang::any::{
        Any, Compared, Dynamic, Interface as IsInterface, any, any_of, assert_ok, assert_type, asserted, held,
        nil_method,
    };
    pub use goroutines_runtime::golang::constraint::{AnyType, Comparable, Number, Ordered};
    pub use goroutines_runtime::golang::error::{error_of, unwrapped};
    pub use goroutines_runtime::golang::format::with_rest;
    pub use goroutines_runtime::golang::func_value::{
        Call, Func, IntoFunc, func, func_of_0, func_of_1, func_of_2, func_of_3, func_of_4, func_of_5, func_of_6,
        itself, set_func,
    };
    pub use goroutines_runtime::golang::list::{
        ToIndex, array, byte_at, copy, element, index, list, list_of, make_list, make_list_of, make_map, make_map_of,
        map_at, map_delete, map_get, map_get_ok, map_set, map_slot, with_int,
    };
    pub use goroutines_runtime::golang::main_end::{main_ends, run_go_main};
    pub use goroutines_runtime::golang::names;
    pub use goroutines_runtime::golang::number;
    pub use goroutines_runtime::golang::packages::go_time::or_now;
    pub use goroutines_runtime::golang::packages::{
        go_atomic, go_context, go_errors, go_fmt, go_math, go_os, go_rand, go_runtime, go_sort, go_strconv, go_strings,
        go_sync, go_time,
    };
    pub use goroutines_runtime::golang::pointer::{
        Pointer as GoPointer, Shared, Var, load, pointee, pointee_mut, show_as, show_pointer,
    };
    pub use goroutines_runtime::golang::show::{Show, Shown, Verb, show_fields};
    pub use goroutines_runtime::golang::text::{concat, go_panic, greater, now, smaller, string, text};
    pub use goroutines_runtime::golang::two_values::two;
    pub use goroutines_runtime::golang::value::{GoShared, GoValue};
    pub use goroutines_runtime::golang::zero::{Nil, ZeroOf as Zero, is_nil, nil, zero};
    /// The traits that generated code imports once per body.
    pub mod traits {
        pub use goroutines_runtime::dispatch::traits::*;
        pub use goroutines_runtime::golang::traits::*;
    }

    pub use goroutines_runtime::dispatch::length::{Cap, Len};
    pub use goroutines_runtime::dispatch::range::{RangeOver, RangeTwo};
    pub use goroutines_runtime::golang::named::{Named, pointed};
    /// A value of an interface.
    pub type Interface<T> = std::sync::Arc<T>;
    /// What a constructor of Go's gives: the value, which its owner holds.
    pub type Pointer<T> = T;
    /// The last parameter of a variadic function.
    pub type Variadic<T> = Vec<T>;
    pub use goroutines_runtime::select::{
        Joinable, Receives, RecvCase, SendCase, Sends, WaitCase, no_such_case, outcome, select, sent, try_select,
        unsent, wait_case, waited,
    };
    pub use goroutines_runtime::spawn_block as spawn;
    pub use goroutines_runtime::{
        Defers, JoinHandle, Results, Runtime, Share, finish, finish_named, has_asked_often, has_started_many,
        output_tag, results_of, run, run_main, run_test, set_results, yield_now,
    };
    pub use std::{future::Future, marker::Send};

    pub use crate::__go_dbg as dbg;

    /// The future of a method of a trait that calls itself.
    pub type Boxed<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

    /// Puts such a future into its box.
    pub fn boxed<'a, T>(future: impl Future<Output = T> + Send + 'a) -> Boxed<'a, T> {
        Box::pin(future)
    }

    /// Says that a future borrows for `'a`, where the edition does not say it by itself.
    pub trait Captures<'a> {}
    impl<T: ?Sized> Captures<'_> for T {}
}

/// `dbg!` in goroutine code: shows what the user wrote beside the value of what was made of it.
#[doc(hidden)]
#[macro_export]
macro_rules! __go_dbg {
    (@one $value:expr; $text:literal) => {
        match $value {
            value => {
                ::std::eprintln!(
                    "[{}:{}:{}] {} = {:#?}",
                    ::std::file!(), ::std::line!(), ::std::column!(), $text, &value,
                );
                value
            }
        }
    };
    ($(($value:expr; $text:literal)),* $(,)?) => {
        ($($crate::__go_dbg!(@one $value; $text)),*)
    };
}
