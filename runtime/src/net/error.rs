//! Errors of sockets, in Go's words, inside `io::Error`.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};

use super::names::{Addr, Names};

/// The error of an operation on a socket: Go's `net.OpError`.
///
/// The [`io::Error`] that an operation returned contains it; the kind of that error is std's.
/// [`source`](Error::source) gives the error of the system, if that is where it came from.
///
/// # Examples
///
/// ```
/// use goroutines::net::{OpError, TcpStream};
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let error = TcpStream::connect("127.0.0.1:1").unwrap_err();
///     assert_eq!(error.kind(), std::io::ErrorKind::ConnectionRefused);
///     assert_eq!(error.to_string(), "dial tcp 127.0.0.1:1: connect: connection refused");
///     assert_eq!(OpError::of(&error).unwrap().op(), "dial");
/// }
/// ```
pub struct OpError {
    op: &'static str,
    names: Names,
    /// How many bytes a `write` had sent.
    written: usize,
    cause: io::Error,
}

impl OpError {
    /// The `OpError` inside `error`, if there is one.
    #[must_use]
    pub fn of(error: &io::Error) -> Option<&OpError> {
        error.get_ref()?.downcast_ref()
    }

    /// The operation: `read`, `write`, `accept`, `dial`, `listen`, `set` or `close`.
    #[must_use]
    pub fn op(&self) -> &'static str {
        self.op
    }

    /// The network: `tcp`, `udp`, `unix` or `unixgram`.
    #[must_use]
    pub fn net(&self) -> &'static str {
        self.names.net
    }

    /// Our address, if the socket had one.
    #[must_use]
    pub fn local_addr(&self) -> Option<&Addr> {
        self.names.local.as_ref()
    }

    /// The address of the peer, if there was one.
    #[must_use]
    pub fn remote_addr(&self) -> Option<&Addr> {
        self.names.remote.as_ref()
    }

    /// How many bytes a `write` had sent before it failed.
    #[must_use]
    pub fn written(&self) -> usize {
        self.written
    }

    /// Returns true if a deadline or a time limit passed: Go's `Timeout()`.
    #[must_use]
    pub fn timeout(&self) -> bool {
        self.cause.kind() == ErrorKind::TimedOut
    }
}

impl fmt::Display for OpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: ", self.op, self.names)?;
        if self.cause.raw_os_error().is_some() {
            write!(f, "{}: ", call_of(self.op))?;
        }
        f.write_str(&in_words(&self.cause))
    }
}

/// The text: an `unwrap` of the `io::Error` around it says what happened.
impl fmt::Debug for OpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OpError").field(&format_args!("{self}")).finish()
    }
}

impl Error for OpError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.cause)
    }
}

/// The system call behind an operation, as Go's errors name it.
fn call_of(op: &str) -> &str {
    match op {
        "accept" => "accept4",
        "dial" => "connect",
        "listen" => "bind",
        "set" => "setsockopt",
        other => other,
    }
}

/// The text of an error as Go writes it: `connection refused`, not
/// `Connection refused (os error 111)`.
pub(super) fn in_words(error: &io::Error) -> String {
    let mut text = error.to_string();
    let Some(number) = error.raw_os_error() else { return text };
    if let Some(end) = text.strip_suffix(&format!(" (os error {number})")).map(str::len) {
        text.truncate(end);
    }
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    text
}

/// An error that no system call gave.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Closed,
    Timeout,
    Canceled,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Fault::Closed => "use of closed network connection",
            Fault::Timeout => "i/o timeout",
            Fault::Canceled => "operation was canceled",
        })
    }
}

impl Error for Fault {}

/// The socket was closed on this side.
pub(super) fn closed() -> io::Error {
    io::Error::new(ErrorKind::NotConnected, Fault::Closed)
}

/// A deadline has passed.
pub(super) fn timeout() -> io::Error {
    io::Error::new(ErrorKind::TimedOut, Fault::Timeout)
}

/// A context was canceled.
pub(super) fn canceled() -> io::Error {
    io::Error::new(ErrorKind::Interrupted, Fault::Canceled)
}

/// `cause` as the error of `op` on the socket with these names.
#[cold]
pub(super) fn operation(op: &'static str, names: &Names, cause: io::Error) -> io::Error {
    part_written(op, names, 0, cause)
}

/// The error of a write that had sent `written` bytes.
#[cold]
pub(super) fn part_written(op: &'static str, names: &Names, written: usize, cause: io::Error) -> io::Error {
    let names = names.clone();
    io::Error::new(cause.kind(), OpError { op, names, written, cause })
}

/// Returns true if `error` says that the socket was closed on this side: Go's
/// `errors.Is(err, net.ErrClosed)`.
///
/// An accept loop ends with it.
///
/// # Examples
///
/// ```
/// use goroutines::net::{TcpListener, is_closed};
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let listener = TcpListener::bind("127.0.0.1:0").unwrap();
///     listener.close().unwrap();
///     assert!(is_closed(&listener.accept().unwrap_err()));
/// }
/// ```
#[doc(alias = "ErrClosed")]
#[must_use]
pub fn is_closed(error: &io::Error) -> bool {
    OpError::of(error).is_some_and(|error| {
        error.cause.get_ref().is_some_and(|cause| matches!(cause.downcast_ref(), Some(Fault::Closed)))
    })
}

/// Returns true if `error` says that a deadline or a time limit passed: Go's `err.Timeout()`.
///
/// # Examples
///
/// ```
/// use std::time::Instant;
/// use goroutines::net::{TcpListener, is_timeout};
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let listener = TcpListener::bind("127.0.0.1:0").unwrap();
///     listener.set_deadline(Instant::now()).unwrap();
///     assert!(is_timeout(&listener.accept().unwrap_err()));
/// }
/// ```
#[doc(alias = "Timeout", alias = "ErrDeadlineExceeded")]
#[must_use]
pub fn is_timeout(error: &io::Error) -> bool {
    OpError::of(error).is_some_and(OpError::timeout)
}
