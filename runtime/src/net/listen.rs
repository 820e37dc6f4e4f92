//! Describes a listener: its address, `SO_REUSEADDR`, `SO_REUSEPORT`, and how many connections wait
//! to be accepted.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::panic::Location;

use socket2::{Domain, Protocol, SockRef, Socket as Raw, Type};

use super::address::{Target, ToTarget};
use super::error;
use super::lookup::resolve;
use super::names::Names;
use super::opening::Opening;
use super::tcp_listener::TcpListener;
use super::tcp_stream::set_options;
use super::udp::UdpSocket;
use crate::platform;
use crate::scheduler::reactor_here;

/// How many connections the system keeps until they are accepted, as in Go. The system lowers it to
/// `net.core.somaxconn`.
const BACKLOG: i32 = 4096;

/// How to listen: Go's `net.ListenConfig`.
///
/// # Examples
///
/// ```
/// use goroutines::net::ListenConfig;
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let listener = ListenConfig::new().backlog(16).bind("127.0.0.1:0").unwrap();
///     assert!(listener.local_addr().unwrap().ip().is_loopback());
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a description does nothing until `bind`"]
pub struct ListenConfig {
    backlog: i32,
    reuse_port: bool,
}

impl Default for ListenConfig {
    fn default() -> ListenConfig {
        ListenConfig::new()
    }
}

impl ListenConfig {
    /// What [`TcpListener::bind`] does: a backlog of 4096.
    pub fn new() -> ListenConfig {
        ListenConfig { backlog: BACKLOG, reuse_port: false }
    }

    /// Sets how many connections the system keeps until they are accepted.
    pub fn backlog(mut self, connections: u32) -> ListenConfig {
        self.backlog = i32::try_from(connections).unwrap_or(i32::MAX);
        self
    }

    /// Sets `SO_REUSEPORT`: several sockets, of several processes too, share the port, and the
    /// system spreads the connections.
    ///
    /// Where the system has no such option, `bind` fails.
    pub fn reuse_port(mut self, on: bool) -> ListenConfig {
        self.reuse_port = on;
        self
    }

    /// Listens on `target` for TCP connections. In goroutine code the call waits while a name is
    /// looked up.
    ///
    /// # Errors
    ///
    /// As [`TcpListener::bind`].
    #[track_caller]
    pub fn bind(&self, target: impl ToTarget) -> Opening<TcpListener> {
        let (config, target, at) = (self.clone(), target.to_target(), Location::caller());
        Opening::new(async move {
            let (socket, names) = config.bind_first("tcp", target, at).await?;
            let options = platform::ACCEPTED_INHERIT && set_options(SockRef::from(&socket)).is_ok();
            let listen = || {
                socket.listen(config.backlog)?;
                let _context = reactor_here().enter();
                tokio::net::TcpListener::from_std(socket.into())
            };
            let listener = listen().map_err(|error| error::operation("listen", &names, error))?;
            TcpListener::new(listener, options)
        })
    }

    /// Binds a UDP socket to `target`. In goroutine code the call waits while a name is looked up.
    ///
    /// # Errors
    ///
    /// As [`UdpSocket::bind`].
    #[track_caller]
    pub fn bind_udp(&self, target: impl ToTarget) -> Opening<UdpSocket> {
        let (config, target, at) = (self.clone(), target.to_target(), Location::caller());
        Opening::new(async move {
            let (socket, names) = config.bind_first("udp", target, at).await?;
            let _context = reactor_here().enter();
            let socket = tokio::net::UdpSocket::from_std(socket.into());
            UdpSocket::try_from(socket.map_err(|error| error::operation("listen", &names, error))?)
        })
    }

    /// A socket bound to the first free address of `target`.
    async fn bind_first(
        &self,
        net: &'static str,
        target: io::Result<Target>,
        at: &'static Location<'static>,
    ) -> io::Result<(Raw, Names)> {
        let unnamed = Names { net, local: None, remote: None };
        let failed = |error| error::operation("listen", &unnamed, error);
        let addrs = match target.map_err(failed)? {
            // Every interface: IPv6's socket takes IPv4 as well, where there is IPv6.
            Target::Host(host, port) if host.is_empty() => {
                vec![(Ipv6Addr::UNSPECIFIED, port).into(), (Ipv4Addr::UNSPECIFIED, port).into()]
            }
            target => resolve(target, at).await.map_err(failed)?,
        };
        let mut last = None;
        for addr in addrs {
            let names = Names { net, local: Some(addr.into()), remote: None };
            match self.bound(addr, net) {
                Ok(socket) => return Ok((socket, names)),
                Err(error) => last = last.or_else(|| Some(error::operation("listen", &names, error))),
            }
        }
        Err(last.unwrap_or_else(|| failed(io::ErrorKind::InvalidInput.into())))
    }

    /// A socket bound to `addr`.
    pub(super) fn bound(&self, addr: SocketAddr, net: &str) -> io::Result<Raw> {
        let (kind, protocol) = if net == "tcp" { (Type::STREAM, Protocol::TCP) } else { (Type::DGRAM, Protocol::UDP) };
        let socket = Raw::new(Domain::for_address(addr), kind, Some(protocol))?;
        socket.set_nonblocking(true)?;
        if addr.is_ipv6() && addr.ip().is_unspecified() {
            socket.set_only_v6(false)?;
        }
        // On Windows the option lets others take the address away.
        if net == "tcp" && cfg!(unix) {
            socket.set_reuse_address(true)?;
        }
        if self.reuse_port {
            platform::reuse_port(&socket)?;
        }
        socket.bind(&addr.into())?;
        Ok(socket)
    }
}
