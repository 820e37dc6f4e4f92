//! Copying from a reader to a writer.

use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// How many bytes are copied at a time, as in Go.
const BUFFER: usize = 32 * 1024;

/// Copies from `reader` to `writer` until the reader ends, and returns the number of bytes: Go's
/// `io.Copy`. In goroutine code the call waits.
///
/// Both are `&conn`, or anything else that implements tokio's traits. The writer is flushed, and
/// not shut down.
///
/// # Errors
///
/// The first error of the reader or of the writer; `WriteZero` if the writer takes nothing more.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::{io, net::UnixStream};
///
/// #[goroutines]
/// fn main() {
///     let ((one, inlet), (outlet, other)) = (UnixStream::pair().unwrap(), UnixStream::pair().unwrap());
///     one.write(b"through").unwrap();
///     one.close().unwrap();
///     assert_eq!(io::copy(&outlet, &inlet).unwrap(), 7);
///     other.read_exact(&mut [0; 7]).unwrap();
/// }
/// ```
#[doc(alias = "Copy")]
pub fn copy<W: AsyncWrite + Unpin, R: AsyncRead + Unpin>(writer: W, reader: R) -> Copy<W, R> {
    Copy { writer, reader, buf: vec![0; BUFFER].into(), begin: 0, end: 0, copied: 0 }
}

/// The future of [`copy()`].
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Copy<W, R> {
    writer: W,
    reader: R,
    /// Between `begin` and `end`: read, and not written yet.
    buf: Box<[u8]>,
    begin: usize,
    end: usize,
    copied: u64,
}

impl<W: AsyncWrite + Unpin, R: AsyncRead + Unpin> Future for Copy<W, R> {
    type Output = io::Result<u64>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<u64>> {
        let this = &mut *self;
        loop {
            while this.begin < this.end {
                let rest = &this.buf[this.begin..this.end];
                match ready!(Pin::new(&mut this.writer).poll_write(cx, rest))? {
                    0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                    written => (this.begin, this.copied) = (this.begin + written, this.copied + written as u64),
                }
            }
            let mut free = ReadBuf::new(&mut this.buf);
            ready!(Pin::new(&mut this.reader).poll_read(cx, &mut free))?;
            (this.begin, this.end) = (0, free.filled().len());
            if this.end == 0 {
                ready!(Pin::new(&mut this.writer).poll_flush(cx))?;
                return Poll::Ready(Ok(this.copied));
            }
        }
    }
}

impl<W, R> fmt::Debug for Copy<W, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Copy").field("copied", &self.copied).finish_non_exhaustive()
    }
}
