//! The methods that `UdpSocket` and `UnixDatagram` have in common, written once.

/// Receives, sends, deadlines and the end of a socket whose field `socket` is an `Arc<Socket<…>>`.
macro_rules! datagram_methods {
    ($Datagram:ident) => {
        impl $Datagram {
            /// Waits for a datagram, puts it into `buf` and returns its length. In goroutine code
            /// the call waits.
            ///
            /// A longer datagram is cut to the length of `buf`, so an empty `buf` takes a datagram
            /// and drops it. Two calls at once get different datagrams. A future that is dropped
            /// half-way has received nothing.
            ///
            /// # Errors
            ///
            /// `i/o timeout` after the read deadline, also if a datagram is there;
            /// `use of closed network connection` after `close`; the system's errors, such as
            /// `connection refused` when nobody at the peer's address took an earlier datagram.
            #[doc(alias = "Read")]
            #[track_caller]
            pub fn recv<'a>(
                &'a self,
                buf: &'a mut [u8],
            ) -> impl Future<Output = io::Result<usize>> + PollReady<Output = io::Result<usize>> + Send + 'a {
                self.transfer(Direction::Read, "read", move |io| io.try_recv(buf), Location::caller())
            }

            /// Sends `buf` as one datagram to the connected peer, and returns its length. In
            /// goroutine code the call waits.
            ///
            /// # Errors
            ///
            /// `i/o timeout` after the write deadline, `use of closed network connection` after
            /// `close`, and the system's errors, such as `message too long`, or
            /// `destination address required` without a peer.
            #[doc(alias = "Write")]
            #[track_caller]
            pub fn send<'a>(
                &'a self,
                buf: &'a [u8],
            ) -> impl Future<Output = io::Result<usize>> + PollReady<Output = io::Result<usize>> + Send + 'a {
                self.transfer(Direction::Write, "write", move |io| io.try_send(buf), Location::caller())
            }

            fn transfer<'a, R, F>(
                &'a self,
                direction: Direction,
                op: &'static str,
                attempt: F,
                at: &'static Location<'static>,
            ) -> Transfer<'a, Inner, F>
            where
                F: FnMut(&Inner) -> io::Result<R> + Unpin,
            {
                Transfer::new(&*self.socket, direction, op, attempt, at)
            }

            /// Makes operations fail with `i/o timeout` from `deadline` on, those under way too;
            /// `None` takes the deadline away.
            ///
            /// # Errors
            ///
            /// Once the socket is closed.
            #[doc(alias = "SetDeadline")]
            pub fn set_deadline(&self, deadline: impl Into<Option<Instant>>) -> io::Result<()> {
                let deadline = deadline.into();
                self.set_read_deadline(deadline)?;
                self.set_write_deadline(deadline)
            }

            /// [`set_deadline`](Self::set_deadline) for receives.
            ///
            /// # Errors
            ///
            /// Once the socket is closed.
            #[doc(alias = "SetReadDeadline")]
            pub fn set_read_deadline(&self, deadline: impl Into<Option<Instant>>) -> io::Result<()> {
                self.socket.set_deadline(Direction::Read, deadline.into())
            }

            /// [`set_deadline`](Self::set_deadline) for sends.
            ///
            /// # Errors
            ///
            /// Once the socket is closed.
            #[doc(alias = "SetWriteDeadline")]
            pub fn set_write_deadline(&self, deadline: impl Into<Option<Instant>>) -> io::Result<()> {
                self.socket.set_deadline(Direction::Write, deadline.into())
            }

            /// Closes the socket, on all handles: every operation under way ends with
            /// `use of closed network connection`.
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

        impl Share for $Datagram {}

        impl fmt::Debug for $Datagram {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($Datagram)).field(&format_args!("{}", self.socket.names)).finish()
            }
        }
    };
}

pub(super) use datagram_methods;
