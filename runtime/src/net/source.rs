//! What this room needs of tokio's sockets: readiness, one attempt, options.

use std::future::Future;
use std::io::{self, IoSlice, Read as _, Write as _};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use socket2::SockRef;
use tokio::io::{Interest, ReadBuf};
use tokio::net::{TcpListener, TcpStream, UdpSocket};

use super::side::Direction;
use crate::platform::SHORT_IS_EMPTY;

/// A socket on the reactor.
pub(super) trait Source: Send + Sync + 'static {
    /// Ready when an attempt in that direction may succeed.
    fn poll_ready(&self, direction: Direction, cx: &mut Context<'_>) -> Poll<io::Result<()>>;

    /// The socket of the system, for its options.
    fn system(&self) -> SockRef<'_>;

    /// Ready with an error that the system reports without data, such as the refusal of a datagram
    /// by the peer's machine. Readiness to read does not include it. `watch` keeps the waker
    /// registered between two calls.
    fn poll_error(_socket: &Arc<Self>, _watch: &mut ErrorWatch, _cx: &mut Context<'_>) -> Poll<io::Error> {
        Poll::Pending
    }
}

/// The wait for an error of a socket; ready when there may be one.
pub(super) type ErrorWatch = Option<Pin<Box<dyn Future<Output = io::Result<()>> + Send>>>;

/// A socket on which reads and writes are tried.
pub(super) trait Stream: Source {
    /// Calls `f` if the socket is ready; `WouldBlock` takes the readiness back.
    fn attempt<R>(&self, interest: Interest, f: impl FnOnce(SockRef<'_>) -> io::Result<R>) -> io::Result<R>;

    /// Reads once.
    fn try_read(&self, buf: &mut [u8]) -> io::Result<usize> {
        let full = buf.len();
        partial(full, |done| self.attempt(Interest::READABLE, |socket| done((&*socket).read(buf)?)))
    }

    /// Reads once into `buf`, `window` bytes at most. No more than these are zeroed, and only when
    /// the socket is ready.
    fn try_read_buf(&self, buf: &mut ReadBuf<'_>, window: usize) -> io::Result<usize> {
        let full = window.min(buf.remaining());
        let read = partial(full, |done| {
            self.attempt(Interest::READABLE, |socket| done((&*socket).read(buf.initialize_unfilled_to(full))?))
        })?;
        buf.advance(read);
        Ok(read)
    }

    /// Writes once.
    fn try_write(&self, buf: &[u8]) -> io::Result<usize> {
        partial(buf.len(), |done| self.attempt(Interest::WRITABLE, |socket| done((&*socket).write(buf)?)))
    }

    /// Writes once, from several buffers.
    fn try_write_vectored(&self, bufs: &[IoSlice<'_>]) -> io::Result<usize> {
        let full = bufs.iter().map(|buf| buf.len()).sum();
        partial(full, |done| self.attempt(Interest::WRITABLE, |socket| done((&*socket).write_vectored(bufs)?)))
    }
}

/// Takes readiness back after a short transfer, so that the next operation waits without a system
/// call: tokio does so too.
///
/// `attempt` must pass its count through the function that it gets.
fn partial(
    full: usize,
    attempt: impl FnOnce(&mut dyn FnMut(usize) -> io::Result<()>) -> io::Result<()>,
) -> io::Result<usize> {
    let mut count = None;
    let attempted = attempt(&mut |done| {
        count = Some(done);
        if SHORT_IS_EMPTY && 0 < done && done < full { Err(io::ErrorKind::WouldBlock.into()) } else { Ok(()) }
    });
    match count {
        Some(count) => Ok(count),
        None => attempted.map(|()| 0),
    }
}

macro_rules! source {
    ($($Type:ty: $read:ident, $write:ident $(, $poll_error:item)?;)*) => { $(
        impl Source for $Type {
            fn poll_ready(&self, direction: Direction, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
                match direction {
                    Direction::Read => self.$read(cx),
                    Direction::Write => self.$write(cx),
                }
            }

            fn system(&self) -> SockRef<'_> {
                SockRef::from(self)
            }

            $($poll_error)?
        }

        impl Stream for $Type {
            fn attempt<R>(&self, interest: Interest, f: impl FnOnce(SockRef<'_>) -> io::Result<R>) -> io::Result<R> {
                self.try_io(interest, || f(SockRef::from(self)))
            }
        }
    )* };
}

macro_rules! listener {
    ($Type:ty) => {
        impl Source for $Type {
            fn poll_ready(&self, _: Direction, _: &mut Context<'_>) -> Poll<io::Result<()>> {
                // A listener is asked through `Socket::poll_with` only.
                Poll::Ready(Err(io::ErrorKind::Unsupported.into()))
            }

            fn system(&self) -> SockRef<'_> {
                SockRef::from(self)
            }
        }
    };
}

source! {
    TcpStream: poll_read_ready, poll_write_ready;
    UdpSocket: poll_recv_ready, poll_send_ready,
    fn poll_error(socket: &Arc<Self>, watch: &mut ErrorWatch, cx: &mut Context<'_>) -> Poll<io::Error> {
        udp_error(socket, watch, cx)
    };
}

/// Waits for the system to have an error for `socket`, and takes it.
fn udp_error(socket: &Arc<UdpSocket>, watch: &mut ErrorWatch, cx: &mut Context<'_>) -> Poll<io::Error> {
    loop {
        let wait = watch.get_or_insert_with(|| {
            let socket = Arc::clone(socket);
            Box::pin(async move { socket.ready(Interest::ERROR).await.map(drop) })
        });
        let may_be = ready!(wait.as_mut().poll(cx));
        *watch = None;
        // First the readiness is taken back, then the error is taken: one that comes in between is
        // a new event.
        let _ = socket.try_io(Interest::ERROR, || io::Result::<()>::Err(io::ErrorKind::WouldBlock.into()));
        match may_be.and_then(|()| socket.take_error()) {
            Ok(Some(error)) | Err(error) => return Poll::Ready(error),
            // A `send` had it.
            Ok(None) => {}
        }
    }
}
listener! { TcpListener }

#[cfg(unix)]
source! {
    tokio::net::UnixStream: poll_read_ready, poll_write_ready;
    tokio::net::UnixDatagram: poll_recv_ready, poll_send_ready;
}
#[cfg(unix)]
listener! { tokio::net::UnixListener }
