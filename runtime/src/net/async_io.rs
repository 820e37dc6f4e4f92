//! `AsyncRead` and `AsyncWrite` of tokio, and of futures behind a feature, on streams and on
//! references to them.
//!
//! A `shutdown` or `close` of these traits closes the writing half, as tokio's streams do: a reader
//! of the same connection continues.

use std::io::{self, IoSlice};
use std::net::Shutdown;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::side::Direction;
use super::socket::Socket;
use super::source::Stream;
use super::tcp_stream::TcpStream;
#[cfg(unix)]
use super::unix::UnixStream;
use crate::wait::budget;

#[cfg(feature = "futures-io")]
#[track_caller]
fn poll_read<S: Stream>(socket: &Socket<S>, cx: &Context<'_>, buf: &mut [u8]) -> Poll<io::Result<usize>> {
    ready!(budget::poll_proceed(cx));
    if buf.is_empty() {
        return Poll::Ready(socket.with("read", |_| Ok(0)));
    }
    let read = socket.poll_io(Direction::Read, cx, None, Location::caller(), |io| io.try_read(buf));
    read.map_err(|error| socket.error("read", error))
}

/// Reads into a buffer that may not be zeroed yet, as many bytes as reads of this socket have
/// lately returned.
#[track_caller]
fn poll_read_buf<S: Stream>(socket: &Socket<S>, cx: &Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
    ready!(budget::poll_proceed(cx));
    if buf.remaining() == 0 {
        return Poll::Ready(socket.with("read", |_| Ok(())));
    }
    let zeroed = buf.initialized().len() - buf.filled().len();
    let window = socket.window.size().max(zeroed);
    let read = socket.poll_io(Direction::Read, cx, None, Location::caller(), |io| io.try_read_buf(buf, window));
    if let Poll::Ready(Ok(read)) = &read {
        socket.window.adapt(*read);
    }
    read.map_ok(drop).map_err(|error| socket.error("read", error))
}

#[track_caller]
fn poll_write<S: Stream>(socket: &Socket<S>, cx: &Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
    ready!(budget::poll_proceed(cx));
    let written = socket.poll_io(Direction::Write, cx, None, Location::caller(), |io| io.try_write(buf));
    written.map_err(|error| socket.error("write", error))
}

#[track_caller]
fn poll_write_vectored<S: Stream>(
    socket: &Socket<S>,
    cx: &Context<'_>,
    bufs: &[IoSlice<'_>],
) -> Poll<io::Result<usize>> {
    ready!(budget::poll_proceed(cx));
    let written = socket.poll_io(Direction::Write, cx, None, Location::caller(), |io| io.try_write_vectored(bufs));
    written.map_err(|error| socket.error("write", error))
}

fn shutdown<S: Stream>(socket: &Socket<S>) -> io::Result<()> {
    socket.with("close", |io| match io.system().shutdown(Shutdown::Write) {
        // The peer was faster: nothing is left to close.
        Err(error) if error.kind() == io::ErrorKind::NotConnected => Ok(()),
        done => done,
    })
}

macro_rules! async_io {
    ($($Stream:ty)*) => { $(
        impl AsyncRead for $Stream {
            #[track_caller]
            fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
                poll_read_buf(&self.socket, cx, buf)
            }
        }

        impl AsyncWrite for $Stream {
            #[track_caller]
            fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
                poll_write(&self.socket, cx, buf)
            }

            #[track_caller]
            fn poll_write_vectored(
                self: Pin<&mut Self>,
                cx: &mut Context<'_>,
                bufs: &[IoSlice<'_>],
            ) -> Poll<io::Result<usize>> {
                poll_write_vectored(&self.socket, cx, bufs)
            }

            fn is_write_vectored(&self) -> bool {
                true
            }

            fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
                Poll::Ready(Ok(()))
            }

            fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
                Poll::Ready(shutdown(&self.socket))
            }
        }

        #[cfg(feature = "futures-io")]
        impl futures_io::AsyncRead for $Stream {
            #[track_caller]
            fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut [u8]) -> Poll<io::Result<usize>> {
                poll_read(&self.socket, cx, buf)
            }
        }

        #[cfg(feature = "futures-io")]
        impl futures_io::AsyncWrite for $Stream {
            #[track_caller]
            fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
                poll_write(&self.socket, cx, buf)
            }

            #[track_caller]
            fn poll_write_vectored(
                self: Pin<&mut Self>,
                cx: &mut Context<'_>,
                bufs: &[IoSlice<'_>],
            ) -> Poll<io::Result<usize>> {
                poll_write_vectored(&self.socket, cx, bufs)
            }

            fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
                Poll::Ready(Ok(()))
            }

            fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
                Poll::Ready(shutdown(&self.socket))
            }
        }
    )* };
}

async_io! { TcpStream &TcpStream }
#[cfg(unix)]
async_io! { UnixStream &UnixStream }
