//! `TcpListener`: accepts TCP connections, also after the system was short of descriptors.

use std::fmt;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::panic::Location;
use std::sync::Arc;
use std::task;
use std::time::Instant;

use super::accept::Accept;
use super::address::ToTarget;
use super::listen::ListenConfig;
use super::names::{Addr, Names};
use super::opening::Opening;
use super::side::Direction;
use super::socket::Socket;
use super::tcp_stream::{Inherited, TcpStream};
use crate::share::Share;
use crate::wait::case::PollReady;

/// Listens for TCP connections: Go's `net.TCPListener`. A handle, which goroutines share.
///
/// # Examples
///
/// A server in goroutine code:
///
/// ```text
/// let listener = TcpListener::bind("127.0.0.1:7007")?;
/// loop {
///     let (conn, _) = listener.accept()?;
///     go!(serve(conn));
/// }
/// ```
#[doc(alias = "Listen")]
#[derive(Clone)]
pub struct TcpListener {
    pub(super) socket: Arc<Socket<tokio::net::TcpListener>>,
    /// What its connections have from it.
    inherited: Inherited,
}

impl Share for TcpListener {}

impl TcpListener {
    /// A listener; with `options` its connections have its options from the moment they are
    /// accepted.
    pub(super) fn new(listener: tokio::net::TcpListener, options: bool) -> io::Result<TcpListener> {
        let local = listener.local_addr()?;
        let names = Names { net: "tcp", local: Some(Addr::Inet(local)), remote: None };
        let inherited = Inherited { options, local: Some(local).filter(|local| !local.ip().is_unspecified()) };
        Ok(TcpListener { socket: Socket::new(listener, names), inherited })
    }

    pub(super) fn from_socket(socket: Arc<Socket<tokio::net::TcpListener>>) -> TcpListener {
        TcpListener { socket, inherited: Inherited::default() }
    }

    /// Listens on `target`: `"127.0.0.1:80"`, `":80"` for every interface, port 0 for any free one.
    /// In goroutine code the call waits while a name is looked up.
    ///
    /// The system keeps up to 4096 connections until they are accepted, and the address can be used
    /// again at once after the program's end (`SO_REUSEADDR`), both as in Go. [`ListenConfig`] has
    /// more options.
    ///
    /// # Errors
    ///
    /// As `listen tcp 127.0.0.1:80: bind: address already in use`; also when a name has no address.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::net::TcpListener;
    /// use goroutines::prelude::*;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    ///     let addr = listener.local_addr().unwrap();
    ///     let taken = TcpListener::bind(addr).unwrap_err();
    ///     assert_eq!(taken.to_string(), format!("listen tcp {addr}: bind: address already in use"));
    /// }
    /// ```
    #[doc(alias = "Listen")]
    #[track_caller]
    pub fn bind(target: impl ToTarget) -> Opening<TcpListener> {
        ListenConfig::new().bind(target)
    }

    /// Waits for the next connection, and returns it with the address of the peer. In goroutine
    /// code the call waits.
    ///
    /// It survives what a server should survive. When a connection was aborted before it was
    /// accepted, it takes the next one. When the process or the system has no descriptor left, it
    /// says so on stderr and pauses for 5 milliseconds, then twice as long up to one second.
    /// `close` and the deadline end the pause too. Several goroutines may accept on one listener.
    ///
    /// A connection has `TCP_NODELAY` and keepalive probes every 15 seconds, as in Go.
    ///
    /// # Errors
    ///
    /// `accept tcp 127.0.0.1:80: use of closed network connection` once the listener is closed (see
    /// [`is_closed`](super::is_closed)), `i/o timeout` after the deadline, and other errors of the
    /// system.
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
    ///     let (_, peer) = listener.accept().unwrap();
    ///     assert_eq!(peer, client.local_addr().unwrap());
    /// }
    /// ```
    #[doc(alias = "AcceptTCP")]
    #[track_caller]
    pub fn accept(
        &self,
    ) -> impl Future<Output = io::Result<(TcpStream, SocketAddr)>>
    + PollReady<Output = io::Result<(TcpStream, SocketAddr)>>
    + Send
    + '_ {
        let inherited = self.inherited;
        let poll = move |listener: &tokio::net::TcpListener, cx: &mut task::Context<'_>| {
            listener.poll_accept(cx).map_ok(|(stream, peer)| (TcpStream::accepted(stream, peer, inherited), peer))
        };
        Accept::new(&self.socket, Location::caller(), poll)
    }

    /// The address it listens on.
    ///
    /// # Errors
    ///
    /// Once the listener is closed.
    #[doc(alias = "Addr")]
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.socket.with("set", |listener| listener.local_addr())
    }

    /// Makes `accept` fail with `i/o timeout` from `deadline` on; `None` takes the deadline away. A
    /// deadline in the past ends the calls that wait.
    ///
    /// # Errors
    ///
    /// Once the listener is closed.
    #[doc(alias = "SetDeadline")]
    pub fn set_deadline(&self, deadline: impl Into<Option<Instant>>) -> io::Result<()> {
        self.socket.set_deadline(Direction::Read, deadline.into())
    }

    /// Stops listening: every `accept` ends with `use of closed network connection`, on all
    /// handles.
    ///
    /// # Errors
    ///
    /// When it is closed already.
    #[doc(alias = "Close")]
    pub fn close(&self) -> io::Result<()> {
        self.socket.close()
    }

    /// Returns true once it is closed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.socket.is_closed()
    }
}

impl TryFrom<tokio::net::TcpListener> for TcpListener {
    type Error = io::Error;

    fn try_from(listener: tokio::net::TcpListener) -> io::Result<TcpListener> {
        TcpListener::new(listener, false)
    }
}

impl fmt::Debug for TcpListener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TcpListener").field(&format_args!("{}", self.socket.names)).finish()
    }
}
