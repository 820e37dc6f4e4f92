//! Go's nil connection: a handle that was never open. Every operation on it fails with
//! `use of closed network connection`.

use super::socket::Socket;
use super::{TcpListener, TcpStream, UdpSocket};
#[cfg(unix)]
use super::{UnixDatagram, UnixListener, UnixStream};

macro_rules! nil_handles {
    ($($(#[$attr:meta])? $Handle:ident: $net:literal;)*) => { $($(#[$attr])?
        impl $Handle {
            /// A handle that was never open.
            pub(crate) fn nil() -> $Handle {
                $Handle { socket: Socket::nil($net) }
            }

            /// Whether the handle was never open.
            pub(crate) fn is_nil(&self) -> bool {
                self.socket.is_nil()
            }
        }
    )* };
}

nil_handles! {
    TcpStream: "tcp";
    UdpSocket: "udp";
    #[cfg(unix)] UnixStream: "unix";
    #[cfg(unix)] UnixDatagram: "unixgram";
}

macro_rules! nil_listeners {
    ($($(#[$attr:meta])? $Handle:ident: $net:literal;)*) => { $($(#[$attr])?
        impl $Handle {
            /// A handle that was never open.
            pub(crate) fn nil() -> $Handle {
                $Handle::from_socket(Socket::nil($net))
            }

            /// Whether the handle was never open.
            pub(crate) fn is_nil(&self) -> bool {
                self.socket.is_nil()
            }
        }
    )* };
}

nil_listeners! {
    TcpListener: "tcp";
    #[cfg(unix)] UnixListener: "unix";
}
