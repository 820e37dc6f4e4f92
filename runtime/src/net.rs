//! Go's `net`: sockets for goroutines, on the reactor that the workers drive.
//!
//! | Go | here |
//! |---|---|
//! | `net.Listen("tcp", ":8080")` | [`TcpListener::bind`]`(":8080")` |
//! | `ln.Accept()` | [`listener.accept()`](TcpListener::accept) |
//! | `net.Dial("tcp", addr)` | [`dial`]`(addr)`, [`TcpStream::connect`]`(addr)` |
//! | `net.Dialer{Timeout: …}` | [`Dialer`] |
//! | `conn.Read`, `conn.Write` | [`conn.read`](TcpStream::read), [`conn.write`](TcpStream::write) |
//! | `conn.SetReadDeadline(t)` | [`conn.set_read_deadline(t)`](TcpStream::set_read_deadline) |
//! | `conn.CloseWrite()` | [`conn.close_write()`](TcpStream::close_write) |
//! | `net.LookupHost` | [`lookup_host`] |
//! | `net.ErrClosed`, `err.Timeout()` | [`is_closed`], [`is_timeout`] |
//!
//! Every type here is a *handle*: it is [`Share`](crate::Share), `go!` gives each goroutine its own
//! clone, and all operations take `&self`. A reading and a writing goroutine use one connection
//! without splitting it. A socket is closed by `close`, which ends every operation under way with
//! `use of closed network connection`, or when its last handle is dropped.
//!
//! # What happens when
//!
//! | | |
//! |---|---|
//! | two reads at once | each byte goes to one of them; which one is not defined |
//! | two writes at once | the bytes of one `write` stay together; which comes first is not defined |
//! | a read at the end of the stream | `Ok(0)`, again and again |
//! | a read into an empty buffer | `Ok(0)` at once, even after the deadline; an error once the socket is closed |
//! | a deadline in the past | every operation fails with `i/o timeout`, those under way at once, also if data is there |
//! | a deadline moved or taken away | operations under way obey the new one |
//! | `close` while others wait | they fail with `use of closed network connection` |
//! | an operation on a closed handle | the same error |
//! | a future of an operation dropped half-way | nothing was read; of a `write`, a part may have been sent |
//!
//! # Errors
//!
//! Operations return [`io::Error`](std::io::Error). Its text is Go's, such as
//! `read tcp 127.0.0.1:80->127.0.0.1:4711: i/o timeout`, its kind is std's, and [`OpError`] inside
//! it names the operation and the addresses.
//!
//! # With tokio
//!
//! Streams implement tokio's `AsyncRead` and `AsyncWrite` (with the feature `futures-io`, those of
//! futures too), and convert to and from the types of tokio and std.

mod accept;
mod address;
mod async_io;
mod convert;
mod datagram_methods;
mod deadline;
mod dial;
mod error;
mod listen;
mod lookup;
mod names;
mod nil;
mod opening;
mod operation;
mod side;
mod socket;
mod source;
mod stream_methods;
mod tcp_listener;
mod tcp_stream;
mod udp;
#[cfg(unix)]
mod unix;
#[cfg(unix)]
mod unix_datagram;
mod waiters;
mod window;

pub use address::{Target, ToTarget};
pub use dial::{Dialer, dial, dial_context, dial_timeout};
pub use error::{OpError, is_closed, is_timeout};
pub use listen::ListenConfig;
pub use lookup::lookup_host;
pub use names::Addr;
pub use opening::Opening;
pub use tcp_listener::TcpListener;
pub use tcp_stream::TcpStream;
pub use udp::UdpSocket;
#[cfg(unix)]
pub use unix::{UnixListener, UnixStream};
#[cfg(unix)]
pub use unix_datagram::UnixDatagram;
