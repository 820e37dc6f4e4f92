//! `UdpSocket`: datagrams over UDP.

use std::fmt;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::panic::Location;
use std::sync::Arc;
use std::time::Instant;

use tokio::net::UdpSocket as Inner;

use super::address::ToTarget;
use super::datagram_methods::datagram_methods;
use super::error;
use super::listen::ListenConfig;
use super::lookup::resolve;
use super::names::{Addr, Names};
use super::opening::Opening;
use super::operation::Transfer;
use super::side::Direction;
use super::socket::Socket;
use crate::scheduler::reactor_here;
use crate::share::Share;
use crate::wait::case::PollReady;

/// A UDP socket: Go's `net.UDPConn`. A handle, which goroutines share: one may receive while
/// another sends.
///
/// # Examples
///
/// ```
/// use goroutines::net::UdpSocket;
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let server = UdpSocket::bind("127.0.0.1:0").unwrap();
///     let client = UdpSocket::connect(server.local_addr().unwrap()).unwrap();
///     client.send(b"ping").unwrap();
///     let mut buf = [0; 16];
///     let (len, from) = server.recv_from(&mut buf).unwrap();
///     assert_eq!((&buf[..len], from), (&b"ping"[..], client.local_addr().unwrap()));
/// }
/// ```
#[doc(alias = "UDPConn", alias = "PacketConn")]
#[derive(Clone)]
pub struct UdpSocket {
    pub(super) socket: Arc<Socket<Inner>>,
}

datagram_methods!(UdpSocket);

impl UdpSocket {
    /// A socket that receives what is sent to `target`: Go's `net.ListenPacket("udp", target)`. In
    /// goroutine code the call waits while a name is looked up.
    ///
    /// # Errors
    ///
    /// As `listen udp 127.0.0.1:53: bind: permission denied`; also when a name has no address.
    #[doc(alias = "ListenPacket", alias = "ListenUDP")]
    #[track_caller]
    pub fn bind(target: impl ToTarget) -> Opening<UdpSocket> {
        ListenConfig::new().bind_udp(target)
    }

    /// A socket that sends to `target` and receives from `target` alone: Go's
    /// `net.Dial("udp", target)`. In goroutine code the call waits while a name is looked up.
    ///
    /// # Errors
    ///
    /// As `dial udp: lookup nope.invalid: no such host`. If nobody listens there, the receive or
    /// the send after the first `send` fails.
    #[doc(alias = "DialUDP")]
    #[track_caller]
    pub fn connect(target: impl ToTarget) -> Opening<UdpSocket> {
        let (target, at) = (target.to_target(), Location::caller());
        Opening::new(async move {
            let mut names = Names { net: "udp", local: None, remote: None };
            let resolved = match target {
                Ok(target) => resolve(target, at).await,
                Err(error) => Err(error),
            };
            let peer = resolved.map_err(|error| error::operation("dial", &names, error))?[0];
            let any: SocketAddr = if peer.is_ipv4() { ([0; 4], 0).into() } else { ([0u16; 8], 0).into() };
            names.remote = Some(Addr::Inet(peer));
            let connect = || {
                let socket = ListenConfig::new().bound(any, "udp")?;
                socket.connect(&peer.into())?;
                let _context = reactor_here().enter();
                Inner::from_std(socket.into())
            };
            let socket = connect().map_err(|error| error::operation("dial", &names, error))?;
            names.local = socket.local_addr().ok().map(Addr::Inet);
            Ok(UdpSocket { socket: Socket::new(socket, names) })
        })
    }

    /// Waits for a datagram, puts it into `buf`, and returns its length and the sender's address.
    /// In goroutine code the call waits.
    ///
    /// A longer datagram is cut to the length of `buf`. A future that is dropped half-way has
    /// received nothing.
    ///
    /// # Errors
    ///
    /// Those of [`recv`](UdpSocket::recv).
    #[doc(alias = "ReadFrom")]
    #[track_caller]
    pub fn recv_from<'a>(
        &'a self,
        buf: &'a mut [u8],
    ) -> impl Future<Output = io::Result<(usize, SocketAddr)>>
    + PollReady<Output = io::Result<(usize, SocketAddr)>>
    + Send
    + 'a {
        self.transfer(Direction::Read, "read", move |io| io.try_recv_from(buf), Location::caller())
    }

    /// Sends `buf` as one datagram to `addr`, and returns its length. In goroutine code the call
    /// waits.
    ///
    /// # Errors
    ///
    /// Those of [`send`](UdpSocket::send).
    #[doc(alias = "WriteTo")]
    #[track_caller]
    pub fn send_to<'a>(
        &'a self,
        buf: &'a [u8],
        addr: SocketAddr,
    ) -> impl Future<Output = io::Result<usize>> + Send + 'a {
        self.transfer(Direction::Write, "write", move |io| io.try_send_to(buf, addr), Location::caller())
    }

    /// Our address.
    ///
    /// # Errors
    ///
    /// Once the socket is closed.
    #[doc(alias = "LocalAddr")]
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.socket.with("set", |io| io.local_addr())
    }

    /// The peer, if it is connected.
    ///
    /// # Errors
    ///
    /// When it is not connected, or closed.
    #[doc(alias = "RemoteAddr")]
    pub fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.socket.with("set", |io| io.peer_addr())
    }

    /// Sets whether datagrams may be sent to the broadcast address.
    ///
    /// # Errors
    ///
    /// Once the socket is closed.
    pub fn set_broadcast(&self, on: bool) -> io::Result<()> {
        self.socket.with("set", |io| io.set_broadcast(on))
    }
}
