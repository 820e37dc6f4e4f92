//! `UnixListener` and `UnixStream`: connections between programs of one machine.

use std::fmt;
use std::future::Future;
use std::io::{self, IoSlice};
use std::net::Shutdown;
use std::panic::Location;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task;
use std::time::Instant;

use super::accept::Accept;
use super::dial::on_reactor;
use super::error;
use super::names::{Addr, Names};
use super::opening::Opening;
use super::operation::{Transfer, WriteAll};
use super::side::Direction;
use super::socket::Socket;
use super::source::{Source, Stream};
use super::stream_methods::{FIRST_READ, MIN_READ, stream_methods, write_rest};
use crate::scheduler::reactor_here;
use crate::share::Share;
use crate::wait::case::PollReady;

/// A connection over a Unix socket: Go's `net.UnixConn`. A handle, as
/// [`TcpStream`](super::TcpStream) is.
///
/// # Examples
///
/// ```
/// use goroutines::net::UnixStream;
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let (one, other) = UnixStream::pair().unwrap();
///     one.write(b"ping").unwrap();
///     let mut buf = [0; 4];
///     other.read_exact(&mut buf).unwrap();
///     assert_eq!(&buf, b"ping");
/// }
/// ```
#[doc(alias = "UnixConn")]
#[derive(Clone)]
pub struct UnixStream {
    pub(super) socket: Arc<Socket<tokio::net::UnixStream>>,
}

stream_methods!(UnixStream);

impl UnixStream {
    /// Connects to the socket at `path`: Go's `net.Dial("unix", path)`. In goroutine code the call
    /// waits.
    ///
    /// # Errors
    ///
    /// As `dial unix /run/x: connect: no such file or directory`.
    #[doc(alias = "DialUnix")]
    #[track_caller]
    pub fn connect(path: impl AsRef<Path>) -> Opening<UnixStream> {
        let (path, at) = (path.as_ref().to_owned(), Location::caller());
        Opening::new(async move {
            let names = Names { net: "unix", local: None, remote: Some(Addr::Unix(Some(path.clone()))) };
            let connected = on_reactor(tokio::net::UnixStream::connect(path), &names, at).await;
            let stream = connected.map_err(|error| error::operation("dial", &names, error))?;
            Ok(UnixStream { socket: Socket::new(stream, names) })
        })
    }

    /// Two connected ends, without a name.
    ///
    /// # Errors
    ///
    /// When the system has no descriptor left.
    pub fn pair() -> io::Result<(UnixStream, UnixStream)> {
        let (one, other) = {
            let _context = reactor_here().enter();
            tokio::net::UnixStream::pair()?
        };
        Ok((one.try_into()?, other.try_into()?))
    }

    /// Our address; often none.
    ///
    /// # Errors
    ///
    /// Once the connection is closed.
    #[doc(alias = "LocalAddr")]
    pub fn local_addr(&self) -> io::Result<Addr> {
        self.socket.with("set", |io| Ok(Addr::unix(&io.local_addr()?.into())))
    }

    /// The address of the peer; often none.
    ///
    /// # Errors
    ///
    /// Once the connection is closed.
    #[doc(alias = "RemoteAddr")]
    pub fn peer_addr(&self) -> io::Result<Addr> {
        self.socket.with("set", |io| Ok(Addr::unix(&io.peer_addr()?.into())))
    }
}

impl TryFrom<tokio::net::UnixStream> for UnixStream {
    type Error = io::Error;

    fn try_from(stream: tokio::net::UnixStream) -> io::Result<UnixStream> {
        let local = stream.local_addr().ok().map(|addr| Addr::unix(&addr.into()));
        let remote = stream.peer_addr().ok().map(|addr| Addr::unix(&addr.into()));
        Ok(UnixStream { socket: Socket::new(stream, Names { net: "unix", local, remote }) })
    }
}

/// Listens on a Unix socket: Go's `net.UnixListener`. A handle, as
/// [`TcpListener`](super::TcpListener) is.
///
/// As in Go, the file that [`bind`](UnixListener::bind) made is removed when the listener is
/// closed, or its last handle dropped.
///
/// # Examples
///
/// ```
/// use goroutines::net::{UnixListener, UnixStream};
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let path = std::env::temp_dir().join(format!("listener-{}.sock", std::process::id()));
///     let listener = UnixListener::bind(&path).unwrap();
///     let client = UnixStream::connect(&path).unwrap();
///     let (server, _) = listener.accept().unwrap();
///     server.write(b"hello").unwrap();
///     listener.close().unwrap();
///     assert!(!path.exists());
/// }
/// ```
#[derive(Clone)]
pub struct UnixListener {
    pub(super) socket: Arc<Socket<tokio::net::UnixListener>>,
    file: Arc<File>,
}

impl Share for UnixListener {}

impl UnixListener {
    /// Listens at `path`, which must not exist: Go's `net.Listen("unix", path)`. It does not wait.
    ///
    /// # Errors
    ///
    /// As `listen unix /run/x: bind: address already in use`.
    #[doc(alias = "Listen", alias = "ListenUnix")]
    pub fn bind(path: impl AsRef<Path>) -> io::Result<UnixListener> {
        let path = path.as_ref();
        let names = Names { net: "unix", local: Some(Addr::Unix(Some(path.to_owned()))), remote: None };
        let _context = reactor_here().enter();
        let listener = tokio::net::UnixListener::bind(path);
        let listener = listener.map_err(|error| error::operation("listen", &names, error))?;
        let file = Arc::new(File { path: Some(path.to_owned()), unlink: AtomicBool::new(true) });
        Ok(UnixListener { socket: Socket::new(listener, names), file })
    }

    /// A listener that has no file of its own.
    pub(super) fn from_socket(socket: Arc<Socket<tokio::net::UnixListener>>) -> UnixListener {
        UnixListener { socket, file: Arc::new(File { path: None, unlink: AtomicBool::new(false) }) }
    }

    /// Waits for the next connection, and returns it with the address of the peer, which most often
    /// has none. In goroutine code the call waits.
    ///
    /// It survives what [`TcpListener::accept`](super::TcpListener::accept) survives.
    ///
    /// # Errors
    ///
    /// Those of [`TcpListener::accept`](super::TcpListener::accept).
    #[doc(alias = "AcceptUnix")]
    #[track_caller]
    pub fn accept(
        &self,
    ) -> impl Future<Output = io::Result<(UnixStream, Addr)>> + PollReady<Output = io::Result<(UnixStream, Addr)>> + Send + '_
    {
        let poll = |listener: &tokio::net::UnixListener, cx: &mut task::Context<'_>| {
            listener.poll_accept(cx).map_ok(|(stream, peer)| {
                let peer = Addr::unix(&peer.into());
                let names = Names { net: "unix", local: self.socket.names.local.clone(), remote: Some(peer.clone()) };
                (UnixStream { socket: Socket::new(stream, names) }, peer)
            })
        };
        Accept::new(&self.socket, Location::caller(), poll)
    }

    /// Sets whether the file is removed when the listener is closed; by default it is.
    #[doc(alias = "SetUnlinkOnClose")]
    pub fn set_unlink_on_close(&self, on: bool) {
        self.file.unlink.store(on, Ordering::Relaxed);
    }

    /// The path it listens at.
    ///
    /// # Errors
    ///
    /// Once the listener is closed.
    #[doc(alias = "Addr")]
    pub fn local_addr(&self) -> io::Result<Addr> {
        self.socket.with("set", |io| Ok(Addr::unix(&io.local_addr()?.into())))
    }

    /// Makes `accept` fail with `i/o timeout` from `deadline` on; `None` takes the deadline away.
    ///
    /// # Errors
    ///
    /// Once the listener is closed.
    #[doc(alias = "SetDeadline")]
    pub fn set_deadline(&self, deadline: impl Into<Option<Instant>>) -> io::Result<()> {
        self.socket.set_deadline(Direction::Read, deadline.into())
    }

    /// Stops listening, and removes the file: every `accept` ends with
    /// `use of closed network connection`, on all handles.
    ///
    /// # Errors
    ///
    /// When it is closed already.
    #[doc(alias = "Close")]
    pub fn close(&self) -> io::Result<()> {
        // Removed first: as long as the file exists, a client can connect.
        if !self.socket.is_closed() {
            self.file.remove();
        }
        self.socket.close()
    }

    /// Returns true once it is closed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.socket.is_closed()
    }
}

impl TryFrom<tokio::net::UnixListener> for UnixListener {
    type Error = io::Error;

    fn try_from(listener: tokio::net::UnixListener) -> io::Result<UnixListener> {
        let local = Some(Addr::unix(&listener.local_addr()?.into()));
        Ok(UnixListener::from_socket(Socket::new(listener, Names { net: "unix", local, remote: None })))
    }
}

impl fmt::Debug for UnixListener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("UnixListener").field(&format_args!("{}", self.socket.names)).finish()
    }
}

/// The file of a listener; removed with its last handle.
struct File {
    path: Option<PathBuf>,
    /// Whether it is still to be removed.
    unlink: AtomicBool,
}

impl File {
    fn remove(&self) {
        if let Some(path) = &self.path
            && self.unlink.swap(false, Ordering::Relaxed)
        {
            // Somebody may have removed it before.
            let _ = std::fs::remove_file(path);
        }
    }
}

impl Drop for File {
    fn drop(&mut self) {
        self.remove();
    }
}
