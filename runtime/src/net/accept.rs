//! Accepting, and what a listener does when the system has no descriptor left.

use std::future::Future;
use std::io;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use tokio::runtime::Handle;

use super::error::in_words;
use super::socket::Socket;
use super::source::Source;
use crate::scheduler::reactor_here;
use crate::timer::TimerFuture;
use crate::trace::wait_target::{Body, WaitTarget};
use crate::wait::budget;
use crate::wait::case::PollReady;
use crate::wait::io::IoWait;

/// The first pause without a descriptor; each further one is twice as long, as in Go's `net/http`.
const FIRST_PAUSE: Duration = Duration::from_millis(5);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// The future of an `accept`; `poll` asks tokio's listener.
pub(super) struct Accept<'a, S: Source, P> {
    socket: &'a Socket<S>,
    poll: P,
    /// Where what is accepted is registered.
    reactor: Handle,
    /// The end of the pause, while there is one.
    pause: Option<TimerFuture>,
    /// How long the next pause is.
    next_pause: Duration,
    /// Whether a `select!` has added its waker since it last looked in vain.
    armed: bool,
    /// The wait for the socket.
    wait: IoWait,
    /// Where the program accepts.
    at: &'static Location<'static>,
}

impl<'a, S: Source, P> Accept<'a, S, P> {
    pub(super) fn new(socket: &'a Socket<S>, at: &'static Location<'static>, poll: P) -> Self {
        Accept {
            socket,
            poll,
            reactor: reactor_here(),
            pause: None,
            next_pause: FIRST_PAUSE,
            armed: false,
            wait: IoWait::new(),
            at,
        }
    }

    /// Waits for the end of a pause, or of the listener.
    fn poll_pause(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let Some(pause) = &mut self.pause else { return Poll::Ready(Ok(())) };
        if Pin::new(pause).poll(cx).is_pending() {
            return self.socket.poll_with(cx, &mut self.wait, self.at, |_, _| Poll::Pending);
        }
        self.pause = None;
        Poll::Ready(Ok(()))
    }

    /// Decides what `error` means: to go on, now or after a pause, or to end.
    fn survive(&mut self, error: io::Error) -> io::Result<()> {
        match Meaning::of(&error) {
            Meaning::OneConnection => Ok(()),
            Meaning::NoDescriptor => {
                let (names, pause) = (&self.socket.names, self.next_pause);
                eprintln!("accept {names}: accept4: {}; retrying in {pause:?}", in_words(&error));
                self.pause = Some(TimerFuture::at(Instant::now() + pause));
                self.next_pause = (pause * 2).min(LONGEST_PAUSE);
                Ok(())
            }
            Meaning::Listener => Err(error),
        }
    }
}

impl<S: Source, P, R> Future for Accept<'_, S, P>
where
    P: FnMut(&S, &mut Context<'_>) -> Poll<io::Result<R>> + Unpin,
{
    type Output = io::Result<R>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<R>> {
        ready!(budget::poll_proceed(cx));
        let this = &mut *self;
        loop {
            let accepted = match ready!(this.poll_pause(cx)) {
                Err(error) => Err(error),
                Ok(()) => {
                    let _context = this.reactor.enter();
                    ready!(this.socket.poll_with(cx, &mut this.wait, this.at, &mut this.poll))
                }
            };
            match accepted {
                Ok(connection) => {
                    this.wait.ready();
                    return Poll::Ready(Ok(connection));
                }
                Err(error) => {
                    if let Err(error) = this.survive(error) {
                        return Poll::Ready(Err(this.socket.error("accept", error)));
                    }
                }
            }
        }
    }
}

/// As a case of `select!`: `(conn, addr) = listener.accept() => …`.
///
/// tokio tells of a listener's readiness only by accepting. So `poll_ready` puts the waker among
/// the waiters and asks for a try, which has tokio wake them; after a try in vain it waits.
impl<S: Source, P, R> PollReady for Accept<'_, S, P>
where
    P: FnMut(&S, &mut Context<'_>) -> Poll<io::Result<R>> + Unpin,
{
    type Output = io::Result<R>;

    fn try_now(&mut self) -> Option<io::Result<R>> {
        // Not while it pauses, unless the listener is closed or late.
        let pauses = self.pause.is_some();
        loop {
            let _context = self.reactor.enter();
            let poll = &mut self.poll;
            let accepted = self.socket.try_with(|io, cx| if pauses { Poll::Pending } else { poll(io, cx) });
            match accepted? {
                Ok(connection) => return Some(Ok(connection)),
                Err(error) => {
                    if let Err(error) = self.survive(error) {
                        return Some(Err(self.socket.error("accept", error)));
                    }
                    if self.pause.is_some() {
                        return None;
                    }
                }
            }
        }
    }

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.socket.add_waiter(cx);
        if let Some(pause) = &mut self.pause
            && Pin::new(pause).poll(cx).is_ready()
        {
            self.pause = None;
        }
        self.armed = !self.armed;
        if self.armed {
            return Poll::Ready(());
        }
        self.socket.names.pending(Some(&mut self.wait), self.at);
        Poll::Pending
    }

    fn forget(&mut self) {
        (self.armed, self.pause) = (false, None);
        self.wait.ready();
    }

    fn target(&self, _: &Body) -> WaitTarget {
        WaitTarget::Socket(self.socket.names.describe())
    }
}

/// What an error of `accept` concerns.
enum Meaning {
    /// A connection that was gone before it was accepted.
    OneConnection,
    /// The process or the system has no descriptor or no memory for another one, for now.
    NoDescriptor,
    /// The listener itself.
    Listener,
}

impl Meaning {
    fn of(error: &io::Error) -> Meaning {
        match error.kind() {
            io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset => return Meaning::OneConnection,
            _ => {}
        }
        match error.raw_os_error() {
            // What Linux hands over from the connection: see accept(2), "Error handling".
            Some(libc::EPROTO | libc::ENOPROTOOPT | libc::EHOSTUNREACH | libc::ENETUNREACH | libc::ENETDOWN) => {
                Meaning::OneConnection
            }
            Some(libc::EMFILE | libc::ENFILE | libc::ENOBUFS | libc::ENOMEM) => Meaning::NoDescriptor,
            _ => Meaning::Listener,
        }
    }
}
