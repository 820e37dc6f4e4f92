//! `UnixDatagram`: datagrams between programs of one machine.

use std::fmt;
use std::future::Future;
use std::io;
use std::panic::Location;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use tokio::net::UnixDatagram as Inner;

use super::datagram_methods::datagram_methods;
use super::error;
use super::names::{Addr, Names};
use super::operation::Transfer;
use super::side::Direction;
use super::socket::Socket;
use crate::scheduler::reactor_here;
use crate::share::Share;
use crate::wait::case::PollReady;

/// A Unix socket for datagrams: Go's `net.UnixConn` of network `unixgram`. A handle, as
/// [`UdpSocket`](super::UdpSocket) is.
///
/// The file that [`bind`](UnixDatagram::bind) makes stays when the socket is closed.
///
/// # Examples
///
/// ```
/// use goroutines::net::UnixDatagram;
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let (one, other) = UnixDatagram::pair().unwrap();
///     one.send(b"ping").unwrap();
///     let mut buf = [0; 16];
///     assert_eq!(other.recv(&mut buf).unwrap(), 4);
/// }
/// ```
#[doc(alias = "ListenUnixgram")]
#[derive(Clone)]
pub struct UnixDatagram {
    pub(super) socket: Arc<Socket<Inner>>,
}

datagram_methods!(UnixDatagram);

impl UnixDatagram {
    /// A socket that receives what is sent to `path`, which must not exist. It does not wait.
    ///
    /// # Errors
    ///
    /// As `listen unixgram /run/x: bind: address already in use`.
    pub fn bind(path: impl AsRef<Path>) -> io::Result<UnixDatagram> {
        let path = path.as_ref();
        let names = Names { net: "unixgram", local: Some(Addr::Unix(Some(path.to_owned()))), remote: None };
        let _context = reactor_here().enter();
        let socket = Inner::bind(path).map_err(|error| error::operation("listen", &names, error))?;
        Ok(UnixDatagram { socket: Socket::new(socket, names) })
    }

    /// A socket without a name that sends to `path`. It does not wait.
    ///
    /// # Errors
    ///
    /// As `dial unixgram /run/x: connect: no such file or directory`.
    pub fn connect(path: impl AsRef<Path>) -> io::Result<UnixDatagram> {
        let path = path.as_ref();
        let names = Names { net: "unixgram", local: None, remote: Some(Addr::Unix(Some(path.to_owned()))) };
        let _context = reactor_here().enter();
        let connect = || {
            let socket = Inner::unbound()?;
            socket.connect(path)?;
            Ok(socket)
        };
        let socket = connect().map_err(|error| error::operation("dial", &names, error))?;
        Ok(UnixDatagram { socket: Socket::new(socket, names) })
    }

    /// Two connected sockets, without a name.
    ///
    /// # Errors
    ///
    /// When the system has no descriptor left.
    pub fn pair() -> io::Result<(UnixDatagram, UnixDatagram)> {
        let (one, other) = {
            let _context = reactor_here().enter();
            Inner::pair()?
        };
        Ok((one.try_into()?, other.try_into()?))
    }

    /// Waits for a datagram, puts it into `buf`, and returns its length and the sender's address.
    /// In goroutine code the call waits.
    ///
    /// # Errors
    ///
    /// Those of [`recv`](UnixDatagram::recv).
    #[doc(alias = "ReadFrom")]
    #[track_caller]
    pub fn recv_from<'a>(
        &'a self,
        buf: &'a mut [u8],
    ) -> impl Future<Output = io::Result<(usize, Addr)>> + PollReady<Output = io::Result<(usize, Addr)>> + Send + 'a
    {
        let attempt = move |io: &Inner| io.try_recv_from(buf).map(|(len, from)| (len, Addr::unix(&from.into())));
        self.transfer(Direction::Read, "read", attempt, Location::caller())
    }

    /// Sends `buf` as one datagram to `path`, and returns its length. In goroutine code the call
    /// waits.
    ///
    /// # Errors
    ///
    /// Those of [`send`](UnixDatagram::send).
    #[doc(alias = "WriteTo")]
    #[track_caller]
    pub fn send_to<'a>(
        &'a self,
        buf: &'a [u8],
        path: impl AsRef<Path> + Send + Unpin + 'a,
    ) -> impl Future<Output = io::Result<usize>> + Send + 'a {
        let attempt = move |io: &Inner| io.try_send_to(buf, path.as_ref());
        self.transfer(Direction::Write, "write", attempt, Location::caller())
    }

    /// Our address.
    ///
    /// # Errors
    ///
    /// Once the socket is closed.
    #[doc(alias = "LocalAddr")]
    pub fn local_addr(&self) -> io::Result<Addr> {
        self.socket.with("set", |io| Ok(Addr::unix(&io.local_addr()?.into())))
    }
}

impl TryFrom<Inner> for UnixDatagram {
    type Error = io::Error;

    fn try_from(socket: Inner) -> io::Result<UnixDatagram> {
        let local = socket.local_addr().ok().map(|addr| Addr::unix(&addr.into()));
        let remote = socket.peer_addr().ok().map(|addr| Addr::unix(&addr.into()));
        Ok(UnixDatagram { socket: Socket::new(socket, Names { net: "unixgram", local, remote }) })
    }
}
