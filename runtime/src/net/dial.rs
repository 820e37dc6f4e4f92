//! Dialing: names, several addresses, time limits and contexts, as Go's `net.Dialer`.

use std::future::{Future, poll_fn};
use std::io;
use std::net::SocketAddr;
use std::panic::Location;
use std::pin::{Pin, pin};
use std::task::{self, Poll};
use std::time::{Duration, Instant};

use tokio::net::TcpSocket;

use super::address::{Target, ToTarget};
use super::error::{self, canceled, timeout};
use super::lookup::resolve;
use super::names::{Addr, Names};
use super::opening::Opening;
use super::tcp_stream::TcpStream;
use crate::context::{Context, ContextError};
use crate::scheduler::reactor_here;
use crate::timer::{self, TimerFuture};
use crate::wait::io::IoWait;

/// How long the first family of addresses has for its answer before the other is tried too: as in
/// RFC 6555 and in Go.
const FALLBACK_DELAY: Duration = Duration::from_millis(300);

/// Connects to `target` by TCP: Go's `net.Dial("tcp", target)`. In goroutine code the call waits.
///
/// `dial` tries all addresses of a name. If some are IPv4 and some IPv6, it tries the second family
/// too after 300 ms, and the first connection wins ("happy eyeballs"). `":80"` is port 80 of this
/// machine.
///
/// # Errors
///
/// The first error, if no address answers, such as
/// `dial tcp 127.0.0.1:1: connect: connection refused` or
/// `dial tcp: lookup nope.invalid: no such host`.
///
/// # Examples
///
/// ```
/// use goroutines::net::{TcpListener, dial};
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let listener = TcpListener::bind("127.0.0.1:0").unwrap();
///     let conn = dial(listener.local_addr().unwrap()).unwrap();
///     assert!(conn.nodelay().unwrap());
/// }
/// ```
#[doc(alias = "Dial")]
#[track_caller]
pub fn dial(target: impl ToTarget) -> Opening<TcpStream> {
    Dialer::new().dial(target)
}

/// [`dial`], waiting no longer than `limit` in all, the look-up included: Go's `net.DialTimeout`.
///
/// # Errors
///
/// Those of [`dial`], and `i/o timeout`.
#[doc(alias = "DialTimeout")]
#[track_caller]
pub fn dial_timeout(target: impl ToTarget, limit: Duration) -> Opening<TcpStream> {
    Dialer::new().timeout(limit).dial(target)
}

/// [`dial`], unless `ctx` ends before: Go's `DialContext`. The connection itself does not depend on
/// `ctx`.
///
/// # Errors
///
/// Those of [`dial`], `operation was canceled`, and `i/o timeout` when the deadline of `ctx`
/// passes.
#[doc(alias = "DialContext")]
#[track_caller]
pub fn dial_context(ctx: &Context, target: impl ToTarget) -> Opening<TcpStream> {
    Dialer::new().dial_context(ctx, target)
}

/// How to dial: Go's `net.Dialer`.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
/// use goroutines::net::{Dialer, is_timeout};
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let dialer = Dialer::new().timeout(Duration::ZERO);
///     assert!(is_timeout(&dialer.dial("127.0.0.1:1").unwrap_err()));
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a description does nothing until `dial`"]
pub struct Dialer {
    timeout: Option<Duration>,
    local: Option<SocketAddr>,
    fallback_delay: Option<Duration>,
}

impl Default for Dialer {
    fn default() -> Dialer {
        Dialer::new()
    }
}

impl Dialer {
    /// What [`dial`] does.
    pub fn new() -> Dialer {
        Dialer { timeout: None, local: None, fallback_delay: Some(FALLBACK_DELAY) }
    }

    /// Waits no longer than `limit` in all, the look-up included.
    pub fn timeout(mut self, limit: Duration) -> Dialer {
        self.timeout = Some(limit);
        self
    }

    /// Dials from this address; port 0 is any.
    #[doc(alias = "LocalAddr")]
    pub fn local_addr(mut self, addr: SocketAddr) -> Dialer {
        self.local = Some(addr);
        self
    }

    /// Tries the second family of addresses after `delay` (300 ms by default); with `None`, only
    /// once the first has failed.
    #[doc(alias = "FallbackDelay")]
    pub fn fallback_delay(mut self, delay: impl Into<Option<Duration>>) -> Dialer {
        self.fallback_delay = delay.into();
        self
    }

    /// Dials `target`. In goroutine code the call waits.
    ///
    /// # Errors
    ///
    /// Those of [`dial`].
    #[track_caller]
    pub fn dial(&self, target: impl ToTarget) -> Opening<TcpStream> {
        Opening::new(self.clone().start(target.to_target(), None, Location::caller()))
    }

    /// Dials `target`, unless `ctx` ends before. In goroutine code the call waits.
    ///
    /// # Errors
    ///
    /// Those of [`dial_context`].
    #[track_caller]
    pub fn dial_context(&self, ctx: &Context, target: impl ToTarget) -> Opening<TcpStream> {
        Opening::new(self.clone().start(target.to_target(), Some(ctx.clone()), Location::caller()))
    }

    async fn start(
        self,
        target: io::Result<Target>,
        ctx: Option<Context>,
        at: &'static Location<'static>,
    ) -> io::Result<TcpStream> {
        let limit = self.timeout.map(timer::deadline_in);
        let known = match &target {
            Ok(Target::Addrs(addrs)) if addrs.len() == 1 => Some(Addr::Inet(addrs[0])),
            _ => None,
        };
        let names = Names { net: "tcp", local: None, remote: known };
        let connect = self.connect(target, at);
        match within(limit, ctx, connect).await {
            Ok(connected) => connected,
            Err(stopped) => Err(error::operation("dial", &names, stopped)),
        }
    }

    async fn connect(self, target: io::Result<Target>, at: &'static Location<'static>) -> io::Result<TcpStream> {
        let unnamed = Names { net: "tcp", local: None, remote: None };
        let resolved = match target {
            Ok(target) => resolve(target, at).await,
            Err(error) => Err(error),
        };
        let mut addrs = resolved.map_err(|error| error::operation("dial", &unnamed, error))?;
        if let Some(local) = self.local {
            addrs.retain(|addr| addr.is_ipv4() == local.is_ipv4());
        }
        let Some(first) = addrs.first().copied() else {
            let none = io::Error::new(io::ErrorKind::InvalidInput, "no suitable address found");
            return Err(error::operation("dial", &unnamed, none));
        };
        let (primary, fallback): (Vec<_>, Vec<_>) =
            addrs.into_iter().partition(|addr| addr.is_ipv4() == first.is_ipv4());
        let primary = self.one_after_the_other(primary, at);
        if fallback.is_empty() {
            return primary.await;
        }
        race(primary, self.fallback_delay, self.one_after_the_other(fallback, at)).await
    }

    /// The first connection to one of `addrs`, at least one, or the first error.
    async fn one_after_the_other(
        &self,
        addrs: Vec<SocketAddr>,
        at: &'static Location<'static>,
    ) -> io::Result<TcpStream> {
        let mut first = Ok(());
        for addr in addrs {
            let names = Names { net: "tcp", local: self.local.map(Addr::Inet), remote: Some(Addr::Inet(addr)) };
            match self.connect_to(addr, &names, at).await {
                Ok(stream) => {
                    let local = stream.local_addr().ok().map(Addr::Inet);
                    return Ok(TcpStream::set_up(stream, local, names.remote));
                }
                Err(error) => first = first.and_then(|()| Err(error::operation("dial", &names, error))),
            }
        }
        first.and_then(|()| Err(io::ErrorKind::InvalidInput.into()))
    }

    async fn connect_to(
        &self,
        addr: SocketAddr,
        names: &Names,
        at: &'static Location<'static>,
    ) -> io::Result<tokio::net::TcpStream> {
        let socket = if addr.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
        if let Some(local) = self.local {
            socket.bind(local)?;
        }
        on_reactor(socket.connect(addr), names, at).await
    }
}

/// Runs `future`, of tokio's, with the reactor entered at each poll: it may run on a thread that is
/// no worker.
pub(super) async fn on_reactor<F: Future>(future: F, names: &Names, at: &'static Location<'static>) -> F::Output {
    let reactor = reactor_here();
    let (mut future, mut wait) = (pin!(future), IoWait::new());
    poll_fn(|cx| {
        let _context = reactor.enter();
        let polled = future.as_mut().poll(cx);
        if polled.is_pending() {
            names.pending(Some(&mut wait), at);
        }
        polled
    })
    .await
}

/// The output of `future`, unless the time is up or `ctx` ends before.
async fn within<F: Future>(limit: Option<Instant>, ctx: Option<Context>, future: F) -> io::Result<F::Output> {
    let mut limit = limit.map(TimerFuture::at);
    let ended = async {
        match &ctx {
            None => std::future::pending().await,
            Some(ctx) => drop(ctx.done().recv().await),
        }
        ctx.as_ref().and_then(Context::err)
    };
    let (mut future, mut ended) = (pin!(future), pin!(ended));
    poll_fn(|cx| {
        // The limits first: one that has passed already wins.
        if limit.as_mut().is_some_and(|limit| Pin::new(limit).poll(cx).is_ready()) {
            return Poll::Ready(Err(timeout()));
        }
        if let Poll::Ready(why) = ended.as_mut().poll(cx) {
            let late = matches!(why, Some(ContextError::DeadlineExceeded));
            return Poll::Ready(Err(if late { timeout() } else { canceled() }));
        }
        future.as_mut().poll(cx).map(Ok)
    })
    .await
}

/// The first success of `primary` and of `fallback`, which starts after `delay` or when `primary`
/// has failed; else the error of `primary`.
async fn race<T>(
    primary: impl Future<Output = io::Result<T>>,
    delay: Option<Duration>,
    fallback: impl Future<Output = io::Result<T>>,
) -> io::Result<T> {
    let (mut primary, mut fallback) = (pin!(primary), pin!(fallback));
    let mut delay = delay.map(|delay| TimerFuture::at(timer::deadline_in(delay)));
    let (mut failed, mut second_failed) = (None, false);
    poll_fn(move |cx: &mut task::Context<'_>| {
        if failed.is_none()
            && let Poll::Ready(done) = primary.as_mut().poll(cx)
        {
            match done {
                Ok(connection) => return Poll::Ready(Ok(connection)),
                Err(error) => failed = Some(error),
            }
        }
        let started = failed.is_some() || delay.as_mut().is_some_and(|delay| Pin::new(delay).poll(cx).is_ready());
        if started
            && !second_failed
            && let Poll::Ready(done) = fallback.as_mut().poll(cx)
        {
            match done {
                Ok(connection) => return Poll::Ready(Ok(connection)),
                Err(_) => second_failed = true,
            }
        }
        match failed.take() {
            Some(error) if second_failed => Poll::Ready(Err(error)),
            kept => {
                failed = kept;
                Poll::Pending
            }
        }
    })
    .await
}
