//! What tokio's reactor waits for, as the kernel tells: for the deadlock detector.
//!
//! Sockets of tokio's own types, and its timers, wake goroutines by ways that this crate does not
//! see. Tokio does not tell how many there are, but the kernel does: `/proc/self/fdinfo` lists the
//! descriptors that are registered with the reactor's `epoll`, and `/proc/self/task/…/syscall` the
//! timeout with which a thread waits there, which is none as long as no timer of tokio's runs.
//! Where either cannot be read, the answer is that something may wake a goroutine.

use std::fs;
use std::os::fd::{AsRawFd, RawFd};

use super::Timeout;

/// The `epoll` of a reactor.
pub(crate) struct Registrations {
    /// Its descriptors, one of which is waited on; none if they were not found.
    epolls: Vec<RawFd>,
    /// How many descriptors of the reactor's own are registered with it.
    own: usize,
}

impl Registrations {
    /// That of a new reactor with which `timer`, and nothing of the program's, is registered.
    pub(crate) fn of(timer: &Timeout) -> Registrations {
        let timer = timer.fd().as_raw_fd();
        // They were made before the timer.
        let of_timer = |fd: &RawFd| registered(*fd).is_some_and(|fds| fds.contains(&timer));
        let epolls: Vec<_> = (0..timer).filter(of_timer).collect();
        let own = epolls.first().copied().and_then(registered).map_or(0, |fds| fds.len());
        Registrations { epolls, own }
    }

    /// Whether sockets of the program are registered; `None` if that is unknown.
    pub(crate) fn has_sockets(&self) -> Option<bool> {
        Some(registered(*self.epolls.first()?)?.len() > self.own)
    }

    /// Whether the thread `tid` waits in the reactor, with no timer of tokio's running; `None` if
    /// that is unknown.
    pub(crate) fn waits_without_timer(&self, tid: u32) -> Option<bool> {
        // The number of the system call and its arguments:
        // `epoll_wait(epoll, events, length, timeout)`.
        let call = fs::read_to_string(format!("/proc/self/task/{tid}/syscall")).ok()?;
        let argument = |at| -> Option<u64> {
            u64::from_str_radix(call.split_ascii_whitespace().nth(at)?.strip_prefix("0x")?, 16).ok()
        };
        let fd = argument(1).and_then(|fd| RawFd::try_from(fd).ok())?;
        let waits = self.epolls.contains(&fd);
        // It is an `int`: -1 for no timeout.
        let forever = argument(4)? as u32 == u32::MAX;
        Some(waits && forever)
    }
}

/// The descriptors registered with `fd`, if it is an `epoll`.
fn registered(fd: RawFd) -> Option<Vec<RawFd>> {
    let info = fs::read_to_string(format!("/proc/self/fdinfo/{fd}")).ok()?;
    let targets = info.lines().filter_map(|line| line.strip_prefix("tfd:"));
    let fds: Vec<_> = targets.filter_map(|line| line.split_ascii_whitespace().next()?.parse().ok()).collect();
    (!fds.is_empty()).then_some(fds)
}
