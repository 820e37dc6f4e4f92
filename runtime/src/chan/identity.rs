//! Handles compared: two are equal if they are handles of the same channel, whatever they can do
//! with it.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ptr;

use super::handle::{Chan, Receiver, Sender};
use crate::primitives::Arc;
use crate::wait::budget;

/// A handle of a channel; [`Chan`], [`Sender`] and [`Receiver`] are.
pub trait Handle: sealed::Sealed {
    /// What tells this channel from all others that are in use; null for the nil channel.
    #[doc(hidden)]
    fn __identity(&self) -> *const ();
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! identity {
    ($($Handle:ident equals $($Other:ident)*;)*) => { $(
        impl<T> sealed::Sealed for $Handle<T> {}

        impl<T> Handle for $Handle<T> {
            fn __identity(&self) -> *const () {
                self.core.as_ref().map_or(ptr::null(), |core| ptr::from_ref(&**core).cast())
            }
        }

        impl<T> Eq for $Handle<T> {}

        impl<T> Hash for $Handle<T> {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.__identity().hash(state);
            }
        }

        impl<T> fmt::Debug for $Handle<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let Some(core) = &self.core else { return f.write_str(concat!(stringify!($Handle), "(nil)")) };
                f.debug_struct(stringify!($Handle))
                    .field("len", &core.len())
                    .field("capacity", &core.capacity())
                    .field("closed", &core.is_closed())
                    .finish_non_exhaustive()
            }
        }

        $(impl<T> PartialEq<$Other<T>> for $Handle<T> {
            fn eq(&self, other: &$Other<T>) -> bool {
                match (&self.core, &other.core) {
                    (Some(one), Some(other)) => Arc::ptr_eq(one, other),
                    (one, other) => one.is_none() && other.is_none(),
                }
            }
        })*

        impl<T> $Handle<T> {
            /// Whether `other` is a handle of the same channel; all nil channels are the same.
            ///
            /// # Examples
            ///
            /// ```
            /// use goroutines::prelude::*;
            ///
            /// let ch = chan::<i32>(0);
            /// let (tx, rx) = ch.clone().split();
            /// assert!(ch.same_channel(&tx) && tx.same_channel(&rx) && rx == ch);
            /// assert!(!rx.same_channel(&chan::<i32>(0)));
            /// ```
            pub fn same_channel(&self, other: &impl Handle) -> bool {
                self.__identity() == other.__identity()
            }

            /// Whether it is the nil channel.
            ///
            /// # Examples
            ///
            /// ```
            /// use goroutines::prelude::*;
            ///
            /// assert!(Receiver::<i32>::default().is_nil());
            /// assert!(!chan::<i32>(0).is_nil());
            /// ```
            pub fn is_nil(&self) -> bool {
                self.core.is_none()
            }

            /// How many values are queued; 0 for an unbuffered channel, a timer's and the nil
            /// channel.
            ///
            /// It may have changed by the time it is returned, and orders nothing.
            ///
            /// # Examples
            ///
            /// ```
            /// use goroutines::prelude::*;
            ///
            /// let (tx, rx) = chan(4).split();
            /// tx.try_send(1).unwrap();
            /// assert_eq!((tx.len(), rx.len()), (1, 1));
            /// ```
            pub fn len(&self) -> usize {
                // A loop over it may wait for what others do.
                budget::spend_in_vain();
                self.core.as_ref().map_or(0, |core| core.len())
            }

            /// How many values can be queued; 0 for an unbuffered channel, a timer's and the nil
            /// channel.
            ///
            /// # Examples
            ///
            /// ```
            /// use goroutines::prelude::*;
            ///
            /// let (tx, rx) = chan::<i32>(4).split();
            /// assert_eq!((tx.capacity(), rx.capacity()), (4, 4));
            /// ```
            pub fn capacity(&self) -> usize {
                self.core.as_ref().map_or(0, |core| core.capacity())
            }

            /// Whether no value is queued; an unbuffered channel is always both empty and full.
            ///
            /// # Examples
            ///
            /// ```
            /// use goroutines::prelude::*;
            ///
            /// let (tx, rx) = chan(4).split();
            /// assert!(rx.is_empty());
            /// tx.try_send(1).unwrap();
            /// assert!(!rx.is_empty());
            /// ```
            pub fn is_empty(&self) -> bool {
                self.len() == 0
            }

            /// Whether as many values are queued as can be; an unbuffered channel is always both
            /// empty and full.
            ///
            /// # Examples
            ///
            /// ```
            /// use goroutines::prelude::*;
            ///
            /// let (tx, _rx) = chan(1).split();
            /// tx.try_send(1).unwrap();
            /// assert!(tx.is_full());
            /// ```
            pub fn is_full(&self) -> bool {
                self.len() == self.capacity()
            }

            /// Whether sends fail: the channel is closed, or nobody is left to receive. Values may
            /// still be queued.
            ///
            /// The nil channel is not closed. The answer `false` may be out of date by the time it
            /// is returned.
            ///
            /// # Examples
            ///
            /// ```
            /// use goroutines::prelude::*;
            ///
            /// let (tx, rx) = chan::<i32>(1).split();
            /// assert!(!rx.is_closed());
            /// drop(tx);
            /// assert!(rx.is_closed());
            /// ```
            pub fn is_closed(&self) -> bool {
                let closed = self.core.as_ref().is_some_and(|core| core.is_closed());
                if !closed {
                    budget::spend_in_vain();
                }
                closed
            }
        }
    )* };
}

identity! {
    Chan equals Chan Sender Receiver;
    Sender equals Sender Chan Receiver;
    Receiver equals Receiver Chan Sender;
}
