//! Sockets of the async peers: the same options for everybody.

use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};

use smol::Async;
use smol::io::{AsyncReadExt as _, AsyncWriteExt as _};
use socket2::{Domain, Socket, Type};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::executor::Executor;
use super::{Smol, Tokio};

/// Connections that wait to be accepted: as many as Go lets wait. With the 128 or 1,024 of others,
/// bursts lose connections, whose clients try again after 200 ms.
const BACKLOG: i32 = 4096;

/// An executor with sockets of its own kind. A failure is a panic, which the runner shows.
pub trait Sockets: Executor {
    /// A listener.
    type Listener: Send + 'static;
    /// A connection.
    type Conn: Send + 'static;

    /// Listens on a port of loopback.
    fn listen() -> (Self::Listener, SocketAddr);

    /// The next connection.
    fn accept(listener: &Self::Listener) -> impl Future<Output = Self::Conn> + Send;

    /// A connection to `addr`.
    fn connect(addr: SocketAddr) -> impl Future<Output = Self::Conn> + Send;

    /// Reads once; 0 at the end.
    fn read(conn: &mut Self::Conn, buf: &mut [u8]) -> impl Future<Output = usize> + Send;

    /// Fills the buffer.
    fn read_exact(conn: &mut Self::Conn, buf: &mut [u8]) -> impl Future<Output = ()> + Send;

    /// Writes all.
    fn write(conn: &mut Self::Conn, buf: &[u8]) -> impl Future<Output = ()> + Send;
}

/// A listener of the system.
fn listener() -> (std::net::TcpListener, SocketAddr) {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into()).expect("loopback");
    socket.listen(BACKLOG).expect("a listener");
    socket.set_nonblocking(true).expect("an option");
    let listener = std::net::TcpListener::from(socket);
    let addr = listener.local_addr().expect("it is bound");
    (listener, addr)
}

impl Sockets for Tokio {
    type Listener = tokio::net::TcpListener;
    type Conn = tokio::net::TcpStream;

    fn listen() -> (Self::Listener, SocketAddr) {
        let (listener, addr) = listener();
        (tokio::net::TcpListener::from_std(listener).expect("registered"), addr)
    }

    async fn accept(listener: &Self::Listener) -> Self::Conn {
        let (conn, _) = listener.accept().await.expect("accepted");
        conn.set_nodelay(true).expect("an option");
        conn
    }

    async fn connect(addr: SocketAddr) -> Self::Conn {
        let conn = tokio::net::TcpStream::connect(addr).await.expect("connected");
        conn.set_nodelay(true).expect("an option");
        conn
    }

    async fn read(conn: &mut Self::Conn, buf: &mut [u8]) -> usize {
        conn.read(buf).await.expect("read")
    }

    async fn read_exact(conn: &mut Self::Conn, buf: &mut [u8]) {
        conn.read_exact(buf).await.expect("read");
    }

    async fn write(conn: &mut Self::Conn, buf: &[u8]) {
        conn.write_all(buf).await.expect("written");
    }
}

impl Sockets for Smol {
    type Listener = Async<std::net::TcpListener>;
    type Conn = Async<std::net::TcpStream>;

    fn listen() -> (Self::Listener, SocketAddr) {
        let (listener, addr) = listener();
        (Async::new_nonblocking(listener).expect("registered"), addr)
    }

    async fn accept(listener: &Self::Listener) -> Self::Conn {
        let (conn, _) = listener.accept().await.expect("accepted");
        conn.get_ref().set_nodelay(true).expect("an option");
        conn
    }

    async fn connect(addr: SocketAddr) -> Self::Conn {
        let conn = Async::<std::net::TcpStream>::connect(addr).await.expect("connected");
        conn.get_ref().set_nodelay(true).expect("an option");
        conn
    }

    async fn read(conn: &mut Self::Conn, buf: &mut [u8]) -> usize {
        conn.read(buf).await.expect("read")
    }

    async fn read_exact(conn: &mut Self::Conn, buf: &mut [u8]) {
        conn.read_exact(buf).await.expect("read");
    }

    async fn write(conn: &mut Self::Conn, buf: &[u8]) {
        conn.write_all(buf).await.expect("written");
    }
}
