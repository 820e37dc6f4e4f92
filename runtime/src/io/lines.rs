//! Buffered reading by line.

use std::fmt;
use std::io;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

/// The longest line by default, as in Go's `bufio.Scanner`.
const MAX_LEN: usize = 64 * 1024;
/// How much is read at a time.
const CHUNK: usize = 8 * 1024;

/// The lines of `reader`, without their ends: Go's `bufio.Scanner`. In goroutine code a `for` loop
/// over them waits for each.
///
/// `reader` is `&conn`, or anything else that implements tokio's [`AsyncRead`]. A line ends with
/// `\n` or `\r\n`; text after the last end is a line too.
///
/// # Errors
///
/// Each item is a `Result`. After an error there are no more: one of the reader, `token too long`
/// for a line of more than 64 KiB (see [`max_len`](Lines::max_len)), or `InvalidData` for one that
/// is not UTF-8.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::{io, net::UnixStream};
///
/// #[goroutines]
/// fn main() {
///     let (one, other) = UnixStream::pair().unwrap();
///     one.write(b"hello\nworld\n").unwrap();
///     one.close().unwrap();
///     let mut words = Vec::new();
///     for line in io::lines(&other) {
///         words.push(line.unwrap());
///     }
///     assert_eq!(words, ["hello", "world"]);
/// }
/// ```
#[doc(alias = "Scanner", alias = "NewScanner", alias = "ReadString")]
pub fn lines<R: AsyncRead + Unpin>(reader: R) -> Lines<R> {
    Lines { reader, buf: Vec::new(), begin: 0, scanned: 0, max_len: MAX_LEN, ended: false }
}

/// The stream of [`lines()`].
#[must_use = "a stream does nothing unless it is polled"]
pub struct Lines<R> {
    reader: R,
    /// From `begin` on: read, and not yielded yet.
    buf: Vec<u8>,
    begin: usize,
    /// The part before this has no end of a line.
    scanned: usize,
    max_len: usize,
    /// Whether the reader has ended, or an error was yielded.
    ended: bool,
}

impl<R> Lines<R> {
    /// Sets how many bytes a line may have.
    #[doc(alias = "Buffer")]
    pub fn max_len(mut self, bytes: usize) -> Lines<R> {
        self.max_len = bytes;
        self
    }

    /// Takes the reader back, with what was read and not yielded.
    pub fn into_parts(mut self) -> (R, Vec<u8>) {
        (self.reader, self.buf.split_off(self.begin))
    }

    /// The next line that is there.
    fn next_line(&mut self) -> Option<io::Result<String>> {
        let end = self.buf[self.scanned..].iter().position(|byte| *byte == b'\n');
        let Some(end) = end.map(|end| self.scanned + end) else {
            self.scanned = self.buf.len();
            return None;
        };
        let line = self.line_to(end);
        self.begin = end + 1;
        self.scanned = self.begin;
        Some(line)
    }

    /// The line from `begin` to `end`.
    fn line_to(&self, end: usize) -> io::Result<String> {
        let line = &self.buf[self.begin..end];
        if line.len() > self.max_len {
            return Err(too_long());
        }
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let text = std::str::from_utf8(line);
        text.map(str::to_owned).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }

    /// The last line, if the reader ended after some text.
    fn last_line(&mut self) -> Option<io::Result<String>> {
        let line = (self.begin < self.buf.len()).then(|| self.line_to(self.buf.len()));
        self.begin = self.buf.len();
        line
    }

    fn is_too_long(&self) -> bool {
        self.buf.len() - self.begin > self.max_len.saturating_add(1)
    }

    fn end<T>(&mut self, item: T) -> T {
        self.ended = true;
        item
    }
}

impl<R: AsyncRead + Unpin> Lines<R> {
    /// Reads once; 0 at the end.
    fn poll_fill(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        self.buf.drain(..mem::take(&mut self.begin));
        self.scanned = self.buf.len();
        let filled = self.buf.len();
        self.buf.resize(filled + CHUNK, 0);
        let mut free = ReadBuf::new(&mut self.buf[filled..]);
        let polled = Pin::new(&mut self.reader).poll_read(cx, &mut free);
        let read = free.filled().len();
        self.buf.truncate(filled + read);
        polled.map_ok(|()| read)
    }
}

impl<R: AsyncRead + Unpin> Stream for Lines<R> {
    type Item = io::Result<String>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<String>>> {
        let this = &mut *self;
        loop {
            if this.ended {
                return Poll::Ready(None);
            }
            match this.next_line() {
                Some(Ok(line)) => return Poll::Ready(Some(Ok(line))),
                Some(Err(error)) => return Poll::Ready(this.end(Some(Err(error)))),
                None if this.is_too_long() => return Poll::Ready(this.end(Some(Err(too_long())))),
                None => {}
            }
            match ready!(this.poll_fill(cx)) {
                Err(error) => return Poll::Ready(this.end(Some(Err(error)))),
                Ok(0) => {
                    let last = this.last_line();
                    return Poll::Ready(this.end(last));
                }
                Ok(_) => {}
            }
        }
    }
}

fn too_long() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "token too long")
}

impl<R> fmt::Debug for Lines<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lines").field("buffered", &(self.buf.len() - self.begin)).finish_non_exhaustive()
    }
}
