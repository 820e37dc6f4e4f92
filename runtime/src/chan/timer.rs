//! The channels of timers: one value at most, which the program sees only by receiving it, and which can be called back.

use std::any::Any;
use std::fmt;
use std::sync::Weak;

use super::core::{Core, RECEIVES, SENDS};
use super::handle::Chan;
use crate::primitives::Arc;

/// Makes a timer's channel: [`try_send`](Chan::try_send) puts a value into it, unless it holds one; length and capacity are seen as 0.
///
/// It is not closed when no handle is left that can send: a stopped timer's channel stays silent.
pub(crate) fn timer_channel<T>() -> Chan<T> {
    Chan { core: Some(Arc::new(Core::for_timer())) }
}

/// A timer's end of its channel, which does not keep it: [`upgrade`](WeakChan::upgrade) fails once nobody can receive.
pub(crate) struct WeakChan<T>(Weak<Core<T>>);

impl<T> WeakChan<T> {
    /// A handle for the time of one operation, while there are others.
    pub(crate) fn upgrade(&self) -> Option<Chan<T>> {
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

    /// Takes a value back that was not received, and says whether there was one; nothing sent before is received after.
    pub(crate) fn discard_queued(&self) -> bool {
        self.core.as_ref().is_some_and(|core| core.discard_queued())
    }

    /// Makes `owned` live as long as the channel: it is dropped with the last handle.
    pub(crate) fn keep(&self, owned: impl Any + Send) {
        if let Some(core) = &self.core {
            core.keep(Box::new(owned));
        }
    }
}
