//! A wait for a socket: counted for the deadlock detector as long as it lasts, and named in dumps.

use std::panic::Location;

use super::park;
use crate::idle_threads::{self, IoWaitGuard};
use crate::trace::wait_reason::WaitReason;
use crate::trace::wait_target::{Socket, WaitTarget};

/// The wait of one operation for its socket; part of the operation's future.
///
/// While it waits, the network can wake its goroutine, so no deadlock is reported. Dropping it ends
/// the wait.
#[derive(Debug, Default)]
pub(crate) struct IoWait {
    /// Counts while the operation waits.
    counted: Option<IoWaitGuard>,
}

impl IoWait {
    /// A wait that has not begun.
    pub(crate) const fn new() -> IoWait {
        IoWait { counted: None }
    }

    /// The operation returns `Pending`, and the reactor has its waker. `socket` is called only if a
    /// trace asks.
    pub(crate) fn pending(&mut self, at: &'static Location<'static>, socket: impl FnOnce() -> Socket) {
        if self.counted.is_none() {
            self.counted = Some(idle_threads::begin_io_wait());
        }
        park::annotate_with(WaitReason::IoWait, at, |_| vec![WaitTarget::Socket(socket())]);
    }

    /// The operation is ready.
    pub(crate) fn ready(&mut self) {
        self.counted = None;
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn a_wait_counts_until_it_is_ready_or_dropped() {
        let socket = || Socket { network: "tcp", local: None, remote: None };
        let mut wait = IoWait::new();
        wait.pending(Location::caller(), socket);
        wait.pending(Location::caller(), socket);
        assert!(wait.counted.is_some() && idle_threads::Snapshot::take().has_wakers());
        wait.ready();
        assert!(wait.counted.is_none());
    }
}
