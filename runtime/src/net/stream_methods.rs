//! The methods that `TcpStream` and `UnixStream` have in common, written once.

/// Reads, writes, deadlines and ends of a stream whose field `socket` is an `Arc<Socket<…>>`.
macro_rules! stream_methods {
    ($Stream:ident) => {
        impl $Stream {
            /// Waits until data is there, reads it into `buf`, and returns the number of bytes. In
            /// goroutine code the call waits.
            ///
            /// `Ok(0)` is the end of the stream, where Go has `io.EOF`: the peer sends nothing
            /// more. An empty `buf` gives `Ok(0)` at once. Two reads at once get different bytes;
            /// which ones is not defined. A future that is dropped half-way has read nothing.
            ///
            /// # Errors
            ///
            /// `i/o timeout` after the read deadline, also if data is there;
            /// `use of closed network connection` after `close`; the system's errors, such as
            /// `connection reset by peer`.
            #[doc(alias = "Read")]
            #[track_caller]
            pub fn read<'a>(
                &'a self,
                buf: &'a mut [u8],
            ) -> impl Future<Output = io::Result<usize>> + PollReady<Output = io::Result<usize>> + Send + 'a {
                self.read_at(buf, Location::caller())
            }

            fn read_at<'a>(
                &'a self,
                buf: &'a mut [u8],
                at: &'static Location<'static>,
            ) -> impl Future<Output = io::Result<usize>> + PollReady<Output = io::Result<usize>> + Send + Unpin + 'a
            {
                let empty = buf.is_empty();
                let attempt = move |io: &_| if empty { Ok(0) } else { Stream::try_read(io, buf) };
                Transfer::new(&*self.socket, Direction::Read, "read", attempt, at).empty(empty)
            }

            /// Fills `buf`: Go's `io.ReadFull`. In goroutine code the call waits. A future that is
            /// dropped half-way may have read a part.
            ///
            /// # Errors
            ///
            /// `UnexpectedEof` if the stream ends before, and those of [`read`](Self::read).
            #[doc(alias = "ReadFull")]
            #[track_caller]
            pub fn read_exact<'a>(&'a self, buf: &'a mut [u8]) -> impl Future<Output = io::Result<()>> + Send + 'a {
                let at = Location::caller();
                async move {
                    let mut filled = 0;
                    while filled < buf.len() {
                        match self.read_at(&mut buf[filled..], at).await? {
                            0 => return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "unexpected EOF")),
                            more => filled += more,
                        }
                    }
                    Ok(())
                }
            }

            /// Reads to the end of the stream, appends to `buf`, and returns the number of bytes
            /// read: Go's `io.ReadAll`. In goroutine code the call waits. Bytes read before an
            /// error stay in `buf`.
            ///
            /// # Errors
            ///
            /// Those of [`read`](Self::read).
            #[doc(alias = "ReadAll")]
            #[track_caller]
            pub fn read_to_end<'a>(
                &'a self,
                buf: &'a mut Vec<u8>,
            ) -> impl Future<Output = io::Result<usize>> + Send + 'a {
                let at = Location::caller();
                async move {
                    let (begin, mut filled) = (buf.len(), buf.len());
                    loop {
                        if buf.len() - filled < MIN_READ {
                            buf.resize(buf.capacity().max(filled + FIRST_READ), 0);
                        }
                        let read = self.read_at(&mut buf[filled..], at).await;
                        filled += *read.as_ref().unwrap_or(&0);
                        if !matches!(read, Ok(1..)) {
                            buf.truncate(filled);
                            return read.map(|_| filled - begin);
                        }
                    }
                }
            }

            /// Writes all of `buf`, and returns its length. In goroutine code the call waits.
            ///
            /// As in Go, a `write` is whole: it waits until the system has taken every byte, and
            /// the bytes of two writes at once do not mix. An empty `buf` gives `Ok(0)`. A future
            /// that is dropped half-way may have sent a part.
            ///
            /// # Errors
            ///
            /// `i/o timeout` after the write deadline, `use of closed network connection` after
            /// `close`, and the system's errors, such as `broken pipe`.
            /// [`OpError::written`](super::OpError::written) tells how much was sent.
            #[doc(alias = "Write")]
            #[track_caller]
            pub fn write<'a>(&'a self, buf: &'a [u8]) -> impl Future<Output = io::Result<usize>> + Send + 'a {
                let attempt = move |io: &_, sent| Stream::try_write(io, &buf[sent..]);
                WriteAll::new(&*self.socket, buf.len(), attempt, Location::caller())
            }

            /// Writes all of `buf`, as [`write`](Self::write) does, under Rust's name.
            ///
            /// # Errors
            ///
            /// Those of [`write`](Self::write).
            #[track_caller]
            pub fn write_all<'a>(&'a self, buf: &'a [u8]) -> impl Future<Output = io::Result<()>> + Send + 'a {
                let write = self.write(buf);
                async move { write.await.map(drop) }
            }

            /// Writes all of `bufs`, one after the other, with as few system calls as possible, and
            /// returns the number of bytes: Go's `net.Buffers`. In goroutine code the call waits.
            ///
            /// # Errors
            ///
            /// Those of [`write`](Self::write).
            #[doc(alias = "WriteTo", alias = "Buffers")]
            #[track_caller]
            pub fn write_vectored<'a>(
                &'a self,
                bufs: &'a [IoSlice<'a>],
            ) -> impl Future<Output = io::Result<usize>> + Send + 'a {
                let len = bufs.iter().map(|buf| buf.len()).sum();
                let attempt = move |io: &_, sent| write_rest(io, bufs, sent);
                WriteAll::new(&*self.socket, len, attempt, Location::caller())
            }

            /// Makes reads and writes fail with `i/o timeout` from `deadline` on; `None` takes the
            /// deadline away.
            ///
            /// It applies to operations under way too: a deadline in the past ends them, so one
            /// goroutine can cancel another's read. Setting a deadline is cheap, so you can set one
            /// before each read.
            ///
            /// # Errors
            ///
            /// Once the connection is closed.
            #[doc(alias = "SetDeadline")]
            pub fn set_deadline(&self, deadline: impl Into<Option<Instant>>) -> io::Result<()> {
                let deadline = deadline.into();
                self.set_read_deadline(deadline)?;
                self.set_write_deadline(deadline)
            }

            /// [`set_deadline`](Self::set_deadline) for reads alone.
            ///
            /// # Errors
            ///
            /// Once the connection is closed.
            #[doc(alias = "SetReadDeadline")]
            pub fn set_read_deadline(&self, deadline: impl Into<Option<Instant>>) -> io::Result<()> {
                self.socket.set_deadline(Direction::Read, deadline.into())
            }

            /// [`set_deadline`](Self::set_deadline) for writes alone.
            ///
            /// # Errors
            ///
            /// Once the connection is closed.
            #[doc(alias = "SetWriteDeadline")]
            pub fn set_write_deadline(&self, deadline: impl Into<Option<Instant>>) -> io::Result<()> {
                self.socket.set_deadline(Direction::Write, deadline.into())
            }

            /// Closes the connection, on all handles: every operation under way ends with
            /// `use of closed network connection`.
            ///
            /// # Errors
            ///
            /// When it is closed already.
            #[doc(alias = "Close")]
            pub fn close(&self) -> io::Result<()> {
                self.socket.close()
            }

            /// Ends writing: the peer reads the end of the stream. Reads on this side continue.
            ///
            /// # Errors
            ///
            /// Once the connection is closed, and when the peer has reset it.
            #[doc(alias = "CloseWrite")]
            pub fn close_write(&self) -> io::Result<()> {
                self.socket.with("close", |io| io.system().shutdown(Shutdown::Write))
            }

            /// Ends reading: once the data that has arrived is read, reads return `Ok(0)`. Writes
            /// continue.
            ///
            /// # Errors
            ///
            /// Once the connection is closed, and when the peer has reset it.
            #[doc(alias = "CloseRead")]
            pub fn close_read(&self) -> io::Result<()> {
                self.socket.with("close", |io| io.system().shutdown(Shutdown::Read))
            }

            /// Returns true once it is closed on this side.
            #[must_use]
            pub fn is_closed(&self) -> bool {
                self.socket.is_closed()
            }

            /// Sets the size of the system's buffer for arriving data (`SO_RCVBUF`); the system may
            /// choose another one.
            ///
            /// # Errors
            ///
            /// Once the connection is closed.
            #[doc(alias = "SetReadBuffer")]
            pub fn set_read_buffer(&self, bytes: usize) -> io::Result<()> {
                self.socket.with("set", |io| io.system().set_recv_buffer_size(bytes))
            }

            /// Sets the size of the system's buffer for outgoing data (`SO_SNDBUF`); the system may
            /// choose another one.
            ///
            /// # Errors
            ///
            /// Once the connection is closed.
            #[doc(alias = "SetWriteBuffer")]
            pub fn set_write_buffer(&self, bytes: usize) -> io::Result<()> {
                self.socket.with("set", |io| io.system().set_send_buffer_size(bytes))
            }
        }

        impl Share for $Stream {}

        impl fmt::Debug for $Stream {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($Stream)).field(&format_args!("{}", self.socket.names)).finish()
            }
        }
    };
}

pub(super) use stream_methods;

use std::io::{self, IoSlice};

use super::source::Stream;

/// How many bytes `read_to_end` makes room for at first.
pub(super) const FIRST_READ: usize = 8 * 1024;
/// With less room than this, it makes more.
pub(super) const MIN_READ: usize = 512;

/// Writes once from `bufs`, without their first `sent` bytes.
pub(super) fn write_rest<S: Stream>(io: &S, mut bufs: &[IoSlice<'_>], mut sent: usize) -> io::Result<usize> {
    while let Some(first) = bufs.first().filter(|first| first.len() <= sent) {
        sent -= first.len();
        bufs = &bufs[1..];
    }
    match bufs.first() {
        None => Ok(0),
        Some(first) if sent > 0 => io.try_write(&first[sent..]),
        Some(_) => io.try_write_vectored(bufs),
    }
}
