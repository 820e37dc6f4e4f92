//! A timer descriptor in the reactor: waits end to the microsecond, where `epoll_wait` knows
//! milliseconds.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use rustix::time::{
    Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create, timerfd_settime,
};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

/// The timer of a reactor.
pub(crate) struct Timeout {
    fd: AsyncFd<OwnedFd>,
}

impl Timeout {
    /// A timer in the reactor whose context is entered.
    pub(crate) fn new() -> io::Result<Timeout> {
        let fd = timerfd_create(TimerfdClockId::Monotonic, TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC)?;
        #[allow(
            deprecated,
            reason = "its successor is `unsafe`, for types that may change their descriptor; an `OwnedFd` keeps its own"
        )]
        let fd = AsyncFd::with_interest(fd, Interest::READABLE)?;
        Ok(Timeout { fd })
    }

    /// Its descriptor.
    pub(super) fn fd(&self) -> BorrowedFd<'_> {
        self.fd.get_ref().as_fd()
    }

    /// Sets it; what is returned is ready when `limit` is over.
    pub(crate) fn after(&self, limit: Duration) -> Armed<'_> {
        let value = Timespec { tv_sec: limit.as_secs() as i64, tv_nsec: i64::from(limit.subsec_nanos().max(1)) };
        let once = Itimerspec { it_interval: Timespec { tv_sec: 0, tv_nsec: 0 }, it_value: value };
        // It cannot fail: the descriptor and the value are valid.
        let set = timerfd_settime(self.fd.get_ref(), TimerfdTimerFlags::empty(), &once);
        debug_assert!(set.is_ok());
        Armed { fd: &self.fd }
    }
}

/// A timer that is set.
pub(crate) struct Armed<'a> {
    fd: &'a AsyncFd<OwnedFd>,
}

impl Armed<'_> {
    /// Ready when the time is over.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        loop {
            let Ok(mut readiness) = ready!(self.fd.poll_read_ready(cx)) else {
                // The reactor is being shut down.
                return Poll::Ready(());
            };
            // What a wait before this one left behind is no event of this one: only the count that
            // is read tells.
            let mut count = [0; 8];
            let read = readiness.try_io(|fd| Ok(rustix::io::read(fd.get_ref(), &mut count)?));
            if read.is_ok() {
                // It is not set again before this: no event is lost, and the next wait need not
                // find out by a read.
                readiness.clear_ready();
                return Poll::Ready(());
            }
        }
    }
}
