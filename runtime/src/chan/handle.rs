//! The handles of a channel: both directions, the sending half, the receiving half; how they are
//! made, counted and converted.

use std::panic::Location;

use super::core::{Core, RECEIVES, SENDS};
use super::polled_slot::PolledSlot;
use crate::primitives::Arc;

/// A channel: Go's `chan T`, a handle that can send and receive.
///
/// Clones are handles of the same channel, as copies of a channel are in Go. The channel is closed
/// by [`close`](Chan::close), or when the last handle that can send is dropped; when no handle is
/// left that can receive, sends fail. A `Chan` counts as both. The default is the nil channel, on
/// which every operation waits forever.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let ch = chan::<i32>(2);
/// ch.send_blocking(1).unwrap();
/// ch.send_blocking(2).unwrap();
/// ch.close();
/// assert_eq!(ch.iter_blocking().collect::<Vec<_>>(), [1, 2]);
/// ```
pub struct Chan<T> {
    /// The channel; `None` is nil.
    pub(super) core: Option<Arc<Core<T>>>,
}

/// The sending half of a channel: Go's `chan<- T`.
///
/// A clone is another handle that can send; when the last one is dropped, the channel closes. The
/// default is the nil channel.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let (tx, rx) = chan(1).split();
/// tx.send_blocking("hello").unwrap();
/// drop(tx);
/// assert_eq!(rx.recv_blocking(), Some("hello"));
/// assert_eq!(rx.recv_blocking(), None);
/// ```
pub struct Sender<T> {
    /// The channel; `None` is nil.
    pub(super) core: Option<Arc<Core<T>>>,
    /// The slot of a value that a sink has accepted and not sent yet.
    pub(super) polled: PolledSlot,
}

/// The receiving half of a channel: Go's `<-chan T`.
///
/// A clone is another handle that can receive, and each value is received once. When the last one
/// is dropped, sends fail, and what is queued is dropped. The default is the nil channel.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let (tx, rx) = chan(1).split();
/// drop(rx);
/// assert_eq!(tx.send_blocking("hello").unwrap_err().into_inner(), "hello");
/// ```
pub struct Receiver<T> {
    /// The channel; `None` is nil.
    pub(super) core: Option<Arc<Core<T>>>,
    /// The slot of a receive that a stream has begun.
    pub(super) polled: PolledSlot,
}

/// Makes a channel that queues up to `capacity` values: Go's `make(chan T, capacity)`.
///
/// With capacity 0 the channel is unbuffered: a send waits until a receiver takes its value. Memory
/// is taken as values are queued.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let ch = chan(1);
/// assert_eq!((ch.len(), ch.capacity()), (0, 1));
/// ch.try_send('a').unwrap();
/// assert!(ch.is_full());
/// ```
///
/// # Panics
///
/// With `makechan: size out of range` if so many values do not fit in memory.
#[track_caller]
pub fn chan<T>(capacity: usize) -> Chan<T> {
    let bytes = capacity.checked_mul(size_of::<T>().max(1));
    assert!(bytes.is_some_and(|bytes| isize::try_from(bytes).is_ok()), "makechan: size out of range");
    Chan { core: Some(Arc::new(Core::new(capacity, Location::caller()))) }
}

impl<T> Chan<T> {
    /// The nil channel: sends and receives wait forever, a `select!` never chooses it, length and
    /// capacity are 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    ///
    /// let ch = Chan::<i32>::nil();
    /// assert!(ch.is_nil());
    /// assert!(ch.try_recv().is_err());
    /// ```
    pub const fn nil() -> Chan<T> {
        Chan { core: None }
    }

    /// Splits the channel into its halves, which count by themselves: the channel closes with the
    /// last sender.
    ///
    /// Other clones of this handle still count as both. The halves of the nil channel are nil.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    ///
    /// let (tx, rx) = chan(1).split();
    /// tx.send_blocking(7).unwrap();
    /// assert_eq!(rx.recv_blocking(), Some(7));
    /// ```
    #[must_use]
    pub fn split(mut self) -> (Sender<T>, Receiver<T>) {
        // The counts stay: what this handle counted for, the halves count for.
        let core = self.core.take();
        (Sender::over(core.clone()), Receiver::over(core))
    }

    /// Another handle of this channel, which can only send. Nil if this is nil.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    ///
    /// let ch = chan(1);
    /// ch.sender().try_send(7).unwrap();
    /// assert_eq!(ch.try_recv(), Ok(7));
    /// ```
    #[must_use]
    pub fn sender(&self) -> Sender<T> {
        Sender::over(acquired(self.core.as_ref(), SENDS))
    }

    /// Another handle of this channel, which can only receive. Nil if this is nil.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    ///
    /// let ch = chan(1);
    /// ch.try_send(7).unwrap();
    /// assert_eq!(ch.receiver().try_recv(), Ok(7));
    /// ```
    #[must_use]
    pub fn receiver(&self) -> Receiver<T> {
        Receiver::over(acquired(self.core.as_ref(), RECEIVES))
    }
}

/// Another reference to the channel, counted as `kind`.
pub(super) fn acquired<T>(core: Option<&Arc<Core<T>>>, kind: u64) -> Option<Arc<Core<T>>> {
    let core = core?;
    core.acquire(kind);
    Some(Arc::clone(core))
}

/// The reference is gone, and what it counted as.
fn released<T>(core: Option<Arc<Core<T>>>, kind: u64) {
    if let Some(core) = core {
        core.release(kind);
    }
}

impl<T> From<Chan<T>> for Sender<T> {
    fn from(mut ch: Chan<T>) -> Sender<T> {
        let sender = Sender::over(ch.core.clone());
        released(ch.core.take(), RECEIVES);
        sender
    }
}

impl<T> From<Chan<T>> for Receiver<T> {
    fn from(mut ch: Chan<T>) -> Receiver<T> {
        let receiver = Receiver::over(ch.core.clone());
        released(ch.core.take(), SENDS);
        receiver
    }
}

impl<T> From<&Chan<T>> for Sender<T> {
    fn from(ch: &Chan<T>) -> Sender<T> {
        ch.sender()
    }
}

impl<T> From<&Chan<T>> for Receiver<T> {
    fn from(ch: &Chan<T>) -> Receiver<T> {
        ch.receiver()
    }
}

impl<T> Chan<T> {
    /// A handle that counts as what it is made for already.
    pub(super) fn over(core: Option<Arc<Core<T>>>) -> Chan<T> {
        Chan { core }
    }

    /// No stream is polled through it.
    #[inline(always)]
    fn give_up_polled(&self) {}

    /// No stream is polled through it.
    #[inline(always)]
    fn drop_polled(&self) {}
}

impl<T> Sender<T> {
    /// A handle that counts as what it is made for already.
    pub(super) fn over(core: Option<Arc<Core<T>>>) -> Sender<T> {
        Sender { core, polled: PolledSlot::default() }
    }

    /// What a sink has accepted is sent in its turn, whatever else is sent.
    #[inline(always)]
    fn give_up_polled(&self) {}

    /// What a sink has accepted and not sent is dropped.
    #[inline(always)]
    fn drop_polled(&self) {
        if let Some(slot) = self.polled.take() {
            super::sink::give_up(self.core.as_ref(), slot);
        }
    }
}

impl<T> Receiver<T> {
    /// A handle that counts as what it is made for already.
    pub(super) fn over(core: Option<Arc<Core<T>>>) -> Receiver<T> {
        Receiver { core, polled: PolledSlot::default() }
    }

    /// Gives up the receive that a stream has begun: a value that it was given goes to the next
    /// receiver, which may be this one.
    #[inline(always)]
    fn give_up_polled(&self) {
        if let Some(slot) = self.polled.take() {
            super::stream::give_up(self.core.as_ref(), slot);
        }
    }

    /// Gives up the receive that a stream has begun.
    #[inline(always)]
    fn drop_polled(&self) {
        self.give_up_polled();
    }
}

macro_rules! counted_handle {
    ($Handle:ident counts as $kind:expr) => {
        impl<T> Clone for $Handle<T> {
            fn clone(&self) -> $Handle<T> {
                $Handle::over(acquired(self.core.as_ref(), $kind))
            }
        }

        impl<T> $Handle<T> {
            /// The channel; `None` is nil.
            #[inline]
            pub(crate) fn core(&self) -> Option<&Arc<Core<T>>> {
                self.give_up_polled();
                self.core.as_ref()
            }
        }

        impl<T> Drop for $Handle<T> {
            fn drop(&mut self) {
                self.drop_polled();
                released(self.core.take(), $kind);
            }
        }

        /// The nil channel.
        impl<T> Default for $Handle<T> {
            fn default() -> $Handle<T> {
                $Handle::over(None)
            }
        }
    };
}

counted_handle!(Chan counts as SENDS + RECEIVES);
counted_handle!(Sender counts as SENDS);
counted_handle!(Receiver counts as RECEIVES);

impl<T> Sender<T> {
    /// Sends without waiting; the oldest queued value makes way if there is no room.
    pub(super) fn send_evicting(&self, value: T) -> Result<Option<T>, T> {
        match &self.core {
            Some(core) => core.send_evicting(value),
            None => Err(value),
        }
    }
}
