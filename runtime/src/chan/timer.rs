//! The channels of timers: one value at most, which the program sees only by receiving it, and
//! which can be called back.
//!
//! A context's `done` is one too: nothing is ever sent on it, it is closed by a cancellation, and
//! not by a drop.

use std::any::Any;
use std::fmt;
use std::sync::Weak;
use std::sync::atomic::AtomicBool;

use super::core::{Core, RECEIVES, SENDS};
use super::handle::Chan;
use crate::primitives::Arc;

/// Makes a timer's channel: [`try_send`](Chan::try_send) puts a value into it, unless it holds one;
/// length and capacity are seen as 0.
///
/// It is not closed when no handle is left that can send: a stopped timer's channel stays silent.
pub(crate) fn timer_channel<T>() -> Chan<T> {
    Chan { core: Some(Arc::new(Core::for_timer())) }
}

/// A timer's end of its channel, which does not keep it.
pub(crate) struct WeakChan<T>(Weak<Core<T>>);

impl<T> WeakChan<T> {
    /// Puts `value` into the channel, unless it holds one or nobody can receive it.
    pub(crate) fn offer(&self, value: T) {
        if let Some(channel) = self.upgrade() {
            let _ = channel.try_send(value);
        }
    }

    /// Takes a value back that was not received, and returns true if there was one; nothing offered
    /// before is received after.
    pub(crate) fn discard_queued(&self) -> bool {
        self.upgrade().is_some_and(|channel| channel.discard_queued())
    }

    /// Whether somebody waits to receive from the channel.
    pub(crate) fn is_awaited(&self) -> bool {
        self.0.upgrade().is_some_and(|core| core.is_awaited())
    }

    /// A handle for the time of one operation, while there are others.
    fn upgrade(&self) -> Option<Chan<T>> {
        let core = self.0.upgrade()?;
        core.acquire(SENDS + RECEIVES);
        Some(Chan { core: Some(core) })
    }
}

impl<T> Clone for WeakChan<T> {
    fn clone(&self) -> WeakChan<T> {
        WeakChan(self.0.clone())
    }
}

impl<T> fmt::Debug for WeakChan<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WeakChan")
    }
}

impl<T> Chan<T> {
    /// A reference that does not count as a handle.
    pub(crate) fn downgrade(&self) -> WeakChan<T> {
        WeakChan(self.core.as_ref().map_or_else(Weak::new, Arc::downgrade))
    }

    /// Takes a value back that was not received, and returns true if there was one; nothing sent
    /// before is received after.
    pub(crate) fn discard_queued(&self) -> bool {
        self.core.as_ref().is_some_and(|core| core.discard_queued())
    }

    /// Closes a context's `done` channel from the moment on at which `flag` is set; wakes nobody.
    pub(crate) fn close_when(&self, flag: Arc<AtomicBool>) {
        if let Some(core) = &self.core {
            core.lock().close_when(flag);
        }
    }

    /// Notes that nobody will close a context's `done` channel any more.
    pub(crate) fn end_never(&self) {
        if let Some(core) = &self.core {
            core.lock().end_never();
        }
    }

    /// Closes the channel, if it is not closed yet, and wakes what waits on it.
    pub(crate) fn close_now(&self) {
        if let Some(core) = &self.core {
            core.close();
        }
    }

    /// Makes `owned` live as long as the channel: it is dropped with the last handle.
    pub(crate) fn attach(&self, owned: impl Any + Send) {
        if let Some(core) = &self.core {
            core.attach(Box::new(owned));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::task::{Context, Waker};

    use super::*;
    use crate::chan::{Receiver, TryRecvError};

    #[test]
    fn holds_one_value_that_nobody_sees() {
        let ch = timer_channel();
        let (ticks, rx) = (ch.downgrade(), Receiver::from(ch));
        ticks.offer(1);
        ticks.offer(2);
        assert_eq!((rx.len(), rx.capacity(), rx.is_empty(), rx.is_closed()), (0, 0, true, false));
        assert_eq!(rx.try_recv(), Ok(1));
        assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    }

    #[test]
    fn nothing_stale_is_received_after_a_discard() {
        let ch = timer_channel();
        let (ticks, rx) = (ch.downgrade(), Receiver::from(ch));
        ticks.offer(1);
        assert!(ticks.discard_queued());
        assert!(!ticks.discard_queued());
        assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));

        // Not even a value that was given to a receive which is dropped afterwards.
        let mut recv = Box::pin(rx.recv());
        assert!(recv.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        ticks.offer(2);
        assert!(!ticks.discard_queued());
        drop(recv);
        assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    }

    #[test]
    fn a_dropped_receive_gives_back_one_value_at_most() {
        let ch = timer_channel();
        let mut recv = Box::pin(ch.recv());
        assert!(recv.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        ch.downgrade().offer(1);
        ch.downgrade().offer(2);
        drop(recv);
        assert_eq!((ch.try_recv(), ch.try_recv()), (Ok(2), Err(TryRecvError::Empty)));
    }

    #[test]
    fn what_it_keeps_goes_with_the_last_receiver() {
        let kept = std::sync::Arc::new(());
        let ch = timer_channel::<u32>();
        ch.attach(std::sync::Arc::clone(&kept));
        let (ticks, rx) = (ch.downgrade(), Receiver::from(ch));
        let other = rx.clone();
        drop(rx);
        assert_eq!(std::sync::Arc::strong_count(&kept), 2);
        drop(other);
        assert_eq!(std::sync::Arc::strong_count(&kept), 1);
        ticks.offer(1);
    }
}
