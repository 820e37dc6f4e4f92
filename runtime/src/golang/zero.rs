//! Go's zero values and `nil`.

use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

use crate::chan::{Chan, Receiver, Sender};
use crate::dispatch::zero::{NeedsDefault, OfTimers, zero_time};

/// A type that has a zero value in Go's sense.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no zero value",
    label = "does not implement `Default`",
    note = "give the variable a value: `var x = …`, or derive `Default`; a `Result` or an `Option` without one is \
            matched: `let Ok(v) = f() else {{ … }}`"
)]
pub trait ZeroOf<How = NeedsDefault>: Sized {
    /// The zero value.
    fn __go_zero_of() -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Default> ZeroOf for T {
    fn __go_zero_of() -> T {
        T::default()
    }
}

/// `time.Time` is a foreign type that could get a `Default` of its own.
#[diagnostic::do_not_recommend]
impl ZeroOf<OfTimers> for Instant {
    fn __go_zero_of() -> Instant {
        zero_time()
    }
}

/// The zero value of a type: what `var x T` holds.
#[must_use]
pub fn zero<T: ZeroOf<How>, How>() -> T {
    T::__go_zero_of()
}

/// A type that has `nil`.
#[diagnostic::on_unimplemented(
    message = "cannot use nil as `{Self}` value",
    label = "has no nil",
    note = "what may be missing is an `Option`, and the nil channel is `Chan::nil()`"
)]
pub trait Nil {
    /// Go's `nil` of the type.
    fn __go_nil() -> Self;
    /// Whether it is `nil`.
    fn __go_is_nil(&self) -> bool;
}

macro_rules! nil_channels {
    ($($Handle:ident)*) => { $(impl<T> Nil for $Handle<T> {
        fn __go_nil() -> $Handle<T> {
            $Handle::default()
        }

        fn __go_is_nil(&self) -> bool {
            self.is_nil()
        }
    })* };
}

nil_channels! { Chan Receiver Sender }

impl<T> Nil for Option<T> {
    fn __go_nil() -> Option<T> {
        None
    }

    fn __go_is_nil(&self) -> bool {
        self.is_none()
    }
}

macro_rules! nil_collections {
    ($([$($param:tt)*] $Type:ty;)*) => { $(impl<$($param)*> Nil for $Type {
        fn __go_nil() -> $Type {
            <$Type>::default()
        }

        fn __go_is_nil(&self) -> bool {
            self.is_empty()
        }
    })* };
}

nil_collections! { [T] Vec<T>; [K, V] HashMap<K, V>; [K, V] BTreeMap<K, V>; }

#[cfg(feature = "net")]
macro_rules! nil_connections {
    ($($(#[$attr:meta])? $Handle:ident)*) => { $($(#[$attr])?
        const _: () = {
            use crate::net::$Handle;

            #[diagnostic::do_not_recommend]
            impl ZeroOf for $Handle {
                fn __go_zero_of() -> $Handle {
                    $Handle::nil()
                }
            }

            impl Nil for $Handle {
                fn __go_nil() -> $Handle {
                    $Handle::nil()
                }

                fn __go_is_nil(&self) -> bool {
                    self.is_nil()
                }
            }
        };
    )* };
}

#[cfg(feature = "net")]
nil_connections! {
    TcpListener TcpStream UdpSocket
    #[cfg(unix)] UnixDatagram
    #[cfg(unix)] UnixListener
    #[cfg(unix)] UnixStream
}

/// Go's `nil`, of the type that is expected.
#[must_use]
pub fn nil<T: Nil>() -> T {
    T::__go_nil()
}

/// Go's `x == nil`.
#[must_use]
pub fn is_nil<T: Nil>(value: &T) -> bool {
    value.__go_is_nil()
}
