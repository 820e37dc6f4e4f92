//! `Share`: the marker of cheap, reference-counted handles, which a goroutine clones where it would
//! move anything else.

mod shared;

pub use shared::Shared;

use std::sync::{Arc, Weak};

/// A cheap, reference-counted handle: `go!` gives the new goroutine a clone, and the original stays
/// usable.
///
/// Channels, `WaitGroup`, `Context`,
/// `Arc`, shared references and numbers are handles. Derive it, together with `Clone`, for a struct
/// made of handles only. `Sender` and `Receiver` are not `Share`: they move, so that a channel
/// closes when its last sender is dropped.
///
/// # Examples
///
/// ```
/// use std::sync::Arc;
///
/// fn is_share<T: goroutines::Share>() {}
/// is_share::<Arc<str>>();
/// is_share::<goroutines::Chan<u32>>();
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handle that goroutines can share",
    label = "not `Share`",
    note = "wrap it in an `Arc`, or derive `Clone` and `Share` for a struct made of handles"
)]
pub trait Share: Clone {}

impl<T: ?Sized> Share for Arc<T> {}
impl<T: ?Sized> Share for Weak<T> {}
impl<T: ?Sized> Share for &T {}
impl<T: Share> Share for Option<T> {}
impl<T> Share for crate::chan::Chan<T> {}
impl Share for crate::sync::WaitGroup {}
impl Share for crate::time::Timer {}
impl Share for crate::time::Ticker {}
impl Share for crate::context::Context {}
impl Share for crate::context::CancelCause {}
impl<E> Share for crate::group::ErrGroup<E> {}
impl<K, V> Share for crate::group::SingleFlight<K, V> {}
impl Share for crate::sync::OnceFunc {}
impl<T> Share for crate::sync::OnceValue<T> {}
impl<A, B> Share for crate::sync::OnceValues<A, B> {}

macro_rules! share_plain_data {
    ($($ty:ty)*) => { $(impl Share for $ty {})* };
}

share_plain_data! { () bool char u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 }
share_plain_data! { std::time::Duration std::time::Instant }
