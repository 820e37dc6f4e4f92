//! What differs between operating systems: how many threads there are, what a reactor waits for, a
//! fine timer.
//!
//! Linux's answers are in `linux.rs`, those of all other systems in `other.rs`; both files have the
//! same items. No other file of the crate names a system or a file of `/proc`. Where std, tokio or
//! signal-hook have something on Unix alone, `cfg(unix)` is enough. `docs/guide/platforms.md` says
//! what follows for the user.

#[cfg(target_os = "linux")]
mod linux;
// Its tests run on Linux too, so that it is at least built there.
#[cfg(any(not(target_os = "linux"), test))]
#[cfg_attr(target_os = "linux", allow(dead_code, reason = "for other systems"))]
mod other;

#[cfg(target_os = "linux")]
use linux as system;
#[cfg(not(target_os = "linux"))]
use other as system;

#[cfg(all(unix, not(loom)))]
pub(crate) use system::catches;
#[cfg_attr(loom, allow(unused_imports, reason = "models have no dumps"))]
pub(crate) use system::statics;
pub(crate) use system::thread_count;
#[cfg(all(feature = "net", not(loom)))]
pub(crate) use system::{Registrations, Timeout};
#[cfg(not(loom))]
pub(crate) use system::{thread_number, thread_work};

/// Whether a transfer that was shorter than its buffer says that the next one would block. It does
/// where readiness is an edge, as in epoll: what comes later is a new event.
#[cfg(all(feature = "net", not(loom)))]
pub(crate) const SHORT_IS_EMPTY: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// Whether a connection that is accepted has `TCP_NODELAY` and the keepalive of its listener.
#[cfg(all(feature = "net", not(loom)))]
pub(crate) const ACCEPTED_INHERIT: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// Lets other sockets bind the same port, which not every system can.
#[cfg(all(feature = "net", not(loom)))]
pub(crate) fn reuse_port(socket: &socket2::Socket) -> std::io::Result<()> {
    #[cfg(all(unix, not(any(target_os = "solaris", target_os = "illumos"))))]
    return socket.set_reuse_port(true);
    #[cfg(not(all(unix, not(any(target_os = "solaris", target_os = "illumos")))))]
    {
        let _ = socket;
        Err(std::io::ErrorKind::Unsupported.into())
    }
}

/// What a thread has done.
#[cfg(not(loom))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct ThreadWork {
    /// The processor time that it has used; a few milliseconds may be missing while it runs.
    pub(crate) cpu: std::time::Duration,
    /// Whether it waits for something: it neither runs nor waits for a processor.
    pub(crate) is_blocked: bool,
}
