//! `TcpStream`: a TCP connection.

use std::fmt;
use std::future::Future;
use std::io::{self, IoSlice};
use std::net::{Shutdown, SocketAddr};
use std::panic::Location;
use std::sync::Arc;
use std::time::{Duration, Instant};

use socket2::{SockRef, TcpKeepalive};
use tokio::io::ReadBuf;

use super::address::ToTarget;
use super::dial::Dialer;
use super::names::{Addr, Names};
use super::opening::Opening;
use super::operation::{Transfer, WriteAll};
use super::side::Direction;
use super::socket::Socket;
use super::source::{Source, Stream};
use super::stream_methods::{FIRST_READ, MIN_READ, stream_methods, write_rest};
use crate::context::Context;
use crate::share::Share;
use crate::wait::case::PollReady;
use crate::wait::io::IoWait;

/// The silence before the first keepalive probe, and the time between probes, as in Go.
const KEEPALIVE: Duration = Duration::from_secs(15);

/// What a connection that is accepted has from its listener: each that it has not takes a system
/// call or more.
#[derive(Clone, Copy, Default)]
pub(super) struct Inherited {
    /// Whether the options of [`set_options`] are set.
    pub(super) options: bool,
    /// Its own address, where the listener listens at one address only.
    pub(super) local: Option<SocketAddr>,
}

/// Sets the options that Go sets.
pub(super) fn set_options(socket: SockRef<'_>) -> io::Result<()> {
    socket.set_tcp_nodelay(true)?;
    socket.set_tcp_keepalive(&probes(KEEPALIVE))
}

/// A TCP connection: Go's `net.TCPConn`. A handle, which goroutines share: one may read while
/// another writes.
///
/// # Examples
///
/// ```
/// use goroutines::net::{TcpListener, TcpStream};
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let listener = TcpListener::bind("127.0.0.1:0").unwrap();
///     let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
///     let (server, _) = listener.accept().unwrap();
///
///     assert_eq!(client.write(b"ping").unwrap(), 4);
///     client.close_write().unwrap();
///     let mut buf = [0; 8];
///     assert_eq!(server.read(&mut buf).unwrap(), 4);
///     assert_eq!(server.read(&mut buf).unwrap(), 0);
/// }
/// ```
#[doc(alias = "TCPConn", alias = "Conn")]
#[derive(Clone)]
pub struct TcpStream {
    pub(super) socket: Arc<Socket<tokio::net::TcpStream>>,
}

stream_methods!(TcpStream);

impl TcpStream {
    /// Connects to `target`: [`dial`](super::dial) under Rust's name. In goroutine code the call
    /// waits.
    ///
    /// # Errors
    ///
    /// Those of [`dial`](super::dial).
    #[doc(alias = "Dial", alias = "DialTCP")]
    #[track_caller]
    pub fn connect(target: impl ToTarget) -> Opening<TcpStream> {
        Dialer::new().dial(target)
    }

    /// Connects to `target`, waiting no longer than `timeout` in all.
    ///
    /// # Errors
    ///
    /// Those of [`dial`](super::dial), and `i/o timeout`.
    #[doc(alias = "DialTimeout")]
    #[track_caller]
    pub fn connect_timeout(target: impl ToTarget, timeout: Duration) -> Opening<TcpStream> {
        Dialer::new().timeout(timeout).dial(target)
    }

    /// Connects to `target`, unless `ctx` ends before.
    ///
    /// # Errors
    ///
    /// Those of [`dial`](super::dial), `operation was canceled`, and `i/o timeout` when the
    /// deadline of `ctx` passes.
    #[doc(alias = "DialContext")]
    #[track_caller]
    pub fn connect_context(ctx: &Context, target: impl ToTarget) -> Opening<TcpStream> {
        Dialer::new().dial_context(ctx, target)
    }

    /// A connection that was accepted, with what it has from its listener.
    pub(super) fn accepted(stream: tokio::net::TcpStream, peer: SocketAddr, inherited: Inherited) -> TcpStream {
        let local = inherited.local.or_else(|| stream.local_addr().ok()).map(Addr::Inet);
        let remote = Some(Addr::Inet(peer));
        if inherited.options {
            TcpStream { socket: Socket::new(stream, Names { net: "tcp", local, remote }) }
        } else {
            TcpStream::set_up(stream, local, remote)
        }
    }

    /// A new connection, with the options that Go sets.
    pub(super) fn set_up(stream: tokio::net::TcpStream, local: Option<Addr>, remote: Option<Addr>) -> TcpStream {
        // It may be gone already: its first read says so.
        let _ = set_options(SockRef::from(&stream));
        TcpStream { socket: Socket::new(stream, Names { net: "tcp", local, remote }) }
    }

    /// Waits until data is there and copies it to `buf`; the next read gets it again. In goroutine
    /// code the call waits.
    ///
    /// # Errors
    ///
    /// Those of [`read`](TcpStream::read).
    #[track_caller]
    pub fn peek<'a>(&'a self, buf: &'a mut [u8]) -> impl Future<Output = io::Result<usize>> + Send + 'a {
        let (at, mut wait) = (Location::caller(), IoWait::new());
        std::future::poll_fn(move |cx| {
            let peeked = self.socket.poll_with(cx, &mut wait, at, |io, cx| io.poll_peek(cx, &mut ReadBuf::new(buf)));
            peeked.map_err(|error| self.socket.error("read", error))
        })
    }

    /// Our address.
    ///
    /// # Errors
    ///
    /// Once the connection is closed.
    #[doc(alias = "LocalAddr")]
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.socket.with("set", |io| io.local_addr())
    }

    /// The address of the peer.
    ///
    /// # Errors
    ///
    /// Once the connection is closed.
    #[doc(alias = "RemoteAddr")]
    pub fn peer_addr(&self) -> io::Result<SocketAddr> {
        match &self.socket.names.remote {
            Some(Addr::Inet(addr)) if !self.is_closed() => Ok(*addr),
            _ => self.socket.with("set", |io| io.peer_addr()),
        }
    }

    /// Sets whether small writes are sent at once (`TCP_NODELAY`); on by default, as in Go.
    ///
    /// # Errors
    ///
    /// Once the connection is closed.
    #[doc(alias = "SetNoDelay")]
    pub fn set_nodelay(&self, on: bool) -> io::Result<()> {
        self.socket.with("set", |io| io.set_nodelay(on))
    }

    /// Returns true if small writes are sent at once (`TCP_NODELAY`).
    ///
    /// # Errors
    ///
    /// Once the connection is closed.
    pub fn nodelay(&self) -> io::Result<bool> {
        self.socket.with("set", |io| io.nodelay())
    }

    /// Sets the silence before the first keepalive probe, and the time between probes; `None` turns
    /// probes off. The default is 15 seconds, as in Go.
    ///
    /// # Errors
    ///
    /// Once the connection is closed.
    #[doc(alias = "SetKeepAlive", alias = "SetKeepAlivePeriod")]
    pub fn set_keepalive(&self, period: impl Into<Option<Duration>>) -> io::Result<()> {
        let period = period.into();
        self.socket.with("set", |io| match period {
            None => io.system().set_keepalive(false),
            Some(period) => io.system().set_tcp_keepalive(&probes(period)),
        })
    }

    /// Sets what `close` does with data that is not sent yet (`SO_LINGER`): `None`, the default,
    /// sends it in the background; zero drops it and resets the connection.
    ///
    /// # Errors
    ///
    /// Once the connection is closed.
    #[doc(alias = "SetLinger")]
    pub fn set_linger(&self, time: impl Into<Option<Duration>>) -> io::Result<()> {
        let time = time.into();
        self.socket.with("set", |io| io.system().set_linger(time))
    }
}

fn probes(period: Duration) -> TcpKeepalive {
    TcpKeepalive::new().with_time(period).with_interval(period)
}
