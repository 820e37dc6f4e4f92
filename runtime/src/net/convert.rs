//! Converts handles to and from the types of tokio and std.
//!
//! If the handle is the only one, the conversion hands over its socket; otherwise it makes a second
//! descriptor of the same socket. A socket from std becomes non-blocking.

use std::io;

use super::names::{Addr, Names};
use super::socket::Socket;
use super::source::Source as _;
use super::tcp_listener::TcpListener;
use super::tcp_stream::TcpStream;
use super::udp::UdpSocket;
#[cfg(unix)]
use super::unix::{UnixListener, UnixStream};
#[cfg(unix)]
use super::unix_datagram::UnixDatagram;
use crate::scheduler::reactor_here;

impl From<tokio::net::TcpStream> for TcpStream {
    fn from(stream: tokio::net::TcpStream) -> TcpStream {
        let (local, remote) = (stream.local_addr().ok(), stream.peer_addr().ok());
        let names = Names { net: "tcp", local: local.map(Addr::Inet), remote: remote.map(Addr::Inet) };
        TcpStream { socket: Socket::new(stream, names) }
    }
}

impl TryFrom<tokio::net::UdpSocket> for UdpSocket {
    type Error = io::Error;

    fn try_from(socket: tokio::net::UdpSocket) -> io::Result<UdpSocket> {
        let (local, remote) = (socket.local_addr()?, socket.peer_addr().ok());
        let names = Names { net: "udp", local: Some(Addr::Inet(local)), remote: remote.map(Addr::Inet) };
        Ok(UdpSocket { socket: Socket::new(socket, names) })
    }
}

macro_rules! convert {
    ($($Ours:ident: $tokio:ty, $std:ty;)*) => { $(
        /// Takes over a socket of std's, which becomes non-blocking.
        impl TryFrom<$std> for $Ours {
            type Error = io::Error;

            fn try_from(socket: $std) -> io::Result<$Ours> {
                socket.set_nonblocking(true)?;
                let _context = reactor_here().enter();
                $Ours::adopt(<$tokio>::from_std(socket)?)
            }
        }

        /// A second descriptor of the same socket, non-blocking; the handle's own is closed with
        /// its last handle.
        impl TryFrom<$Ours> for $std {
            type Error = io::Error;

            fn try_from(handle: $Ours) -> io::Result<$std> {
                handle.socket.with("dup", |io| io.system().try_clone().map(Into::into))
            }
        }

        /// A second descriptor of the same socket, on the same reactor; the handle's own is closed
        /// with its last handle.
        impl TryFrom<$Ours> for $tokio {
            type Error = io::Error;

            fn try_from(handle: $Ours) -> io::Result<$tokio> {
                let socket = <$std>::try_from(handle)?;
                let _context = reactor_here().enter();
                <$tokio>::from_std(socket)
            }
        }
    )* };
}

convert! {
    TcpStream: tokio::net::TcpStream, std::net::TcpStream;
    TcpListener: tokio::net::TcpListener, std::net::TcpListener;
    UdpSocket: tokio::net::UdpSocket, std::net::UdpSocket;
}
#[cfg(unix)]
convert! {
    UnixStream: tokio::net::UnixStream, std::os::unix::net::UnixStream;
    UnixListener: tokio::net::UnixListener, std::os::unix::net::UnixListener;
    UnixDatagram: tokio::net::UnixDatagram, std::os::unix::net::UnixDatagram;
}

macro_rules! adopt {
    ($($Ours:ident)*) => { $(impl $Ours {
        fn adopt(socket: impl TryInto<$Ours, Error = io::Error>) -> io::Result<$Ours> {
            socket.try_into()
        }
    })* };
}

adopt! { TcpListener UdpSocket }
#[cfg(unix)]
adopt! { UnixStream UnixListener UnixDatagram }

impl TcpStream {
    fn adopt(stream: tokio::net::TcpStream) -> io::Result<TcpStream> {
        Ok(stream.into())
    }
}
