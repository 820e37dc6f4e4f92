//! The slot that a stream or a sink keeps between two polls.

use std::sync::atomic::{AtomicU32, Ordering};

/// No slot.
const NONE: u32 = u32::MAX;

/// The slot in a channel's queue that `poll_next` or `start_send` has taken; it outlives the poll,
/// as the handle does.
///
/// Relaxed throughout: it is written through `&mut` handles alone, and taken back by whoever uses
/// the handle otherwise.
#[derive(Debug)]
pub(super) struct PolledSlot(AtomicU32);

impl Default for PolledSlot {
    fn default() -> PolledSlot {
        PolledSlot(AtomicU32::new(NONE))
    }
}

impl PolledSlot {
    /// Takes the slot, if there is one.
    #[inline(always)]
    pub(super) fn take(&self) -> Option<u32> {
        if self.0.load(Ordering::Relaxed) == NONE { None } else { self.take_some() }
    }

    #[cold]
    fn take_some(&self) -> Option<u32> {
        Some(self.0.swap(NONE, Ordering::Relaxed)).filter(|slot| *slot != NONE)
    }

    /// Keeps `slot` for the next poll.
    pub(super) fn keep(&mut self, slot: Option<u32>) {
        *self.0.get_mut() = slot.unwrap_or(NONE);
    }
}
