//! Names a socket in errors and dumps: its network and its two addresses.

use std::fmt;
use std::net::SocketAddr;
use std::panic::Location;
use std::path::PathBuf;

use crate::trace::wait_reason::WaitReason;
use crate::trace::wait_target::{self, WaitTarget};
use crate::wait::io::IoWait;
use crate::wait::park;

/// The address of one end of a socket: Go's `net.Addr`.
///
/// # Examples
///
/// ```
/// use goroutines::net::Addr;
///
/// let addr = Addr::from(([127, 0, 0, 1], 80));
/// assert_eq!(addr.to_string(), "127.0.0.1:80");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Addr {
    /// An IP address and a port.
    Inet(SocketAddr),
    /// The path of a Unix socket; `None` for one without a name.
    Unix(Option<PathBuf>),
}

impl<A: Into<SocketAddr>> From<A> for Addr {
    fn from(addr: A) -> Addr {
        Addr::Inet(addr.into())
    }
}

#[cfg(unix)]
impl Addr {
    /// The address of a Unix socket.
    pub(super) fn unix(addr: &std::os::unix::net::SocketAddr) -> Addr {
        Addr::Unix(addr.as_pathname().map(PathBuf::from))
    }
}

/// Shows `127.0.0.1:80`, `[::1]:80` or the path; a Unix socket without a name is `@`, as in Go.
impl fmt::Display for Addr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Addr::Inet(addr) => addr.fmt(f),
            Addr::Unix(Some(path)) => path.display().fmt(f),
            Addr::Unix(None) => f.write_str("@"),
        }
    }
}

/// The network of a socket and its addresses, as far as they are known.
#[derive(Clone, Debug)]
pub(super) struct Names {
    /// `tcp`, `udp`, `unix` or `unixgram`.
    pub(super) net: &'static str,
    pub(super) local: Option<Addr>,
    pub(super) remote: Option<Addr>,
}

impl Names {
    /// For a dump: the operation that a goroutine waits for.
    pub(super) fn describe(&self) -> wait_target::Socket {
        let text = |addr: &Option<Addr>| addr.as_ref().map(Addr::to_string);
        wait_target::Socket { network: self.net, local: text(&self.local), remote: text(&self.remote) }
    }

    /// An operation returns `Pending`. `wait` counts it; without one, the operation is a single
    /// poll of `AsyncRead` or `AsyncWrite`, and the waker that was kept tells a trace that the
    /// outside can wake the goroutine.
    pub(super) fn pending(&self, wait: Option<&mut IoWait>, at: &'static Location<'static>) {
        match wait {
            Some(wait) => wait.pending(at, || self.describe()),
            None => {
                park::annotate_with(WaitReason::IoWait, at, |_| vec![WaitTarget::Socket(self.describe())]);
            }
        }
    }
}

/// Shows `tcp 127.0.0.1:4711->127.0.0.1:80`, as errors do.
impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.net)?;
        match (&self.local, &self.remote) {
            (Some(local), Some(remote)) => write!(f, " {local}->{remote}"),
            (Some(one), None) | (None, Some(one)) => write!(f, " {one}"),
            (None, None) => Ok(()),
        }
    }
}
